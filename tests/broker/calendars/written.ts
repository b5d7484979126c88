/** Calendars as programs write them, and how they are read. */
import type { Stretch } from "../../../broker/appointments/contract.ts";
import { type Occurrences, occurrencesOf } from "../../../broker/calendars/occurrences.ts";
import { Zones } from "../../../broker/calendars/zones.ts";
import { offsetOf } from "../../../protocol/wall-time.ts";

export const COPENHAGEN = offsetOf("Europe/Copenhagen");

/** A calendar of these entries, each its lines. */
export function calendarOf(...entries: readonly (readonly string[])[]): string {
  const events = entries.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...events, "END:VCALENDAR", ""].join(
    "\r\n",
  );
}

/** November 2026, unless said otherwise. */
export const NOVEMBER: Stretch = { from: Date.UTC(2026, 9, 31, 23), until: Date.UTC(2026, 10, 30, 23) };

export async function read(text: string, stretch: Stretch = NOVEMBER): Promise<Occurrences> {
  const found = await occurrencesOf([text], { stretch, zones: new Zones(), floating: COPENHAGEN });
  if (found === null) throw new Error("no calendar");
  return found;
}

/** When each begins, as UTC. */
export const starts = ({ entries }: Occurrences): string[] =>
  entries.map(({ startAt }) => new Date(startAt).toISOString().slice(0, 16)).toSorted();
