/**
 * Opening by hours and by the document (R8, R9). An untrusted clock changes nothing (design rule 11).
 * Knows no ticket.
 */
import { openingAt } from "../../../protocol/hours.ts";
import type { Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import type { Rule } from "../rule.ts";
import type { HubState, QueueConfig } from "../state.ts";

type Look = { readonly open: boolean; readonly from: number; readonly until: number | null };

/** What the document says now; `undefined` where only a clock could tell and it is not to be trusted. */
function lookAt(state: HubState, queue: QueueConfig, stamp: Stamp): Look | undefined {
  if (!queue.active) return { open: false, from: 0, until: null };
  if (queue.hours === null) return { open: true, from: 0, until: null };
  if (!stamp.trusted) return undefined;
  const { open, opensAt, closesAt } = openingAt(queue.hours, state.location.timeZone, stamp.wallAt);
  return { open, from: stamp.wallAt, until: open ? closesAt : opensAt };
}

function holds(state: HubState, queue: QueueConfig, wallAt: number): boolean {
  const known = state.openings.get(queue.queue);
  return known !== undefined && wallAt >= known.from && (known.until === null || wallAt < known.until);
}

/** Opens and closes queues whose time has come. Queues that are gone from the document close. */
export const keepHours =
  (stamp: Stamp): Rule =>
  (state) => {
    const { at } = stamp;
    const events: HubEvent[] = [];
    for (const queue of state.openQueues)
      if (!state.plan.queues.has(queue))
        events.push({ kind: "queue-closed", at, queue, from: 0, until: null });
    for (const queue of state.location.queues) {
      const look = holds(state, queue, stamp.wallAt) ? undefined : lookAt(state, queue, stamp);
      if (!look) continue;
      const { from, until } = look;
      events.push({ kind: look.open ? "queue-opened" : "queue-closed", at, queue: queue.queue, from, until });
    }
    return { events };
  };
