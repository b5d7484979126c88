/**
 * The hub's start and the location's document: nobody loses a place because a queue or a counter was edited away (design rule 5).
 * Knows no stand and no paper.
 */
import type { LocationConfig } from "../../../protocol/config.ts";
import type { QueueId } from "../../../protocol/terms.ts";
import type { Configure, HubStarted, Stamp } from "../commands.ts";
import type { HeldFor, HubEvent } from "../events.ts";
import { counterOf, openDay, queueOf, ticketOf } from "../find.ts";
import { callOrder } from "../order.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { HubState, Ticket } from "../state.ts";
import { caught } from "./ticket.ts";

/** Each start gives the ledger a new identity, and holds the plain series until the ledger is known to be whole. */
export const start =
  (command: HubStarted & Stamp): Rule =>
  (state) => {
    const { at, instance, ledgerId } = command;
    return { events: [{ kind: "hub-started", at, instance, ledgerId, made: state.ledgerId === null }] };
  };

/** Whether a stand may print these letters on its own: numbers of its outbox would stand on two papers. */
function isLeased(state: HubState, letters: string): boolean {
  return state.day.lettersOf.has(letters) || state.previous?.lettersOf.has(letters) === true;
}

/** Whether these letters mean something else in the day that is open: the roll, those of staff, or another queue's numbers. */
function meansOther(state: HubState, queue: QueueId, letters: string): boolean {
  if (openDay(state) === null) return false;
  if (letters === state.location.rollLetters || letters === state.day.reserved) return true;
  const holder = state.location.queues.find((one) => one.letters === letters);
  return holder !== undefined && holder.queue !== queue && state.day.ordinals.has(letters);
}

type InUse = { readonly letters: string; readonly queue: QueueId | null };

/**
 * The first letters that would put one number on two papers, or one number into two queues, of the same day. Those of the roll
 * wait for the end of the day: what was torn off it is known to nobody.
 */
export function lettersInUse(state: HubState, { queues, rollLetters }: LocationConfig): InUse | undefined {
  const changed = queues.filter(({ queue, letters }) => queueOf(state, queue)?.letters !== letters);
  const taken = changed.find(
    ({ queue, letters }) => isLeased(state, letters) || meansOther(state, queue, letters),
  );
  if (taken) return { letters: taken.letters, queue: taken.queue };
  const isNewRoll = rollLetters !== state.location.rollLetters;
  const isBound = isNewRoll && (openDay(state) !== null || isLeased(state, rollLetters));
  return isBound ? { letters: rollLetters, queue: null } : undefined;
}

/** What a document says, whichever version it is. */
function meaning(location: LocationConfig): string {
  return JSON.stringify({ ...location, version: 0 });
}

/** A new document; the same one again is no news, and neither is what was edited from an older one. */
export const configure =
  (command: Configure & Stamp): Rule =>
  (state) => {
    const { at, location, document, replaces, by = null, note = null } = command;
    const { versions } = state;
    const newest = versions.at(-1);
    if (location === null) return NOTHING;
    if (replaces !== undefined && replaces !== newest?.version)
      return { events: [], answer: { refused: "changed" } };
    const wasWhole = document === undefined && newest?.isFaulty !== true;
    if (newest && wasWhole && meaning(location) === meaning(state.location)) return NOTHING;
    const inUse = newest && lettersInUse(state, location);
    if (inUse) return { events: [], answer: { refused: "letters-in-use", ...inUse } };
    const version = newest ? Math.max(location.version, newest.version + 1) : location.version;
    const saved = document === undefined ? {} : { document };
    return {
      events: [{ kind: "configured", at, location: { ...location, version }, ...saved, by, note }],
    };
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

/** Whoever waits for a counter that is gone waits for any. */
export const leaveGoneHolds =
  (stamp: Stamp): Rule =>
  (state) => ({
    events: [...state.day.held].flatMap((id): HubEvent[] => {
      const { heldFor, queue, service } = ticketOf(state, id) as Ticket;
      const to = heldFor as HeldFor;
      if (!("counter" in to) || counterOf(state, to.counter)) return [];
      return [{ kind: "ticket-transferred", at: stamp.at, id, queue, service, heldFor: null }];
    }),
  });
