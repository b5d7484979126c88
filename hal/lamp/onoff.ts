/**
 * Lamps on GPIO lines by way of `onoff` (sysfs).
 * Does not know why a lamp is lit.
 */
import type { HalFault } from "../errors.ts";
import { type GpioBinding, GpioBoard, type GpioLine } from "../gpio/board.ts";
import { HEADER_CHIP_LABELS } from "../gpio/sysfs.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { LampState, Lamps, OnoffLampsOptions } from "./contract.ts";

const CODES = {
  busy: "HAL_LAMP_BUSY",
  denied: "HAL_LAMP_DENIED",
  failed: "HAL_LAMP_FAILED",
  gone: "HAL_LAMP_GONE",
} as const;

/** Half a blink: one second on, one second off. */
const BLINK_MS = 1000;

/**
 * Lamps over `onoff`.
 * Writing a sysfs line is a system call of microseconds, so it is done at once and not in the thread pool.
 * Proven on a folder that looks like sysfs with a Gpio class of the tests; real GPIO is proven in the virtual machine of issue 3.
 */
export class OnoffLamps implements Lamps {
  readonly numbers: readonly number[];
  readonly #board: GpioBoard;
  readonly #lines = new Map<number, GpioLine>();
  readonly #states = new Map<number, LampState>();
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  #blink: NodeJS.Timeout | undefined;
  #isBright = true;

  constructor(options: OnoffLampsOptions, binding: GpioBinding) {
    this.numbers = options.lines.flatMap((line, place) => (line === null ? [] : [place + 1]));
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
    for (const number of this.numbers) this.set(number, "off");
  }

  set(number: number, state: LampState): void {
    if (!this.numbers.includes(number)) return;
    this.#states.set(number, state);
    this.#write(number, state === "on" || (state === "blink" && this.#isBright));
    this.#keepBlinking();
  }

  onGone(listener: (fault: HalFault) => void): StopListening {
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  close(): Promise<void> {
    for (const listeners of [this.#gone, this.#back]) listeners.clear();
    for (const number of this.numbers) this.set(number, "off");
    this.#board.close();
    return Promise.resolve();
  }

  #keepBlinking(): void {
    const isBlinking = [...this.#states.values()].includes("blink");
    if (isBlinking && this.#blink === undefined) {
      this.#blink = setInterval(() => this.#turn(), BLINK_MS).unref();
    } else if (!isBlinking) {
      clearInterval(this.#blink);
      this.#blink = undefined;
      this.#isBright = true; // the first lamp to blink begins with on
    }
  }

  #turn(): void {
    this.#isBright = !this.#isBright;
    for (const [number, state] of this.#states) if (state === "blink") this.#write(number, this.#isBright);
  }

  #write(number: number, isLit: boolean): void {
    try {
      this.#lines.get(number)?.writeSync(isLit ? 1 : 0);
    } catch (error) {
      this.#board.lost(error);
    }
  }

  #lost(fault: HalFault): void {
    this.#lines.clear();
    this.#gone.tell(fault);
  }

  #restore(): void {
    for (const [number, state] of this.#states) this.set(number, state);
    this.#back.tell();
  }
}
