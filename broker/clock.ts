/**
 * The machine's clock as the hub may use it: epoch milliseconds, and how far they are to be trusted (design rule 11).
 * Knows no rule; that the hub's own time never goes back is the dispatch loop's business.
 */
import { existsSync } from "node:fs";

export type Reading = { readonly at: number; readonly trusted: boolean };

export type ClockOptions = {
  /** The moment of the ledger's last event: an earlier wall clock is wrong. 0 for a new ledger. */
  readonly floorAt: number;
  readonly wallMs: () => number;
  /** Never jumps; any zero. */
  readonly monotonicMs: () => number;
  /** What the machine says about its own clock: set from the network, not yet, or `null` where nothing tells. */
  readonly synced: () => boolean | null;
};

/** A wall clock that runs away from the monotonic one by more than this was set by hand or by a network that came. */
const JUMP_MS = 5000;
/** How often the machine is asked about its clock. */
const ASK_EVERY_MS = 10_000;

/**
 * The clock: trusted when the machine says that it is set from the network; where nothing tells, as long as it is not
 * before the ledger's last event and does not jump. A jump forward makes it untrusted until the machine says better.
 */
export function openClock(options: ClockOptions): () => Reading {
  const { wallMs, monotonicMs, floorAt } = options;
  const start = { wall: wallMs(), monotonic: monotonicMs() };
  let synced = options.synced();
  let askedAt = start.monotonic;
  let hasJumped = false;
  return () => {
    const [at, monotonic] = [wallMs(), monotonicMs()];
    if (monotonic - askedAt >= ASK_EVERY_MS) {
      askedAt = monotonic;
      synced = options.synced();
    }
    hasJumped ||= Math.abs(at - start.wall - (monotonic - start.monotonic)) > JUMP_MS;
    const isAfter = at >= floorAt;
    return { at, trusted: isAfter && (synced ?? !hasJumped) };
  };
}

/** Where systemd-timesyncd says that it is at work, and that it has set the clock (man systemd-timesyncd.service). */
const TIMESYNC_RUNS = "/run/systemd/timesync";
const TIMESYNC_DONE = "/run/systemd/timesync/synchronized";

/** Whether systemd-timesyncd has set the clock; `null` on a machine that does not run it. */
export function timesyncd(): boolean | null {
  if (!existsSync(TIMESYNC_RUNS)) return null;
  return existsSync(TIMESYNC_DONE);
}
