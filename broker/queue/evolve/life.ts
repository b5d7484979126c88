/**
 * How a ticket moves between the lists of the hub's state; shared by the effects of all events.
 * Knows no event and no rule.
 */
import type { CounterId, QueueId, TicketNumber, TicketState } from "../../../protocol/terms.ts";
import { hasEnded } from "../../../protocol/terms.ts";
import { countCome } from "../booked.ts";
import type { NewTicket } from "../events.ts";
import { arrivalOf, placedOf, seriesOf } from "../find.ts";
import { learnArrival } from "../show-up.ts";
import type { Alarm, HubState, Ticket } from "../state.ts";
import { emptyList, insert, remove, type WaitingList } from "../waiting.ts";

const ALARMS_KEPT = 50;

/** Adds an alarm; only the newest are kept. */
export function raise(state: HubState, notice: Alarm["notice"]): void {
  state.alarms.push({ at: state.at, notice });
  if (state.alarms.length > ALARMS_KEPT) state.alarms.shift();
}

/** The lists of its kind. */
function listsFor({ day }: HubState, ticket: Ticket): Map<QueueId, WaitingList> {
  return ticket.dueAt === null ? day.waiting : day.appointments;
}

function enlist(state: HubState, ticket: Ticket): void {
  const lists = listsFor(state, ticket);
  const list = lists.get(ticket.queue) ?? emptyList();
  lists.set(ticket.queue, list);
  insert(list, placedOf(ticket));
  if (ticket.heldFor !== null) state.day.held.add(ticket.id);
  state.day.busyQueues.add(ticket.queue);
}

function delist(state: HubState, ticket: Ticket): void {
  const { waiting, appointments, busyQueues } = state.day;
  remove(listsFor(state, ticket).get(ticket.queue) as WaitingList, placedOf(ticket));
  const isBusy = [waiting, appointments].some((lists) => (lists.get(ticket.queue)?.size ?? 0) > 0);
  state.day.held.delete(ticket.id);
  if (!isBusy) busyQueues.delete(ticket.queue);
}

function leave(state: HubState, counter: CounterId): void {
  state.atCounter.delete(counter);
  state.freeSince.set(counter, state.at);
}

/** Counts a ticket among those given, or no longer (`by` -1): whoever has withdrawn leaves the place to another. */
function count({ day: { given, givenOf } }: HubState, { state, queue, service }: Ticket, by: 1 | -1): void {
  if (state === "cancelled" || state === "expired") return;
  given.set(queue, (given.get(queue) ?? 0) + by);
  if (service !== null) givenOf.set(service, (givenOf.get(service) ?? 0) + by);
}

/** Takes a ticket out of every list that its state had put it in. */
export function withdraw(state: HubState, ticket: Ticket): void {
  if (ticket.state === "waiting") delist(state, ticket);
  count(state, ticket, -1);
  state.day.recovered.delete(ticket.id);
  state.day.parked.delete(ticket.id);
  state.day.meetings.delete(ticket.id);
  if (ticket.counter !== null && state.atCounter.get(ticket.counter) === ticket.id)
    leave(state, ticket.counter);
}

/** Puts a ticket into the list of its state. */
export function enter(state: HubState, ticket: Ticket): void {
  if (ticket.state === "waiting") enlist(state, ticket);
  count(state, ticket, 1);
  if (ticket.state === "recovered") state.day.recovered.add(ticket.id);
  if (ticket.state === "parked") state.day.parked.add(ticket.id);
  if (ticket.state === "called" || ticket.state === "serving") {
    if (ticket.counter === null) state.day.meetings.add(ticket.id);
    else state.atCounter.set(ticket.counter, ticket.id);
  }
  ticket.changedSeq = state.seq;
}

/** Moves a ticket to another state, and with it from one list to another. */
export function move(state: HubState, ticket: Ticket, to: TicketState): void {
  withdraw(state, ticket);
  ticket.state = to;
  if (hasEnded(to)) ticket.endedAt = state.at;
  enter(state, ticket);
}

