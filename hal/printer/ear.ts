/**
 * Tells the answers of a printer apart in the bytes that come from it, and from rubbish.
 * Knows no transport, asks nothing and keeps at most the four bytes of one answer.
 *
 * The fixed bits make it possible: an answer to DLE EOT is 0xx1xx10, one to GS r is 0xx0xxxx, and what is told unasked begins
 * with 0xx1xx00 and goes on with three bytes 0xx0xxxx, which come together and are no answers to GS r.
 */
import { isDrainedAnswer, isRealTimeAnswer, isUnaskedHead } from "./status.ts";

/** One thing that the printer said. */
export type Heard =
  | { readonly kind: "real-time" | "drained"; readonly byte: number }
  | { readonly kind: "unasked"; readonly bytes: readonly number[] };

/** Flow control in the stream: no answer, and no rubbish either. */
const XON = 0x11;
const XOFF = 0x13;

/** How long after rubbish nothing is believed: one byte in sixteen of a babbling line looks like an answer. */
const NOISY_MS = 150;
/** The four bytes of an unasked status come within this; a head that stays alone was none. */
const TOGETHER_MS = 200;

/**
 * Listens to one printer.
 * Promises: never throws and never grows, whatever comes; of a piece with rubbish in it nothing is believed, nor of what comes
 * in the next 150 ms. Does not promise: to see through rubbish that looks like one whole answer and nothing else.
 */
export class PrinterEar {
  #unasked: number[] = [];
  #headAtMs = 0;
  #rubbish = 0;
  #rubbishAtMs = Number.NEGATIVE_INFINITY;

  /** Bytes so far that were no answer of any kind. */
  get rubbish(): number {
    return this.#rubbish;
  }

  /** What `bytes` say that came at `atMs` (monotonic). */
  hear(bytes: Uint8Array, atMs: number): Heard[] {
    if (this.#unasked.length > 0 && atMs - this.#headAtMs > TOGETHER_MS) this.#dropHead(atMs);
    const before = this.#rubbish;
    const heard: Heard[] = [];
    for (const byte of bytes) {
      const one = this.#take(byte, atMs);
      if (one !== undefined) heard.push(one);
    }
    return this.#rubbish > before || this.#isNoisy(atMs) ? [] : heard;
  }

  /** Says of an answer that was heard that it made no sense, since nobody had asked. */
  disbelieve(atMs: number): void {
    this.#rubbish += 1;
    this.#rubbishAtMs = atMs;
  }

  #take(byte: number, atMs: number): Heard | undefined {
    if (byte === XON || byte === XOFF) return undefined;
    if (this.#unasked.length > 0) return this.#goOn(byte, atMs);
    if (isRealTimeAnswer(byte)) return { kind: "real-time", byte };
    if (isDrainedAnswer(byte)) return { kind: "drained", byte };
    if (isUnaskedHead(byte)) {
      this.#unasked.push(byte);
      this.#headAtMs = atMs;
    } else this.disbelieve(atMs);
    return undefined;
  }

  #goOn(byte: number, atMs: number): Heard | undefined {
    if (!isDrainedAnswer(byte)) {
      this.#dropHead(atMs);
      return this.#take(byte, atMs);
    }
    this.#unasked.push(byte);
    if (this.#unasked.length < 4) return undefined;
    const bytes = this.#unasked;
    this.#unasked = [];
    return { kind: "unasked", bytes };
  }

  #dropHead(atMs: number): void {
    this.#unasked = [];
    this.disbelieve(atMs);
  }

  #isNoisy(atMs: number): boolean {
    return atMs - this.#rubbishAtMs < NOISY_MS;
  }
}
