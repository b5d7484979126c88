/**
 * Times, waits and spoken calls in words: what needs an instant or a number and a language.
 * Pure and browser-safe; local wall time only through the location's IANA zone.
 */
import type { WhyNext } from "../snapshots.ts";
import {
  inLanguage,
  isStaffLanguage,
  type Language,
  type LocalText,
  parseNumber,
  type QueueId,
  staffLanguage,
  type Wait,
} from "../terms.ts";
import { WORD_TEXTS } from "./times.ts";

/** Where and in which language a time is told. */
export type Telling = { readonly timeZone: string; readonly language: Language };

function told(at: number, { timeZone, language }: Telling, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(WORD_TEXTS[language].locale, { timeZone, ...how }).format(at);
}

/** `10.05` in Danish, `10:05` in English; always 24 hours. */
export function clockWords(at: number, telling: Telling): string {
  return told(at, telling, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** `23. november 2026`, `23 November 2026`. */
export function dateWords(at: number, telling: Telling): string {
  return told(at, telling, { day: "numeric", month: "long", year: "numeric" });
}

/** `tirsdag 24. november`, `Tuesday 24 November`. */
export function weekdayWords(at: number, telling: Telling): string {
  return told(at, telling, { weekday: "long", day: "numeric", month: "long" });
}

/** `tirsdag 24. november kl. 10.15`, `Tuesday 24 November, 10:15`. */
export function dayWords(at: number, telling: Telling): string {
  const [day, clock] = [weekdayWords(at, telling), clockWords(at, telling)];
  return telling.language === "da" ? `${day} kl. ${clock}` : `${day}, ${clock}`;
}

/** The calendar day in the zone as a count of days, so that days can be subtracted whatever the clocks do. */
function dayOf(at: number, timeZone: string): number {
  const parts = told(at, { timeZone, language: "en" }, { day: "2-digit", month: "2-digit", year: "numeric" });
  const [day, month, year] = parts.split("/").map(Number) as [number, number, number];
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** Whether two instants lie on one calendar day of the zone. */
export function isSameDay(one: number, other: number, timeZone: string): boolean {
  return dayOf(one, timeZone) === dayOf(other, timeZone);
}

/** `Åbner i dag kl. 10.00`, `Åbner mandag kl. 10.00`, `Åbner 24. december kl. 10.00`. */
export function opensAtWords(opensAt: number, now: number, telling: Telling): string {
  const say = WORD_TEXTS[telling.language];
  const days = dayOf(opensAt, telling.timeZone) - dayOf(now, telling.timeZone);
  const clock = clockWords(opensAt, telling);
  if (days === 0) return say.opensToday(clock);
  if (days === 1) return say.opensTomorrow(clock);
  const far: Intl.DateTimeFormatOptions =
    days > 1 && days < 7 ? { weekday: "long" } : { day: "numeric", month: "long" };
  return say.opensOn(told(opensAt, telling, far), clock);
}

/** From here on minutes say more than anyone wants to know. */
const HOURS_FROM_MS = 2 * 3_600_000;

/** `nu`, `under 5 min.`, `ca. 10 min.`, `ca. 10-20 min.`, `ca. 2-3 timer`; no words for an unknown wait. */
export function waitWords(wait: Wait | null, language: Language): string | null {
  if (!wait) return null;
  const say = WORD_TEXTS[language];
  if (wait.toMs < 60_000) return say.waitNow;
  const isLong = wait.fromMs >= HOURS_FROM_MS;
  const unitMs = isLong ? 3_600_000 : 60_000;
  const [from, to] = [Math.floor(wait.fromMs / unitMs), Math.ceil(wait.toMs / unitMs)];
  // "min." is read by whoever learned it; in every other language the whole word is plainer, and spoken right.
  const unitDisplay = isLong || !isStaffLanguage(language) ? "long" : "short";
  const unit = { unit: isLong ? "hour" : "minute", unitDisplay } as const;
  const words = new Intl.NumberFormat(say.locale, { style: "unit", ...unit }).format(to);
  if (from === 0) return say.waitUnder(words);
  return from === to ? say.waitAbout(words) : say.waitBetween(String(from), words);
}

const WHY = {
  da: {
    agreed: (clock: string) => `aftale kl. ${clock}`,
    came: (clock: string) => `ankommet ${clock}`,
    putOff: (clock: string) => `udsat til ${clock}`,
    headStart: (minutes: string) => `${minutes} forspring`,
    early: "før tid",
    late: "for sent",
    aged: "har ventet for længe",
    rule: (queue: string, minutes: string) => `nogen i ${queue} venter over ${minutes}`,
  },
  en: {
    agreed: (clock: string) => `appointment at ${clock}`,
    came: (clock: string) => `arrived ${clock}`,
    putOff: (clock: string) => `put off to ${clock}`,
    headStart: (minutes: string) => `${minutes} head start`,
    early: "early",
    late: "late",
    aged: "has waited too long",
    rule: (queue: string, minutes: string) => `somebody in ${queue} waits over ${minutes}`,
  },
} as const;

/** `queues`: by which a counter's rule names its queue; an unknown one is told by its id. */
export type TellingWhy = Telling & {
  readonly queues: readonly { readonly queue: QueueId; readonly name: LocalText }[];
};

function queueWords(queue: QueueId, { queues, language }: TellingWhy): string {
  const known = queues.find((one) => one.queue === queue);
  return known ? inLanguage(known.name, language) : queue;
}

const minuteWords = (count: number, { language }: Telling) =>
  new Intl.NumberFormat(WORD_TEXTS[language].locale, { style: "unit", unit: "minute" }).format(count);

/** `aftale kl. 10.15`; nothing for a walk-in. */
function agreedWords({ agreedAt }: WhyNext, telling: Telling): string[] {
  return agreedAt === null
    ? []
    : [WHY[staffLanguage(telling.language)].agreed(clockWords(agreedAt, telling))];
}

/** `udsat til 10.33`, `10 min. forspring`: what moves a walk-in's place besides its arrival. */
function movedWords({ agreedAt, putOffTo, headStartMin }: WhyNext, telling: Telling): string[] {
  const say = WHY[staffLanguage(telling.language)];
  return [
    ...(putOffTo === undefined ? [] : [say.putOff(clockWords(putOffTo, telling))]),
    ...(headStartMin > 0 && agreedAt === null ? [say.headStart(minuteWords(headStartMin, telling))] : []),
  ];
}

/** What a ticket's place goes by besides its arrival, for a list that has the arrival in a column of its own. */
export function claimWords(why: WhyNext, telling: Telling): string[] {
  return [...agreedWords(why, telling), ...movedWords(why, telling)];
}

/** Why a ticket stands where it does: `aftale kl. 10.15, ankommet 10.02`, `ankommet 10.02, 10 min. forspring`. */
export function whyWords(why: WhyNext, telling: TellingWhy): string {
  const { kind, arrivedAt, rule } = why;
  const say = WHY[staffLanguage(telling.language)];
  return [
    ...(rule ? [say.rule(queueWords(rule.queue, telling), minuteWords(rule.waitsOverMin, telling))] : []),
    ...agreedWords(why, telling),
    say.came(clockWords(arrivedAt, telling)),
    ...movedWords(why, telling),
    ...(kind === "early" || kind === "late" || kind === "aged" ? [say[kind]] : []),
  ].join(", ");
}

/** English reads a lone A before a numeral as the article; a comma makes it the letter. */
const afterLetter = (language: Language) => (language === "en" ? ", " : " ");

/** A number as a voice says it: `A 42`. Letters are spelled, the numeral is left to the voice. */
export function spelledNumber(ticketNumber: string, language: Language): string {
  const number = parseNumber(ticketNumber);
  const spelled = number ? [...number.letters.split(""), String(number.ordinal)] : [ticketNumber];
  return spelled.join(afterLetter(language));
}

/** What is said of a call aloud. */
export type CallToSpeak = {
  readonly number: string;
  readonly counterName: LocalText;
  /** Where the counter lies. */
  readonly room?: LocalText | undefined;
};

/** Where to go: `Skranke 3, lokale 2, 1. sal`. */
export function placeWords({ counterName, room }: Omit<CallToSpeak, "number">, language: Language): string {
  return [counterName, ...(room ? [room] : [])].map((part) => inLanguage(part, language)).join(", ");
}

/** What a voice says: `Nummer A 42, Skranke 3, lokale 2, 1. sal`. Letters are spelled, the numeral is left to the voice. */
export function spokenCall({ number: ticket, counterName, room }: CallToSpeak, language: Language): string {
  return WORD_TEXTS[language].call(
    spelledNumber(ticket, language),
    placeWords({ counterName, room }, language),
  );
}

/**
 * Calls that together have every word that a location can come to say: each letter, each numeral up to 999, each counter with
 * its room. For whoever records them.
 */
export function rehearsal(counters: readonly Omit<CallToSpeak, "number">[], language: Language): string[] {
  const letters = Array.from({ length: 26 }, (_, at) => `${String.fromCharCode(65 + at)}01`);
  const upTo99 = Array.from({ length: 99 }, (_, at) => `A${String(at + 1).padStart(2, "0")}`);
  const hundreds = Array.from({ length: 9 }, (_, at) => [`A${at + 1}00`, `A${at + 1}01`]).flat();
  const anywhere = counters[0] ?? { counterName: { da: "" } };
  return [
    ...[...letters, ...upTo99, ...hundreds].map((number) => ({ ...anywhere, number })),
    ...counters.map((counter) => ({ ...counter, number: "A01" })),
  ].map((call) => spokenCall(call, language));
}
