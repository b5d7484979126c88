/**
 * Dates and times of day, as planners write them -> instants in a location's zone.
 * Pure; reads no clock. A time that clocks jump over is none, of one that comes twice the first is meant and said to be.
 */
import { instantsOf, type Offset } from "../../protocol/wall-time.ts";

/** An instant, whether the same time comes again an hour later that night; or why there is none. */
export type Read =
  | { readonly at: number; readonly isTwice: boolean }
  | { readonly bad: "unreadable" | "no-such-time" };

const HOUR_MS = 3_600_000;

/** The instant at which clocks show a wall time, given as if it were UTC. */
function instantAt(wall: number, offset: Offset): Read {
  const [at, again] = instantsOf(wall, offset);
  return at === undefined ? { bad: "no-such-time" } : { at, isTwice: again !== undefined };
}

/** Year, month and day as a UTC instant; `null` for a day that no calendar has. */
function dayOf(year: number, month: number, day: number): number | null {
  if (year < 2000 || year > 2999) return null;
  const at = Date.UTC(year, month - 1, day);
  const back = new Date(at);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? at : null;
}

/** `2026-12-24`, `24-12-2026`, `24.12.2026`, `24/12/2026`. */
function readDate(text: string): number | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const danish = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/.exec(text);
  return danish ? dayOf(Number(danish[4]), Number(danish[3]), Number(danish[1])) : null;
}

/** `10:15`, `10.15`, `1015`, `10:15:00`, `kl. 10.15`; `24:00` only where it may be the end of a day. */
function readClock(text: string, mayBeMidnight: boolean): number | null {
  const match = /^(?:kl\.?\s*)?(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?$/i.exec(text);
  if (!match) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours === 24 && mayBeMidnight && minutes + seconds === 0) return 24 * HOUR_MS;
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return hours * HOUR_MS + minutes * 60_000 + seconds * 1000;
}

/** An instant with its own offset, as programs write it: `2026-12-24T10:15:00+01:00` or `...Z`. */
function readInstant(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|([+-])(\d{2}):?(\d{2}))$/.exec(
    text,
  );
  if (!match) return null;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  const clock = readClock(match[4] ?? "", false);
  const [hours, minutes] = [Number(match[7] ?? 0), Number(match[8] ?? 0)];
  if (day === null || clock === null || hours > 14 || minutes > 59) return null;
  const offset = (hours * 60 + minutes) * 60_000 * (match[6] === "-" ? -1 : 1);
  return day + clock - offset;
}

/**
 * One point in time out of what stands in a row: an instant with offset, a date with its time in one cell, or a time that
 * belongs to `date`. `isEnd`: 24:00 may be meant.
 */
export function readTime(
  text: string,
  { date, offset, isEnd = false }: { date: string; offset: Offset; isEnd?: boolean },
): Read {
  const instant = readInstant(text);
  if (instant !== null) return { at: instant, isTwice: false };
  const both = /^(\S+?)(?:T|\s+)((?:kl\.?\s*)?\S+)$/i.exec(text);
  const isWhole = both !== null && readDate(both[1] ?? "") !== null;
  const day = readDate(isWhole ? (both[1] ?? "") : date);
  const clock = readClock(isWhole ? (both[2] ?? "") : text, isEnd);
  return day === null || clock === null ? { bad: "unreadable" } : instantAt(day + clock, offset);
}
