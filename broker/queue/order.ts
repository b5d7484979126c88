/**
 * Who is next, and why. The one order that call-next takes and that lists of staff show; the rule itself is in choose.ts.
 * Reads only.
 */
import type { WhyNext } from "../../protocol/snapshots.ts";
import type { CounterId, QueueId, StaffId } from "../../protocol/terms.ts";
import { agedAfter, type Choice, choose, type Entry, isByAge, type Lane, ruleOf } from "./choose.ts";
import type { HeldFor } from "./events.ts";
import { counterOf, isCallable, isFor, placedOf, queueOf, ticketOf, waitsFrom } from "./find.ts";
import { appointmentOf, isHostOf } from "./hosts.ts";
import { policyOf } from "./policy.ts";
import type { CounterConfig, HubState, Ticket } from "./state.ts";
import {
  advance,
  type Cursor,
  countBefore,
  cursorOf,
  emptyList,
  headOf,
  isBefore,
  type Placed,
} from "./waiting.ts";

/** A lane read from the lists of the state. */
type ReadLane = Lane & { readonly walkIns: Cursor; readonly appointments: Cursor };

function laneOf(state: HubState, queue: QueueId): ReadLane {
  const walkIns = cursorOf(state.day.waiting.get(queue) ?? emptyList());
  const appointments = cursorOf(state.day.appointments.get(queue) ?? emptyList());
  const policy = policyOf(queueOf(state, queue));
  return { policy, walkIns, appointments, walkIn: headOf(walkIns), appointment: headOf(appointments) };
}

function pass({ lane, isAppointment }: Choice<ReadLane>): void {
  const cursor = isAppointment ? lane.appointments : lane.walkIns;
  advance(cursor);
  if (isAppointment) lane.appointment = headOf(cursor);
  else lane.walkIn = headOf(cursor);
}

/**
 * What a counter serves of these lanes, in its own ranks: without a list of queues all of them alike. A queue that only a rule
 * of the counter names is one to help with.
 */
export function entriesOf<L extends Lane>(
  config: CounterConfig | undefined,
  lanes: ReadonlyMap<QueueId, L>,
): Entry<L>[] {
  const { queues = [], rules = [] } = config ?? {};
  const isAll = queues.length === 0;
  const ranked = isAll ? [...lanes.keys()] : [...new Set([...queues, ...rules.map(({ queue }) => queue)])];
  return ranked.flatMap((queue, index) => {
    const lane = lanes.get(queue);
    const own = rules.flatMap((rule, rank) =>
      rule.queue === queue ? { rank, overMs: rule.waitsOverMin * 60_000 } : [],
    );
    const isHelp = !isAll && !queues.includes(queue);
    return lane ? { lane, rank: isAll ? 0 : index, isHelp, rules: own } : [];
  });
}

/** Whether age counts on this counter's next turn: of two calls in a row at most one is by age. */
export function isTurnOfAge(state: HubState, counter: CounterId | null): boolean {
  return counter === null || !state.byAge.get(counter)?.last;
}

/** Who goes, and how that was chosen. */
export type Called = { readonly ticket: Ticket; readonly choice: Choice };

type Asked = { readonly at: number; readonly isWanted: (ticket: Ticket) => boolean };

/** Everybody of one queue who may be called at `at`, in the order in which a counter that serves it alone would call them. */
export function* callableIn(state: HubState, queue: QueueId, at: number): Generator<Called> {
  const lane = laneOf(state, queue);
  const entries = [{ lane, rank: 0, isHelp: false, rules: [] }];
  const isWanted = (ticket: Ticket) => isCallable(ticket, at) && ticket.heldFor === null;
  yield* chosen(state, { entries, turn: true }, { at, isWanted });
}

/** Whoever is not wanted now is passed over and takes nobody's turn. */
function* chosen(
  state: HubState,
  { entries, turn: first }: { readonly entries: readonly Entry<ReadLane>[]; readonly turn: boolean },
  { at, isWanted }: Asked,
): Generator<Called> {
  let turn = first;
  for (;;) {
    const choice = choose(entries, { at, isByAge: turn });
    if (!choice) return;
    const ticket = ticketOf(state, choice.placed.id) as Ticket;
    pass(choice);
    if (!isWanted(ticket)) continue;
    yield { ticket, choice };
    turn = !isByAge(choice);
  }
}

function choices(state: HubState, counter: CounterId | null, asked: Asked): Generator<Called> {
  const lanes = new Map([...state.day.busyQueues].map((queue) => [queue, laneOf(state, queue)]));
  const entries = entriesOf(counter === null ? undefined : counterOf(state, counter), lanes);
  return chosen(state, { entries, turn: isTurnOfAge(state, counter) }, asked);
}

/**
 * Every waiting ticket in the order in which it would be called at `at` if nobody came meanwhile: by one counter with its
 * queues and rules, or for `null` by one that serves the whole location. Ends early when the reader does.
 */
export function* callOrder(state: HubState, counter: CounterId | null, at = state.at): Generator<Ticket> {
  for (const { ticket } of choices(state, counter, { at, isWanted: () => true })) yield ticket;
}

