/**
 * The lamps of a stand whose buttons have none.
 * Knows nothing at all.
 */
import type { StopListening } from "../listeners.ts";
import type { Lamps } from "./contract.ts";

const neverTold = (): StopListening => () => undefined;

/** Lamps that are not there: `numbers` is empty and `set` passes over every button, as the contract says. */
export class NoLamps implements Lamps {
  readonly numbers: readonly number[] = [];
  readonly onGone = neverTold;
  readonly onBack = neverTold;

  set(): void {
    return undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
