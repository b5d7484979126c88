/**
 * The pace of a recording: its lines one after the other, with the pauses of then as far as they matter.
 * Knows no part and no driver.
 */
import type { RecordLine } from "./contract.ts";

/** Longer pauses separate nothing that shorter ones do not; one code twice within 2 s is one (hal/scanner). */
const LONGEST_PAUSE_MS = 2_500;

/** So long after its last line something may still be told: a code without an end, a button that sticks. */
const REST_MS = 400;

const pause = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));

/** Plays `lines` one after the other, with the pauses of then as far as they matter. */
export async function played<Line extends RecordLine>(
  lines: readonly Line[],
  play: (line: Line, at: number) => void,
): Promise<void> {
  let before = lines[0]?.t ?? 0;
  for (const [at, line] of lines.entries()) {
    await pause(Math.min(Math.max(0, line.t - before), LONGEST_PAUSE_MS));
    before = line.t;
    play(line, at);
  }
  await pause(REST_MS);
}
