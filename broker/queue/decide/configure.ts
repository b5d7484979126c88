/**
 * The hub's start and the location's document: nobody loses a place because a queue or a counter was edited away (design rule 5).
 * Knows no stand and no paper.
 */
import type { Configure, HubStarted, Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { counterOf, ticketOf } from "../find.ts";
import { callOrder } from "../order.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { HubState } from "../state.ts";
import { caught } from "./ticket.ts";

/** Each start gives the ledger a new identity, and holds the plain series until the ledger is known to be whole. */
export const start =
  (command: HubStarted & Stamp): Rule =>
  (state) => {
    const { at, instance, ledgerId } = command;
    return { events: [{ kind: "hub-started", at, instance, ledgerId, made: state.ledgerId === null }] };
  };

/** A new document; the same one again is no news. */
export const configure =
  (command: Configure & Stamp): Rule =>
  (state) => {
    const { at, location } = command;
    const isSame = state.isConfigured && JSON.stringify(location) === JSON.stringify(state.location);
    return isSame ? NOTHING : { events: [{ kind: "configured", at, location }] };
  };

/** Tickets at a counter that is gone: whoever is served was served, whoever is called waits again. */
function leaveCounters(state: HubState, at: number): HubEvent[] {
  return [...state.atCounter].flatMap(([counter, id]): HubEvent[] => {
    if (counterOf(state, counter)) return [];
    const isServing = ticketOf(state, id)?.state === "serving";
    return [{ kind: isServing ? "ticket-served" : "ticket-requeued", at, id }];
  });
}

/** Frees tickets from counters that are gone. */
export const leaveGoneCounters =
  (stamp: Stamp): Rule =>
  (state) => ({ events: leaveCounters(state, stamp.at) });

/** Moves those who wait in queues that are gone to the catch-all queue. */
export const leaveGoneQueues =
  (stamp: Stamp): Rule =>
  (state) => {
    const gone = [...state.day.busyQueues].filter((queue) => !state.plan.queues.has(queue));
    if (gone.length === 0) return NOTHING;
    return { events: [...callOrder(state, null)].flatMap((ticket) => caught(state, ticket, stamp.at)) };
  };
