/**
 * The two clocks of the hardware layer, so that presses and scans can be timed and tests can give another time.
 * Knows no time zone and does not judge whether the wall clock is right.
 */

/** What a driver asks for the time. */
export type HalClock = {
  /** Milliseconds since boot (CLOCK_MONOTONIC): never goes back, comparable between processes of one boot. */
  monotonicMs: () => number;
  /** Epoch milliseconds, UTC. Jumps when the clock is set. */
  wallMs: () => number;
};

/** The machine's own clocks. */
export function machineClock(): HalClock {
  return {
    monotonicMs: () => Number(process.hrtime.bigint() / 1_000_000n),
    wallMs: () => Date.now(),
  };
}
