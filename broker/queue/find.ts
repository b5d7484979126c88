/**
 * Where things stand in the hub's state: days, tickets, numbers, counters.
 * Reads only; knows no rule.
 */
import type {
  CounterId,
  CounterState,
  PersonKey,
  QueueId,
  ServiceDay,
  StaffId,
  TicketId,
  TicketToken,
} from "../../protocol/terms.ts";
import type { Appointment } from "./appointments.ts";
import type { HeldFor, TicketLife } from "./events.ts";
import type { GuestAnswer } from "./notices.ts";
import type { CounterConfig, Day, HubState, QueueConfig, RecentCall, Ticket } from "./state.ts";
import type { Placed } from "./waiting.ts";

export type Found = { readonly ticket: Ticket; readonly day: Day };

/** The ticket of an id or of another name of it, in the current day or the one before. */
export function find(state: HubState, id: TicketId): Found | undefined {
  for (const day of [state.day, state.previous]) {
    const ticket = day?.tickets.get(day.merged.get(id) ?? id);
    if (day && ticket) return { ticket, day };
  }
  return undefined;
}

/** The ticket of an id, in the current day or the one before. */
export function ticketOf(state: HubState, id: TicketId): Ticket | undefined {
  return find(state, id)?.ticket;
}

/** The ticket whose page this token opens. */
export function ticketByToken(state: HubState, token: TicketToken): Ticket | undefined {
  const id = state.day.byToken.get(token) ?? state.previous?.byToken.get(token);
  return id === undefined ? undefined : ticketOf(state, id);
}

/** The ticket with which a guest of an appointment has checked in today; one that was withdrawn counts for nothing. */
export function arrivalOf(state: HubState, guest: PersonKey): Ticket | undefined {
  const id = state.day.arrivals.get(guest);
  const ticket = id === undefined ? undefined : ticketOf(state, id);
  return ticket === undefined || ["cancelled", "expired", "left"].includes(ticket.state) ? undefined : ticket;
}

/** Whether a guest has checked in, whatever became of the ticket: nobody says afterwards that they stayed away. */
export function hasCome({ day, previous }: HubState, guest: PersonKey): boolean {
  return day.arrivals.has(guest) || previous?.arrivals.has(guest) === true;
}

/** What a guest has said of an appointment at its present time; `null` where they have said nothing. */
export function guestSays(
  { answers }: Pick<HubState, "answers">,
  { startAt }: Pick<Appointment, "startAt">,
  guest: PersonKey,
): GuestAnswer | null {
  const answer = answers.get(guest);
  return answer?.startAt === startAt ? answer : null;
}

/** The open service day, or `null` while the location is closed. */
export function openDay(state: HubState): ServiceDay | null {
  return state.day.closedAt === null ? state.day.serviceDay : null;
}

/** The open day, for rules before which another has opened one. */
export function today(state: HubState): ServiceDay {
  return openDay(state) as ServiceDay;
}

/** Whether `serviceDay` is a name of the open day. */
export function isToday(state: HubState, serviceDay: ServiceDay): boolean {
  return (
    openDay(state) !== null && (state.day.serviceDay === serviceDay || state.day.aliases.has(serviceDay))
  );
}

/** Letters and ordinal of a number that is known to be one. */
export function seriesOf(number: string): { readonly letters: string; readonly ordinal: number } {
  const letters = number.replace(/\d+$/, "");
  return { letters, ordinal: Number(number.slice(letters.length)) };
}

/** A queue of the location's document. */
export function queueOf(state: HubState, queue: QueueId): QueueConfig | undefined {
  return state.plan.queues.get(queue);
}

/** A counter of the location's document, as it is staffed now. */
export function counterOf(state: HubState, counter: CounterId): CounterConfig | undefined {
  return state.plan.counters.get(counter);
}

/** Who is called or served at a counter. */
export function ticketAt(state: HubState, counter: CounterId): Ticket | undefined {
  const id = state.atCounter.get(counter);
  return id === undefined ? undefined : ticketOf(state, id);
}

/** The last call of a ticket, while it is remembered. */
export function lastCallOf({ calls }: HubState, { id, calls: count }: Ticket): RecentCall | undefined {
  return count === 0 ? undefined : calls.findLast((call) => call.ticket === id);
}

/** What a counter does now. A closed one that still serves says so until it is done. */
export function counterState(state: HubState, counter: CounterId): CounterState {
  const ticket = ticketAt(state, counter);
  if (ticket) return ticket.state === "serving" ? "serving" : "calling";
  return counterOf(state, counter)?.open ? "free" : "closed";
}

/** Whether a waiting ticket's citizen has it in hand: its paper is told, or the stand has been silent long enough (design rule 4). */
export function isInHand({ state, paper, callableAt }: Ticket, at: number): boolean {
  return state === "waiting" && (paper !== "pending" || at >= callableAt);
}

/** Whether it waits, and its citizen lets others go first at `at`. */
export function isPutOff({ state, notBefore }: Ticket, at: number): boolean {
  return state === "waiting" && notBefore !== null && at < notBefore;
}

/** Whether a waiting ticket may be called in its turn: it is in hand, and its citizen does not let others go first. */
export function isCallable(ticket: Ticket, at: number): boolean {
  return isInHand(ticket, at) && !isPutOff(ticket, at);
}

/** Whether a ticket that is held for a counter or a person is for this counter, or for who sits at it; see hosts.ts for guests. */
export function isFor(heldFor: HeldFor, counter: CounterId, staff: StaffId | undefined): boolean {
  if ("hosts" in heldFor) return false;
  return "counter" in heldFor ? heldFor.counter === counter : heldFor.staff === staff;
}

/** What decides a waiting ticket's place: an appointment's time, or a walk-in's arrival with its head start. */
export function placedOf({ id, dueAt, arrivedAt, headStartMs, order }: Ticket): Placed {
  return { id, since: dueAt ?? arrivedAt - headStartMs, order };
}

/** What `undo` needs to put a ticket back. */
export function lifeOf(ticket: Ticket): TicketLife {
  const { id, state, counter, calledAt, servingAt, endedAt, queue, service, arrivedAt } = ticket;
  const { dueAt, heldFor, recalls, startedItself, stillAt, next, tags, answered } = ticket;
  return {
    ...{ id, state, counter, calledAt, servingAt, endedAt, queue, service, arrivedAt },
    ...{ dueAt, heldFor, recalls, startedItself, stillAt, next, tags, answered },
  };
}

/** When staff last said something of the ticket at their counter: called, began, or went on. */
export function wordAt({ state, stillAt, servingAt, lastCalledAt }: Ticket): number {
  return Math.max(stillAt ?? 0, (state === "called" ? lastCalledAt : servingAt) as number);
}

/** From when waiting time counts: the later of check-in and agreed time. */
export function waitsFrom({ arrivedAt, agreedAt }: Ticket): number {
  return Math.max(arrivedAt, agreedAt ?? 0);
}
