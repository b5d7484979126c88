/**
 * A ticket of this stand, as long as something happens to it a plain object, and once the hub has confirmed it a short text:
 * a day of ten thousand tickets is then two megabytes of memory instead of ten. Knows no line and no book.
 */
import type { StandTime } from "../../../protocol/messages.ts";
import type {
  PaperOutcome,
  ServiceDay,
  TicketId,
  TicketNumber,
  TicketState,
} from "../../../protocol/terms.ts";
import type { Intent } from "./line.ts";
import { type Shelf, taken } from "./shelf.ts";

/** A ticket of this stand. */
export type StandTicket = Intent & {
  /** Counts the tickets of this outbox; gives their order. */
  readonly order: number;
  readonly number: TicketNumber | null;
  readonly series: "plain" | "own";
  /** `null` until the printer has answered. */
  readonly paper: PaperOutcome | null;
  readonly isConfirmed: boolean;
  readonly ended: { readonly state: TicketState; readonly at: number } | null;
};

/** A confirmed ticket as a JSON array, its service day first and without its id, which is its key. */
export type PackedTicket = string;

export type Tickets = Shelf<StandTicket | PackedTicket>;

const packedTime = ({ wallMs, monoMs, bootId, trust, contact }: StandTime) => {
  const time = [wallMs, monoMs, bootId, trust] as const;
  return contact === null ? time : ([...time, contact.hubAt, contact.monoMs, contact.bootId] as const);
};

type Packed = readonly [
  ServiceDay | null,
  ...(readonly [StandTicket["token"], StandTicket["queue"], StandTicket["service"], StandTicket["language"]]),
  ...(readonly [number, StandTicket["number"], StandTicket["series"], StandTicket["paper"]]),
  StandTicket["ended"],
  ...ReturnType<typeof packedTime>,
];

/** The ticket to be kept: packed, when the hub has confirmed it. */
export function kept(ticket: StandTicket): StandTicket | PackedTicket {
  if (!ticket.isConfirmed) return ticket;
  const { serviceDay, token, queue, service, language, order, number, series, paper, ended, issued } = ticket;
  const time = packedTime(issued);
  const packed: Packed = [
    serviceDay,
    token,
    queue,
    service,
    language,
    order,
    number,
    series,
    paper,
    ended,
    ...time,
  ];
  return JSON.stringify(packed);
}

function unpacked(ticketId: TicketId, text: PackedTicket): StandTicket {
  const packed = JSON.parse(text) as Packed;
  const [serviceDay, token, queue, service, language, order, number, series, paper, ended, ...time] = packed;
  const [wallMs, monoMs, bootId, trust, hubAt, contactMs, contactBoot] = time;
  const contact =
    hubAt === undefined ? null : { hubAt, monoMs: contactMs ?? 0, bootId: contactBoot ?? bootId };
  const issued = { wallMs, monoMs, bootId, trust, contact };
  const intent = { ticketId, token, queue, service, serviceDay, language, issued };
  return { ...intent, number, series, paper, isConfirmed: true, ended, order };
}

/** The ticket with this id; `undefined` for one that this stand has not given or has forgotten. */
export function ticketOf(tickets: Tickets, ticketId: string): StandTicket | undefined {
  const found = taken(tickets, ticketId);
  return typeof found === "string" ? unpacked(ticketId as TicketId, found) : found;
}

/** The service day of a kept ticket, without unpacking it. */
export function serviceDayOf(ticket: StandTicket | PackedTicket): ServiceDay | null {
  if (typeof ticket !== "string") return ticket.serviceDay;
  return JSON.parse(ticket.slice(1, ticket.indexOf(","))) as ServiceDay | null;
}

export const isConfirmed = (ticket: StandTicket | PackedTicket): boolean =>
  typeof ticket === "string" || ticket.isConfirmed;
