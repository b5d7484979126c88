/**
 * Opening by hours and by the document (R8, R9). An untrusted clock changes nothing (design rule 11).
 * Knows of tickets only who still waits when a queue closes for the day.
 */
import { hasHours, isBreak, openingAt, restOfDay } from "../../../protocol/hours.ts";
import type { Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { hoursOfQueue, hoursOfService } from "../hours.ts";
import type { Rule } from "../rule.ts";
import {
  type HubState,
  isLimited,
  type KnownOpening,
  type QueueConfig,
  type ServiceConfig,
} from "../state.ts";
import { emptyList, inOrder } from "../waiting.ts";

type Look = KnownOpening & { readonly open: boolean };

/** What the document says now; `undefined` where only a clock could tell and it is not to be trusted. */
function lookAt(state: HubState, queue: QueueConfig, stamp: Stamp): Look | undefined {
  const { timeZone } = state.location;
  if (!queue.active) return { open: false, from: 0, until: null };
  const parts = hoursOfQueue(state.location, queue);
  if (!parts.some(hasHours)) return { open: true, from: 0, until: null };
  if (!stamp.trusted) return undefined;
  const { open, until } = openingAt(parts, timeZone, stamp.wallAt);
  const look = { open, from: stamp.wallAt, until };
  // A service's own limits count to the closing of its queue.
  const services = state.plan.limited.get(queue.queue) as readonly ServiceConfig[];
  const isRestAsked = isLimited(queue) || services.length > 0;
  return open && isRestAsked ? { ...look, rest: restOfDay(parts, timeZone, stamp.wallAt) } : look;
}

function holds(known: KnownOpening | undefined, wallAt: number): boolean {
  return known !== undefined && wallAt >= known.from && (known.until === null || wallAt < known.until);
}

type Closed = { readonly opensAt: number | null };

/** Whoever waits when a queue closes for the day, where the location lets them go; a break is no such closing. */
function leaving(state: HubState, queue: QueueConfig, closing: Stamp & Closed): HubEvent[] {
  const { at, wallAt, opensAt } = closing;
  if (queue.atClosing !== "leave" || !queue.active || !state.day.busyQueues.has(queue.queue)) return [];
  const closedAt = Math.min(state.openings.get(queue.queue)?.until ?? wallAt, wallAt);
  if (opensAt !== null && isBreak(closedAt, opensAt, state.location.timeZone)) return [];
  const lists = [state.day.waiting, state.day.appointments].map((all) => all.get(queue.queue) ?? emptyList());
  const waiting = lists.flatMap((list) => [...inOrder(list)]);
  const left = waiting.map(({ id }): HubEvent => ({ kind: "ticket-left", at, id }));
  return [...left, { kind: "queue-emptied", at, queue: queue.queue, count: left.length }];
}

/** A closing that passed while the hub was away: the queue is open again, but not to those who waited then. */
function leftMeanwhile(state: HubState, queue: QueueConfig, stamp: Stamp): HubEvent[] {
  const until = state.openings.get(queue.queue)?.until ?? null;
  if (until === null || !state.openQueues.has(queue.queue)) return [];
  const parts = hoursOfQueue(state.location, queue);
  const { open, opensAt } = openingAt(parts, state.location.timeZone, until);
  return open ? [] : leaving(state, queue, { ...stamp, opensAt });
}

function openingOf(state: HubState, queue: QueueConfig, stamp: Stamp): HubEvent[] {
  const { queue: id } = queue;
  const known = state.openings.get(id);
  const look = holds(known, stamp.wallAt) ? undefined : lookAt(state, queue, stamp);
  if (!look) return [];
  const { at } = stamp;
  const { open, ...times } = look;
  if (open) return [...leftMeanwhile(state, queue, stamp), { kind: "queue-opened", at, queue: id, ...times }];
  const gone = state.openQueues.has(id) ? leaving(state, queue, { ...stamp, opensAt: look.until }) : [];
  return [{ kind: "queue-closed", at, queue: id, from: look.from, until: look.until }, ...gone];
}

function serviceOpening(state: HubState, service: ServiceConfig, stamp: Stamp): HubEvent[] {
  const { at, wallAt, trusted } = stamp;
  const { service: id } = service;
  if (!hasHours(service) || !trusted || holds(state.services.get(id), wallAt)) return [];
  const { location } = state;
  const parts = hoursOfService(location, service);
  const { open, opensAt, until } = openingAt(parts, location.timeZone, wallAt);
  const times = { at, service: id, from: wallAt, until };
  if (!open) return [{ kind: "service-closed", ...times, opensAt }];
  const rest = isLimited(service) ? { rest: restOfDay(parts, location.timeZone, wallAt) } : {};
  return [{ kind: "service-opened", ...times, ...rest }];
}

/** Opens and closes queues and services whose time has come. Queues that are gone from the document close. */
export const keepHours =
  (stamp: Stamp): Rule =>
  (state) => {
    const { at } = stamp;
    const gone = [...state.openQueues].filter((queue) => !state.plan.queues.has(queue));
    return {
      events: [
        ...gone.map((queue): HubEvent => ({ kind: "queue-closed", at, queue, from: 0, until: null })),
        ...state.location.queues.flatMap((queue) => openingOf(state, queue, stamp)),
        ...state.location.services.flatMap((service) => serviceOpening(state, service, stamp)),
      ],
    };
  };
