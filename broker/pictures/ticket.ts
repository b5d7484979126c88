/**
 * One ticket as its citizen may see it: on a phone by its token, and at the stand by its code.
 * Pure; shows that one ticket and counts of others, never another's number.
 */
import type { Standing } from "../../protocol/messages.ts";
import type { TicketPicture } from "../../protocol/snapshots.ts";
import { expectedWait } from "../queue/estimate.ts";
import { aheadOf } from "../queue/order.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import { counterName, queueName } from "./places.ts";

/** Where a ticket stands now. */
export function standing(state: HubState, ticket: Ticket): Standing {
  const waits = ticket.state === "waiting";
  const ahead = waits ? aheadOf(state, ticket.queue, ticket) : 0;
  const isAtCounter = ticket.state === "called" || ticket.state === "serving";
  return {
    number: ticket.number,
    queueName: queueName(state.location, ticket.queue),
    state: ticket.state,
    ahead,
    wait: waits ? expectedWait(state, ticket.queue, ahead) : null,
    counterName: isAtCounter && ticket.counter !== null ? counterName(state.location, ticket.counter) : null,
  };
}

/** The picture of the ticket's page. */
export function ticketPicture(state: HubState, ticket: Ticket, at: number): TicketPicture {
  const { location } = state;
  return {
    at,
    locationName: location.name,
    timeZone: location.timeZone,
    languages: location.languages,
    ...standing(state, ticket),
    calls: ticket.calls,
    open: state.openQueues.has(ticket.queue),
  };
}
