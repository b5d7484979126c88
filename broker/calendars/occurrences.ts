/**
 * The entries of a calendar -> their single occurrences within a stretch of time: recurring ones by their rule, without those that were
 * taken out, with those that were moved where they are now.
 * Knows no feed and no meaning. Limits: so many occurrences of an entry and of a calendar; more are left out, and said.
 */
import type { Offset } from "../../protocol/wall-time.ts";
import type { Stretch } from "../appointments/contract.ts";
import { blocksOf } from "./blocks.ts";
import type { CalendarEntry, EntryProblem } from "./entry.ts";
import { type Moment, type RawEvent, type ReadOptions, readEvent } from "./event.ts";
import { type Rule, readRule, wallTimes } from "./rule.ts";
import { instantAt, type Zones } from "./zones.ts";

export type Occurrences = {
  readonly entries: readonly CalendarEntry[];
  readonly problems: readonly EntryProblem[];
};

export type ExpandOptions = { readonly stretch: Stretch; readonly zones: Zones; readonly floating: Offset };

const DAY_MS = 86_400_000;
const MOST_OF_ENTRY = 1000;
const MOST_OF_CALENDAR = 50_000;
/** So many entries are read in one turn of the event loop: a large calendar delays no ticket. */
const ENTRIES_A_TURN = 50;

const atOf = ({ wall, offset }: Moment): number => instantAt(wall, offset);

function endOf(event: RawEvent, start: Moment): number {
  return start.isDate ? atOf({ ...start, wall: start.wall + event.lastsMs }) : atOf(start) + event.lastsMs;
}

function entryOf(event: RawEvent, start: Moment, id: string): CalendarEntry {
  const {
    isCancelled,
    isPrivate,
    shows,
    title,
    categories,
    place,
    isOnline,
    organizer,
    attendees,
    properties,
  } = event;
  return {
    ...{ id, startAt: atOf(start), endAt: endOf(event, start), isAllDay: start.isDate },
    ...{
      isCancelled,
      isPrivate,
      shows,
      title,
      categories,
      place,
      isOnline,
      organizer,
      attendees,
      properties,
    },
  };
}

const touches = ({ from, until }: Stretch, { startAt, endAt }: CalendarEntry): boolean =>
  startAt < until && (endAt > from || startAt >= from);

