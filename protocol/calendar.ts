/**
 * Days of the calendar in a location's zone: which one it is, and what it is called where the house is closed for it (R9).
 * Pure; reads no clock, and knows time zones only through Intl.
 */
import type { Hours } from "./config/hours.ts";
import type { LocalText } from "./terms.ts";

const DAY_MS = 86_400_000;

/** Whether a text is a day of the calendar from 2000 to 2999, as `2026-12-24`; `2026-02-30` is none. */
export function isDay(text: string): boolean {
  const at = /^2\d{3}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The day in the zone at an instant, as `2026-12-24`. */
export function dateIn(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    ...({ year: "numeric", month: "2-digit", day: "2-digit" } as const),
  });
  return parts.format(at).split("/").reverse().join("-");
}

/** When the day of an instant, or one so many days later, ends in the zone (epoch ms). */
export function endOfDay(timeZone: string, at: number, days: number): number {
  const today = Date.parse(`${dateIn(timeZone, at)}T00:00:00Z`);
  const last = new Date(today + days * DAY_MS).toISOString().slice(0, 10);
  // No zone is a day away from UTC; in between, the first instant of the next day is found by halves.
  let [before, after] = [
    Date.parse(`${last}T00:00:00Z`) - DAY_MS,
    Date.parse(`${last}T00:00:00Z`) + 2 * DAY_MS,
  ];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(timeZone, middle) > last) after = middle;
    else before = middle;
  }
  return after;
}

/** Whether a day lies in a span of days; an end that is left out is open. */
export function isWithin(
  date: string,
  { from, until }: { from?: string | undefined; until?: string | undefined },
): boolean {
  return (from === undefined || from <= date) && (until === undefined || date <= until);
}

type Named = { readonly from: string; readonly until: string; readonly name: LocalText };

/** Every day on which a part is closed all day and says why. A shorter day has hours of its own to tell. */
function namedDays({ exceptions = [], closures = [] }: Hours): Named[] {
  const days = exceptions.flatMap(({ date, name, spans }) =>
    name && spans.length === 0 ? [{ from: date, until: date, name }] : [],
  );
  return [...days, ...closures.flatMap(({ from, to, name }) => (name ? [{ from, until: to, name }] : []))];
}

/**
 * The name of the day for which one of the parts is closed all day at `at`, the first part's first; `null` on any other day.
 * The zone, which is dear to ask, is asked only when such a day is near.
 */
export function nameOfClosedDay(parts: readonly Hours[], timeZone: string, at: number): LocalText | null {
  const [yesterday, tomorrow] = [-DAY_MS, DAY_MS].map((ms) => new Date(at + ms).toISOString().slice(0, 10));
  const near = parts
    .flatMap(namedDays)
    .filter(({ from, until }) => isWithin(from, { until: tomorrow }) && isWithin(until, { from: yesterday }));
  if (near.length === 0) return null;
  const today = dateIn(timeZone, at);
  return near.find((day) => isWithin(today, day))?.name ?? null;
}
