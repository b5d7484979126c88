/**
 * What citizens present to say that they are here for an appointment, whom a day expects, and what becomes of it: hub and stand
 * judge by the same rule, so that a stand off line says what the hub would (R3, R18).
 * Pure and browser-safe; knows no key, no list's origin and no sentence.
 */
import {
  type AppointmentId,
  type MeetingForm,
  type PersonKey,
  parseToken,
  type QueueId,
  type Refusal,
  type ServiceId,
  type TicketNumber,
} from "./terms.ts";

/** A code of digits for keypads. Ten digits are a CPR number, so a code has others. */
export const CODE_DIGITS = 8;

/**
 * What was presented: a link's token (QR in a letter, mail or SMS), a short code, or a CPR number. The last is made a keyed digest
 * at once, and neither kept, logged, shown nor sent.
 */
export type Shown =
  | { readonly kind: "link"; readonly token: string }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "cpr"; readonly cpr: string };

/**
 * The Danish personal number as cpr.dk and STAR write it: a day that there is, and four digits. Modulus 11 says nothing since
 * 1 October 2007 (cpr.dk), so it is not asked. Ten digits that may be one; `"unknown"` for the ten zeros that stand for nobody;
 * `null` for anything else.
 */
export function cprOf(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, "");
  if (!/^\d{10}$/.test(digits)) return null;
  if (digits === "0000000000") return "unknown";
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return longest !== undefined && day >= 1 && day <= longest ? digits : null;
}

/**
 * Track 2 of the yellow health card's stripe: card type, nationality, use and issuer, then the CPR number, and 19 more digits.
 * Track 1 has name and address and is passed over.
 */
const TRACK_2 = /[;:]\d{8}(\d{10})\d{19}\?/;

/** What a scanned or typed text says of who comes; `null` for every other code, of which nothing is looked at. */
export function shownIn(text: string): Shown | null {
  const code = text.trim();
  const token = parseToken(/\/a\/([0-9A-Za-z]{26})\/?$/i.exec(code)?.[1] ?? "");
  if (token !== null) return { kind: "link", token };
  const digits = code.replaceAll(/[\s-]/g, "");
  if (/^\d+$/.test(digits) && digits.length === CODE_DIGITS) return { kind: "code", code: digits };
  const cpr = cprOf(TRACK_2.exec(code)?.[1] ?? code);
  return cpr === null || cpr === "unknown" ? null : { kind: "cpr", cpr };
}

/** The one text that a digest of it is made of. */
export function shownText(shown: Shown): string {
  switch (shown.kind) {
    case "link":
      return `link ${shown.token}`;
    case "code":
      return `code ${shown.code}`;
    case "cpr":
      return `cpr ${shown.cpr}`;
  }
}

/** A short code as people read it: `4821 0937`. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** One who is asked to come, by opaque names; instants are epoch ms. */
export type ExpectedGuest = {
  readonly appointment: AppointmentId;
  readonly guest: PersonKey;
  readonly startAt: number;
  readonly endAt: number;
  /** Whose ticket it becomes. */
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly room: string | null;
  readonly form: MeetingForm;
  readonly isCancelled: boolean;
  /** A meeting of many: who comes is counted, and nobody is called by number. */
  readonly isCounted: boolean;
  /** The number of whoever has checked in. */
  readonly arrived: TicketNumber | null;
};

/** The day of whoever judges, `until` not in it, and how long before and after the agreed time one may check in. */
export type CheckInRules = {
  readonly from: number;
  readonly until: number;
  readonly earlyMs: number;
  readonly lateMs: number;
};

/** Why an appointment that is known is not checked in to, the most telling first. */
export const CHECK_IN_REFUSALS = [
  "already-checked-in",
  "appointment-too-early",
  "appointment-not-here",
  "appointment-other-day",
  "appointment-too-late",
  "appointment-cancelled",
] as const satisfies readonly Refusal[];
export type CheckInRefusal = (typeof CHECK_IN_REFUSALS)[number];

/** `next`: another appointment of the same person later that day. */
export type Judged =
  | { readonly welcome: ExpectedGuest; readonly next: ExpectedGuest | null }
  | { readonly refused: CheckInRefusal; readonly guest: ExpectedGuest }
  | { readonly refused: "code-unknown" };

function refusalOf(
  one: ExpectedGuest,
  { from, until, earlyMs, lateMs }: CheckInRules,
  at: number,
): CheckInRefusal | null {
  if (one.isCancelled) return "appointment-cancelled";
  if (one.arrived !== null) return "already-checked-in";
  if (one.startAt < from || one.startAt >= until) return "appointment-other-day";
  if (one.form !== "physical") return "appointment-not-here";
  if (at < one.startAt - earlyMs) return "appointment-too-early";
  return at > one.startAt + lateMs ? "appointment-too-late" : null;
}

/** What becomes of a code that stands for these: the next appointment first, else the most telling reason why not. */
export function judge(found: readonly ExpectedGuest[], rules: CheckInRules, at: number): Judged {
  const sorted = found.toSorted((one, other) => one.startAt - other.startAt);
  const judged = sorted.map((guest) => ({ guest, refused: refusalOf(guest, rules, at) }));
  const welcome = judged.find(({ refused }) => refused === null)?.guest;
  if (welcome !== undefined) {
    const isLater = ({ refused }: { refused: CheckInRefusal | null }) =>
      refused === null || refused === "appointment-too-early";
    const next = judged.find((one) => one.guest !== welcome && isLater(one))?.guest ?? null;
    return { welcome, next };
  }
  for (const refused of CHECK_IN_REFUSALS) {
    const guest = judged.find((one) => one.refused === refused)?.guest;
    if (guest !== undefined) return { refused, guest };
  }
  return { refused: "code-unknown" };
}

/** So many wrong codes in a row are answered at once; each of the others waits for its turn. */
const FREE_TRIES = 5;
const TRY_MS = 60_000;

/** How many wrong codes count against a stand, as of an instant of any clock (ms). */
export type Tries = { readonly count: number; readonly at: number };
export const NO_TRIES: Tries = { count: 0, at: 0 };

const remaining = ({ count, at }: Tries, now: number): number =>
  Math.max(0, count - Math.max(0, now - at) / TRY_MS);

/** Whether codes that could be guessed must wait; a link's token cannot be. */
export function isSlowed(tries: Tries, now: number): boolean {
  return remaining(tries, now) > FREE_TRIES - 1;
}

/** One more wrong code; a minute takes one off. */
export function withWrong(tries: Tries, now: number): Tries {
  return { count: remaining(tries, now) + 1, at: now };
}
