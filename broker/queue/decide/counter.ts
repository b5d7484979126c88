/**
 * What staff do at a counter: call, recall, serve, finish, no-show (design rule 9).
 * Knows no paper; who is next is said by order.ts.
 */
import type { CounterId, Refusal, TicketId, TicketState } from "../../../protocol/terms.ts";
import type {
  CallNext,
  CallTicket,
  Finish,
  NoShow,
  Park,
  Recall,
  Serve,
  Stamped,
  Still,
} from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { counterOf, find, isInHand, lastCallOf, openDay, ticketAt, ticketOf, wordAt } from "../find.ts";
import { appointmentOf, isHostOf } from "../hosts.ts";
import { houseRules } from "../house-rules.ts";
import { nextAt } from "../order.ts";
import type { CounterConfig, HubState, Ticket } from "../state.ts";

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

export function callEvent(
  state: HubState,
  call: { at: number; id: TicketId; counter: CounterId; recall: boolean; byAge?: boolean | undefined },
): HubEvent {
  // Calls count on after a lost ledger too: displays show only what is newer than what they have shown.
  return { kind: "ticket-called", ...call, callSeq: Math.max(state.callSeq + 1, call.at) };
}

/** What stands against calling somebody to this counter; the ticket there is free to go when it is named. */
export function counterRefusal(
  state: HubState,
  counter: CounterId,
  finishes?: TicketId,
): Refusal | undefined {
  const config = counterOf(state, counter);
  if (!config) return "counter-unknown";
  if (state.sessions.get(counter)?.pause) return "counter-paused";
  if (!config.open) return "counter-closed";
  const current = ticketAt(state, counter);
  if (finishes === undefined) return current ? "counter-busy" : undefined;
  return ticketOf(state, finishes)?.id === current?.id && current ? undefined : "changed";
}

/** Whether nobody has said for unusually long that a called citizen came, though service starts by their word alone. */
export function isForgotten(state: HubState, ticket: Ticket, at: number): boolean {
  const { serveAfterMs, longServiceMs } = houseRules(state.location);
  return ticket.state === "called" && serveAfterMs === null && at - wordAt(ticket) > longServiceMs;
}

/** What ends the service of a ticket: its visit is over, or goes on with its next service, here when this counter serves that. */
function endOf(
  state: HubState,
  ticket: Ticket,
  { at, counter }: { at: number; counter: CounterId },
): {
  readonly event: HubEvent;
  readonly becomes: TicketState;
} {
  const { id } = ticket;
  const [next] = ticket.next;
  const facts = { at, id, ...(isForgotten(state, ticket, at) ? ({ isSlip: true } as const) : {}) };
  if (!next) return { event: { kind: "ticket-served", ...facts }, becomes: "served" };
  const queues = (counterOf(state, counter) as CounterConfig).queues;
  const isHere = queues.length === 0 || queues.includes(next.queue);
  const event: HubEvent = { kind: "visit-continued", ...facts, ...next, counter: isHere ? counter : null };
  return { event, becomes: isHere ? "serving" : "waiting" };
}

/**
 * Ends the named ticket at the counter as served and calls the next; with nobody to call nothing changes. A visit that goes on
 * at this very counter stays there, and nobody is called.
 */
export function callNext(state: HubState, command: Stamped<CallNext>): Done {
  const { at, counter, finishes, staff } = command;
  const refused = counterRefusal(state, counter, finishes);
  if (refused) return { refused };
  const current = ticketAt(state, counter);
  if (current && isStale(state, current, command)) return { refused: "changed" };
  const end = current && endOf(state, current, command);
  if (end?.becomes === "serving") return done(current as Ticket, "serving", { events: [end.event], counter });
  const found = nextAt(state, counter, { at, staff });
  if (!found) return { refused: "nobody-waiting" };
  const { ticket: next, byAge } = found;
  const called = callEvent(state, { at, id: next.id, counter, recall: false, byAge });
  const finished = end ? [end.event] : [];
  return done(next, "called", { events: [...finished, called], counter, also: current ? [current] : [] });
}

/** Why this very ticket cannot be called. Whoever lets others go first can be: staff see their citizen. */
export function callRefusal(ticket: Ticket, counter: CounterId | undefined, at: number): Refusal | undefined {
  if (isInHand(ticket, at)) return undefined;
  switch (ticket.state) {
    case "waiting":
      return "ticket-not-yet-printed";
    case "called":
    case "serving":
      return ticket.counter === counter ? "counter-busy" : "ticket-at-another-counter";
    case "recovered":
      return "ticket-recovered";
    case "parked":
      return "ticket-parked";
    case "served":
    case "no-show":
    case "left":
    case "cancelled":
    case "expired":
      return "ticket-ended";
  }
}

