/**
 * The hours in which nobody is sent a message, in a location's wall time.
 * Pure; reads no clock.
 */
import { instantsOf, type Offset } from "../../protocol/wall-time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type QuietHours = { readonly from: string; readonly to: string };
/** 21:00 to 08:00: nobody is woken by a town hall. */
export const USUAL_QUIET: QuietHours = { from: "21:00", to: "08:00" };

const ofDay = (clock: string) => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * MINUTE_MS;

/** Where clocks jump over a time, it is taken as the clocks of the day before have it. */
function instantOf(wall: number, offset: Offset): number {
  return instantsOf(wall, offset)[0] ?? wall - offset(wall - DAY_MS);
}

/** The quiet hours around an instant, epoch ms; `null` when it lies in none. `from` and `to` that are the same: never quiet. */
export function quietAround(
  at: number,
  quiet: QuietHours,
  offset: Offset,
): { readonly from: number; readonly until: number } | null {
  const [from, to] = [ofDay(quiet.from), ofDay(quiet.to)];
  const wall = at + offset(at);
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  const length = (to - from + DAY_MS) % DAY_MS;
  // The hours that began today, or yesterday and go on over midnight.
  const begun = [midnight + from, midnight + from - DAY_MS].find(
    (start) => start <= wall && wall < start + length,
  );
  if (begun === undefined) return null;
  return { from: instantOf(begun, offset), until: instantOf(begun + length, offset) };
}
