/**
 * From when a counter can take its next ticket: now, after the visit there, after its break, or when its staff come back.
 * Knows no order; reads the state and what was learned.
 */
import { openingAt, type Span } from "../../protocol/hours.ts";
import { ticketOf, waitsFrom } from "./find.ts";
import { expectedTurnout, expectedVisit } from "./learn.ts";
import { hourAt, type LocalClock } from "./local-hour.ts";
import { normalAt, normalBelow, partOf } from "./spread.ts";
import type { CounterConfig, HubState, Ticket } from "./state.ts";
import { emptyList, inOrder, type WaitingList } from "./waiting.ts";

const DAY_MS = 86_400_000;
/** A free counter that lets somebody wait so long has no staff just now. */
const PATIENCE_MS = 180_000;
const MOST_SPANS = 12;

/** The planned spans of a counter from an instant on, a day ahead. */
export function spansOf(counter: CounterConfig, timeZone: string, at: number): Span[] {
  const spans: Span[] = [];
  let from = at;
  for (let count = 0; count < 2 * MOST_SPANS && from < at + DAY_MS; count += 1) {
    const { open, opensAt, closesAt } = openingAt([{ hours: counter.staffed ?? null }], timeZone, from);
    const next = open ? closesAt : opensAt;
    if (open) spans.push({ from, to: next ?? Number.POSITIVE_INFINITY });
    if (next === null) break;
    from = next;
  }
  return spans;
}

/** The first instant from `at` on in which a counter is planned to be staffed; infinite when there is none. */
export function staffedFrom(spans: readonly Span[] | undefined, at: number): number {
  if (!spans) return at;
  const span = spans.find((one) => one.to > at);
  return span ? Math.max(at, span.from) : Number.POSITIVE_INFINITY;
}

/** How long the visit at a counter still takes, one value for each path (ms): the longer it has taken, the longer it may. */
export function remainders(
  state: HubState,
  ticket: Ticket,
  { at, draw, paths, clock }: { at: number; draw: number; paths: number; clock: LocalClock },
): Float64Array {
  const { queue, service, agreedAt } = ticket;
  const tookMs = Math.max(1, at - (ticket.calledAt as number));
  const { mean, deviation } = expectedVisit(state.learned, { queue, service, hour: hourAt(clock, at) });
  const gone = normalBelow((Math.log(tookMs) - mean) / deviation);
  const { missed, missedMs } = expectedTurnout(state.learned, queue, agreedAt !== null);
  const isMissed = ticket.state === "called" && tookMs < 1.5 * missedMs ? missed : 0;
  const left = new Float64Array(paths);
  for (let path = 0; path < paths; path += 1) {
    const part = (partOf(draw, path, paths) + 0.5) / paths;
    if (part < isMissed) {
      left[path] = Math.max(missedMs - tookMs, 0.1 * missedMs);
      continue;
    }
    const within = (part - isMissed) / (1 - isMissed);
    const below = Math.min(1 - 1e-9, gone + within * (1 - gone));
    left[path] = Math.max(0, Math.exp(mean + deviation * normalAt(below)) - tookMs);
  }
  return left;
}

/** The first in a list who is held for nobody and does not let others go first. */
function firstToCall(state: HubState, list: WaitingList, at: number): Ticket | undefined {
  for (const { id } of inOrder(list)) {
    const ticket = ticketOf(state, id) as Ticket;
    if (ticket.heldFor === null && (ticket.notBefore ?? 0) <= at) return ticket;
  }
  return undefined;
}

/** Since when somebody waits whom this counter could have called. */
function waitedFor(state: HubState, { queues }: CounterConfig, at: number): number {
  const all = queues.length === 0 ? state.day.busyQueues : queues;
  let since = at;
  for (const queue of all)
    for (const lists of [state.day.waiting, state.day.appointments]) {
      const ticket = firstToCall(state, lists.get(queue) ?? emptyList(), at);
      if (ticket) since = Math.min(since, Math.max(waitsFrom(ticket), ticket.notBefore ?? 0));
    }
  return since;
}

/** How long a free counter without staff may still be so: as long again as it has been. */
export function awayMs(state: HubState, config: CounterConfig, at: number): number {
  const freeSince = state.freeSince.get(config.counter) ?? state.day.openedAt;
  const idleMs = at - Math.max(freeSince, waitedFor(state, config, at));
  return idleMs > PATIENCE_MS ? idleMs : 0;
}
