/**
 * What events of calling and serving do to the state.
 * Knows no rule: whether something may happen was decided before.
 */

import type { CounterId } from "../../../protocol/terms.ts";
import type { Answered } from "../answered.ts";
import type { Besides, EventOf, HubEventKind, TicketLife } from "../events.ts";
import { counterOf } from "../find.ts";
import { unteach } from "../learn.ts";
import type { HubState, RecentCall, Ticket } from "../state.ts";
import { learn } from "./learning.ts";
import { enter, move, moveBack, withdraw } from "./life.ts";
import { putSession } from "./session.ts";
import { withTicket } from "./tickets.ts";

type Effect<Kind extends HubEventKind> = (state: HubState, event: EventOf<Kind>) => void;

/** Of each counter and queue: a display shows some counters and some queues, and whatever it shows, its own last 20 calls are among these. */
const CALLS_KEPT = 20;
/** Of the whole house, however many counters and queues it has or had. */
const MOST_CALLS = 4_000;

/** Keeps a call for displays, and lets go of the oldest like it. */
export function keepCall(calls: RecentCall[], call: RecentCall): void {
  calls.push(call);
  const isAlike = (one: RecentCall) => one.counter === call.counter && one.queue === call.queue;
  const alike = calls.reduce((count, one) => (isAlike(one) ? count + 1 : count), 0);
  if (alike > CALLS_KEPT) calls.splice(calls.findIndex(isAlike), 1);
  else if (calls.length > MOST_CALLS) calls.shift();
}

function remember(state: HubState, ticket: Ticket, event: EventOf<"ticket-called">): void {
  const { counter, callSeq, recall, at } = event;
  const call: RecentCall = {
    callSeq,
    number: ticket.number,
    queue: ticket.queue,
    counter,
    counterName: counterOf(state, counter)?.name ?? { da: counter },
    recall,
    calledAt: at,
    ticket: ticket.id,
  };
  state.callSeq = callSeq;
  keepCall(state.calls, call);
  state.lastCalled.set(ticket.queue, call);
}

function countTurn(state: HubState, { counter, byAge }: EventOf<"ticket-called">): void {
  if (byAge !== undefined)
    state.byAge.set(counter, {
      ...{ last: byAge, before: state.byAge.get(counter)?.last ?? false },
      seq: state.seq,
    });
}

const called: Effect<"ticket-called"> = (state, event) => {
  countTurn(state, event);
  withTicket(state, event.id, (ticket) => {
    const { at, recall, counter } = event;
    ticket.calls += 1;
    withdraw(state, ticket);
    Object.assign(ticket, {
      state: "called",
      counter,
      lastCalledAt: at,
      servingAt: null,
      startedItself: false,
    });
    Object.assign(
      ticket,
      recall ? { recalls: ticket.recalls + 1 } : { recalls: 0, calledAt: at, heldFor: null },
    );
    enter(state, ticket);
    remember(state, ticket, event);
  });
};

function end(state: HubState, ticket: Ticket, how: Parameters<typeof learn>[2]): void {
  learn(state, ticket, how);
  move(state, ticket, how.as);
}

function restore(state: HubState, life: TicketLife): void {
  withTicket(state, life.id, (ticket) => {
    withdraw(state, ticket);
    Object.assign(ticket, life);
    enter(state, ticket);
  });
}

/** A call that was taken back is no longer shown: nobody should walk to that counter. */
function forgetCalls(state: HubState, restored: readonly TicketLife[], since: number): void {
  const ids = new Set(restored.filter((life) => life.state === "waiting").map((life) => life.id));
  const kept = state.calls.filter((call) => !ids.has(call.ticket) || call.calledAt < since);
  state.calls.splice(0, state.calls.length, ...kept);
  for (const [queue, call] of state.lastCalled) {
    if (!ids.has(call.ticket) || call.calledAt < since) continue;
    const before = kept.findLast((one) => one.queue === queue);
    if (before) state.lastCalled.set(queue, before);
    else state.lastCalled.delete(queue);
  }
}

function putBack(state: HubState, { quick, session, closedUpTo }: Besides): void {
  const { day } = state;
  if (quick !== undefined) day.quick.set(quick, (day.quick.get(quick) as number) - 1);
  if (session) putSession(state, session.counter, session.was);
  if (closedUpTo) day.closedUpTo.set(closedUpTo.letters, closedUpTo.ordinal);
}

const undone: Effect<"command-undone"> = (state, event) => {
  const taken = state.day.commands.get(event.undoes) as Answered;
  for (const life of event.restored) restore(state, life);
  putBack(state, event.besides ?? {});
  for (const id of event.unlearned ?? []) unteach(state.learned, id);
  state.day.commands.set(event.undoes, { ...taken, isUndone: true });
  forgetCalls(state, event.restored, taken.at);
  const turn = state.byAge.get(taken.counter as CounterId);
  // Its answer was written down right after its call; a call of whoever is held for a counter counts as no turn.
  if (turn?.seq === taken.seq - 1)
    state.byAge.set(taken.counter as CounterId, { last: turn.before, before: false, seq: 0 });
  state.lastCommand.delete(taken.counter as CounterId);
};

const answered: Effect<"command-answered"> = (state, event) => {
  const { commandId, command, counter, at, answer, before, by = null, besides = null } = event;
  if (event.isTurnedAway) return;
  const session = (counter !== null && state.sessions.get(counter)) || null;
  const facts = { commandId, command, counter, at, seq: state.seq, answer, before, by, besides };
  const done = { ...facts, session, isUndone: false };
  state.day.commands.set(commandId, done);
  if (counter !== null && by !== null) state.seatedAt.set(counter, { staff: by, at });
  const isAny = before.length > 0 || besides !== null;
  if (counter !== null && isAny && command !== "undo") state.lastCommand.set(counter, done);
};

/** The effects of events of calling and serving. */
export const STAFF_EFFECTS = {
  "ticket-called": called,
  "ticket-served": ((state, event) => {
    withTicket(state, event.id, (ticket) => end(state, ticket, { as: "served", isSlip: event.isSlip }));
  }) as Effect<"ticket-served">,
  "ticket-missed": ((state, event) => {
    withTicket(state, event.id, (ticket) => end(state, ticket, { as: "no-show" }));
  }) as Effect<"ticket-missed">,
  "ticket-confirmed": ((state, event) => {
    withTicket(state, event.id, (ticket) => moveBack(state, ticket));
  }) as Effect<"ticket-confirmed">,
  "series-closed-up-to": ((state, event) => {
    state.day.closedUpTo.set(event.letters, event.ordinal);
  }) as Effect<"series-closed-up-to">,
  "command-undone": undone,
  "command-answered": answered,
};
