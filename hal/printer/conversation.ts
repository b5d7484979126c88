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
  type StatusQuestion,
  TELL_UNASKED,
} from "./status.ts";
import type { PrinterLink, PrinterTransport, Written } from "./transport.ts";
import type { AnswerKind, Unanswered } from "./unanswered.ts";

/** What came of asking: a reading, nothing, some answers but not all, or bytes that are no answers. */
export type Asked = PrinterReading | "silent" | "missed" | "rubbish";

/** Whom the conversation is for. `onUnasked` is told what the printer says by itself (GS a), `onLost` that the link broke. */
export type ConversationUser = {
  readonly replies: StatusReplies;
  /** What this printer has left unanswered; kept by the driver over many conversations. */
  readonly unanswered: Unanswered;
  readonly clock: HalClock;
  readonly onUnasked: (reading: PrinterReading) => void;
  /** At most once, and not after `close`. */
  readonly onLost: () => void;
};

/** So many answers that nobody asked for are rubbish that looks like answers. */
const MOST_STRAY = 16;
/** So many silences are waited for at a time; where there are more, the next time goes on with them. */
const MOST_GAPS = 2;

/**
 * One open link with at most one question of each kind at a time.
 * Promises: asks only what the profile says is answered; bytes that answer no question are counted and dropped; a round of
 * questions in which rubbish came or an answer did not is not believed; while an answer is owed to an earlier question, none
 * is taken for a later one's. Does not promise: to know an answer that comes after a later one and after `answerMs` of silence.
 */
export class PrinterConversation {
  readonly #user: ConversationUser;
  readonly #ear = new PrinterEar();
  readonly #waiting = new Map<AnswerKind, (byte: number | undefined) => void>();
  #link: PrinterLink | undefined;
  #stray = 0;
  #settling: AnswerKind | undefined;
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

  /** What the printer says of itself. Each question waits at most `answerMs`; the first that is not answered ends the round. */
  async status(answerMs: number): Promise<Asked> {
    const rubbish = this.#ear.rubbish;
    this.#stray = 0;
    const isSettled = await this.#settle("real-time", answerMs);
    const asked = isSettled ? await this.#round(answerMs) : "silent";
    return this.#ear.rubbish > rubbish ? "rubbish" : asked;
  }

  /**
   * Finds out whether an answer from behind an earlier slip is still to come (its paper ended, say) or was lost, by asking with
   * no slip before. Where the printer does not answer now, what it owes stays owed. To be called before a slip;
   * lasts four times `answerMs` at the most.
   */
  async settleDrained(answerMs: number): Promise<void> {
    await this.#settle("drained", answerMs);
  }

  /**
   * True when the printer says within `timeoutMs` that it has worked through everything sent before. An answer that is still
   * owed to an earlier slip is not taken for this one's.
   */
  async isDrained(timeoutMs: number): Promise<boolean> {
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

  async #round(answerMs: number): Promise<Asked> {
    const { replies, unanswered } = this.#user;
    const answers: { [Question in StatusQuestion]?: number } = {};
    const rubbish = this.#ear.rubbish;
    const questions = replies.realTime.filter((one) => !unanswered.isGivenUp(one));
    for (const question of questions) {
      const answer = await this.#exchange("real-time", realTimeQuestion(question), answerMs);
      if (answer === undefined) {
        if (this.#isLost || Object.keys(answers).length === 0) return "silent";
        if (this.#ear.rubbish === rubbish) unanswered.missed(question);
        return "missed";
      }
      answers[question] = answer;
    }
    if (questions.length === 0) return "silent";
    if (this.#ear.rubbish === rubbish) for (const question of questions) unanswered.answered(question);
    return readAnswers(answers, replies.bits);
  }

  /** Asks until every answer that is owed has come or was lost: after an answer and silence. False when nothing is answered. */
  async #settle(kind: AnswerKind, answerMs: number): Promise<boolean> {
    const { unanswered } = this.#user;
    const question =
      kind === "drained" ? DRAINED_QUESTION : realTimeQuestion(this.#user.replies.realTime[0] ?? 1);
    this.#settling = kind;
    let isAnswered = true;
    for (let gaps = Math.min(MOST_GAPS, unanswered.gaps(kind)); gaps > 0 && isAnswered; gaps--) {
      if (unanswered.owed(kind) === 0) break;
      isAnswered = (await this.#exchange(kind, question, answerMs)) !== undefined;
      let isHeard = isAnswered;
      while (isHeard && unanswered.owed(kind) > 0)
        isHeard = (await this.#answer(kind, answerMs)) !== undefined;
      if (isAnswered && !this.#isLost) unanswered.passedGap(kind);
    }
    this.#settling = undefined;
    return isAnswered;
  }

  async #exchange(kind: AnswerKind, question: Uint8Array, timeoutMs: number): Promise<number | undefined> {
    if (this.#isLost) return undefined;
    this.#user.unanswered.asked(kind);
    const answer = this.#answer(kind, timeoutMs);
    const written = await this.write(question, timeoutMs);
    if (written.end !== "all") this.#waiting.get(kind)?.(undefined);
    return await answer;
  }

  #answer(kind: AnswerKind, timeoutMs: number): Promise<number | undefined> {
    if (this.#isLost) return Promise.resolve(undefined);
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
    const { unanswered } = this.#user;
    if (unanswered.heard(heard.kind)) {
      const isTheLast = unanswered.owed(heard.kind) === 0;
      if (isTheLast || this.#settling === heard.kind) this.#waiting.get(heard.kind)?.(heard.byte);
      return;
    }
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
