/**
 * A ticket of this stand, as long as something happens to it a plain object, and once the hub has confirmed it a short text:
 * a day of ten thousand tickets is then three megabytes of memory instead of ten. Knows no line and no book.
 */
import type { Agreed, StandTime } from "../../../protocol/messages.ts";
import type {
  Assist,
  PaperOutcome,
  PersonKey,
  ServiceDay,
  TicketId,
  TicketNumber,
  TicketState,
} from "../../../protocol/terms.ts";
import type { Intent } from "./line.ts";
import { keysOf, type Shelf, taken } from "./shelf.ts";

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

/** As it lies in the text; the last contact with the hub in the last three, and its boot only where it was not this one. */
type Packed = [
  serviceDay: StandTicket["serviceDay"],
  token: StandTicket["token"],
  queue: StandTicket["queue"],
  service: StandTicket["service"],
  language: StandTicket["language"],
  order: number,
  number: StandTicket["number"],
  series: StandTicket["series"],
  paper: StandTicket["paper"],
  ended: StandTicket["ended"],
  wallMs: number,
  monoMs: number,
  bootId: StandTime["bootId"],
  trust: StandTime["trust"],
  hubAt?: number,
  contactMs?: number,
  contactBoot?: StandTime["bootId"],
];

/** What few tickets have stands behind all else, in an object of its own; versions before wrote the answers alone, as an array. */
type PackedRest =
  | string[]
  | {
      readonly answers?: string[];
      readonly assist?: Assist;
      readonly agreed?: Agreed;
      readonly withoutCode?: string;
    };

/** The ticket of a press. Field by field: V8 makes three kilobytes of garbage of two objects spread into one. */
export function pressed(intent: Intent, order: number): StandTicket {
  const { ticketId, token, queue, service, serviceDay, language, issued, answers, assist } = intent;
  const { agreed, withoutCode } = intent;
  const ticket: StandTicket = {
    ticketId,
    token,
    queue,
    service,
    serviceDay,
    language,
    issued,
    order,
    number: null,
    series: "plain",
    paper: null,
    isConfirmed: false,
    ended: null,
  };
  return withRest(ticket, { answers, assist, agreed, withoutCode });
}

type Rest = Pick<Intent, "answers" | "assist" | "agreed" | "withoutCode">;

function withRest(ticket: StandTicket, { answers, assist, agreed, withoutCode }: Rest): StandTicket {
  const asked = answers === undefined ? ticket : { ...ticket, answers };
  const needing = assist === undefined ? asked : { ...asked, assist };
  const agreeing = agreed === undefined ? needing : { ...needing, agreed };
  return withoutCode === undefined ? agreeing : { ...agreeing, withoutCode };
}

/** The ticket to be kept: packed, when the hub has confirmed it. */
export function kept(ticket: StandTicket): StandTicket | PackedTicket {
  if (!ticket.isConfirmed) return ticket;
  const { serviceDay, token, queue, service, language, order, number, series, paper, ended, issued } = ticket;
  const { wallMs, monoMs, bootId, trust, contact } = issued;
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
    wallMs,
    monoMs,
    bootId,
    trust,
  ];
  if (contact) packed.push(contact.hubAt, contact.monoMs);
  if (contact && contact.bootId !== bootId) packed.push(contact.bootId);
  const { answers, assist, agreed, withoutCode } = ticket;
  const rest = { answers, assist, agreed, withoutCode };
  const hasRest = Object.values(rest).some((one) => one !== undefined);
  return inOnePiece(JSON.stringify(hasRest ? [...packed, rest] : packed));
}

/** V8 leaves a text as the pieces it was made of, half as large again, until one of its letters is asked for. */
function inOnePiece(text: string): string {
  return text.charCodeAt(0) > 0 ? text : "";
}

function unpacked(ticketId: TicketId, text: PackedTicket): StandTicket {
  const whole = JSON.parse(text) as [...Packed, PackedRest] | Packed;
  const last = whole.at(-1);
  const rest = typeof last === "object" ? (last as PackedRest) : null;
  const told: Rest = Array.isArray(rest) ? { answers: rest } : (rest ?? {});
  const packed = (rest === null ? whole : whole.slice(0, -1)) as Packed;
  const [serviceDay, token, queue, service, language, order, number, series, paper, ended, ...time] = packed;
  const [wallMs, monoMs, bootId, trust, hubAt, contactMs, contactBoot] = time;
  const contact =
    hubAt === undefined ? null : { hubAt, monoMs: contactMs ?? 0, bootId: contactBoot ?? bootId };
  const issued = { wallMs, monoMs, bootId, trust, contact };
  const intent = { ticketId, token, queue, service, serviceDay, language, issued };
  const ticket = { ...intent, number, series, paper, isConfirmed: true, ended, order };
  return withRest(ticket, told);
}

/** The ticket with this id; `undefined` for one that this stand has not given or has forgotten. */
export function ticketOf(tickets: Tickets, ticketId: string): StandTicket | undefined {
  const found = taken(tickets, ticketId);
  return typeof found === "string" ? unpacked(ticketId as TicketId, found) : found;
}

/** Of a guest of an appointment who was given one here, as far as it is not void. */
export function ticketOfGuest(tickets: Tickets, guest: PersonKey): StandTicket | undefined {
  for (const ticketId of keysOf(tickets)) {
    const kept = taken(tickets, ticketId);
    // A day has thousands of texts, and few of them are taken apart.
    if (typeof kept === "string" && !kept.includes(guest)) continue;
    const ticket = ticketOf(tickets, ticketId);
    if (ticket?.agreed?.guest === guest && ticket.paper !== "withdrawn") return ticket;
  }
  return undefined;
}

/** The service day of a kept ticket, without unpacking it. */
export function serviceDayOf(ticket: StandTicket | PackedTicket): ServiceDay | null {
  if (typeof ticket !== "string") return ticket.serviceDay;
  return JSON.parse(ticket.slice(1, ticket.indexOf(","))) as ServiceDay | null;
}

export const isConfirmed = (ticket: StandTicket | PackedTicket): boolean =>
  typeof ticket === "string" || ticket.isConfirmed;
