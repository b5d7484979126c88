/** Events that can be told apart by their number. */
import type { HubEvent } from "../../../broker/queue/events.ts";

export const event = (n: number): HubEvent => ({
  kind: "intent-withdrawn",
  at: n,
  id: `æøå-${n}` as never,
  stand: "s1" as never,
});
export const events = (from: number, to: number): HubEvent[] =>
  Array.from({ length: to - from + 1 }, (_, n) => event(from + n));
