/**
 * The tickets that still wait, as staff read them when the hub is dead (design rule 13).
 * Pure; knows nothing but the book.
 */
import type {
  PaperOutcome,
  QueueId,
  ServiceDay,
  TicketId,
  TicketNumber,
  TicketState,
} from "../../../protocol/terms.ts";
import { type Book, inOrder } from "./book.ts";
import { valuesOf } from "./shelf.ts";

/** One line of the list that staff read when the hub is dead (design rule 13); never the token. */
export type OpenTicket = {
  readonly ticketId: TicketId;
  readonly number: TicketNumber;
  readonly queue: QueueId;
  readonly issuedAt: number;
  /** `staff`: staff or a phone gave it, and this stand only keeps a copy. */
  readonly paper: PaperOutcome | "staff";
  readonly state: TicketState;
};

type Waiting = Pick<OpenTicket, "ticketId" | "queue" | "paper"> & {
  readonly number: TicketNumber;
  readonly issued: { readonly wallMs: number };
};

const openTicket = ({ ticketId, number, queue, issued, paper }: Waiting): OpenTicket => ({
  ticketId,
  number,
  queue,
  issuedAt: issued.wallMs,
  paper,
  state: "waiting",
});

/** A number on the card is valid: without the printer's answer nobody knows whether its paper came out (design rule 3). */
function ownOpen(book: Book, day: ServiceDay | undefined): OpenTicket[] {
  return inOrder(book).flatMap((ticket) => {
    const { number, ended, serviceDay, paper } = ticket;
    const isOpen = number !== null && paper !== "withdrawn" && ended === null && serviceDay === day;
    return isOpen ? [openTicket({ ...ticket, number, paper: paper ?? "unknown" })] : [];
  });
}

function mirroredOpen(book: Book, day: ServiceDay | undefined): OpenTicket[] {
  const open = [...valuesOf(book.mirrored)].flatMap((record) => {
    const { number, ended, serviceDay } = record;
    const isOpen = number !== null && ended === undefined && serviceDay === day;
    return isOpen ? [openTicket({ ...record, number, paper: "staff" })] : [];
  });
  return open.sort((one, other) => one.issuedAt - other.issuedAt);
}

/**
 * The tickets of the current day that, as far as this stand knows, still wait. Mirrored ones stand where their time puts them;
 * the stand's own keep the order of their presses, whatever its clock said.
 */
export function openTickets(book: Book): OpenTicket[] {
  const day = book.serviceDay ?? book.days[0];
  const others = mirroredOpen(book, day);
  const merged: OpenTicket[] = [];
  for (const own of ownOpen(book, day)) {
    while (others[0] && others[0].issuedAt < own.issuedAt) merged.push(...others.splice(0, 1));
    merged.push(own);
  }
  return [...merged, ...others];
}