/** Back into a queue as if it had not been called: into its place, or with what else is given into another. */
export function moveBack(state: HubState, ticket: Ticket, otherwise: Partial<Ticket> = {}): void {
  withdraw(state, ticket);
  Object.assign(ticket, { state: "waiting", counter: null, calledAt: null, servingAt: null, endedAt: null });
  Object.assign(ticket, { recalls: 0, startedItself: false, stillAt: null }, otherwise);
  enter(state, ticket);
}

/** Changes what decides a waiting ticket's place. */
export function replace(state: HubState, ticket: Ticket, to: Partial<Ticket>): void {
  withdraw(state, ticket);
  Object.assign(ticket, to);
  enter(state, ticket);
}

/** The series never gives an ordinal again that was given or seen. */
export function countNumber(state: HubState, number: string): void {
  const { letters, ordinal } = seriesOf(number);
  if (ordinal > (state.day.ordinals.get(letters) ?? 0)) state.day.ordinals.set(letters, ordinal);
}

/** Whether a number stands for a ticket whose paper is told; a provisional number gives way to paper. */
function isOnPaper(state: HubState, number: TicketNumber): boolean {
  const holder = state.day.byNumber.get(number);
  return holder !== undefined && state.day.tickets.get(holder)?.paper !== "pending";
}

/** Somebody is here for an appointment. A paper of a day that is over says nothing of this one. */
function come(state: HubState, { queue, agreedAt, agreed, arrivedAt, state: is }: Ticket): void {
  if (agreedAt === null || is === "expired") return;
  if (agreed === null) countCome(state, queue, agreedAt);
  learnArrival(state.showUps, queue, arrivedAt - agreedAt);
}

/** Two stands that were off line may both have checked a guest in: the first counts. */
function arrive(state: HubState, { id, agreed }: Ticket): void {
  if (agreed !== null && arrivalOf(state, agreed.guest) === undefined)
    state.day.arrivals.set(agreed.guest, id);
}

function admit(state: HubState, ticket: Ticket): void {
  const { tickets, byToken, byNumber } = state.day;
  tickets.set(ticket.id, ticket);
  byToken.set(ticket.token, ticket.id);
  if (ticket.state !== "expired" && !isOnPaper(state, ticket.number)) byNumber.set(ticket.number, ticket.id);
  enter(state, ticket);
  come(state, ticket);
  arrive(state, ticket);
}

const NONE: readonly never[] = [];

function ticketFrom(state: HubState, facts: NewTicket, rest: Partial<Ticket> & Pick<Ticket, "by">): Ticket {
  return {
    id: facts.id,
    token: facts.token,
    number: facts.number,
    queue: facts.queue,
    service: facts.service,
    serviceDay: facts.serviceDay,
    language: facts.language,
    stand: facts.stand,
    outbox: facts.outbox,
    paper: facts.paper,
    cameAt: facts.arrivedAt,
    arrivedAt: facts.arrivedAt,
    agreedAt: facts.agreedAt ?? null,
    dueAt: facts.dueAt ?? null,
    agreed: facts.agreed ?? null,
    headStartMs: facts.headStartMs ?? 0,
    told: null,
    callableAt: state.at,
    state: "waiting",
    order: state.seq,
    issuedAt: state.at,
    counter: null,
    calledAt: null,
    servingAt: null,
    endedAt: null,
    calls: 0,
    recalls: 0,
    lastCalledAt: null,
    startedItself: false,
    stillAt: null,
    heldFor: facts.heldFor ?? null,
    heldSince: facts.heldFor === undefined ? 0 : state.at,
    next: NONE,
    tags: NONE,
    answers: facts.answers ?? NONE,
    assist: facts.assist ?? null,
    answered: NONE,
    notBefore: null,
    postponements: 0,
    rejoins: 0,
    changedSeq: state.seq,
    ...rest,
  };
}

/** A new ticket in the current day. */
export function add(state: HubState, facts: NewTicket, rest: Partial<Ticket> & Pick<Ticket, "by">): Ticket {
  const ticket = ticketFrom(state, facts, rest);
  admit(state, ticket);
  return ticket;
}
