/**
 * Who comes to what is booked, and how early or late: learned for the location and each of its queues, a queue leaning on the
 * location until it has seen enough.
 * Knows no appointment and no person; whether somebody came in, what to expect out.
 */
import type { QueueId } from "../../protocol/terms.ts";
import { added, type Figures, leaning } from "./learn.ts";

/** Of how many, and the part of them that came. */
export type ShowUp = { readonly n: number; readonly came: number };

/** Everything learned, by queue, and under "" for the location; plain data. */
export type ShowUps = {
  readonly counts: Map<string, ShowUp>;
  /** Of the arrival against the agreed time (ms; negative is before it). */
  readonly arrivals: Map<string, Figures>;
};

/** What to expect of one that is booked: the chance that somebody comes, and when against the agreed time, which is about normal (ms). */
export type ExpectedShowUp = {
  readonly came: number;
  readonly meanMs: number;
  readonly deviationMs: number;
};

/** Before anything was seen: four of five come; published parts that stay away go from 8 to 40 of a hundred (docs/decisions/waiting-time.md). */
const PRIOR: ShowUp = { n: 0, came: 0.8 };
/** About five minutes before their time. */
const PRIOR_ARRIVAL: Figures = { n: 0, mean: -300_000, variance: 300_000 ** 2 };
/** Whoever is an hour off came for something else. */
const FURTHEST_MS = 3_600_000;
/** How many of its own a level needs to count as much as the one above, and how many it remembers. */
const [LEANS, REMEMBERS] = [20, 500];

/** Nothing seen yet. */
export function noShowUps(): ShowUps {
  return { counts: new Map(), arrivals: new Map() };
}

const levelsOf = (queue: QueueId): readonly string[] => ["", queue];

/** One more that was booked; `hasCome`: whether somebody came to it. */
export function learnShowUp({ counts }: ShowUps, queue: QueueId, hasCome: boolean): void {
  for (const key of levelsOf(queue)) {
    const before = counts.get(key) ?? { n: 0, came: 0 };
    const n = Math.min(before.n + 1, REMEMBERS);
    counts.set(key, { n, came: before.came + ((hasCome ? 1 : 0) - before.came) / n });
  }
}

/** Somebody came so long before (negative) or after the agreed time. */
export function learnArrival({ arrivals }: ShowUps, queue: QueueId, offMs: number): void {
  const value = Math.min(FURTHEST_MS, Math.max(-FURTHEST_MS, offMs));
  for (const key of levelsOf(queue))
    arrivals.set(
      key,
      added(arrivals.get(key), value, { remembers: REMEMBERS, variance: PRIOR_ARRIVAL.variance }),
    );
}

/** What to expect of one that is booked in a queue. */
export function expectedShowUp({ counts, arrivals }: ShowUps, queue: QueueId): ExpectedShowUp {
  let came = PRIOR.came;
  let arrival = PRIOR_ARRIVAL;
  for (const key of levelsOf(queue)) {
    const own = counts.get(key);
    if (own) came += (own.n / (own.n + LEANS)) * (own.came - came);
    arrival = leaning(arrival, arrivals.get(key), LEANS);
  }
  return { came, meanMs: arrival.mean, deviationMs: Math.sqrt(arrival.variance) };
}
