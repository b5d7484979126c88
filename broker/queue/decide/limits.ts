/**
 * When an open queue gives no more tickets today (R9): its quota is given, or a newcomer would come too late before closing.
 * Knows no paper: `printed` is never refused (design rule 5), and staff give tickets beyond every limit.
 */
import type { Span } from "../../../protocol/hours.ts";
import type { Limit, QueueId, TicketId } from "../../../protocol/terms.ts";
import type { Stamp } from "../commands.ts";
import { expectedWait } from "../estimate.ts";
import type { HubEvent } from "../events.ts";
import { openDay } from "../find.ts";
import { expectedVisit } from "../learn.ts";
import { hourAt } from "../local-hour.ts";
import type { Rule } from "../rule.ts";
import type { HubState, QueueConfig } from "../state.ts";

const MINUTE_MS = 60_000;

/** Whether as many tickets of today are or were in this queue; withdrawn ones have left their place to others. */
function isGiven(state: HubState, { queue, quota }: QueueConfig): boolean {
  if (!quota || openDay(state) === null) return false;
  let count = 0;
  for (const ticket of state.day.tickets.values())
    if (ticket.queue === queue && ticket.state !== "cancelled" && ticket.state !== "expired") count += 1;
  return count >= quota.tickets;
}

/**
 * Whether somebody who came now would be served before the day's closing, breaks taken out. Once the word is given that there
 * are no more tickets, there must be room for two, so that it does not come and go.
 */
function canBeServed(
  state: HubState,
  queue: QueueId,
  { at, openMs }: { at: number; openMs: number },
): boolean {
  const newcomer = { queue, id: "" as TicketId, since: at, order: Number.POSITIVE_INFINITY };
  const wait = expectedWait(state, newcomer, at);
  if (wait === null) return true;
  const visits = state.limits.get(queue) === "last-ticket-given" ? 2 : 1;
  return wait.medianMs + visits * visitMs(state, queue, at) <= openMs;
}

/** What a visit in this queue takes at this hour, as a rule. */
function visitMs(state: HubState, queue: QueueId, at: number): number {
  const hour = hourAt(state.localClock, at);
  return Math.exp(expectedVisit(state.learned, { queue, service: null, hour }).mean);
}

function msOf(rest: readonly Span[], wallAt: number): number {
  return rest.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, wallAt)), 0);
}

/** An untrusted clock changes nothing (design rule 11). */
function isTooLate(state: HubState, { queue, lastTicket = null }: QueueConfig, stamp: Stamp): boolean {
  const rest = state.openings.get(queue)?.rest ?? [];
  const closing = rest.at(-1);
  if (lastTicket === null || !closing) return false;
  if (!stamp.trusted) return state.limits.get(queue) === "last-ticket-given";
  if (lastTicket === "can-be-served")
    return !canBeServed(state, queue, { at: stamp.at, openMs: msOf(rest, stamp.wallAt) });
  return stamp.wallAt >= closing.to - lastTicket * MINUTE_MS;
}

function limitOf(state: HubState, queue: QueueConfig, stamp: Stamp): Limit | null {
  if (!state.openQueues.has(queue.queue)) return null;
  if (isGiven(state, queue)) return "quota-reached";
  return isTooLate(state, queue, stamp) ? "last-ticket-given" : null;
}

/** Says of every queue, or of one, that it gives no more tickets today, or does again. */
export const keepLimits =
  (stamp: Stamp, only?: QueueId): Rule =>
  (state) => {
    const one = only === undefined ? undefined : state.plan.queues.get(only);
    const queues = only === undefined ? state.location.queues : one ? [one] : [];
    return {
      events: queues.flatMap((queue): HubEvent[] => {
        const limit = limitOf(state, queue, stamp);
        if (limit === (state.limits.get(queue.queue) ?? null)) return [];
        return [{ kind: "queue-limited", at: stamp.at, queue: queue.queue, limit }];
      }),
    };
  };
