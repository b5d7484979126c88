/**
 * Which hour of the day it is in the location, for what depends on the time of day.
 * Knows no opening hours; asks Intl seldom, since a time zone is dear to ask.
 */

/** An instant (epoch ms) and the minutes of its local day. */
export type LocalClock = { readonly at: number; readonly minutes: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MIN = 1_440;

/** The clock of a zone at an instant. */
export function localClock(timeZone: string, at: number): LocalClock {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    ...({ hourCycle: "h23", hour: "2-digit", minute: "2-digit" } as const),
  }).format(at);
  return { at, minutes: Number(parts.slice(0, 2)) * 60 + Number(parts.slice(3, 5)) };
}

/** Whether a clock is too old to know of a change to summer time. */
export function isStale(clock: LocalClock | null, at: number): boolean {
  return clock === null || at - clock.at >= HOUR_MS;
}

/** The hour at an instant, 0 to 23, counted on from a clock. */
export function hourAt({ at, minutes }: LocalClock, instant: number): number {
  const now = minutes + Math.floor((instant - at) / MINUTE_MS);
  return Math.floor((((now % DAY_MIN) + DAY_MIN) % DAY_MIN) / 60);
}
