/**
 * A keypad on a wire: tells keys, and connects again by itself.
 * Knows no input device: the wire is an injected binding, so the simulated keypad is the same class.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import { Plug, type Wire } from "../wire/plug.ts";
import type { KeyPress, Keypad } from "./contract.ts";

/** What a wire tells the keypad; `onLost` at most once, and not after `close`. */
export type KeypadUser = {
  onKey: (key: string) => void;
  onMissed: () => void;
  onLost: (cause: unknown) => void;
};

/** Opens the wire; rejects with a HalFault of the keypad while it cannot be opened. */
export type KeypadBinding = {
  path: string;
  keys: readonly string[];
  connect: (user: KeypadUser) => Promise<Wire>;
};

/** A keypad over any wire. Promises as the contract; one that is missing at `open` is told as gone, not thrown. */
export class WiredKeypad implements Keypad {
  readonly keys: readonly string[];
  readonly #clock: HalClock;
  readonly #plug: Plug;
  readonly #presses = new Listeners<KeyPress>();
  readonly #missed = new Listeners<void>();

  constructor(binding: KeypadBinding, options: { reopenMs: number }, clock: HalClock) {
    this.keys = binding.keys;
    this.#clock = clock;
    const user = {
      onKey: (key: string) => this.#pressed(key),
      onMissed: () => this.#missed.tell(),
    };
    this.#plug = new Plug((onLost) => binding.connect({ ...user, onLost }), {
      reopenMs: options.reopenMs,
      lost: (cause) => new HalFault("HAL_KEYPAD_GONE", binding.path, cause),
    });
  }

  get isPresent(): boolean {
    return this.#plug.isIn;
  }

  /** Tries once to connect; a missing keypad does not reject, the tries go on until `close`. */
  open(): Promise<void> {
    return this.#plug.open();
  }

  onKey(listener: (press: KeyPress) => void): StopListening {
    return this.#presses.add(listener);
  }

  onMissed(listener: () => void): StopListening {
    return this.#missed.add(listener);
  }

  /** Whoever begins to listen while the keypad is gone is told at once. */
  onGone(listener: (fault: HalFault) => void): StopListening {
    return this.#plug.onGone(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#plug.onBack(listener);
  }

  async close(): Promise<void> {
    this.#presses.clear();
    this.#missed.clear();
    await this.#plug.close();
  }

  #pressed(key: string): void {
    this.#presses.tell({ key, monotonicMs: this.#clock.monotonicMs(), at: this.#clock.wallMs() });
  }
}