/** Whether a wall time is after the rule's last day, or after its last instant (RFC 5545, 3.3.10). */
function isOverBy(until: string | null, { offset }: Moment): ((wall: number) => boolean) | null {
  if (until === null) return () => false;
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(until);
  if (match === null) return null;
  const [year, month, day, ...clock] = match.slice(1, 7).map((one) => Number(one ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const last = Date.UTC(year, month - 1, day, ...clock);
  if (match[4] === undefined) return (wall) => wall >= last + DAY_MS;
  return match[7] === undefined ? (wall) => wall > last : (wall) => instantAt(wall, offset) > last;
}

/** The wall times at which a recurring entry begins; or why nobody follows its rule. */
function startsOf(event: RawEvent, rule: Rule, { from, until }: Stretch): number[] | "unknownRule" {
  const isOver = isOverBy(rule.until, event.start);
  if (isOver === null) return "unknownRule";
  const slack = 2 * DAY_MS;
  return wallTimes(rule, event.start.wall, {
    from: from - event.lastsMs - slack,
    until: until + slack,
    isOver,
  });
}

type Series = { readonly main: RawEvent | null; readonly moved: readonly RawEvent[] };

class Expansion {
  readonly #options: ExpandOptions;
  readonly entries: CalendarEntry[] = [];
  readonly problems: EntryProblem[] = [];

  constructor(options: ExpandOptions) {
    this.#options = options;
  }

  /** An occurrence that was moved stands for the one that it was; also where that one is all that somebody was invited to. */
  take({ main, moved }: Series): void {
    const own = new Map(moved.map((one) => [one.recurrenceId === null ? 0 : atOf(one.recurrenceId), one]));
    for (const one of own.values())
      this.#add(entryOf(one, one.start, `${one.uid} ${keyOf(one.recurrenceId)}`));
    if (main === null) return;
    if (main.rule === null && main.added.length === 0) {
      this.#add(entryOf(main, main.start, main.uid));
      return;
    }
    const starts = this.#starts(main);
    if (starts.length > MOST_OF_ENTRY) this.#tell(main, "tooMany", String(MOST_OF_ENTRY));
    for (const start of starts.slice(0, MOST_OF_ENTRY))
      if (!own.has(atOf(start))) this.#add(entryOf(main, start, `${main.uid} ${keyOf(start)}`));
  }

  #starts(main: RawEvent): Moment[] {
    const walls = new Set([
      ...this.#ruled(main),
      ...main.added.map(({ wall, offset }) => wallIn(main, wall, offset)),
    ]);
    const gone = new Set(main.excluded.filter(({ isDate }) => !isDate || main.start.isDate).map(atOf));
    // Some programs take out whole days of an entry that has a time.
    const days = new Set(
      main.excluded.filter(({ isDate }) => isDate && !main.start.isDate).map(({ wall }) => wall),
    );
    return [...walls]
      .map((wall): Moment => ({ ...main.start, wall }))
      .filter((one) => !gone.has(atOf(one)) && !days.has(Math.floor(one.wall / DAY_MS) * DAY_MS));
  }

  #ruled(main: RawEvent): readonly number[] {
    if (main.rule === null) return [main.start.wall];
    const rule = readRule(main.rule, main.start.wall);
    const walls = typeof rule === "string" ? rule : startsOf(main, rule, this.#options.stretch);
    if (typeof walls !== "string") return walls;
    this.#tell(main, walls, "");
    return [];
  }

  #tell({ line }: RawEvent, name: EntryProblem["name"], about: string): void {
    this.problems.push({ line, name, about });
  }

  #add(entry: CalendarEntry): void {
    if (touches(this.#options.stretch, entry) && this.entries.length < MOST_OF_CALENDAR)
      this.entries.push(entry);
  }
}

const keyOf = (moment: Moment | null): string =>
  moment === null ? "" : new Date(atOf(moment)).toISOString();

/** What the entry's own clocks show when another zone's show `wall`. */
function wallIn({ start }: RawEvent, wall: number, offset: Offset): number {
  if (offset === start.offset) return wall;
  const at = instantAt(wall, offset);
  return at + start.offset(at);
}

function seriesOf(events: readonly RawEvent[]): Series[] {
  const byUid = new Map<string, { main: RawEvent | null; moved: RawEvent[] }>();
  for (const event of events) {
    const series = byUid.get(event.uid) ?? { main: null, moved: [] };
    if (event.recurrenceId === null) series.main = event;
    else series.moved.push(event);
    byUid.set(event.uid, series);
  }
  return [...byUid.values()];
}

const pause = () => new Promise((done) => setImmediate(done));

/** Each text is a calendar or an object of one; `null` for one that is none. Never rejects. */
export async function occurrencesOf(
  texts: readonly string[],
  options: ExpandOptions,
): Promise<Occurrences | null> {
  const events: RawEvent[] = [];
  const problems: EntryProblem[] = [];
  for (const [at, text] of texts.entries()) {
    const blocks = blocksOf(text);
    if (blocks === null) return null;
    // A calendar that is stored as many objects is told by the object's place, since its lines are nobody's to see.
    const lineOf = (line: number) => (texts.length === 1 ? line : at + 1);
    const zone = blocks.zone === null ? null : options.zones.offset(blocks.zone);
    const reading: ReadOptions = { zones: options.zones, floating: zone ?? options.floating };
    problems.push(...blocks.problems.map((one) => ({ ...one, line: lineOf(one.line) })));
    for (const [n, block] of blocks.blocks.entries()) {
      if (n % ENTRIES_A_TURN === ENTRIES_A_TURN - 1) await pause();
      const read = readEvent({ ...block, line: lineOf(block.line) }, reading);
      if ("name" in read) problems.push(read);
      else events.push(read);
    }
    if (at % ENTRIES_A_TURN === ENTRIES_A_TURN - 1) await pause();
  }
  const expansion = new Expansion(options);
  for (const [at, series] of seriesOf(events).entries()) {
    if (at % ENTRIES_A_TURN === ENTRIES_A_TURN - 1) await pause();
    expansion.take(series);
  }
  return { entries: expansion.entries, problems: [...problems, ...expansion.problems] };
}
