/**
 * The glossary as types: ids, states, reasons and the spelling of a ticket number.
 * Pure and browser-safe; knows no schema library, no clock and no wire.
 */

type Brand<Name extends string> = { readonly __brand: Name };

/** One town hall, e.g. `demo`: lower-case letters, digits and `-`, at most 32. */
export type LocationId = string & Brand<"LocationId">;
export type StandId = string & Brand<"StandId">;
export type QueueId = string & Brand<"QueueId">;
export type ServiceId = string & Brand<"ServiceId">;
export type CounterId = string & Brand<"CounterId">;
export type DisplayId = string & Brand<"DisplayId">;
export type StaffId = string & Brand<"StaffId">;

/**
 * What an id of the staff looks like: lower-case letters, digits, `-`, `_` and single dots between them, at most 64, as the names
 * before the @ of a municipality's sign-in are (`anna.berg`). It is one level of a topic, one part of an address, and no path.
 */
export const STAFF_ID =
  /^(?=.{1,64}$)[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;
/** A UUID version 7, made where the ticket was pressed or issued. */
export type TicketId = string & Brand<"TicketId">;
/** 128 random bits in Crockford's base 32: 26 characters, case-independent. It opens a ticket's page and is never logged or listed. */
export type TicketToken = string & Brand<"TicketToken">;
/** The random identity of one stand's outbox; a new or cloned card is a new one. */
export type OutboxId = string & Brand<"OutboxId">;
/** The identity of one ledger; a hub that finds itself behind takes a new one (design rule 8). */
export type LedgerId = string & Brand<"LedgerId">;
/** The hub's service day, e.g. `2026-11-22-1`; opened and closed by the hub, never by a stand's clock (design rule 7). */
export type ServiceDay = string & Brand<"ServiceDay">;
/** What stands on paper: letters and at least two digits, e.g. `A07`, `AB112`. */
export type TicketNumber = string & Brand<"TicketNumber">;

/**
 * The random name under which something is kept about a person (broker/persons). It says nothing of them; ledger, topics and logs
 * bear it and no more.
 */
export type PersonKey = string & Brand<"PersonKey">;
/** Who reminds the citizen of an appointment: Talon, its source, or nobody. Never both. */
export const REMINDERS = ["ours", "source", "none"] as const;
export type Reminder = (typeof REMINDERS)[number];
/** How people meet; only who meets in the house may wait in a queue. */
export type MeetingForm = "physical" | "phone" | "digital" | "letter";

/** One appointment: 128 random bits, which say nothing. */
export type AppointmentId = string & Brand<"AppointmentId">;
/** What something is kept about a person for; each has a clock of its own. */
export const PURPOSES = [
  "identity",
  "reminder",
  "message",
  "appointment",
  "host",
  "refusal",
  "place",
] as const;
export type Purpose = (typeof PURPOSES)[number];
/** The ways in which a host can be told of a guest, besides the pages of the hub. `phone`: the desk telephone's display. */
export const HOST_WAYS = ["push", "sms", "mail", "teams", "phone"] as const;
export type HostWay = (typeof HOST_WAYS)[number];

/** The version of every message's schema; a reader also accepts the one before it (design rule 14). */
export const PROTOCOL_VERSION = 1;

/** Whether a reader of `current` understands a message of version `v`. */
export function isSpoken(v: number, current: number = PROTOCOL_VERSION): boolean {
  return v === current || (v === current - 1 && v >= 1);
}

/** The languages Talon has texts for, Danish first. All but Danish and English are offered once a reader has signed them off. */
export const LANGUAGES = ["da", "en", "de", "ar", "uk", "pl", "tr", "so"] as const;
export type Language = (typeof LANGUAGES)[number];
/** What staff and technicians read. */
export const STAFF_LANGUAGES = ["da", "en"] as const satisfies readonly Language[];
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number];

/** Whoever works at a machine, by its `LANG`: English where that says so, else Danish. */
export function languageOfMachine(lang: string | undefined): StaffLanguage {
  return lang?.toLowerCase().startsWith("en") ? "en" : "da";
}
/** What a ticket tells of the choices that led to it: so many, the last ones. */
export const MOST_ANSWERS = 32;

