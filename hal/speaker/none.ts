/**
 * The speaker of a stand that has none.
 * Knows nothing at all.
 */
import type { StopListening } from "../listeners.ts";
import type { PlayOutcome, Speaker } from "./contract.ts";

const neverTold = (): StopListening => () => undefined;

/** A speaker that is not there: every sound ends as stopped before it began, and nothing is ever told, not even that it is gone. */
export class NoSpeaker implements Speaker {
  readonly isPresent = false;
  readonly onGone = neverTold;
  readonly onBack = neverTold;

  play(): Promise<PlayOutcome> {
    return Promise.resolve({ result: "stopped" });
  }

  stop(): void {
    return undefined;
  }

  volume(): void {
    return undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
