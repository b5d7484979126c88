/**
 * Buttons in memory: the stand's screen and the tests press them.
 * Knows no GPIO.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { ButtonFarSide, ButtonPress, Buttons } from "./contract.ts";

/**
 * Simulated buttons; `farSide` is the citizen's finger.
 * Promises as the contract; a press is told before `farSide.press` returns.
 */
export class SimulatedButtons implements Buttons {
  readonly count: number;
  readonly farSide: ButtonFarSide;
  readonly #clock: HalClock;
  readonly #presses = new Listeners<ButtonPress>();
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  #isPlugged = true;

  constructor(count: number, clock: HalClock) {
    this.count = count;
    this.#clock = clock;
    this.farSide = { press: (number) => this.#press(number), plugged: (isPlugged) => this.#plug(isPlugged) };
  }

  onPress(listener: (press: ButtonPress) => void): StopListening {
    return this.#presses.add(listener);
  }

  onGone(listener: (fault: HalFault) => void): StopListening {
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  close(): Promise<void> {
    for (const listeners of [this.#presses, this.#gone, this.#back]) listeners.clear();
    return Promise.resolve();
  }

  #press(number: number): boolean {
    const exists = Number.isInteger(number) && number >= 1 && number <= this.count;
    if (!exists || !this.#isPlugged) return false;
    this.#presses.tell({ number, monotonicMs: this.#clock.monotonicMs(), at: this.#clock.wallMs() });
    return true;
  }

  #plug(isPlugged: boolean): void {
    if (isPlugged === this.#isPlugged) return;
    this.#isPlugged = isPlugged;
    if (isPlugged) this.#back.tell();
    else this.#gone.tell(new HalFault("HAL_BUTTON_GONE", "simulated"));
  }
}
