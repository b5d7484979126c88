/**
 * Buttons in memory: the stand's screen and the tests press them.
 * Knows no GPIO.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import type { ButtonFarSide, Buttons } from "./contract.ts";
import type { HeldOptions } from "./held.ts";
import { ToldButtons } from "./told.ts";

/**
 * Simulated buttons; `farSide` is the citizen's finger.
 * Promises as the contract; a press is told before `farSide.press` returns.
 */
export class SimulatedButtons implements Buttons {
  readonly count: number;
  readonly farSide: ButtonFarSide;
  readonly #clock: HalClock;
  readonly #told: ToldButtons;
  readonly #down = new Set<number>();
  #isPlugged = true;

  constructor(count: number, clock: HalClock, held: HeldOptions = {}) {
    this.count = count;
    this.#clock = clock;
    this.#told = new ToldButtons(clock, (number) => this.#down.has(number), held);
    this.farSide = {
      press: (number) => this.#press(number),
      hold: (number) => this.#hold(number),
      release: (number) => this.#release(number),
      plugged: (isPlugged) => this.#plug(isPlugged),
    };
  }

  get onPress() {
    return this.#told.onPress;
  }
  get onRelease() {
    return this.#told.onRelease;
  }
  get onStuck() {
    return this.#told.onStuck;
  }
  get onFree() {
    return this.#told.onFree;
  }
  get onProblem() {
    return this.#told.onProblem;
  }
  get onGone() {
    return this.#told.onGone;
  }
  get onBack() {
    return this.#told.onBack;
  }

  close(): Promise<void> {
    this.#told.close();
    return Promise.resolve();
  }

  #press(number: number): boolean {
    if (this.#down.has(number)) return false;
    const isTold = this.#hold(number);
    this.#release(number);
    return isTold;
  }

  #hold(number: number): boolean {
    const exists = Number.isInteger(number) && number >= 1 && number <= this.count;
    if (!exists || this.#down.has(number)) return false;
    this.#down.add(number);
    return this.#isPlugged && this.#told.pressed(number, this.#clock.monotonicMs());
  }

  #release(number: number): void {
    this.#down.delete(number);
    if (this.#isPlugged) this.#told.released(number);
  }

  #plug(isPlugged: boolean): void {
    if (isPlugged === this.#isPlugged) return;
    this.#isPlugged = isPlugged;
    if (!isPlugged) {
      this.#told.gone(new HalFault("HAL_BUTTON_GONE", "simulated"));
      return;
    }
    for (const number of this.#down) this.#told.down(number);
    this.#told.back();
  }
}
