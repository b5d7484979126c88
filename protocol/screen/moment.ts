/**
 * Instants and waits as people read them on a screen: "11.05", "mandag kl. 10.00", "ca. 5-10 min.".
 * Pure; knows no page. Every instant is epoch ms, every zone an IANA name.
 */
import type { Language, Wait } from "../terms.ts";

const LOCALES: Readonly<Record<Language, string>> = { da: "da-DK", en: "en-GB" };

function format(at: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hourCycle: "h23", ...options }).format(at);
}

/** `11.05` in Danish, `11:05` in English: hours and minutes of the location's wall clock. */
export function clockIn(language: Language, at: number, timeZone: string): string {
  return format(at, language, { timeZone, hour: "2-digit", minute: "2-digit" });
}

/** `mandag 23. november` / `Monday 23 November`. */
export function dateIn(language: Language, at: number, timeZone: string): string {
  return format(at, language, { timeZone, weekday: "long", day: "numeric", month: "long" });
}

/** Calendar days from `now` to `at` in the location's zone. */
function daysUntil(at: number, now: number, timeZone: string): number {
  const dayOf = (instant: number) =>
    Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(instant));
  return Math.round((dayOf(at) - dayOf(now)) / 86_400_000);
}

/** When something opens, without the verb: `kl. 10.00`, `i morgen kl. 10.00`, `mandag kl. 10.00`, `mandag 30. november kl. 10.00`. */
export function openingIn(
  language: Language,
  at: number,
  moment: { readonly now: number; readonly timeZone: string },
): string {
  const { now, timeZone } = moment;
  const clock = `${language === "da" ? "kl." : "at"} ${clockIn(language, at, timeZone)}`;
  const days = daysUntil(at, now, timeZone);
  if (days <= 0) return clock;
  if (days === 1) return `${language === "da" ? "i morgen" : "tomorrow"} ${clock}`;
  const day = days < 7 ? format(at, language, { timeZone, weekday: "long" }) : dateIn(language, at, timeZone);
  return `${language === "en" ? "on " : ""}${day} ${clock}`;
}

/** An expected wait: `under 5 min.`, `ca. 10 min.`, `ca. 10-15 min.`; in steps of five minutes from twenty on. */
export function waitIn(language: Language, wait: Wait): string {
  const about = language === "da" ? "ca." : "about";
  const unit = language === "da" ? "min." : "min";
  const minutes = (ms: number) => {
    const exact = Math.max(1, Math.round(ms / 60_000));
    return exact < 20 ? exact : Math.round(exact / 5) * 5;
  };
  const [from, to] = [minutes(wait.fromMs), minutes(wait.toMs)];
  if (to < 5) return `${language === "da" ? "under 5" : "under 5"} ${unit}`;
  return from === to ? `${about} ${to} ${unit}` : `${about} ${from}\u2013${to} ${unit}`;
}

/** A running time: `0:07`, `12:30`, `1:02:03`. */
export function runningTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    String(seconds % 60).padStart(2, "0"),
  ];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
