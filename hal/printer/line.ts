/**
 * The line of jobs before a printer: one at a time, in the order of asking.
 * Knows no printer.
 */

/**
 * Runs steps one after another.
 * Promises: a step that rejects rejects for its asker only; `idle` resolves when everything asked for so far has ended.
 */
export class JobLine {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(step: () => Promise<Result>): Promise<Result> {
    const running = this.#last.then(step);
    this.#last = running.catch(() => undefined);
    return running;
  }

  async idle(): Promise<void> {
    await this.#last;
  }
}
