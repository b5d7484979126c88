/**
 * When an open queue or service gives no more tickets today (R9): its quota is given, its series used up, or a newcomer would
 * come too late before closing. Tickets are counted as they come and go, so that a press costs the same at the end of a day.
 * Knows no paper: `printed` is never refused (design rule 5), and staff give tickets beyond every limit.
 */
import { openingAt, type Span } from "../../../protocol/hours.ts";
import type { Limit, QueueId, ServiceId, TicketId } from "../../../protocol/terms.ts";
import type { Stamp } from "../commands.ts";
import { expectedWait } from "../estimate.ts";
import type { HubEvent } from "../events.ts";
import { openDay } from "../find.ts";
import { hoursOfService } from "../hours.ts";
import { expectedVisit } from "../learn.ts";
import { hourAt } from "../local-hour.ts";
import type { Rule } from "../rule.ts";
import type { HubState, QueueConfig, ServiceConfig } from "../state.ts";
import { isUsedUp } from "./series.ts";

const MINUTE_MS = 60_000;

/** A queue, or one service of it, as limits see it. */
type Limited = {
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly quota: QueueConfig["quota"];
  readonly lastTicket: QueueConfig["lastTicket"];
  /** How many tickets of today are or were in it. */
  readonly given: number;
  /** What was said of it last. */
  readonly was: Limit | null;
  /** When it is open till the closing of its day. */
  readonly rest: readonly Span[];
};

function ofQueue(state: HubState, { queue, quota, lastTicket }: QueueConfig): Limited {
  const given = openDay(state) === null ? 0 : (state.day.given.get(queue) ?? 0);
  const rest = state.openings.get(queue)?.rest ?? [];
  return { queue, service: null, quota, lastTicket, given, was: state.limits.get(queue) ?? null, rest };
}

function ofService(state: HubState, { queue, service, quota, lastTicket }: ServiceConfig): Limited {
  const given = openDay(state) === null ? 0 : (state.day.givenOf.get(service) ?? 0);
  const own = state.services.get(service) ?? state.openings.get(queue);
  const was = state.serviceLimits.get(service)?.limit ?? null;
  return { queue, service, quota, lastTicket, given, was, rest: own?.rest ?? [] };
}

/**
 * Whether somebody who came now would be served before the day's closing, breaks taken out. Once the word is given that there
 * are no more tickets, there must be room for two, so that it does not come and go.
 */
function canBeServed(
  state: HubState,
  { queue, service, was }: Limited,
  { at, openMs }: { at: number; openMs: number },
): boolean {
  const newcomer = { queue, id: "" as TicketId, since: at, order: Number.POSITIVE_INFINITY };
  const wait = expectedWait(state, newcomer, at);
  // Nobody to serve just now, as while everybody is on a break: the last word holds (docs/decisions/waiting-time.md).
  if (wait === null) return was !== "last-ticket-given";
  const visits = was === "last-ticket-given" ? 2 : 1;
  // What a visit takes at this hour, as a rule.
  const expected = expectedVisit(state.learned, { queue, service, hour: hourAt(state.localClock, at) });
  return wait.medianMs + visits * Math.exp(expected.mean) <= openMs;
}

function msOf(rest: readonly Span[], wallAt: number): number {
  return rest.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, wallAt)), 0);
}

/** An untrusted clock changes nothing (design rule 11). */
function isTooLate(state: HubState, limited: Limited, stamp: Stamp): boolean {
  const { lastTicket = null, rest, was } = limited;
  const closing = rest.at(-1);
  if (lastTicket === null || !closing) return false;
  if (!stamp.trusted) return was === "last-ticket-given";
  if (lastTicket === "can-be-served")
    return !canBeServed(state, limited, { at: stamp.at, openMs: msOf(rest, stamp.wallAt) });
  return stamp.wallAt >= closing.to - lastTicket * MINUTE_MS;
}

type Looked = { readonly limited: Limited; readonly stamp: Stamp };

function limitOf(state: HubState, limited: Limited, stamp: Stamp): Limit | null {
  if (limited.quota && limited.given >= limited.quota.tickets) return "quota-reached";
  return isTooLate(state, limited, stamp) ? "last-ticket-given" : null;
}

function limitOfQueue(state: HubState, config: QueueConfig, { limited, stamp }: Looked): Limit | null {
  if (!state.openQueues.has(config.queue)) return null;
  return limitOf(state, limited, stamp) ?? (isUsedUp(state, config) ? "series-used-up" : null);
}

function keepQueue(state: HubState, config: QueueConfig, stamp: Stamp): HubEvent[] {
  const { queue } = config;
  const limited = ofQueue(state, config);
  const limit = limitOfQueue(state, config, { limited, stamp });
  return limit === limited.was ? [] : [{ kind: "queue-limited", at: stamp.at, queue, limit }];
}

/** When a service gives tickets again: with the first opening after its day's closing. */
function opensAgainAt(state: HubState, service: ServiceConfig, { rest }: Limited): number | null {
  const closing = rest.at(-1);
  if (!closing) return null;
  return openingAt(hoursOfService(state.location, service), state.location.timeZone, closing.to).opensAt;
}

function keepService(state: HubState, config: ServiceConfig, stamp: Stamp): HubEvent[] {
  const { queue, service } = config;
  const limited = ofService(state, config);
  const isOpen = state.openQueues.has(queue) && state.services.get(service)?.open !== false;
  const limit = isOpen ? limitOf(state, limited, stamp) : null;
  if (limit === limited.was) return [];
  const opensAt = limit === null ? null : opensAgainAt(state, config, limited);
  return [{ kind: "service-limited", at: stamp.at, service, limit, opensAt }];
}

/** Limits that a new document no longer has are gone. */
function unlimited(state: HubState, { at }: Stamp): HubEvent[] {
  const limited = new Set([...state.plan.limited.values()].flat().map(({ service }) => service));
  const gone = [...state.serviceLimits.keys()].filter((service) => !limited.has(service));
  return gone.map((service) => ({ kind: "service-limited", at, service, limit: null, opensAt: null }));
}

/** Says of every queue and service, or of one queue and its services, that it gives no more tickets today, or does again. */
export const keepLimits =
  (stamp: Stamp, only?: QueueId): Rule =>
  (state) => {
    const one = only === undefined ? undefined : state.plan.queues.get(only);
    const queues = only === undefined ? state.location.queues : one ? [one] : [];
    return {
      events: [
        ...(state.serviceLimits.size > 0 ? unlimited(state, stamp) : []),
        ...queues.flatMap((queue) => keepQueue(state, queue, stamp)),
        ...queues.flatMap(({ queue }) =>
          (state.plan.limited.get(queue) as readonly ServiceConfig[]).flatMap((service) =>
            keepService(state, service, stamp),
          ),
        ),
      ],
    };
  };
