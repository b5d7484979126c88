/**
 * One ticket as its citizen sees it on a phone, by its token.
 * Pure; shows that one ticket and counts of others, never another's number.
 */
import type { TicketPicture } from "../../protocol/snapshots.ts";
import { standingOfTicket } from "../queue/lookup.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import type { WaitsOf } from "./places.ts";

/** The picture of the ticket's page. */
export function ticketPicture(
  state: HubState,
  ticket: Ticket,
  { at, waitsOf }: { readonly at: number; readonly waitsOf: WaitsOf },
): TicketPicture {
  const { location } = state;
  return {
    at,
    locationName: location.name,
    timeZone: location.timeZone,
    languages: location.languages,
    ...standingOfTicket(state, ticket, { at, waits: waitsOf(state, at) }),
    calls: ticket.calls,
    open: state.openQueues.has(ticket.queue),
  };
}
