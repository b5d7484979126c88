/**
 * What a stand writes into its outbox: one fact a line, each able to stand alone.
 * Knows no file and no checksum (see outbox.ts), and no message of the hub beyond the words it keeps.
 */
import type { Agreed, Lease, LedgerMark, PrintedRecord, StandTime } from "../../../protocol/messages.ts";
import type {
  Assist,
  Language,
  PaperOutcome,
  QueueId,
  ServiceDay,
  ServiceId,
  TicketId,
  TicketNumber,
  TicketState,
  TicketToken,
} from "../../../protocol/terms.ts";

/** A ticket as it was pressed, before it has a number. */
export type Intent = {
  readonly ticketId: TicketId;
  readonly token: TicketToken;
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  /** `null` while the hub has not yet said which day it is (design rule 7). */
  readonly serviceDay: ServiceDay | null;
  readonly language: Language;
  readonly issued: StandTime;
  /** What was chosen in the menus, in Danish; left out where nothing was. */
  readonly answers?: string[] | undefined;
  /** The appointment to which its citizen has come. */
  readonly agreed?: Agreed | undefined;
  /** What the citizen needs beyond a number; left out where that is nothing. */
  readonly assist?: Assist | undefined;
  /** Of a guest with a meeting and no code: the call for a colleague that went before the ticket. Of no concern to the hub. */
  readonly withoutCode?: string | undefined;
};

/** `damaged`: the line that held the number could not be read back; the hub alone may know this ticket. */
export type Confirmation = "recorded" | "known" | "expired" | "caught" | "quarantined" | "damaged";

/** One line of the outbox. A reader passes over kinds it does not know (design rule 14). */
export type Line =
  /** The hub opened or closed a service day: a new segment begins (design rule 7). */
  | { readonly kind: "day"; readonly serviceDay: ServiceDay | null; readonly at: number }
  | { readonly kind: "lease"; readonly lease: Lease | null }
  | { readonly kind: "mark"; readonly mark: LedgerMark; readonly at: number }
  | { readonly kind: "intent"; readonly ticket: Intent }
  /** The final number; on disk before the first byte goes to the printer (design rule 3). */
  | {
      readonly kind: "number";
      readonly ticket: Intent;
      readonly number: TicketNumber;
      readonly series: "plain" | "own";
      readonly serviceDay: ServiceDay;
      readonly mark: LedgerMark | null;
    }
  | { readonly kind: "result"; readonly ticketId: TicketId; readonly paper: PaperOutcome }
  | { readonly kind: "confirmed"; readonly ticketId: TicketId; readonly result: Confirmation }
  | { readonly kind: "ended"; readonly ticketId: TicketId; readonly state: TicketState; readonly at: number }
  /** A copy of a ticket that staff or a phone was given (design rule 8). */
  | { readonly kind: "mirror"; readonly record: PrintedRecord }
  /** Lines were damaged on the card, so this many own numbers may be on paper without a trace: they are passed over. */
  | { readonly kind: "skipped"; readonly count: number };
