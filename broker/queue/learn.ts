/**
 * What visits take and how many are missed, learned from the events of every day: of the location, of each service, of each
 * service in each hour, every level leaning on the one above until it has seen enough. Nobody types in a mean.
 * Knows no order and no counter; how long something took in, what to expect out.
 */
import type { QueueId, ServiceId, TicketId } from "../../protocol/terms.ts";

/** A running mean and variance; after `n` has reached its limit the oldest fade. */
export type Figures = { readonly n: number; readonly mean: number; readonly variance: number };
/** How many of those called came, and how long a counter waited for the others (ms). */
export type Turnout = { readonly n: number; readonly missed: number; readonly missedMs: number };

/** Everything learned, by the keys of `keysOf` and `kindKey`; plain data. */
export type Learned = {
  /** Of the logarithm of a visit's ms, from its call to its end. */
  readonly visits: Map<string, Figures>;
  readonly turnouts: Map<string, Turnout>;
  /** The newest, so that what was a slip can be forgotten again; the oldest first, at most 64. */
  readonly lessons: Taught[];
};

/** What the end of one visit teaches. `visit`: `null` where it says nothing of how long one takes. */
export type Lesson = {
  readonly ticket: TicketId;
  readonly queue: QueueId;
  readonly isAppointment: boolean;
  readonly missedMs: number | null;
  readonly visit: { readonly kind: VisitKind; readonly tookMs: number } | null;
};
/** A lesson, and what was known before it. */
type Taught = {
  readonly lesson: Lesson;
  readonly turnout: Turnout | undefined;
  readonly visits: readonly (readonly [key: string, was: Figures | undefined])[];
};

/** Whose visit it is. `hour` is the location's hour of the day, 0 to 23. */
export type VisitKind = {
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly hour: number;
};

/** What to expect of a visit: the logarithm of its ms is about normal. */
export type Expected = { readonly mean: number; readonly deviation: number };

/** Before anything was seen: about seven minutes, spread as counters' visits are (coefficient of variation 0.8). */
const PRIOR: Figures = { n: 0, mean: Math.log(420_000), variance: 0.5 };
const PRIOR_TURNOUT: Turnout = { n: 0, missed: 0.04, missedMs: 90_000 };
/** How many visits of its own a level needs to count as much as the level above it, and how many it remembers. */
const LEVELS = [
  { leans: 4, remembers: 2_000 },
  { leans: 10, remembers: 1_000 },
  { leans: 60, remembers: 400 },
] as const;
const TURNOUT_LEANS = 10;
const TURNOUT_REMEMBERS = 500;
/** What lies further from the mean than so many deviations is a slip (a finish forgotten or pressed at once) and counts as so many. */
const SLIP = 3;

/** Nothing seen yet. */
export function nothingLearned(): Learned {
  return { visits: new Map(), turnouts: new Map(), lessons: [] };
}

/** A service without a name is its queue. */
function keysOf({ queue, service, hour }: VisitKind): readonly string[] {
  const own = service === null ? `queue ${queue}` : `service ${service}`;
  return ["", own, `${own} ${hour}`];
}

/** What a level is taken to be that leans on the one above as if that were `leans` of its own. */
export function leaning(above: Figures, own: Figures | undefined, leans: number): Figures {
  if (!own) return above;
  const weight = own.n / (own.n + leans);
  return {
    n: own.n,
    mean: above.mean + weight * (own.mean - above.mean),
    variance: above.variance + weight * (own.variance - above.variance),
  };
}

function figuresOf(learned: Learned, kind: VisitKind): Figures {
  return keysOf(kind).reduce((above, key, level) => {
    const own = learned.visits.get(key);
    const figures = leaning(above, own, (LEVELS[level] as (typeof LEVELS)[number]).leans);
    // An hour has its own mean, but too few visits for a spread of its own.
    return level === 2 ? { ...figures, variance: above.variance } : figures;
  }, PRIOR);
}

/** What a visit of this kind takes. */
export function expectedVisit(learned: Learned, kind: VisitKind): Expected {
  const { mean, variance } = figuresOf(learned, kind);
  return { mean, deviation: Math.sqrt(variance) };
}

