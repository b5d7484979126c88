/**
 * A time of day that somebody typed, as an instant of the location's day.
 * Pure; knows no page.
 */

/** The wall clock of a zone at an instant, read as if it were UTC. */
function wallAsUtc(at: number, timeZone: string): number {
  const how = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...how }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
}

/** `10:15`, `10.15`, `1015` or `9.05` on the day of `at` in the zone (epoch ms); `null` for what is no time of 24 hours. */
export function instantOf(clock: string, at: number, timeZone: string): number | null {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(clock.trim());
  if (!match) return null;
  const wall = wallAsUtc(at, timeZone);
  const wanted = wall - (wall % 86_400_000) + (Number(match[1]) * 60 + Number(match[2])) * 60_000;
  // The offset of that hour, which is another than now's on the day of a clock change.
  const near = wanted - (wall - (at - (at % 60_000)));
  return near + (wanted - wallAsUtc(near, timeZone));
}