/** Why a waiting ticket stands where it does; `rule` is the counter's rule that took it first, if one did. */
export function whyOf(
  state: HubState,
  ticket: Ticket,
  { at, rule = null }: { readonly at: number; readonly rule?: WhyNext["rule"] },
): WhyNext {
  const { agreedAt, dueAt, cameAt, arrivedAt, headStartMs, queue } = ticket;
  const waitedMs = at - placedOf(ticket).since;
  // A head start is part of a claim, and no waiting.
  const isAged = at - (dueAt ?? arrivedAt) >= agedAfter(policyOf(queueOf(state, queue)), dueAt !== null);
  const own =
    dueAt === null ? (agreedAt === null ? "walk-in" : "late") : waitedMs < 0 ? "early" : "appointment";
  return {
    kind: rule ? "rule" : isAged ? "aged" : own,
    ...{ agreedAt, arrivedAt: cameAt, headStartMin: Math.round(headStartMs / 60_000), rule },
    ...(dueAt === null && arrivedAt !== cameAt ? { putOffTo: arrivedAt } : {}),
  };
}

/** The ticket that call-next takes, why, and whether it took it by age; `undefined` where age had no say. */
export type Next = { readonly ticket: Ticket; readonly why: WhyNext; readonly byAge: boolean | undefined };

/** Who asks, and when. */
export type Asking = { readonly at: number; readonly staff?: StaffId | undefined };

/** A guest goes to a counter at which a host of theirs sits, as soon as their time has come. */
function isMine(
  state: HubState,
  ticket: Ticket,
  { counter, staff, at }: Asking & { counter: CounterId },
): boolean {
  const heldFor = ticket.heldFor as HeldFor;
  if (!("hosts" in heldFor)) return isFor(heldFor, counter, staff);
  const appointment = appointmentOf(state, ticket);
  const isKnown = staff !== undefined && appointment !== undefined;
  return isKnown && isHostOf(state, appointment, { staff, at }) && waitsFrom(ticket) <= at;
}

/** Whoever waits for this very counter or person the longest, wherever their queue is served. */
function heldAt(state: HubState, counter: CounterId, { at, staff }: Asking): Next | undefined {
  const [ticket] = [...state.day.held]
    .map((id) => ticketOf(state, id) as Ticket)
    .filter((held) => isMine(state, held, { counter, staff, at }) && isCallable(held, at))
    .sort((one, other) => waitsFrom(one) - waitsFrom(other));
  return ticket && { ticket, why: { ...whyOf(state, ticket, { at }), kind: "held" }, byAge: undefined };
}

/** What call-next takes at this counter: who is held for it, then the first in order, that may be called already. */
export function nextAt(state: HubState, counter: CounterId, asking: Asking): Next | undefined {
  const { at } = asking;
  const mine = heldAt(state, counter, asking);
  if (mine) return mine;
  const isWanted = (ticket: Ticket) => isCallable(ticket, at) && ticket.heldFor === null;
  for (const { ticket, choice } of choices(state, counter, { at, isWanted })) {
    const rank = ruleOf(choice);
    const { rules } = counterOf(state, counter) as CounterConfig;
    const rule = rank === null ? null : ((rules as WhyNext["rule"][])[rank] as WhyNext["rule"]);
    return { ticket, why: whyOf(state, ticket, { at, rule }), byAge: isByAge(choice) };
  }
  return undefined;
}

/** How many wait in a queue. */
export function waitingIn({ day }: HubState, queue: QueueId): number {
  return (day.waiting.get(queue)?.size ?? 0) + (day.appointments.get(queue)?.size ?? 0);
}

/** A place in a queue, whether it is taken or not. */
export type Spot = Placed & { readonly queue: QueueId; readonly isAppointment: boolean };

/** Where a ticket stands. */
export function spotOf(ticket: Ticket): Spot {
  return { ...placedOf(ticket), queue: ticket.queue, isAppointment: ticket.dueAt !== null };
}

/** Since when somebody of the other list must wait to go before this place at `at`; before one that is early everybody goes. */
function rivalSince(state: HubState, { queue, since, isAppointment }: Spot, at: number): number {
  const policy = policyOf(queueOf(state, queue));
  const [own, other] = [agedAfter(policy, isAppointment), agedAfter(policy, !isAppointment)];
  const waitedMs = Math.max(0, at - since);
  if (waitedMs >= own) return since + own - other;
  const rate = isAppointment ? policy.appointmentRate : 1 / policy.appointmentRate;
  return Math.max(at - waitedMs * rate, at - other);
}

/** How many of those before a place are held for a counter or a person: whoever waits for any counter does not wait for them. */
function heldBefore(state: HubState, { own, rival }: { readonly own: Spot; readonly rival: Placed }): number {
  let count = 0;
  for (const id of state.day.held) {
    const ticket = ticketOf(state, id) as Ticket;
    const isOwnKind = (ticket.dueAt !== null) === own.isAppointment;
    if (ticket.queue === own.queue && isBefore(placedOf(ticket), isOwnKind ? own : rival)) count += 1;
  }
  return count;
}

/** How many of its queue would be called before a place if the counters were free at `at`. */
export function aheadOf(state: HubState, spot: Spot, at: number): number {
  const { waiting, appointments } = state.day;
  const [own, other] = spot.isAppointment ? [appointments, waiting] : [waiting, appointments];
  const rival = { id: spot.id, since: rivalSince(state, spot, at), order: spot.order };
  const count = (list = emptyList(), placed: Placed = spot) => countBefore(list, placed);
  const all = count(own.get(spot.queue)) + count(other.get(spot.queue), rival);
  return all - heldBefore(state, { own: spot, rival });
}

/** The one who has waited longest in a queue; whoever is early does not wait yet. */
export function firstIn(state: HubState, queue: QueueId): Ticket | undefined {
  const heads = [state.day.waiting, state.day.appointments].map((lists) => lists.get(queue)?.blocks[0]?.[0]);
  const tickets = heads.flatMap((head) => (head ? (ticketOf(state, head.id) as Ticket) : []));
  return tickets.sort((one, other) => waitsFrom(one) - waitsFrom(other))[0];
}
