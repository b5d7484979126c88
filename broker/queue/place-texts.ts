/**
 * Whom the hub tells by text message how far their ticket is: when few are ahead, and when it is called (R13). Who that is, is an opaque
 * key; the number lies in the store of personal data until the ticket is over.
 * Pure; knows no number, no words and no gateway.
 */
import type { PersonKey, TicketId, TicketToken } from "../../protocol/terms.ts";
import { hasEnded } from "../../protocol/terms.ts";
import { isPutOff, ticketOf } from "./find.ts";
import { aheadOf, spotOf } from "./order.ts";
import type { HubState, Ticket } from "./state.ts";

/** `near`: so few are ahead as was asked for. `called`: it is called. */
export type PlaceTells = "near" | "called";
export type PlaceOutcome = "sent" | "refused" | "unknown" | "no-number" | "stopped";

/** What a ticket's citizen asked for, and of what they were told. */
export type PlaceText = {
  readonly person: PersonKey;
  /** From so many ahead on. */
  readonly ahead: number;
  readonly told: ReadonlySet<PlaceTells>;
};
/** How often a ticket's citizen has named a number, whether or not one is kept now. */
export type PlaceTexts = {
  readonly byTicket: Map<TicketId, PlaceText>;
  readonly asked: Map<TicketId, number>;
};

export function noPlaceTexts(): PlaceTexts {
  return { byTicket: new Map(), asked: new Map() };
}

/** A slip of the pen may be mended once: with more, one ticket could be used to write to many. */
export const MOST_ASKED = 2;

/** A citizen wants to be told; `person` is fresh randomness, under which the number is kept. */
export type AskPlace = {
  readonly kind: "ask-place";
  readonly token: TicketToken;
  readonly person: PersonKey;
  readonly ahead: number;
};
/** They do not any more, or the ticket is over. */
export type DropPlace = { readonly kind: "drop-place"; readonly ticket: TicketId };
/** A text is about to go; from then on it goes to nobody else. */
export type BeginPlace = {
  readonly kind: "begin-place";
  readonly ticket: TicketId;
  readonly tells: PlaceTells;
};
/** `put-back`: it surely has not gone, and may be sent once more. */
export type EndPlace = {
  readonly kind: "end-place";
  readonly ticket: TicketId;
  readonly tells: PlaceTells;
  readonly outcome: PlaceOutcome | "put-back";
  readonly parts: number;
};
export type PlaceCommand = AskPlace | DropPlace | BeginPlace | EndPlace;

export type PlaceAnswer =
  | { readonly done: true }
  | { readonly refused: "ticket-unknown" | "not-waiting" | "asked-enough" | "not-wanted" | "not-allowed" };

type At<Kind extends string, Facts> = {
  readonly kind: Kind;
  readonly at: number;
  readonly id: TicketId;
} & Readonly<Facts>;
export type PlaceEvent =
  | At<"place-asked", { person: PersonKey; ahead: number }>
  | At<"place-dropped", object>
  | At<"place-begun", { tells: PlaceTells }>
  | At<"place-ended", { tells: PlaceTells; outcome: EndPlace["outcome"]; parts: number }>;

type Asked = { readonly state: HubState; readonly at: number };

/** What a ticket's citizen is to be told now; `null`: nothing, or they have been. */
function wantedOf({ state, at }: Asked, ticket: Ticket, { ahead, told }: PlaceText): PlaceTells | null {
  if (ticket.state === "called") return told.has("called") ? null : "called";
  if (ticket.state !== "waiting" || told.has("near") || isPutOff(ticket, at)) return null;
  return aheadOf(state, spotOf(ticket), at) <= ahead ? "near" : null;
}

export type WantedPlace = { readonly ticket: Ticket; readonly person: PersonKey; readonly tells: PlaceTells };

/** Everything that is to be sent at `at`. */
export function wantedPlaces(state: HubState, at: number): WantedPlace[] {
  return [...state.placeTexts.byTicket].flatMap(([id, place]) => {
    const ticket = ticketOf(state, id);
    const tells = ticket === undefined ? null : wantedOf({ state, at }, ticket, place);
    return ticket === undefined || tells === null ? [] : [{ ticket, person: place.person, tells }];
  });
}

/** Tickets whose citizens need no message any more: their numbers are to be forgotten. */
export function overPlaces(state: HubState): { readonly ticket: TicketId; readonly person: PersonKey }[] {
  return [...state.placeTexts.byTicket].flatMap(([id, { person }]) => {
    const now = ticketOf(state, id)?.state;
    const isOver = now === undefined || hasEnded(now) || now === "serving";
    return isOver ? [{ ticket: id, person }] : [];
  });
}
