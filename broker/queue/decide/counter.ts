/**
 * What staff do at a counter: call, recall, serve, finish, no-show (design rule 9).
 * Knows no paper; who is next is said by order.ts.
 */
import type { CounterId, Refusal, TicketId, TicketState } from "../../../protocol/terms.ts";
import type { CallNext, CallTicket, Finish, NoShow, Recall, Serve, Stamped } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { counterOf, find, isCallable, openDay, ticketAt, ticketOf } from "../find.ts";
import { nextAt } from "../order.ts";
import type { HubState, Ticket } from "../state.ts";

/** What a command of staff comes to: a refusal, or events and the ticket as it is after them. */
export type Done =
  | { readonly refused: Refusal }
  | {
      readonly events: readonly HubEvent[];
      readonly ticket: {
        readonly id: Ticket["id"];
        readonly number: Ticket["number"];
        readonly state: TicketState;
      };
      /** The tickets that it changes, the answered one last. */
      readonly changes: readonly Ticket[];
      readonly counter: CounterId | null;
    };

export function done(
  ticket: Ticket,
  state: TicketState,
  rest: { events: readonly HubEvent[]; counter: CounterId | null; also?: readonly Ticket[] },
): Done {
  const { id, number } = ticket;
  const { events, counter, also = [] } = rest;
  return { events, counter, ticket: { id, number, state }, changes: [...also, ticket] };
}

/** Whether what the sender saw is no longer so. */
export function isStale(
  state: HubState,
  ticket: Ticket,
  saw: { readonly ticket?: TicketId | undefined; readonly saw?: TicketState | undefined },
): boolean {
  const isOther = saw.ticket !== undefined && find(state, saw.ticket)?.ticket.id !== ticket.id;
  return isOther || (saw.saw !== undefined && saw.saw !== ticket.state);
}

function callEvent(
  state: HubState,
  call: { at: number; id: TicketId; counter: CounterId; recall: boolean; byAge?: boolean },
): HubEvent {
  // Calls count on after a lost ledger too: displays show only what is newer than what they have shown.
  return { kind: "ticket-called", ...call, callSeq: Math.max(state.callSeq + 1, call.at) };
}

/** What stands against calling somebody to this counter; the ticket there is free to go when it is named. */
function counterRefusal(state: HubState, counter: CounterId, finishes?: TicketId): Refusal | undefined {
  const config = counterOf(state, counter);
  if (!config) return "counter-unknown";
  if (!config.open) return "counter-closed";
  const current = ticketAt(state, counter);
  if (finishes === undefined) return current ? "counter-busy" : undefined;
  return ticketOf(state, finishes)?.id === current?.id && current ? undefined : "changed";
}

/** Ends the named ticket at the counter as served and calls the next; with nobody to call nothing changes. */
export function callNext(state: HubState, command: Stamped<CallNext>): Done {
  const { at, counter, finishes } = command;
  const refused = counterRefusal(state, counter, finishes);
  if (refused) return { refused };
  const current = ticketAt(state, counter);
  if (current && isStale(state, current, command)) return { refused: "changed" };
  const found = nextAt(state, counter, at);
  if (!found) return { refused: "nobody-waiting" };
  const { ticket: next, byAge } = found;
  const finished: HubEvent[] = current ? [{ kind: "ticket-served", at, id: current.id }] : [];
  const called = callEvent(state, { at, id: next.id, counter, recall: false, byAge });
  return done(next, "called", { events: [...finished, called], counter, also: current ? [current] : [] });
}

/** Why this very ticket cannot be called. */
function callRefusal(ticket: Ticket, counter: CounterId | undefined, at: number): Refusal | undefined {
  if (isCallable(ticket, at)) return undefined;
  switch (ticket.state) {
    case "waiting":
      return "ticket-not-yet-printed";
    case "called":
    case "serving":
      return ticket.counter === counter ? "counter-busy" : "ticket-at-another-counter";
    case "recovered":
    case "parked":
      return "ticket-not-callable";
    case "served":
    case "no-show":
    case "left":
    case "cancelled":
    case "expired":
      return "ticket-ended";
  }
}

function firstFree(state: HubState): CounterId | undefined {
  return state.location.counters.find((one) => one.open && !state.atCounter.has(one.counter))?.counter;
}

/** Calls one ticket out of turn. */
export function callTicket(state: HubState, command: Stamped<CallTicket>): Done {
  const { at } = command;
  const ticket = ticketOf(state, command.ticket);
  if (!ticket) return { refused: "ticket-unknown" };
  if (isStale(state, ticket, command)) return { refused: "changed" };
  const refused = callRefusal(ticket, command.counter, at);
  if (refused) return { refused };
  const counter = command.counter ?? firstFree(state);
  if (counter === undefined) return { refused: "counter-busy" };
  const busy = counterRefusal(state, counter);
  if (busy) return { refused: busy };
  return done(ticket, "called", {
    events: [callEvent(state, { at, id: ticket.id, counter, recall: false })],
    counter,
  });
}

/** The counter's current ticket, as the sender saw it. */
function currentAt(state: HubState, command: Stamped<Recall | Serve | Finish | NoShow>): Ticket | Refusal {
  const { counter } = command;
  const ticket = ticketAt(state, counter);
  if (ticket) return isStale(state, ticket, command) ? "changed" : ticket;
  if (!counterOf(state, counter)) return "counter-unknown";
  return command.ticket === undefined && command.saw === undefined ? "counter-empty" : "changed";
}

/** Recall, serve, finish and no-show act on the counter's current ticket; only finish also ends a service that has started. */
export function atCounter(state: HubState, command: Stamped<Recall | Serve | Finish | NoShow>): Done {
  const { at, counter } = command;
  const ticket = currentAt(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  if (command.kind !== "finish" && ticket.state !== "called") return { refused: "not-called" };
  const { id } = ticket;
  switch (command.kind) {
    case "recall":
      return done(ticket, "called", {
        events: [callEvent(state, { at, id, counter, recall: true })],
        counter,
      });
    case "serve":
      return done(ticket, "serving", { events: [{ kind: "service-started", at, id }], counter });
    case "finish":
      return done(ticket, "served", { events: [{ kind: "ticket-served", at, id }], counter });
    case "no-show":
      return done(ticket, "no-show", { events: [{ kind: "ticket-missed", at, id }], counter });
  }
}

/** Whether a ticket belongs to the open day, so that it can still wait. */
export function isOfToday(state: HubState, ticket: Ticket): boolean {
  return openDay(state) !== null && state.day.tickets.has(ticket.id) && ticket.state !== "expired";
}
