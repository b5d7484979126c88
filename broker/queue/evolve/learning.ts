/**
 * What the hub learns from a visit that ends: how long one takes, and who does not come.
 * Knows no event and no list.
 */
import { houseRules } from "../house-rules.ts";
import { teach } from "../learn.ts";
import { hourAt, isStale, type LocalClock, localClock } from "../local-hour.ts";
import type { HubState, Ticket } from "../state.ts";

function clockAt(state: HubState, at: number): LocalClock {
  if (isStale(state.localClock, at)) state.localClock = localClock(state.location.timeZone, at);
  return state.localClock;
}

/** A service that staff forgot to end says nothing about how long one takes; one that they said still runs does. */
function isTooLong(state: HubState, { servingAt, stillAt }: Ticket): boolean {
  const since = stillAt ?? servingAt;
  return since !== null && state.at - since > houseRules(state.location).longServiceMs;
}

/** How a visit ended; `isSlip`: it was forgotten, and says nothing of how long one takes. */
type End = { readonly as: "served" | "no-show"; readonly isSlip?: boolean | undefined };

/**
 * Whoever was never called (closed up to a number, or ended with the day) tells nothing, and a host's meeting nothing of what
 * visits at counters take.
 */
export function learn(state: HubState, ticket: Ticket, { as, isSlip = false }: End): void {
  const { id, queue, service, agreedAt, calledAt, counter } = ticket;
  if (calledAt === null || counter === null) return;
  const tookMs = state.at - calledAt;
  const isMissed = as === "no-show";
  const isLearned = !isMissed && !isSlip && !isTooLong(state, ticket);
  const kind = { queue, service, hour: hourAt(clockAt(state, calledAt), calledAt) };
  teach(state.learned, {
    ...{ ticket: id, queue, isAppointment: agreedAt !== null, missedMs: isMissed ? tookMs : null },
    visit: isLearned ? { kind, tookMs } : null,
  });
}
