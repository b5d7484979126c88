/**
 * When each counter was at work: from the first command that was given there to the last, pauses left out.
 * Knows no ticket: how much of it was service stands in the visits.
 */
import type { CounterId, StaffId } from "../../protocol/terms.ts";

/** A stretch of work at a counter (epoch ms), by whoever gave the commands; `null`: nobody had signed in. */
export type WorkSpan = {
  readonly counter: CounterId;
  readonly staff: StaffId | null;
  readonly from: number;
  readonly until: number;
};

type Open = { readonly staff: StaffId | null; readonly from: number; lastAt: number };

/** One day's work. */
export class Work {
  readonly #open = new Map<CounterId, Open>();
  readonly #done: WorkSpan[] = [];
  readonly #paused = new Set<CounterId>();

  /** A command was given at a counter. */
  seen(counter: CounterId, at: number, staff: StaffId | null): void {
    const open = this.#open.get(counter);
    if (open !== undefined && (staff === null || open.staff === null || open.staff === staff)) {
      this.#open.set(counter, { staff: open.staff ?? staff, from: open.from, lastAt: at });
      return;
    }
    this.#end(counter, at);
    if (!this.#paused.has(counter)) this.#open.set(counter, { staff, from: at, lastAt: at });
  }

  paused(counter: CounterId, at: number): void {
    this.#end(counter, at);
    this.#paused.add(counter);
  }

  resumed(counter: CounterId, at: number): void {
    this.#paused.delete(counter);
    if (!this.#open.has(counter)) this.#open.set(counter, { staff: null, from: at, lastAt: at });
  }

  closed(counter: CounterId, at: number): void {
    this.#end(counter, at);
    this.#paused.delete(counter);
  }

  /** What is known by now; who is still there worked until the last command. */
  spans(): WorkSpan[] {
    const open = [...this.#open].map(([counter, { staff, from, lastAt }]) => ({
      ...{ counter, staff, from, until: lastAt },
    }));
    return [...this.#done, ...open].filter(({ from, until }) => until > from);
  }

  #end(counter: CounterId, at: number): void {
    const open = this.#open.get(counter);
    if (open === undefined) return;
    this.#done.push({ counter, staff: open.staff, from: open.from, until: at });
    this.#open.delete(counter);
  }
}
