/**
 * What one printer has been asked and has not answered, over all its links: answers carry no number, so one that is late or
 * lost would otherwise be taken for another's.
 * Knows no link and no time.
 */
import type { StatusQuestion } from "./status.ts";

/** Answers to DLE EOT, and to GS r from behind a slip. */
export type AnswerKind = "real-time" | "drained";

/** So many times in a row, while it answers others, a printer must leave a question unanswered that it has never answered. */
const MOST_MISSES = 3;

/**
 * Promises: a question that was answered once is never given up, before `forget`.
 */
export class Unanswered {
  readonly #owed = { "real-time": 0, drained: 0 };
  readonly #misses = new Map<StatusQuestion, number>();
  readonly #answered = new Set<StatusQuestion>();
  #slips = 0;

  /** How many answers may still come. */
  owed(kind: AnswerKind): number {
    return this.#owed[kind];
  }

  /** Stretches of work between the answers that are owed: so often may an answer be followed by silence, and another come. */
  gaps(kind: AnswerKind): number {
    if (this.#owed[kind] === 0) return 0;
    return kind === "drained" ? Math.max(1, this.#slips) : 1;
  }

  asked(kind: AnswerKind): void {
    this.#owed[kind] += 1;
  }

  /** A slip is sent: before what is asked from now on, the printer works on it. */
  beginSlip(): void {
    this.#slips = this.#owed.drained === 0 ? 1 : this.#slips + 1;
  }

  /** False when nobody had asked. */
  heard(kind: AnswerKind): boolean {
    if (this.#owed[kind] === 0) return false;
    this.#owed[kind] -= 1;
    if (kind === "drained" && this.#owed.drained === 0) this.#slips = 0;
    return true;
  }

  /** An answer came and then nothing: one gap less; with the last of them, what is still owed was lost. */
  passedGap(kind: AnswerKind): void {
    const left = this.gaps(kind) - 1;
    if (kind === "drained") this.#slips = Math.max(0, left);
    if (left <= 0) this.#owed[kind] = 0;
  }

  answered(question: StatusQuestion): void {
    this.#answered.add(question);
    this.#misses.delete(question);
  }

  /** Left unanswered while another one was answered. */
  missed(question: StatusQuestion): void {
    this.#misses.set(question, (this.#misses.get(question) ?? 0) + 1);
  }

  isGivenUp(question: StatusQuestion): boolean {
    return !this.#answered.has(question) && (this.#misses.get(question) ?? 0) >= MOST_MISSES;
  }

  /** The printer was gone: another may stand there. What its memory may still answer from behind a slip stays owed. */
  forget(): void {
    this.#misses.clear();
    this.#answered.clear();
    this.#owed["real-time"] = 0;
  }
}
