/**
 * The hub's end of a modem's line (3GPP TS 27.005, 27.007): commands and their answers, and what the modem says by itself.
 * Knows no message. The line is opened when it is needed and stays open, so that reports are heard; a modem may be pulled and plugged in
 * at any time.
 */
import type { ModemLine, ModemLineOptions } from "../../hal/modem/contract.ts";
import { openModemLine } from "../../hal/modem/open.ts";

/** A modem that says more than this without an end is none. */
const MOST_HEARD = 16_384;
/** As many PDUs wait to be asked for. */
const MOST_TOLD = 500;
/** What it says by itself: a text or a report, as its length and its PDU (27.005, 3.4.1). */
const TOLD = /\r\n\+(?:CDS|CMT): ?[^\r\n]*\r\n([0-9A-Fa-f]+)\r\n/;

/** One modem, from the hub's start to its end. One command at a time. */
export class ModemDialogue {
  readonly #options: ModemLineOptions;
  readonly #told: string[] = [];
  #heard = "";
  #line: ModemLine | null = null;
  #isGone = true;
  #changed: () => void = () => undefined;

  constructor(options: ModemLineOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return !this.#isGone;
  }

  /** Rejects in the words of the system when the line cannot be opened. */
  async open(): Promise<void> {
    if (!this.#isGone) return;
    await this.close();
    this.#line = await openModemLine(this.#options, {
      onBytes: (bytes) => this.#take(Buffer.from(bytes).toString("latin1")),
      onLost: () => {
        this.#isGone = true;
        this.#changed();
      },
    });
    this.#isGone = false;
    this.#heard = "";
  }

  async close(): Promise<void> {
    this.#isGone = true;
    const line = this.#line;
    this.#line = null;
    await line?.close();
  }

  /** PDUs that the modem told by itself since the last time, in hexadecimal. */
  told(): string[] {
    return this.#told.splice(0);
  }

  #take(text: string): void {
    this.#heard = (this.#heard + text).slice(-MOST_HEARD);
    for (let found = TOLD.exec(this.#heard); found !== null; found = TOLD.exec(this.#heard)) {
      // What stands on both sides of it is one answer.
      const after = this.#heard.slice(found.index + found[0].length);
      this.#heard = this.#heard.slice(0, found.index) + after;
      if (this.#told.length < MOST_TOLD) this.#told.push(found[1] as string);
    }
    this.#changed();
  }

  /** Writes, and waits for an answer that fits; `null` when none came in time or the line went. */
  async ask(text: string, answer: RegExp, limitMs: number): Promise<RegExpExecArray | null> {
    this.#heard = "";
    const isWritten = await this.#line?.write(Buffer.from(text, "latin1")).then(
      () => true,
      () => false,
    );
    if (isWritten !== true) return null;
    const until = performance.now() + limitMs;
    for (;;) {
      const found = answer.exec(this.#heard);
      const leftMs = until - performance.now();
      if (found !== null || this.#isGone || leftMs <= 0) return found;
      await this.#change(leftMs);
    }
  }

  #change(limitMs: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, limitMs);
      this.#changed = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