/** A text a location wrote itself: Danish always, other languages where it has them. */
export type LocalText = { readonly da: string } & {
  readonly [Other in Exclude<Language, "da">]?: string | undefined;
};

/** `text` in `language`; where the location did not translate it in English, or else in Danish. */
export function inLanguage(text: LocalText, language: Language): string {
  return text[language] ?? text.en ?? text.da;
}

/** Which way a language is written, for an element's `dir`. Numbers of tickets and times stay left-to-right within it. */
export function dirOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** Whether a code is that of a language Talon has texts for; a newer hub or stand may name others. */
export function isLanguage(code: string): code is Language {
  return (LANGUAGES as readonly string[]).includes(code);
}

/** Whether staff read it; every other language is for citizens alone. */
export function isStaffLanguage(language: Language): language is StaffLanguage {
  return (STAFF_LANGUAGES as readonly Language[]).includes(language);
}

/** What staff read where a citizen chose `language`. */
export function staffLanguage(language: Language): StaffLanguage {
  return language === "da" ? "da" : "en";
}

/** How a public display looks. */
export const DISPLAY_LOOKS = ["dark", "light", "high-contrast"] as const;
export type DisplayLook = (typeof DISPLAY_LOOKS)[number];
/** Where a counter lies, seen by somebody who stands before a display; `up` and `down` are by the stairs. */
export const DIRECTIONS = [
  "left",
  "right",
  "ahead",
  "ahead-left",
  "ahead-right",
  "back",
  "up",
  "down",
] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Why a counter may be on a break in a location that names no reasons itself. */
export const PAUSE_REASONS: readonly { readonly reason: string; readonly name: LocalText }[] = [
  { reason: "lunch", name: { da: "Frokost", en: "Lunch" } },
  { reason: "meeting", name: { da: "Møde", en: "Meeting" } },
  { reason: "other", name: { da: "Andet", en: "Something else" } },
];

export const TICKET_STATES = [
  "waiting",
  "called",
  "serving",
  "parked",
  "served",
  "no-show",
  "left",
  "cancelled",
  "recovered",
  "expired",
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** States from which a ticket no longer returns by itself. */
const ENDED_STATES = ["served", "no-show", "left", "cancelled", "expired"] as const satisfies TicketState[];

/** True when the visit is over. */
export function hasEnded(state: TicketState): boolean {
  return (ENDED_STATES as readonly TicketState[]).includes(state);
}

/**
 * What became of the slip (design rule 3): `printed` came out, `torn` came out in part, `unknown` the printer never said,
 * `screen` shown on the stand's screen instead, `withdrawn` nothing was given to the citizen and the ticket is void.
 */
export const PAPER_OUTCOMES = ["printed", "torn", "unknown", "screen", "withdrawn"] as const;
export type PaperOutcome = (typeof PAPER_OUTCOMES)[number];
/** What a citizen needs beyond a number. `fetch`: took it by ear, and sees neither the display nor the way to a counter. */
export const ASSISTS = ["fetch"] as const;
export type Assist = (typeof ASSISTS)[number];
/** Paper as the hub knows it: `none` for tickets of staff and phones, `pending` until the stand has told. */
export type TicketPaper = PaperOutcome | "pending" | "none";

/** How far a machine's clock may be believed: not at all, not before the last known time, or set from the network. */
export const CLOCK_TRUSTS = ["none", "floor", "synced"] as const;
export type ClockTrust = (typeof CLOCK_TRUSTS)[number];

/** What somebody should mend at a stand; its screen shows each in three pictures. */
export type ToMend =
  | "paper-out"
  | "paper-low"
  | "cover-open"
  | "jam"
  | "printer-gone"
  | "buttons-gone"
  | "button-stuck"
  | "lamps-gone"
  | "scanner-gone"
  | "keypad-gone"
  | "speaker-gone"
  | "network-gone";

export const COUNTER_STATES = ["closed", "free", "calling", "serving"] as const;
export type CounterState = (typeof COUNTER_STATES)[number];

/** Every reason a rule refuses with; each has its own sentence in `texts/`. */
export const REFUSALS = [
  "queue-closed",
  "queue-unknown",
  "service-unknown",
  "service-closed",
  "last-ticket-given",
  "quota-reached",
  "series-used-up",
  "counter-unknown",
  "counter-closed",
  "counter-busy",
  "counter-empty",
  "nobody-waiting",
  "ticket-unknown",
  "ticket-not-callable",
  "ticket-not-yet-printed",
  "ticket-ended",
  "ticket-at-another-counter",
  "changed",
  "not-called",
  "not-requeueable",
  "undo-too-late",
  "nothing-to-undo",
  "number-invalid",
  "number-taken",
  "not-recovered",
  "not-parked",
  "parked-elsewhere",
  "nowhere-to-go",
  "tag-unknown",
  "not-waiting",
  "postponed-enough",
  "help-unknown",
  "counter-paused",
  "not-paused",
  "reason-unknown",
  "queue-not-of-counter",
  "called-just-now",
  "colleague-not-called",
  "colleague-answered",
  "command-invalid",
  "not-on-phone",
  "not-allowed",
  "code-unknown",
  "no-appointment",
  "codes-slowed",
  "already-checked-in",
  "appointment-too-early",
  "appointment-not-here",
  "appointment-elsewhere",
  "appointment-other-day",
  "appointment-too-late",
  "appointment-cancelled",
  "ticket-parked",
  "ticket-recovered",
  "not-serving",
  "counters-busy",
  "counters-closed",
  "staff-unknown",
  "not-your-guest",
  "guest-is-here",
  "guest-not-late",
  "appointment-unknown",
] as const;
export type Refusal = (typeof REFUSALS)[number];
/** Why an open queue, or a service of it, gives no more tickets today (R9). */
export const LIMITS = [
  "last-ticket-given",
  "quota-reached",
  "series-used-up",
] as const satisfies readonly Refusal[];
export type Limit = (typeof LIMITS)[number];
export type Refused = { readonly refused: Refusal };

/**
 * An expected wait in milliseconds; `null` where nothing can be said yet. Eight of ten wait within the range, half of all less than the
 * median; the mean is the longer, since a few wait very long. Waits that were told by earlier hubs have no mean.
 */
export type Wait = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly medianMs: number;
  readonly meanMs?: number | undefined;
};

