/**
 * Lamps in memory: the stand's screen draws them.
 * Knows no GPIO.
 */
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { LampFarSide, LampState, Lamps } from "./contract.ts";

/** Simulated lamps 1 to `count`; `farSide` is the citizen's eye. Unplugged lamps look dark, as real ones do. */
export class SimulatedLamps implements Lamps {
  readonly numbers: readonly number[];
  readonly farSide: LampFarSide;
  readonly #states = new Map<number, LampState>();
  readonly #changes = new Listeners<{ number: number; state: LampState }>();
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  #isPlugged = true;

  constructor(count: number) {
    this.numbers = Array.from({ length: count }, (_, index) => index + 1);
    for (const number of this.numbers) this.#states.set(number, "off");
    this.farSide = {
      state: (number) => this.#seen(number),
      onChange: (listener) => this.#changes.add(listener),
      plugged: (isPlugged) => this.#plug(isPlugged),
    };
  }

  set(number: number, state: LampState): void {
    if (!this.#states.has(number)) return;
    this.#states.set(number, state);
    if (this.#isPlugged) this.#changes.tell({ number, state });
  }

  onGone(listener: (fault: HalFault) => void): StopListening {
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  close(): Promise<void> {
    for (const number of this.numbers) this.set(number, "off");
    for (const listeners of [this.#gone, this.#back, this.#changes]) listeners.clear();
    return Promise.resolve();
  }

  #seen(number: number): LampState | undefined {
    const state = this.#states.get(number);
    return state === undefined || this.#isPlugged ? state : "off";
  }

  #plug(isPlugged: boolean): void {
    if (isPlugged === this.#isPlugged) return;
    this.#isPlugged = isPlugged;
    for (const [number] of this.#states) this.#changes.tell({ number, state: this.#seen(number) ?? "off" });
    if (isPlugged) this.#back.tell();
    else this.#gone.tell(new HalFault("HAL_LAMP_GONE", "simulated"));
  }
}
