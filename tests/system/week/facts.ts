/**
 * What is so by the ledger, in the words in which screens say it: read from the list of tickets from end to end, by none of the
 * indexes that the hub's own pictures are drawn from. Who is next, and what can be undone, the rules say.
 */
import { undoAt } from "../../../broker/queue/decide/undo.ts";
import { openDay, ticketOf } from "../../../broker/queue/find.ts";
import { hoursOfQueue, hoursOfService } from "../../../broker/queue/hours.ts";
import { callOrder, nextAt } from "../../../broker/queue/order.ts";
import type { HubState, QueueConfig, ServiceConfig, Ticket } from "../../../broker/queue/state.ts";
import type { Does, LocationConfig } from "../../../protocol/config.ts";
import { openingAt, restOfDay } from "../../../protocol/hours.ts";
import {
  inLanguage,
  type LocalText,
  type QueueId,
  type ServiceId,
  type StandId,
  type TicketId,
} from "../../../protocol/terms.ts";

type Parts = ReturnType<typeof hoursOfQueue>;

const ticketsOf = ({ day }: HubState) => [...day.tickets.values()];
const isAtCounter = ({ state }: Ticket) => state === "called" || state === "serving";
const since = ({ arrivedAt, headStartMs }: Ticket) => arrivedAt - headStartMs;

/** How many would be called before a waiting ticket, where nobody has an appointment: those held for somebody alone do not count. */
export function aheadOf(state: HubState, ticket: Ticket): number {
  if (ticket.state !== "waiting") return 0;
  const isBefore = (one: Ticket) =>
    since(one) < since(ticket) || (since(one) === since(ticket) && one.order < ticket.order);
  return ticketsOf(state).filter(
    (one) => one.state === "waiting" && one.queue === ticket.queue && one.heldFor === null && isBefore(one),
  ).length;
}

/** What hours say, as long as they say the same: a time zone is dear to ask. */
type Hours = {
  readonly until: number;
  readonly open: boolean;
  readonly opensAt: number | null;
  readonly opensAfter: number | null;
};

/** `opensAfter`: of what is open, when it opens again after the closing of its day. */
function hoursAt(parts: Parts, timeZone: string, at: number): Hours {
  const { open, opensAt, until } = openingAt(parts, timeZone, at);
  const closing = open ? restOfDay(parts, timeZone, at).at(-1)?.to : undefined;
  const opensAfter = closing === undefined ? null : openingAt(parts, timeZone, closing).opensAt;
  return { until: until ?? Number.POSITIVE_INFINITY, open, opensAt, opensAfter };
}

function queueFacts(state: HubState, config: QueueConfig, hoursOf: HoursOf) {
  const { queue } = config;
  const { open, opensAt, opensAfter } = hoursOf(queue);
  const limit = state.limits.get(queue) ?? null;
  const waiting = ticketsOf(state).filter((one) => one.state === "waiting" && one.queue === queue).length;
  return { queue, open, limit, opensAt: limit === null ? opensAt : opensAfter, waiting };
}

function counterFacts(state: HubState, { counter, open }: LocationConfig["counters"][number]) {
  const ticket = ticketsOf(state).find((one) => one.counter === counter && isAtCounter(one));
  const session = state.sessions.get(counter);
  const isOpen = (session?.open ?? open) && (session?.pause ?? null) === null;
  const does = ticket ? (ticket.state === "serving" ? "serving" : "calling") : isOpen ? "free" : "closed";
  return { counter, state: does, number: ticket?.number ?? null };
}

/** What staff see of a ticket. */
export function ticketFacts({ id, number, state, queue, service, ...ticket }: Ticket) {
  const { counter, tags, next, heldFor, notBefore, recalls, by } = ticket;
  return {
    ...{ id, number, state, queue, service, counter, tags, heldFor, notBefore, recalls },
    ...{ next: next.map((one) => one.service), onPhone: by === "phone" },
  };
}

function staffCounter(state: HubState, config: LocationConfig["counters"][number], at: number) {
  const { counter } = config;
  const pause = state.sessions.get(counter)?.pause ?? null;
  const next = nextAt(state, counter, { at });
  const undoable = undoAt(state, counter, at);
  const undo = undoable !== null && at <= undoable.until ? undoable : null;
  return { ...counterFacts(state, config), pause, undo, next: next?.ticket.number ?? null };
}

/** What the page of staff shows. */
function staffFacts(state: HubState, at: number, queues: readonly ReturnType<typeof queueFacts>[]) {
  const tickets = ticketsOf(state);
  const some = (which: string) =>
    tickets.filter((one) => one.state === which).sort((one, other) => one.id.localeCompare(other.id));
  return {
    serviceDay: openDay(state),
    counters: state.location.counters.map((counter) => staffCounter(state, counter, at)),
    queues,
    waiting: [...callOrder(state, null, at)].map(ticketFacts),
    parked: some("parked").map(ticketFacts),
    missed: some("no-show").map(ticketFacts),
    quick: [...state.day.quick].map(([service, many]) => ({ service, count: many })),
    online: state.location.stands.map(({ stand }) => ({ stand, online: true, problem: null })),
  };
}

/** The hours of a queue or service, by its id, at the moment that is asked about. */
export type HoursOf = (id: QueueId | ServiceId) => Hours;

