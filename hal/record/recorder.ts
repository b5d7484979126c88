/**
 * Keeps raw device traffic in a file for fault reports, masked before it is written.
 * Knows no driver; what is recorded comes from wrap.ts.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import type { HalClock } from "../clock.ts";
import { RECORD_MASKED, type RecordHead, type RecordLine } from "./contract.ts";

/** A day of a busy stand; a card is not filled by a recording that somebody forgot. */
const MOST_RECORD_BYTES = 20_000_000;

type Happening = RecordLine extends infer Line ? (Line extends RecordLine ? Omit<Line, "t"> : never) : never;

export type RecorderOptions = {
  readonly path: string;
  readonly head: Omit<RecordHead, "talon" | "v" | "masked" | "startedAt">;
  readonly clock: HalClock;
  readonly mostBytes?: number;
};

/**
 * A recording from `open` to `close`.
 * Promises: a line is in the kernel's hands when `note` returns, so that a killed process loses none; a file that grew to its
 * cap, or can be written no more, ends there and the drivers go on. Does not promise that lines outlive a power cut.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #startMs: number;
  #fd: number | undefined;
  #bytes = 0;
  #hasNoted = false;

  private constructor(options: RecorderOptions, fd: number) {
    this.#options = options;
    this.#fd = fd;
    this.#startMs = options.clock.monotonicMs();
  }

  /** Makes the file, readable for its owner alone. Throws the system's error where it cannot be made. */
  static open(options: RecorderOptions): Recorder {
    const recorder = new Recorder(options, openSync(options.path, "w", 0o600));
    const startedAt = options.clock.wallMs();
    const head: RecordHead = { talon: "record", v: 1, masked: RECORD_MASKED, startedAt, ...options.head };
    recorder.#write(`${JSON.stringify(head)}\n`);
    return recorder;
  }

  /** Whether the file holds more than its head. */
  get hasNoted(): boolean {
    return this.#hasNoted;
  }

  note(happening: Happening): void {
    if (this.#fd === undefined) return;
    this.#hasNoted = true;
    const t = this.#options.clock.monotonicMs() - this.#startMs;
    const line = `${JSON.stringify({ t, ...happening })}\n`;
    if (this.#bytes + line.length <= (this.#options.mostBytes ?? MOST_RECORD_BYTES)) return this.#write(line);
    this.#write(`${JSON.stringify({ t, part: "record", what: "full" })}\n`);
    this.close();
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #write(line: string): void {
    if (this.#fd === undefined) return;
    try {
      this.#bytes += writeSync(this.#fd, line);
    } catch {
      this.close(); // a full card: a recording is never worth a stand
    }
  }
}
