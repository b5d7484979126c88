/**
 * What a stand knows of appointments, and what it says of a code for a while.
 * Types only.
 */
import type { Message, Standing } from "../../../protocol/messages.ts";
import type { LocalText, Refusal, TicketId, TicketNumber } from "../../../protocol/terms.ts";

/** Whom the day expects, by their names in it; in memory only, as its key is: nothing of it is stored, logged or shown. */
export type Expected = Pick<Message<"expected">, "list" | "key" | "rules"> & {
  readonly guests: Readonly<Record<string, Message<"expected">["guests"][number]>>;
};

/** What came of a code: where a ticket stands, whoever is checked in, or why not; `appointment` is the one that is known. */
export type Said =
  | { readonly standing: Standing; readonly code: string }
  | {
      readonly welcome: {
        readonly ticketId: TicketId;
        readonly agreedAt: number;
        readonly arrivedAt: number | null;
        readonly room: string | null;
        readonly isCounted: boolean;
        readonly nextAt: number | null;
      };
    }
  /** A guest without a code waits for a colleague. */
  | { readonly called: "asking" | "told" | "coming" }
  | {
      readonly refused: Refusal | "off-line";
      readonly appointment?: {
        readonly at: number;
        readonly opensAt: number;
        readonly number: TicketNumber | null;
      };
      /** At which other location the appointment is, and when. */
      readonly elsewhere?: {
        readonly at: number;
        readonly name: LocalText;
        readonly address?: LocalText | undefined;
      };
    };
