/**
 * What the outbox's lines add up to: tickets, service day, lease and the highest ledger mark.
 * Pure; the same lines give the same book, whether they were just written or read back after a power cut.
 */
import type { Lease, LedgerMark, PrintedRecord } from "../../../protocol/messages.ts";
import {
  formatNumber,
  type PaperOutcome,
  parseNumber,
  type QueueId,
  type ServiceDay,
  type TicketId,
  type TicketNumber,
} from "../../../protocol/terms.ts";
import type { Intent, Line } from "./line.ts";
import { draftShelf, emptyShelf, keysOf, put, type Shelf, settled, sifted, taken } from "./shelf.ts";
import {
  isConfirmed,
  kept,
  pressed,
  type StandTicket,
  serviceDayOf,
  type Tickets,
  ticketOf,
} from "./ticket.ts";

/**
 * Who bears the up to ten numbers that differ in their last sign only, by that sign. Ten lie together under
 * `<service day> <the signs before>`, since a key for each of ten thousand numbers would be a megabyte.
 */
type Bearers = Readonly<Record<string, TicketId>>;

export type Book = {
  readonly tickets: Tickets;
  /** Tickets of staff and phones, kept for the hub (design rule 8). */
  readonly mirrored: Shelf<PrintedRecord>;
  /** Which tickets bear numbers; see `bearerOf`. */
  readonly numbers: Shelf<Bearers>;
  readonly serviceDay: ServiceDay | null;
  /** The last two days the hub opened, the newer first: older tickets are forgotten once confirmed. */
  readonly days: readonly ServiceDay[];
  readonly lease: Lease | null;
  /** The highest number of each own series, by `<service day> <letters>`. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many numbers every own series of this day passes over, since they may be on paper without a trace. */
  readonly passedOver: number;
  /** The highest mark of the hub's ledger that this stand has seen. */
  readonly mark: LedgerMark | null;
  readonly nextOrder: number;
  /** Tickets with a result that the hub has not confirmed, oldest first. */
  readonly unconfirmed: readonly TicketId[];
  /** Tickets without a result, oldest first. */
  readonly unfinished: readonly TicketId[];
  /** The latest wall time in any line: a clock before it is wrong (design rule 11). */
  readonly highestAt: number;
};

export function emptyBook(): Book {
  return {
    tickets: emptyShelf(),
    mirrored: emptyShelf(),
    numbers: emptyShelf(),
    serviceDay: null,
    days: [],
    lease: null,
    counts: {},
    passedOver: 0,
    mark: null,
    nextOrder: 1,
    unconfirmed: [],
    unfinished: [],
    highestAt: 0,
  };
}

const seriesKey = (day: ServiceDay, letters: string): string => `${day} ${letters}`;

/** The next number of the own series for `queue`; `null` without letters for it in this service day, or at the series' end. */
export function nextOwnNumber(book: Book, queue: QueueId): TicketNumber | null {
  const { lease, serviceDay, counts, passedOver } = book;
  if (!lease || serviceDay === null || lease.serviceDay !== serviceDay) return null;
  const letters = lease.letters[queue];
  if (letters === undefined) return null;
  const ordinal = (counts[seriesKey(serviceDay, letters)] ?? passedOver) + 1;
  return ordinal <= lease.last ? formatNumber(letters, ordinal) : null;
}

const bearersKey = (day: ServiceDay, number: TicketNumber): string => `${day} ${number.slice(0, -1)}`;

/** The ticket of this stand that bears `number` in the service day `day`. */
export function bearerOf({ numbers }: Book, day: ServiceDay, number: TicketNumber): TicketId | undefined {
  return taken(numbers, bearersKey(day, number))?.[number.slice(-1)];
}

type Borne = Extract<Line, { kind: "number" }>;

function withBearer({ numbers }: Book, { serviceDay, number }: Borne, bearer: TicketId): Book["numbers"] {
  const key = bearersKey(serviceDay, number);
  return put(numbers, key, { ...taken(numbers, key), [number.slice(-1)]: bearer });
}

