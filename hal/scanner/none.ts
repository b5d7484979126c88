/**
 * The scanner of a stand that has none.
 * Knows nothing at all.
 */
import type { StopListening } from "../listeners.ts";
import type { Scanner } from "./contract.ts";

const neverTold = (): StopListening => () => undefined;

/** A scanner that is not there: it is never present, and nothing is ever told, not even that it is gone. */
export class NoScanner implements Scanner {
  readonly isPresent = false;
  readonly onCode = neverTold;
  readonly onProblem = neverTold;
  readonly onGone = neverTold;
  readonly onBack = neverTold;

  close(): Promise<void> {
    return Promise.resolve();
  }
}
