/**
 * Lamps on GPIO lines by way of `onoff` (sysfs).
 * Does not know why a lamp is lit.
 */
import type { HalFault } from "../errors.ts";
import { type GpioBinding, GpioBoard, type GpioLine } from "../gpio/board.ts";
import { HEADER_CHIP_LABELS } from "../gpio/sysfs.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { LampState, Lamps, OnoffLampsOptions } from "./contract.ts";
import { type Lights, ShownLamps } from "./shown.ts";

const CODES = {
  busy: "HAL_LAMP_BUSY",
  denied: "HAL_LAMP_DENIED",
  failed: "HAL_LAMP_FAILED",
  gone: "HAL_LAMP_GONE",
} as const;

/**
 * Lamps over `onoff`.
 * Writing a sysfs line is a system call of microseconds, so it is done at once and not in the thread pool.
 * Proven on a folder that looks like sysfs with a Gpio class of the tests; real GPIO is proven in the virtual machine of issue 3.
 */
export class OnoffLamps implements Lamps {
  readonly numbers: readonly number[];
  readonly #board: GpioBoard;
  readonly #lines = new Map<number, GpioLine>();
  readonly #shown: ShownLamps;
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();

  constructor(options: OnoffLampsOptions, binding: GpioBinding) {
    this.numbers = options.lines.flatMap((line, place) => (line === null ? [] : [place + 1]));
    this.#shown = new ShownLamps(this.numbers, (lights) => this.#light(lights));
    this.#board = new GpioBoard(
      binding,
      {
        chipLabels: options.chipLabels ?? HEADER_CHIP_LABELS,
        isActiveLow: options.isActiveLow ?? false,
        lines: options.lines,
        direction: "out",
        codes: CODES,
      },
      {
        onLine: (place, line) => this.#lines.set(place + 1, line),
        onGone: (fault) => this.#lost(fault),
        onBack: () => this.#restore(),
      },
    );
  }

  /** Faults: HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_LAMP_BUSY, HAL_LAMP_DENIED, HAL_LAMP_FAILED. */
  open(): void {
    this.#board.open();
    this.#light(this.#shown.all());
  }

  set(number: number, state: LampState): void {
    this.#shown.set(number, state);
  }

  onGone(listener: (fault: HalFault) => void): StopListening {
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  close(): Promise<void> {
    for (const listeners of [this.#gone, this.#back]) listeners.clear();
    this.#shown.end();
    this.#board.close();
    return Promise.resolve();
  }

  #light(lights: Lights): void {
    try {
      for (const [number, isLit] of lights) this.#lines.get(number)?.writeSync(isLit ? 1 : 0);
    } catch (error) {
      this.#board.lost(error);
    }
  }

  #lost(fault: HalFault): void {
    this.#lines.clear();
    this.#gone.tell(fault);
  }

  #restore(): void {
    this.#light(this.#shown.all());
    this.#back.tell();
  }
}
