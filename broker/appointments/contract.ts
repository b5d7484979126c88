/**
 * What every source of appointments delivers, whatever planner or calendar it comes from (R2, R3).
 * Knows no file, no wire and no queue. It holds what is personal only on its way to the store of personal data: nothing of this
 * is written to the ledger, a log or a topic as it is.
 */

import type { Language, MeetingForm, Reminder } from "../../protocol/terms.ts";
import type { Microsoft365SignIn } from "../calendars/graph/token.ts";
import type { DfdgSettings } from "./dfdg/source.ts";

/** One who is asked to come. Everything but `key` may be missing. */
export type Participant = {
  /** The source's own name for this person within the appointment; `""` where it has one participant and no name for them. */
  readonly key: string;
  readonly name?: string;
  /** With its country: `+4520304050`. */
  readonly mobile?: string;
  readonly language?: Language;
  /** Ten digits. It is made a keyed digest as soon as it is taken, and forgotten. */
  readonly cpr?: string;
  /** What a host wrote to this person (R6). */
  readonly message?: string;
};

/** One appointment as its source has it now. */
export type SourceAppointment = {
  /** The source's own name for it, up to 200 characters; never shown: it may be the number of a case. */
  readonly sourceId: string;
  /** Grows with every change where the source counts them; what is older than what is known is left alone. */
  readonly version: number | null;
  readonly status: "booked" | "cancelled";
  /** Instants, epoch ms; the end is after the start. */
  readonly startAt: number;
  readonly endAt: number;
  /** As the source calls them; `null` where it does not say. */
  readonly location: string | null;
  readonly kind: string | null;
  readonly room: string | null;
  /** Staff ids or e-mail addresses, in small letters; the first is the one who is told first. */
  readonly hosts: readonly string[];
  readonly form: MeetingForm;
  readonly reminds: Reminder | null;
  /** Nothing about it may be told in a message beyond time and place. */
  readonly isConfidential: boolean;
  readonly participants: readonly Participant[];
};

/** What is wrong with a part of a delivery. `line` counts from 1 as an editor does; `isLeftOut` when the whole row was. */
export type RowProblem = {
  readonly line: number;
  readonly isLeftOut: boolean;
  readonly da: string;
  readonly en: string;
};

/** Instants between which a snapshot tells everything that there is: what it does not name there is cancelled. */
export type Stretch = { readonly from: number; readonly until: number };

/**
 * One delivery of a source. Promised of a source: what it delivers is whole (a half file is none); the same may come twice, and in
 * any order where it has versions. Not promised: that it tells of every change, which a snapshot mends.
 */
export type Delivery = {
  readonly appointments: readonly SourceAppointment[];
  readonly snapshot: Stretch | null;
  readonly problems: readonly RowProblem[];
};

/** Where a source of appointments delivers. */
export type AppointmentInlet =
  | { readonly kind: "folder"; readonly source: string; readonly folder: string }
  | { readonly kind: "push"; readonly source: string; readonly token: string }
  | { readonly kind: "dfdg"; readonly source: string; readonly settings: DfdgSettings }
  | CalendarsInlet
  | Microsoft365Inlet;

/** Calendars that the hub asks: feeds, or collections on a CalDAV server. */
export type CalendarsInlet = {
  readonly kind: "ical" | "caldav";
  readonly source: string;
  /** How often each is asked, and how many days from today are looked at. */
  readonly everyMs: number;
  readonly days: number;
  /** PEM, where the server's certificate is of the house's own authority. */
  readonly ca: string | undefined;
  readonly calendars: readonly {
    /** A secret, where the address itself opens the calendar. */
    readonly url: string;
    /** The whole header, where the server asks for one. */
    readonly authorization: string | null;
    /** Whose it is: a staff id or an address; `null` for a calendar of the house. */
    readonly host: string | null;
    readonly address: string | null;
  }[];
};

/** Mailboxes of Microsoft 365, asked by Graph. */
export type Microsoft365Inlet = Pick<CalendarsInlet, "source" | "everyMs" | "days" | "ca"> & {
  readonly kind: "microsoft365";
  readonly signIn: Microsoft365SignIn;
  /** `https://graph.microsoft.com/v1.0`, unless another cloud is meant. */
  readonly graph: string;
  /** Whether Graph tells of changes, at the hub's public address; and how long each subscription is asked to live. */
  readonly notices: { readonly lifeMs: number } | null;
  readonly mailboxes: readonly { readonly mailbox: string; readonly host: string }[];
};
