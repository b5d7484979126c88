/**
 * Opening hours: a week in a location's wall time, and an instant, become open or closed and when that changes.
 * Pure; reads no clock, and knows time zones only through Intl, so summer time comes and goes as the zone says.
 */
import type { WeeklyHours } from "./config.ts";

/**
 * `opensAt` is the next opening while closed, `closesAt` the next closing while open, both epoch ms; `null` where that never comes.
 * The state holds until then, so a caller that asks often asks again only after it (a new document aside).
 */
export type Opening = {
  readonly open: boolean;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Two weeks ahead: an hour that a change to summer time swallows comes a week later. */
const AHEAD_DAYS = 15;

/** The difference between the zone's wall time and UTC at an instant, in ms. */
type Offset = (at: number) => number;

function offsetOf(timeZone: string): Offset {
  const wall = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  return (at) => {
    const [day, month, year, hour, minute, second] = (wall.format(at).match(/\d+/g) as string[]).map(
      Number,
    ) as [number, number, number, number, number, number];
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}

/** The first instant after which the zone's clock has jumped, between two instants at its two sides. */
function jumpBetween(before: number, after: number, offset: Offset): number {
  let [low, high] = [before, after];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offset(middle) === offset(after)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Wall time (as if it were UTC) -> instant. A time that comes twice is its first or last one; a time that a jump
 * leaves out is the jump.
 */
function instantOf(wall: number, which: "first" | "last", offset: Offset): number {
  const [before, after] = [offset(wall - DAY_MS), offset(wall + DAY_MS)];
  const [early, late] = [wall - Math.max(before, after), wall - Math.min(before, after)];
  const isEarly = offset(early) === wall - early;
  const isLate = offset(late) === wall - late;
  if (isEarly && isLate) return which === "first" ? early : late;
  if (isEarly) return early;
  return isLate ? late : jumpBetween(early, late, offset);
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

type Span = { readonly from: number; readonly to: number };

/** The spans that begin on the day at `midnight` (wall time as if UTC). A `to` not after its `from` is on the next day. */
function spansOf(hours: WeeklyHours, midnight: number, offset: Offset): Span[] {
  const weekday = new Date(midnight).getUTCDay() || 7;
  const today = hours.filter((entry) => entry.weekday === weekday);
  return today.map((entry) => {
    const [from, to] = [minutesOf(entry.from), minutesOf(entry.to)];
    const end = to <= from ? to + 24 * 60 : to;
    return {
      from: instantOf(midnight + from * MINUTE_MS, "first", offset),
      to: instantOf(midnight + end * MINUTE_MS, "last", offset),
    };
  });
}

/** Sorted, empty ones left out, those that touch or overlap joined. */
function joined(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.to > span.from).sort((a, b) => a.from - b.from);
  const whole: Span[] = [];
  for (const span of sorted) {
    const last = whole.at(-1);
    if (last && span.from <= last.to)
      whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else whole.push(span);
  }
  return whole;
}

/** Whether `hours` (`null`: always open) are open at `at` in `timeZone`, and until when that holds. */
export function openingAt(hours: WeeklyHours | null, timeZone: string, at: number): Opening {
  if (!hours) return { open: true, opensAt: null, closesAt: null };
  const offset = offsetOf(timeZone);
  const today = Math.floor((at + offset(at)) / DAY_MS) * DAY_MS;
  const days = Array.from({ length: AHEAD_DAYS + 2 }, (_, day) => today + (day - 1) * DAY_MS);
  const spans = joined(days.flatMap((midnight) => spansOf(hours, midnight, offset)));
  const next = spans.find((span) => span.to > at);
  if (!next) return { open: false, opensAt: null, closesAt: null };
  if (next.from > at) return { open: false, opensAt: next.from, closesAt: null };
  const isEndless = next.to - at > (AHEAD_DAYS - 1) * DAY_MS;
  return { open: true, opensAt: null, closesAt: isEndless ? null : next.to };
}
