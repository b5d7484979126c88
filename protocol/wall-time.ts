/**
 * What clocks on a zone's walls show, and the instants at which they do.
 * Pure; reads no clock, and knows time zones only through Intl. Wall times are given in ms as if they were UTC.
 */

/** The difference between a zone's wall time and UTC at an instant, in ms. */
export type Offset = (at: number) => number;

const DAY_MS = 86_400_000;
/** No zone's clock jumps within a quarter of an hour of UTC: one answer holds for all of it. */
const QUARTER_MS = 900_000;

/** Throws a RangeError for a zone that is none. Remembers its answers: a file of 50,000 rows asks for few of them. */
export function offsetOf(timeZone: string): Offset {
  const wall = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  const known = new Map<number, number>();
  const ask = (at: number) => {
    const [day, month, year, hour, minute, second] = (wall.format(at).match(/\d+/g) as string[]).map(
      Number,
    ) as [number, number, number, number, number, number];
    return Date.UTC(year, month - 1, day, hour, minute, second) - at;
  };
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
    const offset = known.get(quarter) ?? ask(quarter);
    known.set(quarter, offset);
    return offset;
  };
}

/**
 * The instants at which clocks show a wall time, the first one first: one as a rule, two in the night when an hour comes twice,
 * none where clocks jump over it.
 */
export function instantsOf(wall: number, offset: Offset): readonly number[] {
  const offsets = [offset(wall - DAY_MS), offset(wall + DAY_MS)];
  const [early, late] = [wall - Math.max(...offsets), wall - Math.min(...offsets)];
  const both = early === late ? [early] : [early, late];
  return both.filter((at) => at + offset(at) === wall);
}
