/**
 * What every driver of buttons tells, and the listeners it tells: the part of the contract that is the same for all.
 * Knows no wire.
 */
import type { HalClock } from "../clock.ts";
import type { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { ButtonPress, ButtonRelease, FreeButton, StuckButton } from "./contract.ts";
import { HeldButtons, type HeldOptions } from "./held.ts";

/** The listeners of one driver, and which of its buttons are held; `isDown` asks the contact. */
export class ToldButtons {
  readonly #clock: HalClock;
  readonly #held: HeldButtons;
  readonly #presses = new Listeners<ButtonPress>();
  readonly #problems = new Listeners<HalFault>();
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();

  constructor(clock: HalClock, isDown: (number: number) => boolean, options: HeldOptions) {
    this.#clock = clock;
    this.#held = new HeldButtons(clock, isDown, options);
  }

  readonly onPress = (listener: (press: ButtonPress) => void): StopListening => this.#presses.add(listener);
  readonly onProblem = (listener: (fault: HalFault) => void): StopListening => this.#problems.add(listener);
  readonly onGone = (listener: (fault: HalFault) => void): StopListening => this.#gone.add(listener);
  readonly onBack = (listener: () => void): StopListening => this.#back.add(listener);
  readonly onStuck = (listener: (stuck: StuckButton) => void): StopListening =>
    this.#held.stuck.add(listener);
  readonly onFree = (listener: (free: FreeButton) => void): StopListening => this.#held.free.add(listener);

  readonly onRelease = (listener: (release: ButtonRelease) => void): StopListening =>
    this.#held.letGo.add(listener);

  /** A contact closed at `monotonicMs`; true when that was told as a press, false when the button is stuck. */
  pressed(number: number, monotonicMs: number): boolean {
    if (!this.#held.pressed(number, monotonicMs, true)) return false;
    const agoMs = this.#clock.monotonicMs() - monotonicMs;
    this.#presses.tell({ number, monotonicMs, at: this.#clock.wallMs() - agoMs });
    return true;
  }

  /** A contact that is closed without a press: it was so at the opening, or it bounces. */
  down(number: number): void {
    this.#held.pressed(number, this.#clock.monotonicMs(), false);
  }

  released(number: number): void {
    this.#held.released(number);
  }

  problem(fault: HalFault): void {
    this.#problems.tell(fault);
  }

  gone(fault: HalFault): void {
    this.#held.forget();
    this.#gone.tell(fault);
  }

  back(): void {
    this.#back.tell();
  }

  close(): void {
    this.#held.close();
    for (const listeners of [this.#presses, this.#problems, this.#gone, this.#back]) listeners.clear();
  }
}
