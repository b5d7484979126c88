/**
 * A board of GPIO lines behind `onoff`: opens them, notices when the chip goes and comes back, opens them again.
 * Knows no button and no lamp; its two users say what the lines are for.
 */
import { type HalCode, HalFault, systemCode } from "../errors.ts";
import { findChip, type GpioChip, globalLine } from "./sysfs.ts";

/** What is used of one `onoff` line. Values are logical: 1 is active, whichever level that is. */
export type GpioLine = {
  readSync(): 0 | 1;
  writeSync(value: 0 | 1): void;
  watch(listener: (error: Error | null | undefined, value: 0 | 1) => void): void;
  unwatchAll(): void;
  unexport(): void;
};

/** The constructor of `onoff`; `line` is the kernel's global number. "high" and "low" are levels, not logical values. */
export type GpioConstructor = new (
  line: number,
  direction: "in" | "low" | "high",
  edge: "none" | "both",
  options: { activeLow: boolean },
) => GpioLine;

/** What stands between this class and the machine; tests give a folder and a class of their own. */
export type GpioBinding = {
  sysfsRoot: string;
  Gpio: GpioConstructor;
  /** How often the chip's presence is looked at, in milliseconds. */
  checkMs: number;
};

/** Which lines, and how. */
export type GpioBoardOptions = {
  chipLabels: readonly string[];
  isActiveLow: boolean;
  /** Lines on the chip; null is a place without a line. */
  lines: readonly (number | null)[];
  direction: "in" | "out";
  /** The codes for a line that is busy, denied or otherwise not to be opened, and for the chip's disappearance. */
  codes: { busy: HalCode; denied: HalCode; failed: HalCode; gone: HalCode };
};

/** Whom the board tells. `onLine` hands out each line at every opening, `place` counted from 0. */
export type GpioBoardUser = {
  onLine: (place: number, line: GpioLine) => void;
  onGone: (fault: HalFault) => void;
  onBack: () => void;
};

/**
 * The open lines of one chip.
 * Promises: `open` opens all lines or none; after `close` no watch and no timer is left.
 * Does not promise: that nobody else uses a line. sysfs hands an exported line to whoever asks, and a killed
 * process leaves its lines exported, so an exported line has to be taken over. Only EBUSY of the kernel is "busy".
 */
export class GpioBoard {
  readonly #binding: GpioBinding;
  readonly #options: GpioBoardOptions;
  readonly #user: GpioBoardUser;
  #chip: GpioChip | undefined;
  #lines: GpioLine[] = [];
  #check: NodeJS.Timeout | undefined;

  constructor(binding: GpioBinding, options: GpioBoardOptions, user: GpioBoardUser) {
    this.#binding = binding;
    this.#options = options;
    this.#user = user;
  }

  /** Faults: HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, and those of `codes`. */
  open(): void {
    this.#openLines();
    this.#check = setInterval(() => this.#look(), this.#binding.checkMs);
    this.#check.unref();
  }

  /** To be called by the user when reading or writing a line fails. */
  lost(cause: unknown): void {
    if (this.#chip === undefined) return;
    const { label } = this.#chip;
    this.#closeLines();
    this.#user.onGone(new HalFault(this.#options.codes.gone, label, cause));
  }

  close(): void {
    clearInterval(this.#check);
    this.#closeLines();
  }

  #look(): void {
    const present = findChip(this.#binding.sysfsRoot, this.#options.chipLabels);
    if (this.#chip !== undefined) {
      const isSame = present?.folder === this.#chip.folder && present.base === this.#chip.base;
      if (!isSame) this.lost(undefined);
    } else if (present !== undefined) this.#comeBack();
  }

  #comeBack(): void {
    try {
      this.#openLines();
    } catch (error) {
      if (error instanceof HalFault) return; // not whole yet: the next look tries again
      throw error;
    }
    this.#user.onBack();
  }

  #openLines(): void {
    const { chipLabels } = this.#options;
    const chip = findChip(this.#binding.sysfsRoot, chipLabels);
    if (chip === undefined) throw new HalFault("HAL_GPIO_CHIP_MISSING", chipLabels.join(", "));
    this.#chip = chip;
    try {
      for (const [place, line] of this.#options.lines.entries()) {
        if (line !== null) this.#user.onLine(place, this.#openLine(chip, line));
      }
    } catch (error) {
      this.#closeLines();
      throw error;
    }
  }

  #openLine(chip: GpioChip, line: number): GpioLine {
    const { direction, isActiveLow, codes } = this.#options;
    const number = globalLine(chip, line);
    const level = isActiveLow ? "high" : "low"; // an output starts inactive
    try {
      const opened =
        direction === "in"
          ? new this.#binding.Gpio(number, "in", "both", { activeLow: isActiveLow })
          : new this.#binding.Gpio(number, level, "none", { activeLow: isActiveLow });
      this.#lines.push(opened);
      return opened;
    } catch (error) {
      const code = systemCode(error);
      const fault = code === "EBUSY" ? codes.busy : isDenial(code) ? codes.denied : codes.failed;
      throw new HalFault(fault, `${chip.label}:${line}`, error);
    }
  }

  #closeLines(): void {
    const lines = this.#lines;
    this.#lines = [];
    this.#chip = undefined;
    for (const line of lines) closeLine(line);
  }
}

function isDenial(code: string): boolean {
  return code === "EACCES" || code === "EPERM" || code === "EROFS";
}

/** Closing a line of a chip that was unplugged fails in the kernel (ENODEV, ENOENT); it is closed all the same. */
function closeLine(line: GpioLine): void {
  try {
    line.unwatchAll();
    line.unexport();
  } catch (error) {
    if (systemCode(error) === "") throw error;
  }
}
