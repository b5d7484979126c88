/**
 * One ticket as its citizen sees it on a phone, by its token.
 * Pure; shows that one ticket and counts of others, never another's number.
 */
import type { TicketPicture } from "../../protocol/snapshots.ts";
import { isPutOff } from "../queue/find.ts";
import { houseRules } from "../queue/house-rules.ts";
import { canRejoin, standingOfTicket } from "../queue/lookup.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import type { WaitsOf } from "./places.ts";

/** What the citizen may ask for now; the rule decides again when they do. */
function mayDo(state: HubState, ticket: Ticket, at: number): TicketPicture["may"] {
  const { postponeMs, mostPostponements } = houseRules(state.location);
  const { state: now, postponements } = ticket;
  const isReady = now === "waiting" && !isPutOff(ticket, at);
  return {
    leave: ["waiting", "called", "parked"].includes(now),
    postponeMin: isReady && postponements < mostPostponements ? postponeMs / 60_000 : null,
    rejoin: canRejoin(state, ticket) || isPutOff(ticket, at),
    ...(now === "waiting" && state.location.placeTexts !== undefined ? { text: true } : {}),
  };
}

/** When a guest came, and to what. */
function checkedInOf({ appointments }: HubState, { agreed, agreedAt, cameAt }: Ticket) {
  if (agreed === null || agreedAt === null) return {};
  const room = appointments.byId.get(agreed.appointment)?.room ?? null;
  return { checkedIn: { at: cameAt, agreedAt, room } };
}

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
    language: ticket.language,
    ...standingOfTicket(state, ticket, { at, waits: waitsOf(state, at) }),
    ...(ticket.heldFor !== null && "hosts" in ticket.heldFor ? { isForHost: true as const } : {}),
    calls: ticket.calls,
    open: state.openQueues.has(ticket.queue),
    ...checkedInOf(state, ticket),
    notBefore: isPutOff(ticket, at) ? ticket.notBefore : null,
    may: mayDo(state, ticket, at),
  };
}
