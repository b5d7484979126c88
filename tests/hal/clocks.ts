/** A clock that stands still until the test moves it. Knows no driver. */
import type { HalClock } from "../../hal/clock.ts";

/** A clock at monotonic 1000 ms and wall 1,700,000,000,000 ms; `pass` moves both. */
export function handClock(): HalClock & { pass: (ms: number) => void } {
  let passedMs = 0;
  return {
    monotonicMs: () => 1000 + passedMs,
    wallMs: () => 1_700_000_000_000 + passedMs,
    pass: (ms) => {
      passedMs += ms;
    },
  };
}