/** The first counter that is free, or why there is none. */
function firstFree(state: HubState): { readonly counter: CounterId } | Refusal {
  const open = [...state.plan.counters.values()].filter((one) => one.open);
  if (open.length === 0) return "counters-closed";
  return open.find((one) => !state.atCounter.has(one.counter)) ?? "counters-busy";
}

/** A call so short ago that its citizen may be on the way to that counter. */
const JUST_NOW_MS = 60_000;

/** Whether another counter called this ticket a moment ago, so that its citizen may be on the way there. */
function isCalledElsewhere(state: HubState, ticket: Ticket, { at, counter }: Stamped<CallTicket>): boolean {
  const last = lastCallOf(state, ticket);
  return last !== undefined && last.counter !== counter && at - last.calledAt < JUST_NOW_MS;
}

/** Whether a ticket waits for hosts of whom the sender is none. */
function isOfOthers(state: HubState, ticket: Ticket, { staff, at }: Stamped<CallTicket>): boolean {
  const appointment = ticket.heldFor !== null && "hosts" in ticket.heldFor && appointmentOf(state, ticket);
  return appointment !== false && appointment !== undefined && !isHostOf(state, appointment, { staff, at });
}

/** Calls one ticket out of turn. */
export function callTicket(state: HubState, command: Stamped<CallTicket>): Done {
  const { at } = command;
  const ticket = ticketOf(state, command.ticket);
  if (!ticket) return { refused: "ticket-unknown" };
  if (isStale(state, ticket, command)) return { refused: "changed" };
  const refused = callRefusal(ticket, command.counter, at);
  if (refused) return { refused };
  if (isOfOthers(state, ticket, command)) return { refused: "not-your-guest" };
  const free = command.counter === undefined ? firstFree(state) : { counter: command.counter };
  if (typeof free === "string") return { refused: free };
  const { counter } = free;
  const busy = counterRefusal(state, counter);
  if (busy) return { refused: busy };
  if (command.anyway !== true && isCalledElsewhere(state, ticket, { ...command, counter }))
    return { refused: "called-just-now" };
  return done(ticket, "called", {
    events: [callEvent(state, { at, id: ticket.id, counter, recall: false })],
    counter,
  });
}

/** The counter's current ticket, as the sender saw it. */
export function currentAt(
  state: HubState,
  command: Stamped<Recall | Serve | Finish | NoShow | Park | Still>,
): Ticket | Refusal {
  const { counter } = command;
  const ticket = ticketAt(state, counter);
  if (ticket) return isStale(state, ticket, command) ? "changed" : ticket;
  if (!counterOf(state, counter)) return "counter-unknown";
  return command.ticket === undefined && command.saw === undefined ? "counter-empty" : "changed";
}

/** Calls once more, or takes the ticket for a no-show when it was called again often enough. */
function recall(state: HubState, ticket: Ticket, { at, counter }: Stamped<Recall>): Done {
  const { id } = ticket;
  const isMissed = ticket.recalls >= houseRules(state.location).recallLimit;
  const event: HubEvent = isMissed
    ? { kind: "ticket-missed", at, id }
    : callEvent(state, { at, id, counter, recall: true });
  return done(ticket, isMissed ? "no-show" : "called", { events: [event], counter });
}

/**
 * Recall, serve, finish and no-show act on the counter's current ticket. A service that has started is only finished; one that
 * started by itself may still turn out to be none.
 */
export function atCounter(state: HubState, command: Stamped<Recall | Serve | Finish | NoShow>): Done {
  const { at, counter } = command;
  const ticket = currentAt(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  const isOpen = ticket.state === "called" || ticket.startedItself;
  if (command.kind !== "finish" && !isOpen) return { refused: "not-called" };
  const { id } = ticket;
  switch (command.kind) {
    case "recall":
      return recall(state, ticket, command);
    case "serve":
      return done(ticket, "serving", { events: [{ kind: "service-started", at, id }], counter });
    case "finish": {
      const { event, becomes } = endOf(state, ticket, command);
      return done(ticket, becomes, { events: [event], counter });
    }
    case "no-show":
      return done(ticket, "no-show", { events: [{ kind: "ticket-missed", at, id }], counter });
  }
}

/** Whether a ticket belongs to the open day, so that it can still wait. */
export function isOfToday(state: HubState, ticket: Ticket): boolean {
  return openDay(state) !== null && state.day.tickets.has(ticket.id) && ticket.state !== "expired";
}