/** `A` and 7 -> `A07`; widens by a digit, never wraps. */
export function formatNumber(letters: string, ordinal: number): TicketNumber {
  return `${letters}${String(ordinal).padStart(2, "0")}` as TicketNumber;
}

/** `ab7`, `AB07` -> letters `AB`, ordinal 7; `null` for anything that is no ticket number. */
export function parseNumber(text: string): { letters: string; ordinal: number; number: TicketNumber } | null {
  const match = /^([A-Z]{1,4})0*([1-9]\d{0,5})$/.exec(text.trim().toUpperCase());
  if (!match) return null;
  const [letters, ordinal] = [match[1] as string, Number(match[2])];
  return { letters, ordinal, number: formatNumber(letters, ordinal) };
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 16 random bytes -> a ticket token. The caller brings the randomness, so that rules stay pure. */
export function tokenOf(bytes: Uint8Array): TicketToken {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 16)) bits = (bits << 8n) | BigInt(byte);
  let token = "";
  for (let shift = 125n; shift >= 0n; shift -= 5n) token += CROCKFORD[Number((bits >> shift) & 31n)];
  return token as TicketToken;
}

/** A scanned or typed token in its one spelling (I and L are 1, O is 0), or `null` when it is none. */
export function parseToken(text: string): TicketToken | null {
  const token = text.trim().toUpperCase().replaceAll(/[IL]/g, "1").replaceAll("O", "0");
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(token) ? (token as TicketToken) : null;
}

/** The token in a code that a stand scanned: the bare token, or a ticket page's address that ends in `/t/<token>`. */
export function tokenInCode(code: string): TicketToken | null {
  const tail = /\/t\/([0-9A-Za-z]{26})\/?$/i.exec(code.trim());
  return parseToken(tail?.[1] ?? code);
}

/** 16 random bytes and the time -> a UUID version 7 (RFC 9562, 5.7). */
export function ticketIdOf(bytes: Uint8Array, at: number): TicketId {
  const hex = [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = Math.max(0, Math.trunc(at)).toString(16).padStart(12, "0").slice(-12);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as TicketId;
}
