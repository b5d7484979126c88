/**
 * What pictures of the hub have in common: names of places, who is where, when something opens.
 * Pure; reads the hub's state and changes nothing.
 */
import { nameOfClosedDay } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import { openingAt } from "../../protocol/hours.ts";
import type { Message } from "../../protocol/messages.ts";
import type { ListedTicket } from "../../protocol/snapshots.ts";
import type { CounterId, LocalText } from "../../protocol/terms.ts";
import { type Outlook, outlook } from "../queue/estimate.ts";
import { isInHand, lastCallOf } from "../queue/find.ts";
import { hoursOfQueue } from "../queue/hours.ts";
import { waitingIn, whyOf } from "../queue/order.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import { Savings } from "./savings.ts";

type QueueConfig = LocationConfig["queues"][number];
/** A payload without what every message has; whoever sends it adds those. */
export type Body<Name extends keyof Bodies> = Omit<Message<Name>, "v" | "id" | "at">;
type Bodies = { queueState: 0; counterState: 0; displayPicture: 0; standConfig: 0; call: 0 };

/** A counter's name, or its id where the location no longer has it. */
export function counterName(location: LocationConfig, counter: CounterId): LocalText {
  return location.counters.find((one) => one.counter === counter)?.name ?? { da: counter };
}

/** When a queue gives tickets next (epoch ms); `null` while it does and where that is not known. */
export type OpensAt = (queue: QueueConfig, state: HubState, at: number) => number | null;

/** An open queue that gives no more tickets does so again after the closing of its day. */
function closingIfLimited(state: HubState, { queue }: QueueConfig): number | null {
  return state.limits.has(queue) ? (state.openings.get(queue)?.rest?.at(-1)?.to ?? null) : null;
}

/** Remembers openings until they come, since a time zone is dear to ask ten times a second. */
export function rememberedOpenings(): OpensAt {
  const kept = new Map<QueueConfig, { from: number; until: number; opensAt: number | null }>();
  return (queue, state, at) => {
    const from = state.openQueues.has(queue.queue) ? closingIfLimited(state, queue) : at;
    if (!queue.active || from === null) return null;
    const known = kept.get(queue);
    if (known && from >= known.from && from < known.until) return known.opensAt;
    const { opensAt, until } = openingAt(hoursOfQueue(state.location, queue), state.location.timeZone, from);
    kept.set(queue, { from, until: until ?? from + 3_600_000, opensAt });
    if (kept.size > 1000) kept.clear();
    return opensAt;
  };
}

/** What everybody is told about waiting, now. */
export type WaitsOf = (state: HubState, at: number) => Outlook;

/** Waits change with every event, and slowly without one. */
const WAITS_KEPT_MS = 15_000;
type KeptWaits = { readonly state: HubState; readonly at: number; readonly waits: Outlook };

/**
 * Remembers what everybody is told until something happens, since every page and topic asks; in a rush a little longer, and then
 * the counts of queues stay with it. `now` is a monotonic clock in ms.
 */
export function rememberedWaits(now: () => number = () => performance.now()): WaitsOf {
  const savings = new Savings(now);
  let kept: KeptWaits | null = null;
  return (state, at) => {
    const isOld = kept === null || kept.state !== state || at - kept.at >= WAITS_KEPT_MS;
    if (kept !== null && !isOld && (kept.waits.seq === state.seq || !savings.isThereAny())) return kept.waits;
    const waits = savings.spend(() => outlook(state, at));
    kept = { state, at, waits };
    return waits;
  };
}

/** What a queue shows, whoever asks. How many wait is of the same moment as how long. */
export function queueFacts(state: HubState, queue: QueueConfig, waits: Outlook) {
  // A queue that is newer than the outlook has no estimate either.
  const waiting = waits.counts.get(queue.queue) ?? waitingIn(state, queue.queue);
  return {
    queue: queue.queue,
    name: queue.name,
    letters: queue.letters,
    open: state.openQueues.has(queue.queue),
    waiting,
    /** For somebody who would come now. */
    wait: waits.queues.get(queue.queue) ?? null,
  };
}

/** How a queue is closed, or open without giving numbers: until when, and for which day. */
export function closingFacts(
  state: HubState,
  queue: QueueConfig,
  { opensAt, at }: { readonly opensAt: OpensAt; readonly at: number },
) {
  const { location, openQueues, limits } = state;
  const isClosed = queue.active && !openQueues.has(queue.queue);
  const name = isClosed ? nameOfClosedDay(hoursOfQueue(location, queue), location.timeZone, at) : null;
  return {
    opensAt: opensAt(queue, state, at),
    limit: limits.get(queue.queue) ?? null,
    ...(name ? { closedFor: name } : {}),
  };
}

/** After this long staff no longer wonder whether somebody is on the way to another counter. */
const CALL_REMEMBERED_MS = 120_000;

function lastCall(state: HubState, ticket: Ticket, at: number): ListedTicket["lastCall"] {
  const call = lastCallOf(state, ticket);
  const isRecent = call !== undefined && at - call.calledAt < CALL_REMEMBERED_MS;
  return isRecent ? { counter: call.counter, at: call.calledAt } : null;
}

/** A ticket in a list: never its token, never a person. */
export function listed(state: HubState, ticket: Ticket, at: number): ListedTicket {
  const { id, number, paper, queue, service, counter, stand } = ticket;
  const { cameAt, calledAt, servingAt, endedAt, notBefore, recalls, heldFor, tags } = ticket;
  const callable = isInHand(ticket, at);
  return {
    ...(ticket.agreed === null ? {} : { appointment: ticket.agreed.appointment }),
    ...{
      notBefore,
      recalls,
      heldFor,
      tags,
      answers: ticket.answers,
      assist: ticket.assist,
      next: ticket.next.map(({ service: next }) => next),
    },
    id,
    number,
    state: ticket.state,
    paper,
    onPhone: ticket.by === "phone",
    queue,
    service,
    counter,
    stand,
    arrivedAt: cameAt,
    why: ticket.state === "waiting" ? whyOf(state, ticket, { at }) : null,
    calledAt,
    servingAt,
    endedAt,
    callable,
    lastCall: lastCall(state, ticket, at),
  };
}
