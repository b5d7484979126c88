/**
 * Lamps on GPIO lines by way of the kernel's character device: claimed for us alone, all set in one system call.
 * Does not know why a lamp is lit.
 */
import type { HalFault } from "../errors.ts";
import { CdevBoard, type ClaimedLines } from "../gpio/cdev-board.ts";
import type { GpioDevices } from "../gpio/chips.ts";
import { LINE_FLAG } from "../gpio/uapi.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import type { CdevLampWiring, LampState, Lamps } from "./contract.ts";
import { type Lights, ShownLamps } from "./shown.ts";

const CODES = {
  busy: "HAL_LAMP_BUSY",
  denied: "HAL_LAMP_DENIED",
  failed: "HAL_LAMP_FAILED",
  gone: "HAL_LAMP_GONE",
} as const;

/**
 * Lamps over /dev/gpiochipN.
 * The kernel sets the lines inactive with the very claim, so a lamp never flashes at the start. Setting lines is a system
 * call of microseconds, done at once.
 */
export class CdevLamps implements Lamps {
  readonly numbers: readonly number[];
  readonly #board: CdevBoard;
  readonly #shown: ShownLamps;
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  #lines: ClaimedLines | undefined;

  constructor(wiring: CdevLampWiring, devices: GpioDevices) {
    this.numbers = wiring.lines.flatMap((line, place) => (line === null ? [] : [place + 1]));
    this.#shown = new ShownLamps(this.numbers, (lights) => this.#light(lights));
    const options = {
      chipLabels: wiring.chipLabels,
      lines: wiring.lines.filter((line) => line !== null),
      flags: LINE_FLAG.output | (wiring.isActiveLow ? LINE_FLAG.activeLow : 0n),
      debounceUs: 0,
      codes: CODES,
    };
    this.#board = new CdevBoard(devices, options, {
      onClaim: (lines) => this.#begin(lines),
      onGone: (fault) => {
        this.#lines = undefined;
        this.#gone.tell(fault);
      },
      onBack: () => this.#back.tell(),
    });
  }

  /** Faults: HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_GPIO_LINE_MISSING, HAL_LAMP_BUSY, HAL_LAMP_DENIED, HAL_LAMP_FAILED. */
  open(): void {
    if (this.numbers.length > 0) this.#board.open();
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

  #begin(lines: ClaimedLines): void {
    this.#write(lines, this.#shown.all());
    this.#lines = lines;
  }

  #light(lights: Lights): void {
    if (this.#lines === undefined) return;
    try {
      this.#write(this.#lines, lights);
    } catch (error) {
      this.#board.lost(error);
    }
  }

  #write(lines: ClaimedLines, lights: Lights): void {
    let bits = 0n;
    let mask = 0n;
    for (const [number, isLit] of lights) {
      const bit = 1n << BigInt(this.numbers.indexOf(number));
      mask |= bit;
      if (isLit) bits |= bit;
    }
    lines.write(bits, mask);
  }
}
