/**
 * A conversation with an ESC/POS printer over one link: writes, asks, and matches answers to questions.
 * Knows no slip; what trouble means for a job is decided by the driver.
 */
import type { HalClock } from "../clock.ts";
import { type Heard, PrinterEar } from "./ear.ts";
import type { StatusReplies } from "./profiles.ts";
import {
  DRAINED_QUESTION,
  type PrinterReading,
  readAnswers,
  readUnasked,
  realTimeQuestion,
  type StatusAnswers,
  type StatusQuestion,
  TELL_UNASKED,
} from "./status.ts";
import type { PrinterLink, PrinterTransport, Written } from "./transport.ts";

type AnswerKind = "real-time" | "drained";

/** What came of asking: a reading, nothing, or bytes that are no answers. */
export type Asked = PrinterReading | "silent" | "rubbish";

/** Whom the conversation is for. `onUnasked` is told what the printer says by itself (GS a), `onLost` that the link broke. */
export type ConversationUser = {
  readonly replies: StatusReplies;
  /** Questions that this printer left unanswered while it answered another; kept by the driver over many conversations. */
  readonly unknownQuestions: Set<StatusQuestion>;
  readonly clock: HalClock;
  readonly onUnasked: (reading: PrinterReading) => void;
  /** At most once, and not after `close`. */
  readonly onLost: () => void;
};

/** So many answers that nobody asked for are rubbish that looks like answers. */
const MOST_STRAY = 16;

/**
 * One open link with at most one question of each kind at a time.
 * Promises: asks only what the profile says is answered; bytes that answer no question are counted and dropped; a round of
 * questions in which rubbish came is not believed.
 */
export class PrinterConversation {
  readonly #user: ConversationUser;
  readonly #ear = new PrinterEar();
  readonly #waiting = new Map<AnswerKind, (byte: number | undefined) => void>();
  #link: PrinterLink | undefined;
  #stray = 0;
  #drainedOwed = 0;
  #isLost = false;

  private constructor(user: ConversationUser) {
    this.#user = user;
  }

  /** Opens a link. Rejects as the transport does. */
  static async begin(
    transport: PrinterTransport,
    user: ConversationUser,
    timeoutMs: number,
  ): Promise<PrinterConversation> {
    const conversation = new PrinterConversation(user);
    conversation.#link = await transport.open(
      { onBytes: (bytes) => conversation.#hear(bytes), onLost: () => conversation.#lostByItself() },
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

  /** Asks the printer to tell changes by itself, where it can. */
  async askToTell(timeoutMs: number): Promise<void> {
    if (this.#user.replies.asb) await this.write(TELL_UNASKED, timeoutMs);
  }

  /** What the printer says of itself. Each question waits at most `answerMs`. */
  async status(answerMs: number): Promise<Asked> {
    const rubbish = this.#ear.rubbish;
    this.#stray = 0;
    const answers: { [Question in StatusQuestion]?: number } = {};
    for (const question of this.#questions()) {
      const answer = await this.#ask(question, answerMs);
      if (answer !== undefined) answers[question] = answer;
      else if (Object.keys(answers).length === 0)
        break; // silent: the others would only cost time
      else if (!this.#isLost) this.#user.unknownQuestions.add(question);
    }
    if (this.#ear.rubbish > rubbish) return "rubbish";
    return this.#believed(answers);
  }

  /**
   * True when the printer says within `timeoutMs` that it has worked through everything sent before. An answer that is still
   * owed to an earlier slip (its paper ended, say) is not taken for this one's.
   */
  async isDrained(timeoutMs: number): Promise<boolean> {
    this.#drainedOwed += 1;
    return (await this.#exchange("drained", DRAINED_QUESTION, timeoutMs)) !== undefined;
  }

  /** Waits no longer for `isDrained`; the answer may still come. */
  giveUpDrained(): void {
    this.#waiting.get("drained")?.(undefined);
  }

  async close(): Promise<void> {
    this.#lose();
    await this.#link?.close();
  }

  #questions(): StatusQuestion[] {
    const { replies, unknownQuestions } = this.#user;
    return replies.realTime.filter((question) => !unknownQuestions.has(question));
  }

  #believed(answers: StatusAnswers): Asked {
    if (Object.keys(answers).length === 0) return "silent";
    return readAnswers(answers, this.#user.replies.bits);
  }

  #ask(question: StatusQuestion, answerMs: number): Promise<number | undefined> {
    return this.#exchange("real-time", realTimeQuestion(question), answerMs);
  }

  async #exchange(kind: AnswerKind, question: Uint8Array, timeoutMs: number): Promise<number | undefined> {
    if (this.#isLost) return undefined;
    const answer = this.#answer(kind, timeoutMs);
    const written = await this.write(question, timeoutMs);
    if (written.end !== "all") this.#waiting.get(kind)?.(undefined);
    return await answer;
  }

  #answer(kind: AnswerKind, timeoutMs: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const answer = (byte: number | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(kind);
        resolve(byte);
      };
      const timer = setTimeout(() => answer(undefined), timeoutMs);
      this.#waiting.set(kind, answer);
    });
  }

  #hear(bytes: Uint8Array): void {
    const atMs = this.#user.clock.monotonicMs();
    for (const heard of this.#ear.hear(bytes, atMs)) this.#take(heard, atMs);
  }

  #take(heard: Heard, atMs: number): void {
    if (heard.kind === "unasked") {
      if (!this.#isLost) this.#user.onUnasked(readUnasked(heard.bytes));
      return;
    }
    const waiting = this.#waiting.get(heard.kind);
    if (heard.kind === "drained" && this.#drainedOwed > 0) {
      this.#drainedOwed -= 1;
      if (this.#drainedOwed > 0) return;
    }
    if (waiting !== undefined) return waiting(heard.byte);
    this.#stray += 1;
    if (this.#stray > MOST_STRAY) this.#ear.disbelieve(atMs);
  }

  #lostByItself(): void {
    const isNews = !this.#isLost;
    this.#lose();
    if (isNews) this.#user.onLost();
  }

  #lose(): void {
    this.#isLost = true;
    for (const answer of [...this.#waiting.values()]) answer(undefined);
  }
}
