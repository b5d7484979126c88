/**
 * A scanner on a wire: cuts, cleans and tells codes, and connects again by itself.
 * Knows no serial port and no keyboard: the wire is an injected binding, so the simulated scanner is the same class.
 */
import { ReadlineParser } from "@serialport/parser-readline";
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import { Plug, type Wire } from "../wire/plug.ts";
import { type CodeFrame, cleanCode } from "./clean.ts";
import { MAX_CODE_BYTES, type Scan, type Scanner, type ScanProblem } from "./contract.ts";
import { Held } from "./held.ts";
import { CodeSplitter } from "./splitter.ts";

/** What a wire tells the scanner; `onGap`: what came between is lost. */
export type WireUser = {
  onBytes: (bytes: Uint8Array) => void;
  onGap: () => void;
  onLost: (cause: unknown) => void;
};

/** Opens the wire; rejects with a HalFault of the scanner while it cannot be opened. `onLost` is told at most once, and not after `close`. */
export type ScannerBinding = { path: string; connect: (user: WireUser) => Promise<Wire> };

/** Times of a wired scanner, in milliseconds, and what is put around its codes. */
export type WiredScannerOptions = CodeFrame & { interByteTimeoutMs: number; reopenMs: number };

/**
 * A scanner over any wire. Promises as the contract; a scanner that is missing at `open` is told as gone, not thrown.
 * Two fences against a babbling scanner: the splitter's cap, and a parser that is thrown away with each connection.
 */
export class WiredScanner implements Scanner {
  readonly #binding: ScannerBinding;
  readonly #options: WiredScannerOptions;
  readonly #clock: HalClock;
  readonly #plug: Plug;
  readonly #codes = new Listeners<Scan>();
  readonly #problems = new Listeners<ScanProblem>();
  readonly #heldCode = new Held();
  readonly #heldProblems = { "too-long": new Held(), "not-text": new Held(), gap: new Held() };

  constructor(binding: ScannerBinding, options: WiredScannerOptions, clock: HalClock) {
    this.#binding = binding;
    this.#options = options;
    this.#clock = clock;
    this.#plug = new Plug((onLost) => this.#connect(onLost), {
      reopenMs: options.reopenMs,
      lost: (cause) => new HalFault("HAL_SCANNER_GONE", binding.path, cause),
    });
  }

  get isPresent(): boolean {
    return this.#plug.isIn;
  }

  /** Tries once to connect; a missing scanner does not reject, the tries go on until `close`. */
  open(): Promise<void> {
    return this.#plug.open();
  }

  onCode(listener: (scan: Scan) => void): StopListening {
    return this.#codes.add(listener);
  }

  onProblem(listener: (problem: ScanProblem) => void): StopListening {
    return this.#problems.add(listener);
  }

  /** Whoever begins to listen while the scanner is gone is told at once. */
  onGone(listener: (fault: HalFault) => void): StopListening {
    return this.#plug.onGone(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#plug.onBack(listener);
  }

  async close(): Promise<void> {
    this.#codes.clear();
    this.#problems.clear();
    await this.#plug.close();
  }

  async #connect(onLost: (cause: unknown) => void): Promise<Wire> {
    const splitter = this.#newSplitter();
    try {
      const wire = await this.#binding.connect({
        onBytes: (bytes) => void splitter.write(bytes),
        onGap: () => splitter.spoil(),
        onLost: (cause) => {
          splitter.destroy();
          onLost(cause);
        },
      });
      const close = (): Promise<void> => {
        splitter.destroy();
        return wire.close();
      };
      return { close };
    } catch (error) {
      splitter.destroy();
      throw error;
    }
  }

  #newSplitter(): CodeSplitter {
    const splitter = new CodeSplitter({
      maxBytes: MAX_CODE_BYTES,
      interByteTimeoutMs: this.#options.interByteTimeoutMs,
      onThrownAway: (problem, bytes) => this.#problem(problem, bytes),
    });
    // latin1 keeps every byte as it came; cleanCode decides whether they are text
    const parser = splitter.pipe(new ReadlineParser({ delimiter: "\n", encoding: "latin1" }));
    parser.on("data", (line: string) => this.#line(Buffer.from(line, "latin1")));
    return splitter;
  }

  #line(bytes: Uint8Array): void {
    const cleaned = cleanCode(bytes, this.#options);
    const monotonicMs = this.#clock.monotonicMs();
    if (!cleaned.ok) {
      if (cleaned.problem === "not-text") this.#problem("not-text", bytes.length);
    } else if (this.#heldCode.isNew(cleaned.code, monotonicMs))
      this.#codes.tell({ code: cleaned.code, monotonicMs, at: this.#clock.wallMs() });
  }

  #problem(problem: ScanProblem["problem"], bytes: number): void {
    if (!this.#heldProblems[problem].isNew(problem, this.#clock.monotonicMs())) return;
    this.#problems.tell({ problem, bytes, at: this.#clock.wallMs() });
  }
}
