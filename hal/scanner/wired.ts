/**
 * A scanner on a wire: cuts, cleans and tells codes, and connects again by itself.
 * Knows no serial port: the wire is an injected binding, so the simulated scanner is the same class.
 */
import { ReadlineParser } from "@serialport/parser-readline";
import type { HalClock } from "../clock.ts";
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import { cleanCode } from "./clean.ts";
import { MAX_CODE_BYTES, type Scan, type Scanner, type ScanProblem } from "./contract.ts";
import { CodeSplitter } from "./splitter.ts";

/** What a wire tells the scanner. */
export type WireUser = { onBytes: (bytes: Uint8Array) => void; onLost: (cause: unknown) => void };

/** An open wire. `onLost` is told at most once, and not after `close`. */
export type ScannerWire = { close: () => Promise<void> };

/** Opens the wire; rejects with a HalFault of the scanner while it cannot be opened. */
export type ScannerBinding = { path: string; connect: (user: WireUser) => Promise<ScannerWire> };

/** Times of a wired scanner, in milliseconds. */
export type WiredScannerOptions = { interByteTimeoutMs: number; reopenMs: number };

/**
 * A scanner over any wire. Promises as the contract; a scanner that is missing at `open` is told as gone, not thrown.
 * Two fences against a babbling scanner: the splitter's cap, and a parser that is thrown away with each connection.
 */
export class WiredScanner implements Scanner {
  readonly #binding: ScannerBinding;
  readonly #options: WiredScannerOptions;
  readonly #clock: HalClock;
  readonly #codes = new Listeners<Scan>();
  readonly #problems = new Listeners<ScanProblem>();
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  #wire: ScannerWire | undefined;
  #splitter: CodeSplitter | undefined;
  #retry: NodeJS.Timeout | undefined;
  #connecting: Promise<void> = Promise.resolve();
  #fault: HalFault | undefined;
  #isClosed = false;

  constructor(binding: ScannerBinding, options: WiredScannerOptions, clock: HalClock) {
    this.#binding = binding;
    this.#options = options;
    this.#clock = clock;
  }

  get isPresent(): boolean {
    return this.#wire !== undefined;
  }

  /** Tries once to connect; never rejects, the tries go on until `close`. */
  async open(): Promise<void> {
    this.#connecting = this.#connect();
    await this.#connecting;
  }

  onCode(listener: (scan: Scan) => void): StopListening {
    return this.#codes.add(listener);
  }

  onProblem(listener: (problem: ScanProblem) => void): StopListening {
    return this.#problems.add(listener);
  }

  /** Whoever begins to listen while the scanner is gone is told at once. */
  onGone(listener: (fault: HalFault) => void): StopListening {
    if (this.#fault !== undefined) listener(this.#fault);
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    for (const listeners of [this.#codes, this.#problems, this.#gone, this.#back]) listeners.clear();
    await this.#connecting;
    this.#splitter?.destroy();
    const wire = this.#wire;
    this.#wire = undefined;
    await wire?.close();
  }

  async #connect(): Promise<void> {
    const splitter = this.#newSplitter();
    let isLost = false; // may come before the answer of connect is seen here
    try {
      const wire = await this.#binding.connect({
        onBytes: (bytes) => void splitter.write(bytes),
        onLost: (cause) => {
          isLost = true;
          splitter.destroy();
          this.#lost(new HalFault("HAL_SCANNER_GONE", this.#binding.path, cause));
        },
      });
      if (isLost) return;
      this.#wire = wire;
    } catch (error) {
      splitter.destroy();
      if (!(error instanceof HalFault)) throw error;
      this.#lost(error);
      return;
    }
    this.#splitter = splitter;
    const wasGone = this.#fault !== undefined;
    this.#fault = undefined;
    if (wasGone) this.#back.tell();
  }

  #lost(fault: HalFault): void {
    this.#splitter?.destroy();
    this.#splitter = undefined;
    this.#wire = undefined;
    if (this.#isClosed) return;
    const isNews = this.#fault?.code !== fault.code;
    this.#fault = fault;
    this.#retry = setTimeout(() => void this.open(), this.#options.reopenMs).unref();
    if (isNews) this.#gone.tell(fault);
  }

  #newSplitter(): CodeSplitter {
    const splitter = new CodeSplitter({
      maxBytes: MAX_CODE_BYTES,
      interByteTimeoutMs: this.#options.interByteTimeoutMs,
      onTooLong: (bytes) => this.#problems.tell({ problem: "too-long", bytes, at: this.#clock.wallMs() }),
    });
    // latin1 keeps every byte as it came; cleanCode decides whether they are text
    const parser = splitter.pipe(new ReadlineParser({ delimiter: "\n", encoding: "latin1" }));
    parser.on("data", (line: string) => this.#line(Buffer.from(line, "latin1")));
    return splitter;
  }

  #line(bytes: Uint8Array): void {
    const cleaned = cleanCode(bytes);
    const at = this.#clock.wallMs();
    if (cleaned.ok) this.#codes.tell({ code: cleaned.code, monotonicMs: this.#clock.monotonicMs(), at });
    else if (cleaned.problem === "not-text")
      this.#problems.tell({ problem: "not-text", bytes: bytes.length, at });
  }
}