/** The higher of two marks; another ledger's mark is higher only when the caller says that the hub has taken it. */
export function higherMark(known: LedgerMark | null, said: LedgerMark): LedgerMark {
  if (!known) return said;
  return known.ledgerId === said.ledgerId && said.seq > known.seq ? said : known;
}

/** The book with `part` in place of what it said there; a draft itself, since a copy for each line of a card takes half a start. */
function changed(book: Book, part: Partial<Book>): Book {
  return "isDraft" in book ? Object.assign(book, part) : { ...book, ...part };
}

/** The book's tickets with `part` in place of what `ticket` said there; a draft's ticket itself, for the same reason. */
function withTicket(book: Book, ticket: StandTicket, part: Partial<StandTicket>): Book["tickets"] {
  const altered = "isDraft" in book ? Object.assign(ticket, part) : { ...ticket, ...part };
  return put(book.tickets, ticket.ticketId, kept(altered));
}

const isKnown = (tickets: Tickets, id: TicketId): boolean => taken(tickets, id) !== undefined;

const without = (ids: readonly TicketId[], id: TicketId): readonly TicketId[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : ids;

function onIntent(book: Book, intent: Intent): Book {
  if (taken(book.tickets, intent.ticketId)) return book;
  const order = book.nextOrder;
  return changed(book, {
    tickets: put(book.tickets, intent.ticketId, pressed(intent, order)),
    nextOrder: order + 1,
    unfinished: [...book.unfinished, intent.ticketId],
    highestAt: Math.max(book.highestAt, intent.issued.wallMs),
  });
}

/** An own number moves its series on, and nothing ever moves it back (design rule 6). */
function counted(book: Book, line: Borne): Book["counts"] {
  const parsed = line.series === "own" ? parseNumber(line.number) : null;
  if (!parsed) return book.counts;
  const key = seriesKey(line.serviceDay, parsed.letters);
  return { ...book.counts, [key]: Math.max(book.counts[key] ?? book.passedOver, parsed.ordinal) };
}

function onNumber(before: Book, line: Borne): Book {
  const book = onIntent(before, line.ticket);
  const known = ticketOf(book.tickets, line.ticket.ticketId);
  if (!known || known.number !== null) return book;
  const { number, series, serviceDay } = line;
  return changed(book, {
    tickets: withTicket(book, known, { number, series, serviceDay }),
    numbers: withBearer(book, line, known.ticketId),
    counts: counted(book, line),
    mark: line.mark ?? book.mark,
  });
}

function onResult(book: Book, ticketId: TicketId, paper: PaperOutcome): Book {
  const ticket = ticketOf(book.tickets, ticketId);
  if (!ticket || ticket.paper !== null) return book;
  return changed(book, {
    tickets: withTicket(book, ticket, { paper }),
    unfinished: without(book.unfinished, ticketId),
    unconfirmed: [...book.unconfirmed, ticketId],
  });
}

function onConfirmed(book: Book, ticketId: TicketId): Book {
  const ticket = ticketOf(book.tickets, ticketId);
  if (!ticket || ticket.isConfirmed) return book;
  return changed(book, {
    tickets: withTicket(book, ticket, { isConfirmed: true }),
    unconfirmed: without(book.unconfirmed, ticketId),
  });
}

function onEnded(book: Book, { ticketId, state, at }: Extract<Line, { kind: "ended" }>): Book {
  const ticket = ticketOf(book.tickets, ticketId);
  if (ticket) return changed(book, { tickets: withTicket(book, ticket, { ended: { state, at } }) });
  const record = taken(book.mirrored, ticketId);
  if (!record) return book;
  return changed(book, { mirrored: put(book.mirrored, ticketId, { ...record, ended: { state, at } }) });
}

/** A new day: confirmed tickets of days before the last one are forgotten, and their segments may go. */
function onDay(book: Book, { serviceDay, at }: Extract<Line, { kind: "day" }>): Book {
  const isNew = serviceDay !== null && book.days[0] !== serviceDay;
  const days = isNew ? [serviceDay, ...book.days].slice(0, 2) : book.days;
  const isKept = (day: ServiceDay | null) => day === null || days.includes(day);
  const tickets = sifted(book.tickets, (ticket) => !isConfirmed(ticket) || isKept(serviceDayOf(ticket)));
  return changed(book, {
    serviceDay,
    days,
    counts: isNew ? {} : book.counts,
    passedOver: isNew ? 0 : book.passedOver,
    tickets,
    // Whoever asks for a number asks about a day that is still kept.
    numbers: sifted(book.numbers, (bearers) => Object.values(bearers).some((id) => isKnown(tickets, id))),
    mirrored: sifted(book.mirrored, (record) => isKept(record.serviceDay)),
    highestAt: Math.max(book.highestAt, at),
  });
}

function onSkipped(book: Book, count: number): Book {
  const counts = Object.entries(book.counts).map(([series, highest]) => [series, highest + count] as const);
  return changed(book, { counts: Object.fromEntries(counts), passedOver: book.passedOver + count });
}

/** The book after one more line. A line that says again what the book knows changes nothing. */
export function remember(book: Book, line: Line): Book {
  switch (line.kind) {
    case "day":
      return onDay(book, line);
    case "lease":
      return changed(book, { lease: line.lease });
    case "mark":
      return changed(book, { mark: line.mark, highestAt: Math.max(book.highestAt, line.at) });
    case "intent":
      return onIntent(book, line.ticket);
    case "number":
      return onNumber(book, line);
    case "result":
      return onResult(book, line.ticketId, line.paper);
    case "confirmed":
      return onConfirmed(book, line.ticketId);
    case "ended":
      return onEnded(book, line);
    case "mirror":
      return changed(book, { mirrored: put(book.mirrored, line.record.ticketId, line.record) });
    case "skipped":
      return onSkipped(book, line.count);
    default:
      return book;
  }
}

type Draft = Book & { readonly isDraft: true };

/** An empty book that `remember` may fill in place, for one reader of many lines, until it is a `settledBook`. */
export function draftBook(): Book {
  const shelves = { tickets: draftShelf(), mirrored: draftShelf(), numbers: draftShelf() } as const;
  return { ...emptyBook(), ...shelves, isDraft: true } as Draft;
}

/** The book that a draft has become; never changed in place from here on. */
export function settledBook(draft: Book): Book {
  const { isDraft: _noMore, tickets, mirrored, numbers, ...rest } = draft as Draft;
  return { ...rest, tickets: settled(tickets), mirrored: settled(mirrored), numbers: settled(numbers) };
}

/** The book of all lines, oldest first. */
export function bookOf(lines: Iterable<Line>): Book {
  let book = draftBook();
  for (const line of lines) book = remember(book, line);
  return settledBook(book);
}

/** All tickets in the order of their presses. */
export function inOrder(book: Book): StandTicket[] {
  const tickets = [...keysOf(book.tickets)].flatMap((ticketId) => ticketOf(book.tickets, ticketId) ?? []);
  return tickets.sort((one, other) => one.order - other.order);
}

/** A ticket as the hub takes it in; `null` while that cannot be said (no result yet, or no service day known at all). */
export function recordOf(book: Book, ticket: StandTicket): PrintedRecord | null {
  const serviceDay = ticket.serviceDay ?? book.serviceDay ?? book.days[0];
  if (ticket.paper === null || serviceDay === undefined) return null;
  if (ticket.number === null && ticket.paper !== "withdrawn") return null;
  const { ticketId, token, number, queue, service, series, paper, language, issued, ended } = ticket;
  const { answers, assist, agreed } = ticket;
  const record = { ticketId, token, number, queue, service, serviceDay, series, paper, language, issued };
  const answered = answers === undefined ? record : { ...record, answers };
  const needing = assist === undefined ? answered : { ...answered, assist };
  const whole = agreed === undefined ? needing : { ...needing, agreed, agreedAt: agreed.at };
  return ended ? { ...whole, ended } : whole;
}
