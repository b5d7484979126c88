/**
 * A board of GPIO lines behind the kernel's character device: claims them, notices when the chip goes, claims them again.
 * Knows no button and no lamp; its two users say what the lines are for.
 */
import { closeSync } from "node:fs";
import { type HalCode, HalFault, systemCode } from "../errors.ts";
import type { Libc } from "../libc.ts";
import type { FoundChip, GpioDevices, LineName } from "./chips.ts";
import { findChipDevice, holderOf } from "./chips.ts";
import {
  allLines,
  encodeLineRequest,
  encodeValues,
  GPIO_IOCTL,
  LINE_FLAG,
  requestedFd,
  valueBits,
} from "./uapi.ts";

/** What gpioinfo shows as the user of our lines. */
const CONSUMER = "talon-stand";
/** How many edges a line may be ahead of its reader; the kernel keeps 1024 of one request at most. */
const EVENTS_A_LINE = 64;

/** Which lines, and how. */
export type CdevBoardOptions = {
  /** Undefined: the header of a Raspberry Pi, or, where every line is named, any chip that has them. */
  chipLabels: readonly string[] | undefined;
  lines: readonly LineName[];
  /** Of `LINE_FLAG`. */
  flags: bigint;
  /** 0: none, as for outputs. */
  debounceUs: number;
  /** The codes for a line that is busy, denied or otherwise not to be claimed, and for the chip's disappearance. */
  codes: { busy: HalCode; denied: HalCode; failed: HalCode; gone: HalCode };
};

/** Whom the board tells. `onClaim` hands out the lines at every claim, before `open` returns and before `onBack`. */
export type CdevBoardUser = {
  onClaim: (lines: ClaimedLines) => void;
  onGone: (fault: HalFault) => void;
  onBack: () => void;
};

/**
 * Lines that are ours alone. A line is known by its place in the options; bits are logical: 1 is active.
 * `read` and `write` throw the system's error (ENODEV) when the chip is gone.
 */
export class ClaimedLines {
  readonly fd: number;
  readonly label: string;
  readonly offsets: readonly number[];
  readonly #libc: Libc;

  constructor(fd: number, { chip, offsets }: FoundChip, libc: Libc) {
    this.fd = fd;
    this.label = chip.label;
    this.offsets = offsets;
    this.#libc = libc;
  }

  read(): bigint {
    const values = encodeValues(0n, allLines(this.offsets.length));
    this.#libc.ioctl(this.fd, GPIO_IOCTL.getValues, values);
    return valueBits(values);
  }

  /** All lines in `mask` change in one system call. */
  write(bits: bigint, mask: bigint): void {
    this.#libc.ioctl(this.fd, GPIO_IOCTL.setValues, encodeValues(bits, mask));
  }
}

/**
 * The claimed lines of one chip.
 * Promises: all lines or none, in one request, so nobody else can use them, and the kernel frees them when the process ends;
 * a chip that goes is noticed within `checkMs`, also while nobody reads or writes (so values are asked
 * for, which fails at once), and found again by label or name, whatever number it then has; after `close` no descriptor and no timer.
 */
export class CdevBoard {
  readonly #devices: GpioDevices;
  readonly #options: CdevBoardOptions;
  readonly #user: CdevBoardUser;
  #claimed: ClaimedLines | undefined;
  #check: NodeJS.Timeout | undefined;

  constructor(devices: GpioDevices, options: CdevBoardOptions, user: CdevBoardUser) {
    this.#devices = devices;
    this.#options = options;
    this.#user = user;
  }

  /** Faults: HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_GPIO_LINE_MISSING, and those of `codes`. */
  open(): void {
    this.#claim();
    this.#check = setInterval(() => this.look(), this.#devices.checkMs);
    this.#check.unref();
  }

  /** Looks whether the chip is there, and tells what has changed. */
  look(): void {
    if (this.#claimed === undefined) this.#comeBack();
    else this.#isThere(this.#claimed);
  }

  /** To be called by the user when reading or writing lines fails. */
  lost(cause: unknown): void {
    if (this.#claimed === undefined) return;
    const { label } = this.#claimed;
    this.#release();
    this.#user.onGone(new HalFault(this.#options.codes.gone, label, cause));
  }

  /** Ends for good, telling `fault` as gone: for what no waiting mends. */
  giveUp(fault: HalFault): void {
    this.close();
    this.#user.onGone(fault);
  }

  close(): void {
    clearInterval(this.#check);
    this.#release();
  }

  #isThere(claimed: ClaimedLines): void {
    try {
      claimed.read();
    } catch (error) {
      this.lost(error);
    }
  }

  #comeBack(): void {
    try {
      this.#claim();
    } catch (error) {
      if (error instanceof HalFault) return; // not whole yet, or the old claim still ends: the next look tries again
      throw error;
    }
    this.#user.onBack();
  }

  #claim(): void {
    const { chipLabels: labels, lines } = this.#options;
    const found = this.#orFault(labels?.join(", ") ?? lines.join(", "), () =>
      findChipDevice(this.#devices, { labels, lines }),
    );
    const claimed = this.#claimOf(found);
    this.#claimed = claimed;
    try {
      this.#orFault(claimed.label, () => this.#user.onClaim(claimed));
    } catch (fault) {
      this.#release();
      throw fault;
    }
  }

  #claimOf(found: FoundChip): ClaimedLines {
    try {
      return new ClaimedLines(this.#request(found), found, this.#devices.libc);
    } finally {
      closeSync(found.chip.fd); // the claim lives in its own descriptor
    }
  }

  #request(found: FoundChip): number {
    const { flags, debounceUs } = this.#options;
    const { offsets, chip } = found;
    const hasEdges = (flags & LINE_FLAG.edgeRising) !== 0n;
    const eventBuffer = hasEdges ? offsets.length * EVENTS_A_LINE : 0;
    const request = encodeLineRequest({ offsets, consumer: CONSUMER, flags, debounceUs, eventBuffer });
    try {
      this.#devices.libc.ioctl(chip.fd, GPIO_IOCTL.requestLines, request);
    } catch (error) {
      const isBusy = systemCode(error) === "EBUSY";
      const lines = isBusy ? holderOf(this.#devices, found) : offsets.join(", ");
      throw this.#fault(`${chip.label}:${lines}`, error);
    }
    return requestedFd(request);
  }

  #orFault<Result>(value: string, act: () => Result): Result {
    try {
      return act();
    } catch (error) {
      throw error instanceof HalFault ? error : this.#fault(value, error);
    }
  }

  /** What the system said, as a fault of these lines; anything else is a bug. */
  #fault(value: string, error: unknown): unknown {
    const { busy, denied, failed } = this.#options.codes;
    const code = systemCode(error);
    if (code === "") return error;
    if (code === "EBUSY") return new HalFault(busy, value, error);
    return new HalFault(code === "EACCES" || code === "EPERM" ? denied : failed, value, error);
  }

  #release(): void {
    if (this.#claimed !== undefined) closeSync(this.#claimed.fd);
    this.#claimed = undefined;
  }
}
