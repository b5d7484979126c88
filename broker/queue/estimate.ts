/**
 * How long somebody will wait, said as a range (R16): a plain running estimate from the people ahead and what visits took.
 * Knows no ticket; counts in, a range out.
 */
import type { QueueId, Wait } from "../../protocol/terms.ts";
import type { HubState } from "./state.ts";

/** What a visit takes as long as nothing was measured. */
export const PRIOR_MS = 300_000;
/** How much one visit moves the average: the last ten count for two thirds. */
const WEIGHT = 0.1;
/** A visit that somebody forgot to finish must not poison the estimate. */
const LONGEST_MS = 3_600_000;
const SOON_MS = 60_000;

/** Adds what one visit took, from its call to its end (ms), to a queue's average. */
export function learnVisit(visitMs: Map<QueueId, number>, queue: QueueId, tookMs: number): void {
  const before = visitMs.get(queue) ?? PRIOR_MS;
  visitMs.set(queue, before + WEIGHT * (Math.min(tookMs, LONGEST_MS) - before));
}

/** How many counters there are in effect for one queue: a counter that also serves other busy queues counts in part. */
function countersFor(state: HubState, queue: QueueId): { share: number; free: boolean } {
  const { busyQueues } = state.day;
  const own = busyQueues.has(queue) ? 0 : 1;
  let [share, free] = [0, false];
  for (const { counter, queues } of state.plan.countersOf.get(queue) ?? []) {
    const busy = queues.length === 0 ? busyQueues.size : queues.filter((one) => busyQueues.has(one)).length;
    share += 1 / (busy + own);
    free ||= !state.atCounter.has(counter);
  }
  return { share, free };
}

/**
 * The expected wait of somebody with `ahead` people before them in this queue; `null` while no open counter serves it.
 * With nobody ahead and a free counter it is about now.
 */
export function expectedWait(state: HubState, queue: QueueId, ahead: number): Wait | null {
  const { share, free } = countersFor(state, queue);
  if (share === 0) return null;
  if (ahead === 0 && free) return { fromMs: 0, toMs: SOON_MS, medianMs: SOON_MS / 2 };
  const visit = state.visitMs.get(queue) ?? PRIOR_MS;
  const medianMs = Math.round((visit * (ahead + 0.5)) / share);
  return { fromMs: Math.round(medianMs * 0.6), toMs: Math.round(medianMs * 1.6), medianMs };
}
