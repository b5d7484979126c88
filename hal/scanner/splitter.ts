/**
 * Cuts a scanner's bytes into codes before any parser sees them, and keeps memory bounded.
 * Knows no serial line and no meaning of a code.
 */
import { Transform, type TransformCallback } from "node:stream";

const LF = 0x0a;
const CR = 0x0d;

/** How codes are cut. */
export type SplitterOptions = {
  /** The longest code that is passed on, in bytes. */
  maxBytes: number;
  /** Silence after which received bytes count as a whole code, in milliseconds. */
  interByteTimeoutMs: number;
  /** Told once for every code that is thrown away, with its bytes: longer than `maxBytes`, or with a gap inside (see `spoil`). */
  onThrownAway: (problem: "too-long" | "gap", bytes: number) => void;
};

/** A timer that rings this much late tells that the event loop was busy: bytes may be waiting that are not read yet. */
const BUSY_MS = 20;

/**
 * A stream of bytes in, a stream of codes out, each ended by exactly one LF, for a parser that knows LF only
 * (@serialport/parser-readline has no limit of its own and glues CR and CRLF).
 * Promises: CR, LF and CRLF all end a code; nothing between two ends is passed on; a code longer than `maxBytes` is
 * thrown away whole and told once; never more than `maxBytes` are kept; a busy event loop is not taken for silence. After
 * `destroy` no timer is left.
 */
export class CodeSplitter extends Transform {
  readonly #options: SplitterOptions;
  readonly #kept: Uint8Array;
  #length = 0;
  #hasGap = false;
  #silence: NodeJS.Timeout | undefined;

  constructor(options: SplitterOptions) {
    super();
    this.#options = options;
    this.#kept = new Uint8Array(options.maxBytes);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    clearTimeout(this.#silence);
    for (const byte of chunk) {
      if (byte === LF || byte === CR) this.#end();
      else this.#keep(byte);
    }
    if (this.#length > 0 || this.#hasGap) this.#awaitSilence();
    done();
  }

  /** Bytes were lost on the wire: what is kept is no whole code, and neither is what comes until the next end. */
  spoil(): void {
    clearTimeout(this.#silence);
    this.#hasGap = true;
    this.#awaitSilence();
  }

  override _flush(done: TransformCallback): void {
    clearTimeout(this.#silence);
    this.#end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#silence);
    this.#length = 0;
    this.#hasGap = false;
    done(error);
  }

  #keep(byte: number): void {
    if (this.#length < this.#kept.length) this.#kept[this.#length] = byte;
    this.#length += 1;
  }

  #awaitSilence(): void {
    const { interByteTimeoutMs } = this.#options;
    const dueMs = performance.now() + interByteTimeoutMs;
    this.#silence = setTimeout(() => {
      if (performance.now() - dueMs > BUSY_MS) this.#awaitSilence();
      else this.#end();
    }, interByteTimeoutMs).unref();
  }

  #end(): void {
    const length = this.#length;
    const hasGap = this.#hasGap;
    this.#length = 0;
    this.#hasGap = false;
    if (hasGap) this.#options.onThrownAway("gap", length);
    else if (length > this.#kept.length) this.#options.onThrownAway("too-long", length);
    else if (length > 0) this.push(Buffer.concat([this.#kept.subarray(0, length), Buffer.of(LF)]));
  }
}
