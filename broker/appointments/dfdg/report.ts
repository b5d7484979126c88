/**
 * What became of DFDG's pushes since the hub's start, as of the last delivery of any other source; never who comes or why.
 * Knows no wire.
 */
import type { RowProblem } from "../contract.ts";
import { added, NOTHING, type Received } from "../desk.ts";
import type { Report } from "../report.ts";

type Words = { readonly da: string; readonly en: string };

/** The newest so many problems are told. */
const MOST_PROBLEMS = 50;

/** From the hub's start to its end. A problem's line counts pushes. */
export class DfdgReport {
  readonly #source: string;
  #received: Received = NOTHING;
  #problems: readonly RowProblem[] = [];
  #more = 0;
  #pushes = 0;
  #trouble: Words | null = null;
  #at: number | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  /** What keeps pushes waiting; `null` where nothing does. */
  get trouble(): Words | null {
    return this.#trouble;
  }

  /** When anything last became of a push; `null` before the first. */
  get at(): number | null {
    return this.#at;
  }

  /** The place of the next push that something is said of. */
  next(): number {
    this.#pushes += 1;
    return this.#pushes;
  }

  received(more: Received): void {
    this.#received = added(this.#received, more);
  }

  problems(more: readonly RowProblem[]): void {
    const all = [...this.#problems, ...more];
    this.#problems = all.slice(-MOST_PROBLEMS);
    this.#more += all.length - this.#problems.length;
  }

  wrong(trouble: Words): void {
    this.#trouble = trouble;
  }

  right(): void {
    this.#trouble = null;
  }

  look(at: number): void {
    this.#at = at;
  }

  /** As every source reports. `waiting`: how many pushes wait. */
  whole(waiting: number): Report {
    return {
      ...{ source: this.#source, at: this.#at ?? 0, received: this.#received, refused: this.#trouble },
      noted:
        waiting === 0
          ? null
          : {
              da: `${waiting} ${waiting === 1 ? "besked venter" : "beskeder venter"} på opslag`,
              en: `${waiting} ${waiting === 1 ? "push waits" : "pushes wait"} to be looked up`,
            },
      ...{ problems: this.#problems, more: this.#more },
    };
  }
}
