/**
 * What stands must be told of a commit so that they can give back their day (design rule 8): how their tickets ended, and
 * copies of tickets that staff gave or phones took. Reads only; the sending is the edges' work.
 */
import type { Message, PrintedRecord } from "../../protocol/messages.ts";
import { hasEnded, type LedgerId, type StandId, type TicketId } from "../../protocol/terms.ts";
import type { HubEvent } from "./events.ts";
import { ticketOf } from "./find.ts";
import type { HubState, Ticket } from "./state.ts";

/** One line of the `ended` message. A state that is no end takes an earlier line back (a no-show that waits again). */
export type EndNote = Message<"ended">["tickets"][number];

function touchedBy(event: HubEvent): readonly TicketId[] {
  switch (event.kind) {
    case "ticket-served":
    case "ticket-missed":
    case "ticket-cancelled":
    case "ticket-left":
    case "ticket-requeued":
    case "ticket-transferred":
    case "ticket-restored":
    case "end-learned":
      return [event.id];
    case "ticket-merged":
      return [event.into];
    case "command-undone":
      return event.restored.map((life) => life.id);
    default:
      return [];
  }
}

/** A stand knows a merged ticket by the id that it gave it itself. */
function notesOf(state: HubState, ticket: Ticket): readonly EndNote[] {
  const others = [...state.day.merged].filter(([, into]) => into === ticket.id).map(([other]) => other);
  const at = ticket.endedAt ?? state.at;
  return (others.length > 0 ? others : [ticket.id]).map((ticketId) => ({
    ticketId,
    state: ticket.state,
    at,
  }));
}

/** How tickets of each stand ended, or no longer ended, in one commit; `state` is the one after it. */
export function endNotes(
  state: HubState,
  events: readonly HubEvent[],
): ReadonlyMap<StandId, readonly EndNote[]> {
  const notes = new Map<StandId, readonly EndNote[]>();
  for (const id of new Set(events.flatMap(touchedBy))) {
    const ticket = ticketOf(state, id);
    if (!ticket?.stand) continue;
    notes.set(ticket.stand, [...(notes.get(ticket.stand) ?? []), ...notesOf(state, ticket)]);
  }
  return notes;
}

/** How every ticket of this stand has ended today: what it may have missed. */
export function endNotesOfToday(state: HubState, stand: StandId): readonly EndNote[] {
  return [...state.day.tickets.values()]
    .filter((ticket) => ticket.stand === stand && hasEnded(ticket.state))
    .flatMap((ticket) => notesOf(state, ticket));
}

function mirrorOf(ticket: Ticket, bootId: string): PrintedRecord {
  const { id, token, number, queue, service, serviceDay, language, arrivedAt, state, endedAt } = ticket;
  const { agreedAt, headStartMs } = ticket;
  const ended = endedAt === null ? {} : { ended: { state, at: endedAt } };
  return {
    ...{ ticketId: id, token, number, queue, service, serviceDay, language, series: "plain" },
    // There is no paper of the stand's own: a number taken in by hand stands on another, one of staff or of a phone on a screen.
    paper: ticket.by === "hand" ? "printed" : "screen",
    issued: { wallMs: arrivedAt, monoMs: 0, bootId, trust: "synced", contact: null },
    ...(agreedAt === null ? {} : { agreedAt }),
    ...(headStartMs === 0 ? {} : { headStartMs }),
    ...ended,
  };
}

const isMirrored = (ticket: Ticket | undefined): ticket is Ticket => ticket?.stand === null;

/** Tickets of staff and phones that changed in one commit, as one stand is to keep them (`command/mirror`); the last copy of an id counts. */
export function mirrors(state: HubState, events: readonly HubEvent[]): readonly PrintedRecord[] {
  const changed = events.flatMap((event) =>
    event.kind === "ticket-issued-by-staff" ||
    event.kind === "ticket-issued-on-phone" ||
    event.kind === "ticket-adopted"
      ? [event.id]
      : touchedBy(event),
  );
  const tickets = [...new Set(changed)].map((id) => ticketOf(state, id)).filter(isMirrored);
  return tickets.map((ticket) => mirrorOf(ticket, state.ledgerId as LedgerId));
}

/** Every ticket of staff and phones of today, for a stand that begins to keep copies. */
export function mirrorsOfToday(state: HubState): readonly PrintedRecord[] {
  const tickets = [...state.day.tickets.values()].filter(isMirrored);
  return tickets.map((ticket) => mirrorOf(ticket, state.ledgerId as LedgerId));
}
