/**
 * Who is next. The one order that call-next takes and that lists of staff show.
 * Reads only. Appointments join the order here, nowhere else.
 */
import type { CounterId, QueueId, StaffId, TicketId } from "../../protocol/terms.ts";
import type { HeldFor } from "./events.ts";
import { counterOf, isCallable, isFor, ticketOf } from "./find.ts";
import type { HubState, Ticket } from "./state.ts";
import { countBefore, inOrder, type Placed, type WaitingList } from "./waiting.ts";

type Head = { readonly rest: Iterator<Placed>; placed: Placed };

/** The first of a list that is not empty. */
function headOf(list: WaitingList): Head {
  const rest = inOrder(list);
  return { rest, placed: rest.next().value as Placed };
}

const isEarlier = (one: Placed, other: Placed): boolean =>
  one.arrivedAt < other.arrivedAt || (one.arrivedAt === other.arrivedAt && one.order < other.order);

/** Several queues as one, by arrival. */
function* byArrival(lists: readonly WaitingList[]): Generator<Placed> {
  let heads = lists.map(headOf);
  while (heads.length > 0) {
    const head = heads.reduce((one, other) => (isEarlier(other.placed, one.placed) ? other : one));
    yield head.placed;
    const next = head.rest.next();
    if (next.done) heads = heads.filter((one) => one !== head);
    else head.placed = next.value;
  }
}

function* ticketsOf(state: HubState, placed: Iterable<Placed>): Generator<Ticket> {
  for (const { id } of placed) yield ticketOf(state, id) as Ticket;
}

function listsOf(state: HubState, queues: Iterable<QueueId>): WaitingList[] {
  return [...queues].flatMap((queue) => state.day.waiting.get(queue) ?? []);
}

/**
 * Every waiting ticket in the order in which it would be called: by a counter with a list of queues the most important
 * queue first, otherwise (and for `null`: the whole location) by arrival. Ends early when the reader does.
 */
export function* callOrder(state: HubState, counter: CounterId | null): Generator<Ticket> {
  const queues = (counter === null ? undefined : counterOf(state, counter)?.queues) ?? [];
  if (queues.length === 0) yield* ticketsOf(state, byArrival(listsOf(state, state.day.busyQueues)));
  else for (const list of listsOf(state, queues)) yield* ticketsOf(state, inOrder(list));
}

const byPlace = (one: Ticket, other: Ticket): number => (isEarlier(one, other) ? -1 : 1);

/** Whoever waits for this very counter or person, wherever their queue is served. */
function heldFor(state: HubState, counter: CounterId, staff: StaffId | undefined): Ticket[] {
  const held = [...state.day.held].map((id) => ticketOf(state, id) as Ticket);
  return held.filter((ticket) => isFor(ticket.heldFor as HeldFor, counter, staff)).toSorted(byPlace);
}

/** The ticket that call-next takes at this counter: who is held for it, then the first in order, that may be called already. */
export function nextFor(
  state: HubState,
  counter: CounterId,
  { at, staff }: { readonly at: number; readonly staff?: StaffId | undefined },
): Ticket | undefined {
  const mine = heldFor(state, counter, staff).find((ticket) => isCallable(ticket, at));
  if (mine) return mine;
  for (const ticket of callOrder(state, counter))
    if (isCallable(ticket, at) && ticket.heldFor === null) return ticket;
  return undefined;
}

/** How many wait in a queue. */
export function waitingIn(state: HubState, queue: QueueId): number {
  return state.day.waiting.get(queue)?.size ?? 0;
}

/** How many of its queue stand before a place, whether that place is taken or not. */
export function aheadOf(
  state: HubState,
  queue: QueueId,
  place: { readonly id: TicketId; readonly arrivedAt: number; readonly order: number },
): number {
  const list = state.day.waiting.get(queue);
  return list ? countBefore(list, place) : 0;
}

/** The one who has waited longest in a queue. */
export function firstIn(state: HubState, queue: QueueId): Ticket | undefined {
  const first = state.day.waiting.get(queue)?.blocks[0]?.[0];
  return first && ticketOf(state, first.id);
}
