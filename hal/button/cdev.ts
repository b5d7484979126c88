/**
 * Buttons on GPIO lines by way of the kernel's character device: its debounce, its clock, its memory of edges.
 * Knows no menu and no service.
 */
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { CdevBoard, type ClaimedLines } from "../gpio/cdev-board.ts";
import type { GpioDevices } from "../gpio/chips.ts";
import { EventCutter, LINE_FLAG, type LineEvent } from "../gpio/uapi.ts";
import { Pump } from "../pump.ts";
import type { Buttons, CdevButtonWiring } from "./contract.ts";
import { ToldButtons } from "./told.ts";

const CODES = {
  busy: "HAL_BUTTON_BUSY",
  denied: "HAL_BUTTON_DENIED",
  failed: "HAL_BUTTON_FAILED",
  gone: "HAL_BUTTON_GONE",
} as const;

/** 20 ms and more swallowed every tap of 10 ms, measured on the kernel. */
const DEBOUNCE_MS = 5;
/** The pause before another child reads on, when one ended although the chip is there. */
const READ_AGAIN_MS = 200;
/** A child that ends sooner than this, so many times in a row without a word, will never read: it is missing, or forbidden. */
const SHORT_LIFE_MS = 2000;
const MOST_SHORT_LIVES = 5;

/**
 * Buttons over /dev/gpiochipN.
 * The lines are claimed in one request, so two buttons at once come in the order of the kernel's clock. A child reads them
 * (pump.ts); one that is killed is replaced, and the kernel keeps the edges meanwhile. Edges that the kernel had to drop
 * show as a gap in the line's count: told as HAL_BUTTON_MISSED, and the level is read back.
 */
export class CdevButtons implements Buttons {
  readonly count: number;
  readonly #clock: HalClock;
  readonly #told: ToldButtons;
  readonly #board: CdevBoard;
  #lines: ClaimedLines | undefined;
  #pump: Pump | undefined;
  #again: NodeJS.Timeout | undefined;
  #readSinceMs = 0;
  #shortLives = 0;
  #cutter = new EventCutter();
  /** The last count of each line, by its number on the chip. */
  #counts = new Map<number, number>();

  constructor(wiring: CdevButtonWiring, devices: GpioDevices, clock: HalClock) {
    this.count = wiring.lines.length;
    this.#clock = clock;
    this.#told = new ToldButtons(clock, (number) => this.#isDown(number), wiring);
    const options = {
      chipLabels: wiring.chipLabels,
      lines: wiring.lines,
      flags: flagsOf(wiring),
      debounceUs: (wiring.debounceMs ?? DEBOUNCE_MS) * 1000,
      codes: CODES,
    };
    this.#board = new CdevBoard(devices, options, {
      onClaim: (lines) => this.#begin(lines),
      onGone: (fault) => this.#gone(fault),
      onBack: () => this.#told.back(),
    });
  }

  /** Faults: HAL_GPIO_CHIP_MISSING, HAL_GPIO_LINE_OUTSIDE, HAL_GPIO_LINE_MISSING, HAL_BUTTON_BUSY, HAL_BUTTON_DENIED, HAL_BUTTON_FAILED. */
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

  async close(): Promise<void> {
    this.#told.close();
    this.#board.close();
    await this.#stopReading();
  }

  #begin(lines: ClaimedLines): void {
    const bits = lines.read();
    this.#lines = lines;
    this.#counts = new Map();
    for (let number = 1; number <= this.count; number += 1) if (isSet(bits, number)) this.#told.down(number);
    this.#read(lines);
  }

  #read(lines: ClaimedLines): void {
    this.#cutter = new EventCutter();
    this.#readSinceMs = this.#clock.monotonicMs();
    this.#pump = new Pump(lines.fd, {
      onBytes: (bytes) => this.#heard(lines, bytes),
      onEnd: (cause) => this.#ended(lines, cause),
    });
    this.#pump.start();
  }

  #heard(lines: ClaimedLines, bytes: Uint8Array): void {
    this.#shortLives = 0;
    for (const event of this.#cutter.take(bytes)) if (lines === this.#lines) this.#edge(lines, event);
  }

  #edge(lines: ClaimedLines, event: LineEvent): void {
    const number = lines.offsets.indexOf(event.offset) + 1;
    if (number === 0) return;
    const missed = event.lineSeq - (this.#counts.get(event.offset) ?? 0) - 1;
    this.#counts.set(event.offset, event.lineSeq);
    if (missed > 0) this.#told.released(number); // among the lost edges there was a release, or the contact says otherwise
    if (event.isActive) this.#told.pressed(number, Number(event.timestampNs / 1_000_000n));
    else this.#told.released(number);
    if (missed > 0) this.#missed(number, missed);
  }

  /** Edges were lost: what counts is how the contact is now. */
  #missed(number: number, edges: number): void {
    if (this.#isDown(number)) this.#told.down(number);
    else this.#told.released(number);
    this.#told.problem(new HalFault("HAL_BUTTON_MISSED", `${number} (${edges})`));
  }

  #isDown(number: number): boolean {
    try {
      return this.#lines !== undefined && isSet(this.#lines.read(), number);
    } catch (error) {
      this.#board.lost(error);
      return false;
    }
  }

  #ended(lines: ClaimedLines, cause: unknown): void {
    this.#board.look(); // a chip that was pulled is told here
    if (this.#lines !== lines) return;
    if (this.#clock.monotonicMs() - this.#readSinceMs > SHORT_LIFE_MS) this.#shortLives = 0;
    this.#shortLives += 1;
    if (this.#shortLives < MOST_SHORT_LIVES) {
      this.#again = setTimeout(() => this.#read(lines), READ_AGAIN_MS).unref();
      return;
    }
    const words = cause instanceof Error ? cause.message : String(cause);
    this.#board.giveUp(new HalFault("HAL_BUTTON_UNREAD", words, cause));
  }

  #gone(fault: HalFault): void {
    this.#lines = undefined;
    void this.#stopReading();
    this.#told.gone(fault);
  }

  async #stopReading(): Promise<void> {
    clearTimeout(this.#again);
    await this.#pump?.stop();
  }
}

const isSet = (bits: bigint, number: number): boolean => ((bits >> BigInt(number - 1)) & 1n) === 1n;

function flagsOf({ isActiveLow = true, bias }: CdevButtonWiring): bigint {
  const resistors = { "pull-up": LINE_FLAG.pullUp, "pull-down": LINE_FLAG.pullDown, none: LINE_FLAG.noBias };
  const edges = LINE_FLAG.input | LINE_FLAG.edgeRising | LINE_FLAG.edgeFalling;
  const resting = isActiveLow ? "pull-up" : "pull-down";
  return edges | resistors[bias ?? resting] | (isActiveLow ? LINE_FLAG.activeLow : 0n);
}
