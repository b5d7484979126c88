/**
 * A conversation with an ESC/POS printer over one link: writes, asks, and matches answers to questions.
 * Knows no slip; what trouble means for a job is decided by the driver.
 */
import type { PrinterStatus } from "./contract.ts";
import {
  DRAINED_QUESTION,
  isDrainedAnswer,
  isRealTimeAnswer,
  realTimeQuestion,
  type StatusQuestion,
  statusOf,
} from "./status.ts";
import type { PrinterLink, PrinterTransport, Written } from "./transport.ts";

type Waiting = { matches: (byte: number) => boolean; answer: (byte: number | undefined) => void };

/**
 * One open link with at most one question at a time.
 * Promises: bytes that answer no question are dropped, so unasked status bytes (which a raster image can provoke) do no harm.
 */
export class PrinterConversation {
  /** Questions that this printer left unanswered while it answered question 1; some clones know only that one. */
  readonly #unknownQuestions: Set<StatusQuestion>;
  #link: PrinterLink | undefined;
  #waiting: Waiting | undefined;
  #isLost = false;

  private constructor(unknownQuestions: Set<StatusQuestion>) {
    this.#unknownQuestions = unknownQuestions;
  }

  /** Opens a link. Rejects as the transport does. */
  static async begin(
    transport: PrinterTransport,
    unknownQuestions: Set<StatusQuestion>,
    timeoutMs: number,
  ): Promise<PrinterConversation> {
    const conversation = new PrinterConversation(unknownQuestions);
    conversation.#link = await transport.open(
      { onBytes: (bytes) => conversation.#hear(bytes), onLost: () => conversation.#lose() },
      timeoutMs,
    );
    return conversation;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  async write(bytes: Uint8Array, timeoutMs: number): Promise<Written> {
    const lost: Written = { accepted: 0, inDoubt: 0, end: "lost" };
    return this.#isLost || this.#link === undefined ? lost : await this.#link.write(bytes, timeoutMs);
  }

  /** The printer's status, or undefined when it does not answer. Each question waits at most `answerMs`. */
  async status(answerMs: number, at: () => number): Promise<PrinterStatus | undefined> {
    const printer = await this.#ask(1, answerMs);
    if (printer === undefined) return undefined;
    const cause = await this.#askIfKnown(2, answerMs);
    const paper = await this.#askIfKnown(4, answerMs);
    return statusOf({ printer, cause, paper }, at());
  }

  /** True when the printer says within `timeoutMs` that it has worked through everything sent before. */
  async isDrained(timeoutMs: number): Promise<boolean> {
    const answer = this.#answer(isDrainedAnswer, timeoutMs);
    const written = await this.write(DRAINED_QUESTION, timeoutMs);
    if (written.end !== "all") this.#waiting?.answer(undefined);
    return (await answer) !== undefined;
  }

  async close(): Promise<void> {
    this.#lose();
    await this.#link?.close();
  }

  async #askIfKnown(question: StatusQuestion, answerMs: number): Promise<number | undefined> {
    if (this.#unknownQuestions.has(question)) return undefined;
    const answer = await this.#ask(question, answerMs);
    if (answer === undefined && !this.#isLost) this.#unknownQuestions.add(question);
    return answer;
  }

  async #ask(question: StatusQuestion, answerMs: number): Promise<number | undefined> {
    if (this.#isLost) return undefined;
    const answer = this.#answer(isRealTimeAnswer, answerMs);
    const written = await this.write(realTimeQuestion(question), answerMs);
    if (written.end !== "all") this.#waiting?.answer(undefined);
    return await answer;
  }

  #answer(matches: (byte: number) => boolean, timeoutMs: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#waiting?.answer(undefined), timeoutMs);
      const answer = (byte: number | undefined): void => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(byte);
      };
      this.#waiting = { matches, answer };
    });
  }

  #hear(bytes: Uint8Array): void {
    for (const byte of bytes) if (this.#waiting?.matches(byte)) this.#waiting.answer(byte);
  }

  #lose(): void {
    this.#isLost = true;
    this.#waiting?.answer(undefined);
  }
}
