/**
 * Opening hours (R9): weeks, exceptions and closures in a location's wall time, and an instant, become open or closed and when
 * that changes.
 * Pure; reads no clock, and knows time zones only through Intl, so summer time comes and goes as the zone says.
 */
import type { Hours } from "./config/hours.ts";
import { instantsOf, type Offset, offsetOf } from "./wall-time.ts";

/**
 * `opensAt` is the next opening while closed, `closesAt` the next closing while open, both epoch ms; `null` where that does not
 * come within a year. The state holds until `until` (`null`: for ever), so a caller that asks often asks again only then (a new
 * document aside).
 */
export type Opening = {
  readonly open: boolean;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  readonly until: number | null;
};

/** A time during which something is open, epoch ms. */
export type Span = { readonly from: number; readonly to: number };

/** A break is no closing: so long at most, and within one day of the calendar. Longer ones end the service day (design rule 7). */
const LONGEST_BREAK_MS = 10_800_000;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A week says everything within two: an hour that a change to summer time swallows comes a week later. */
const WEEKLY_DAYS = 17;
/** So many days are looked at where days of the calendar count, the few before the many. */
const DATED_DAYS = [WEEKLY_DAYS, 64, 400] as const;

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
  const found = instantsOf(wall, offset);
  const at = which === "first" ? found[0] : found.at(-1);
  return at ?? jumpBetween(wall - offset(wall + DAY_MS), wall - offset(wall - DAY_MS), offset);
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

type Clocks = { readonly from: string; readonly to: string };

/** The spans that begin on the day at `midnight`. An exception goes before a closure, both before the week. */
function clocksOf({ hours, exceptions, closures }: Hours, midnight: number): readonly Clocks[] {
  const day = new Date(midnight);
  const date = day.toISOString().slice(0, 10);
  const exception = exceptions?.find((one) => one.date === date);
  if (exception) return exception.spans;
  if (closures?.some(({ from, to }) => from <= date && date <= to)) return [];
  const weekday = day.getUTCDay() || 7;
  return hours ? hours.filter((entry) => entry.weekday === weekday) : [{ from: "00:00", to: "24:00" }];
}

/** How wall times of one day and the next become instants; the zone is asked for each only where its clock jumps. */
function instantsOn(midnight: number, offset: Offset): typeof instantOf {
  const [before, after] = [offset(midnight - DAY_MS), offset(midnight + 3 * DAY_MS)];
  return before === after ? (wall) => wall - before : instantOf;
}

