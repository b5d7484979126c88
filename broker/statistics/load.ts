/**
 * How much of each quarter of an hour of a day something ran, such as work or service at counters.
 * Pure; knows no counter.
 */
import type { Offset } from "../../protocol/wall-time.ts";

const QUARTER_MS = 900_000;
const QUARTERS = 96;

/** A stretch of time (epoch ms). */
export type Stretch = { readonly from: number; readonly until: number };

/** By quarter of the location's day, in ms, all stretches added up: two counters for all of one make 1,800,000. */
export function loadOf(stretches: readonly Stretch[], offset: Offset): number[] {
  const ms = Array.from({ length: QUARTERS }, () => 0);
  for (const { from, until } of stretches)
    for (let at = from; at < until; ) {
      const wall = at + offset(at);
      const next = Math.min(until, at + QUARTER_MS - (wall % QUARTER_MS));
      const quarter = Math.floor(wall / QUARTER_MS) % QUARTERS;
      ms[quarter] = (ms[quarter] as number) + next - at;
      at = next;
    }
  return ms;
}