/** One value more; `variance`: what is taken to be the spread before anything was seen. */
export function added(
  before: Figures | undefined,
  value: number,
  { remembers, variance: prior }: { readonly remembers: number; readonly variance: number },
): Figures {
  if (!before) return { n: 1, mean: value, variance: prior };
  const n = Math.min(before.n + 1, remembers);
  const off = value - before.mean;
  // The prior's spread counts like five visits, so that two equal ones are no certainty.
  const weight = 1 / (n + 5);
  const variance = (1 - weight) * before.variance + weight * off * off * (n / (n + 1));
  return { n, mean: before.mean + off / n, variance };
}

/** One visit more, from its call to its end (ms). */
export function learnVisit(learned: Learned, kind: VisitKind, tookMs: number): void {
  const { mean, deviation } = expectedVisit(learned, kind);
  const furthest = SLIP * deviation;
  const value = Math.min(mean + furthest, Math.max(mean - furthest, Math.log(Math.max(1, tookMs))));
  for (const [level, key] of keysOf(kind).entries()) {
    const { remembers } = LEVELS[level] as (typeof LEVELS)[number];
    learned.visits.set(key, added(learned.visits.get(key), value, { remembers, variance: PRIOR.variance }));
  }
}

/** Appointments miss their call otherwise than walk-ins do. */
function kindKey(queue: QueueId, isAppointment: boolean): string {
  return `${isAppointment ? "appointments" : "walk-ins"} ${queue}`;
}

/** One more who was called; `missedMs`: how long the counter waited for somebody who did not come. */
export function learnTurnout(
  learned: Learned,
  { queue, isAppointment }: { readonly queue: QueueId; readonly isAppointment: boolean },
  missedMs: number | null,
): void {
  const key = kindKey(queue, isAppointment);
  const before = learned.turnouts.get(key) ?? PRIOR_TURNOUT;
  const n = Math.min(before.n + 1, TURNOUT_REMEMBERS);
  const weight = 1 / (n + TURNOUT_LEANS);
  const missed = before.missed + weight * ((missedMs === null ? 0 : 1) - before.missed);
  // Half an hour at a counter for nobody is a slip.
  const tookMs = missedMs === null ? before.missedMs : Math.min(missedMs, 1_800_000);
  learned.turnouts.set(key, { n, missed, missedMs: before.missedMs + 0.1 * (tookMs - before.missedMs) });
}

/** What to expect of whoever is called. */
export function expectedTurnout(learned: Learned, queue: QueueId, isAppointment: boolean): Turnout {
  return learned.turnouts.get(kindKey(queue, isAppointment)) ?? PRIOR_TURNOUT;
}

const LESSONS_KEPT = 64;

/** Learns what a visit's end teaches. */
export function teach(learned: Learned, lesson: Lesson): void {
  const { visit, queue, isAppointment, missedMs } = lesson;
  const keys = visit === null ? [] : keysOf(visit.kind);
  learned.lessons.push({
    lesson,
    turnout: learned.turnouts.get(kindKey(queue, isAppointment)),
    visits: keys.map((key) => [key, learned.visits.get(key)]),
  });
  if (learned.lessons.length > LESSONS_KEPT) learned.lessons.shift();
  learnTurnout(learned, lesson, missedMs);
  if (visit) learnVisit(learned, visit.kind, visit.tookMs);
}

function putBack<T>(known: Map<string, T>, key: string, was: T | undefined): void {
  if (was === undefined) known.delete(key);
  else known.set(key, was);
}

/** Forgets the last lesson of a ticket as if it had never been: all that came after it are learned anew. */
export function unteach(learned: Learned, ticket: TicketId): void {
  const from = learned.lessons.findLastIndex(({ lesson }) => lesson.ticket === ticket);
  if (from < 0) return;
  const taught = learned.lessons.splice(from);
  for (const { lesson, turnout, visits } of taught.toReversed()) {
    putBack(learned.turnouts, kindKey(lesson.queue, lesson.isAppointment), turnout);
    for (const [key, was] of visits) putBack(learned.visits, key, was);
  }
  for (const { lesson } of taught.slice(1)) teach(learned, lesson);
}
