/**
 * Nobody starves on a hold: a ticket that was moved to a counter or a person waits for anybody as soon as that counter is closed,
 * and after the house's time when nobody is there to take it.
 * Knows no call; who is next is said by order.ts.
 */
import type { CounterId, StaffId } from "../../../protocol/terms.ts";
import type { Stamp } from "../commands.ts";
import type { HeldFor, HubEvent, Released } from "../events.ts";
import { counterOf, ticketOf } from "../find.ts";
import { waitOfGuest } from "../hosts.ts";
import { houseRules } from "../house-rules.ts";
import type { Rule } from "../rule.ts";
import type { HubState, Ticket } from "../state.ts";

/** Whether a counter is closed and not only on a break. */
export function isShut(state: HubState, counter: CounterId): boolean {
  const isPaused = (state.sessions.get(counter)?.pause ?? null) !== null;
  return counterOf(state, counter)?.open !== true && !isPaused;
}

/** Since when nobody serves at a counter; infinite while somebody is served there. */
function freeSince(state: HubState, counter: CounterId): number {
  return state.atCounter.has(counter) ? Number.POSITIVE_INFINITY : (state.freeSince.get(counter) ?? 0);
}

/** When this person was last seen at any counter; infinite while they serve. */
function seenAt(state: HubState, staff: StaffId): number {
  const seats = [...state.seatedAt].filter(([, one]) => one.staff === staff);
  return Math.max(0, ...seats.map(([counter, { at }]) => Math.max(at, freeSince(state, counter))));
}

/** A guest whom nobody answers is the desk's in the end; one whose appointment is gone waits like everybody. */
function whyNoHost(state: HubState, ticket: Ticket, at: number): Released | null {
  const wait = waitOfGuest(state, ticket, at);
  if (wait === null) return "nobody-there";
  return wait.stage === "desk" ? "nobody-answered" : null;
}

function whyReleased(state: HubState, ticket: Ticket, at: number): Released | null {
  const { heldFor, heldSince, notBefore } = ticket;
  const to = heldFor as HeldFor;
  if ("hosts" in to) return whyNoHost(state, ticket, at);
  if ("counter" in to && isShut(state, to.counter)) return "counter-closed";
  const there = "counter" in to ? freeSince(state, to.counter) : seenAt(state, to.staff);
  const { holdMs } = houseRules(state.location);
  return at - Math.max(heldSince, notBefore ?? 0, there) >= holdMs ? "nobody-there" : null;
}

function releaseOf(ticket: Ticket, because: Released, at: number): HubEvent {
  const { id, number, heldFor } = ticket;
  return { kind: "hold-released", at, id, number, from: heldFor as HeldFor, because };
}

const heldNow = (state: HubState): Ticket[] => [...state.day.held].map((id) => ticketOf(state, id) as Ticket);

/** Those who are held for a counter, and that they no longer are: it closes. */
export function releasedBy(
  state: HubState,
  { counter, at }: { readonly counter: CounterId; readonly at: number },
): { readonly tickets: readonly Ticket[]; readonly events: readonly HubEvent[] } {
  const isHere = ({ heldFor }: Ticket) =>
    heldFor !== null && "counter" in heldFor && heldFor.counter === counter;
  const tickets = heldNow(state).filter(isHere);
  return { tickets, events: tickets.map((ticket) => releaseOf(ticket, "counter-closed", at)) };
}

/** Lets everybody go who is held for a counter that has closed, or for somebody who is not there. */
export const releaseHolds =
  ({ at }: Stamp): Rule =>
  (state) => ({
    events: heldNow(state).flatMap((ticket): HubEvent[] => {
      const because = whyReleased(state, ticket, at);
      return because === null ? [] : [releaseOf(ticket, because, at)];
    }),
  });
