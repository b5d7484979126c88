/**
 * The keypad of a stand that has none.
 * Knows nothing at all.
 */
import type { StopListening } from "../listeners.ts";
import type { Keypad } from "./contract.ts";

const neverTold = (): StopListening => () => undefined;

/** A keypad that is not there: it is never present, and nothing is ever told, not even that it is gone. */
export class NoKeypad implements Keypad {
  readonly isPresent = false;
  readonly keys = [];
  readonly onKey = neverTold;
  readonly onMissed = neverTold;
  readonly onGone = neverTold;
  readonly onBack = neverTold;

  close(): Promise<void> {
    return Promise.resolve();
  }
}