/** The spans of the day at `midnight` (wall time as if UTC). A `to` not after its `from` is on the next day. */
function spansOf(hours: Hours, midnight: number, offset: Offset): Span[] {
  const instant = instantsOn(midnight, offset);
  return clocksOf(hours, midnight).map((clocks) => {
    const [from, to] = [minutesOf(clocks.from), minutesOf(clocks.to)];
    const end = to <= from ? to + 24 * 60 : to;
    return {
      from: instant(midnight + from * MINUTE_MS, "first", offset),
      to: instant(midnight + end * MINUTE_MS, "last", offset),
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

/** What two sorted lists have in common. */
function common(ones: readonly Span[], others: readonly Span[]): Span[] {
  const both: Span[] = [];
  let [one, other] = [ones[0], others[0]];
  for (let [at, beside] = [0, 0]; one && other; ) {
    const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
    if (from < to) both.push({ from, to });
    if (one.to < other.to) one = ones[++at];
    else other = others[++beside];
  }
  return both;
}

/** Everything that is asked about: parts that say something, the zone, the day of the calendar at `at`. */
type Asked = {
  readonly parts: readonly Hours[];
  readonly offset: Offset;
  readonly at: number;
  readonly today: number;
};

/** Whether a part says anything of its own about its opening. */
export function hasHours({ hours, exceptions, closures }: Hours): boolean {
  // Asked for every button at every event of a stand: it makes nothing.
  return (hours ?? null) !== null || Boolean(exceptions?.length) || Boolean(closures?.length);
}

function askedOf(parts: readonly Hours[], timeZone: string, at: number): Asked {
  const offset = offsetOf(timeZone);
  const today = Math.floor((at + offset(at)) / DAY_MS) * DAY_MS;
  return { parts: parts.filter(hasHours), offset, at, today };
}

/** When all parts are open, from the day before `at` for so many days, without what is over. */
function openSpans({ parts, offset, at, today }: Asked, days: number): Span[] {
  const midnights = Array.from({ length: days }, (_, day) => today + (day - 1) * DAY_MS);
  const each = parts.map((part) => joined(midnights.flatMap((midnight) => spansOf(part, midnight, offset))));
  return each.reduce(common).filter((span) => span.to > at);
}

/** Whether some day of the calendar, not only the week, still has its say. */
function isDated({ parts, today }: Asked): boolean {
  const yesterday = new Date(today - DAY_MS).toISOString().slice(0, 10);
  return parts.some(
    ({ exceptions = [], closures = [] }) =>
      exceptions.some(({ date }) => date >= yesterday) || closures.some(({ to }) => to >= yesterday),
  );
}

/** What the spans of so many days tell; `null` when they end before it is known. */
function told(asked: Asked, days: number): Opening | null {
  const { at } = asked;
  const [next] = openSpans(asked, days);
  if (!next) return null;
  if (next.from > at) return { open: false, opensAt: next.from, closesAt: null, until: next.from };
  const isEndless = next.to - at > (days - 3) * DAY_MS;
  return isEndless ? null : { open: true, opensAt: null, closesAt: next.to, until: next.to };
}

/** The state at `at` where no change of it was found; days of the calendar beyond what was looked at may bring one. */
function lasting(asked: Asked): Opening {
  const open = openSpans(asked, 3).some((span) => span.from <= asked.at);
  return {
    open,
    opensAt: null,
    closesAt: null,
    until: isDated(asked) ? asked.at + 365 * DAY_MS : null,
  };
}

/** Whether all `parts` are open at `at` in `timeZone`, and until when that holds. No part, or none that says anything: always open. */
export function openingAt(parts: readonly Hours[], timeZone: string, at: number): Opening {
  const asked = askedOf(parts, timeZone, at);
  if (asked.parts.length === 0) return { open: true, opensAt: null, closesAt: null, until: null };
  for (const days of isDated(asked) ? DATED_DAYS : [WEEKLY_DAYS]) {
    const opening = told(asked, days);
    if (opening) return opening;
  }
  return lasting(asked);
}

function isBreakIn(offset: Offset, closedAt: number, opensAt: number): boolean {
  const dayOf = (at: number) => Math.floor((at + offset(at)) / DAY_MS);
  return opensAt - closedAt <= LONGEST_BREAK_MS && dayOf(opensAt) === dayOf(closedAt);
}

/** Whether what closed at `closedAt` and opens at `opensAt` only takes a break. */
export function isBreak(closedAt: number, opensAt: number, timeZone: string): boolean {
  return isBreakIn(offsetOf(timeZone), closedAt, opensAt);
}

/**
 * When all `parts` are open from `at` to the closing of the day, breaks left out; the last one ends at that closing.
 * Empty where none comes: always open, or closed at `at` for more than a break.
 */
export function restOfDay(parts: readonly Hours[], timeZone: string, at: number): Span[] {
  const asked = askedOf(parts, timeZone, at);
  if (asked.parts.length === 0) return [];
  const rest: Span[] = [];
  for (const span of openSpans(asked, WEEKLY_DAYS)) {
    const from = Math.max(span.from, at);
    if (!isBreakIn(asked.offset, rest.at(-1)?.to ?? at, from)) break;
    rest.push({ from, to: span.to });
  }
  const isEndless = (rest.at(-1)?.to ?? at) - at > (WEEKLY_DAYS - 3) * DAY_MS;
  return isEndless ? [] : rest;
}
