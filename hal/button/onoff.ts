/**
 * Buttons on GPIO lines by way of `onoff` (sysfs and epoll).
 * Knows no menu and no service.
 */
import type { HalClock } from "../clock.ts";
import { systemCode } from "../errors.ts";
import { type GpioBinding, GpioBoard, type GpioLine } from "../gpio/board.ts";
import { HEADER_CHIP_LABELS } from "../gpio/sysfs.ts";
import type { Buttons, OnoffButtonsOptions } from "./contract.ts";
import type { HeldOptions } from "./held.ts";
import { ToldButtons } from "./told.ts";

const CODES = {
  busy: "HAL_BUTTON_BUSY",
  denied: "HAL_BUTTON_DENIED",
  failed: "HAL_BUTTON_FAILED",
  gone: "HAL_BUTTON_GONE",
} as const;

/**
 * Buttons over `onoff`.
 * A press counts at its first edge, so a tap of any length counts; onoff's own debounce reads the level only afterwards
 * and loses short taps. Limit of sysfs: while the event loop is busy, an edge is read late and may show "released", and
 * that press is lost (measured: 56 of 100 at a saturated loop).
 * Proven on a folder that looks like sysfs with a Gpio class of the tests; real GPIO is proven in the virtual machine of issue 3.
 */
export class OnoffButtons implements Buttons {
  readonly count: number;
  readonly #clock: HalClock;
  readonly #debounceMs: number;
  readonly #board: GpioBoard;
  readonly #edgeMs: number[];
  /** Places whose contact was closed when it was last read. */
  readonly #closed = new Set<number>();
  readonly #lines = new Map<number, GpioLine>();
  readonly #told: ToldButtons;

  constructor(options: OnoffButtonsOptions & HeldOptions, binding: GpioBinding, clock: HalClock) {
    this.count = options.lines.length;
    this.#clock = clock;
    this.#told = new ToldButtons(clock, (number) => this.#isDown(number), options);
    this.#debounceMs = options.debounceMs ?? 8;
    this.#edgeMs = options.lines.map(() => Number.NEGATIVE_INFINITY);
    this.#board = new GpioBoard(
      binding,
      {
        chipLabels: options.chipLabels ?? HEADER_CHIP_LABELS,
        isActiveLow: options.isActiveLow ?? true,
        lines: options.lines,
        direction: "in",
        codes: CODES,
      },
      {
        onLine: (place, line) => this.#watch(place, line),
        onGone: (fault) => {
          this.#lines.clear();
          this.#closed.clear();
          this.#told.gone(fault);
        },
        onBack: () => this.#told.back(),
      },
    );
  }

  /** Faults: HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_BUTTON_BUSY, HAL_BUTTON_DENIED, HAL_BUTTON_FAILED. */
  open(): void {
    this.#board.open();
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
    this.#lines.clear();
    this.#board.close();
    return Promise.resolve();
  }

  #watch(place: number, line: GpioLine): void {
    this.#lines.set(place + 1, line);
    if (isClosed(line)) {
      this.#closed.add(place);
      this.#told.down(place + 1);
    }
    line.watch((error, value) => {
      if (error) this.#board.lost(error);
      else this.#edge(place, value);
    });
  }

  #edge(place: number, value: 0 | 1): void {
    const monotonicMs = this.#clock.monotonicMs();
    const isBounce = monotonicMs - (this.#edgeMs[place] ?? 0) < this.#debounceMs;
    // The first edge of a press may be read when the contact has already bounced open again: nothing has begun yet.
    if (value === 0 && !this.#closed.has(place)) return;
    this.#edgeMs[place] = monotonicMs;
    if (value === 0) this.#closed.delete(place);
    else this.#closed.add(place);
    if (value === 0) this.#told.released(place + 1);
    else if (isBounce) this.#told.down(place + 1);
    else this.#told.pressed(place + 1, monotonicMs);
  }

  #isDown(number: number): boolean {
    try {
      return this.#lines.get(number)?.readSync() === 1;
    } catch (error) {
      this.#board.lost(error);
      return false;
    }
  }
}

/** Whether the contact is closed at the opening; a line that goes at this very moment is noticed by the board. */
function isClosed(line: GpioLine): boolean {
  try {
    return line.readSync() === 1;
  } catch (error) {
    if (systemCode(error) === "") throw error;
    return false;
  }
}