/** Hours of queues and services of one location. */
export class KeptHours {
  readonly #kept = new Map<string, Hours>();

  at({ location }: HubState, at: number): HoursOf {
    const { queues, services, timeZone } = location;
    const partsOf = (id: string): Parts => {
      const queue = queues.find((one) => one.queue === id);
      if (queue) return hoursOfQueue(location, queue);
      return hoursOfService(location, services.find((one) => one.service === id) as ServiceConfig);
    };
    return (id) => {
      const kept = this.#kept.get(id);
      if (kept && at < kept.until) return kept;
      const hours = hoursAt(partsOf(id), timeZone, at);
      this.#kept.set(id, hours);
      return hours;
    };
  }
}

type Light = { readonly lit: boolean; readonly because: string | null; readonly opensAt: number | null };

/** Whether a service gives tickets now, and if not, why and when again. */
function lightOf(state: HubState, { queue, service }: ServiceConfig, hoursOf: HoursOf): Light {
  const { open, opensAt, opensAfter } = hoursOf(service);
  if (!open) return { lit: false, because: "closed", opensAt };
  const isGiven = state.limits.has(queue) || state.serviceLimits.has(service);
  if (!isGiven) return { lit: true, because: null, opensAt: null };
  return { lit: false, because: "given", opensAt: opensAfter };
}

function lightWithin(state: HubState, does: Does, hoursOf: HoursOf): Light {
  const { services, menus } = state.location;
  if (does.kind === "service")
    return lightOf(state, services.find((one) => one.service === does.service) as ServiceConfig, hoursOf);
  const menu = does.kind === "menu" ? menus.find((one) => one.menu === does.menu) : undefined;
  const lights = (menu?.items ?? []).map((item) => lightWithin(state, item.does, hoursOf));
  if (lights.some(({ lit }) => lit)) return { lit: true, because: null, opensAt: null };
  const because = lights.every((one) => one.because === "given") ? "given" : "closed";
  return { lit: false, because, opensAt: Math.min(...lights.flatMap(({ opensAt }) => opensAt ?? [])) };
}

/** What a stand shows: which buttons are lit, why others are dark, and whether it bids anybody welcome. */
function standFacts(state: HubState, stand: StandId, hoursOf: HoursOf) {
  const config = state.location.stands.find((one) => one.stand === stand);
  const keys = (config?.buttons ?? []).map(({ button, label, does }) => ({
    ...{ button, label: inLanguage(label, "da"), ...lightWithin(state, does, hoursOf) },
  }));
  return { stand, online: true, mends: [], keys, welcomes: keys.some(({ lit }) => lit) };
}

function counterName({ location }: HubState, ticket: Ticket): LocalText | null {
  if (!isAtCounter(ticket)) return null;
  return location.counters.find(({ counter }) => counter === ticket.counter)?.name ?? null;
}

/** Where a presented code stands. */
export function standingFacts(state: HubState, ticket: Ticket) {
  const { number, state: now } = ticket;
  return { number, state: now, ahead: aheadOf(state, ticket), counterName: counterName(state, ticket) };
}

/** What the page of a ticket shows; `undefined` for one that the hub no longer knows. */
export function pageFacts(state: HubState, id: TicketId, at: number) {
  const ticket = ticketOf(state, id);
  if (!ticket) return undefined;
  const { calls, state: now, notBefore, postponements, rejoins } = ticket;
  const isPutOff = now === "waiting" && notBefore !== null && at < notBefore;
  const isMissed = now === "no-show" && rejoins < 2 && state.day.tickets.has(id) && openDay(state) !== null;
  return {
    ...{ ...standingFacts(state, ticket), calls, open: state.openQueues.has(ticket.queue) },
    notBefore: isPutOff ? notBefore : null,
    may: {
      leave: ["waiting", "called", "parked"].includes(now),
      postponeMin: now === "waiting" && !isPutOff && postponements < 2 ? 10 : null,
      rejoin: isMissed || isPutOff,
    },
  };
}

/** Everything that screens say by themselves at `at`. */
export function facts(state: HubState, at: number, hoursOf: HoursOf) {
  const { queues, counters, displays, services, stands } = state.location;
  const calls = state.calls.map(({ callSeq, number, counter }) => ({ callSeq, number, counter }));
  const counterList = counters.map((counter) => counterFacts(state, counter));
  const queueList = queues.map((queue) => queueFacts(state, queue, hoursOf));
  return {
    queues: queueList.map((one) => ({ ...one, lastCalled: state.lastCalled.get(one.queue)?.number ?? null })),
    counters: counterList,
    displays: displays.map(({ display, counters: own }) => {
      const isShown = ({ counter }: { counter: string }) =>
        own.length === 0 || own.some((one) => one === counter);
      const called = calls.filter(isShown).slice(-20);
      // Each of these displays has counters of every queue.
      const shown = { calls: called, counters: counterList.filter(isShown), queues: queueList };
      return { display, open: queueList.some(({ open }) => open), ...shown };
    }),
    staff: staffFacts(state, at, queueList),
    stands: stands.map(({ stand }) => standFacts(state, stand, hoursOf)),
    isCodeAtDoor: services.some((one) => one.onPhone === true && lightOf(state, one, hoursOf).lit),
    tickets: ticketsOf(state).map(ticketFacts),
  };
}
export type Facts = ReturnType<typeof facts>;
