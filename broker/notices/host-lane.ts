/**
 * One way of telling hosts: what waits for it, what is on its way, and when it is left alone. Each way has a lane of its own, so that a
 * mail server that hangs holds up no push, no text message and no ticket.
 * Knows no way's format, no host and no ledger.
 */
import type { HostTry } from "./host-channels/contract.ts";

/** So many are on their way at once; more wait their turn. */
const AT_ONCE = 8;
/** A way that takes nothing is left alone so long, and each time twice as long. */
const PAUSES_MS = [5_000, 300_000] as const;

export class HostLane {
  readonly #at: () => number;
  #pausedUntil = 0;
  #pauseMs = 0;
  #onTheirWay = 0;
  #problem: string | null = null;

  constructor(at: () => number) {
    this.#at = at;
  }

  /** Why notices of this way wait or fail; `null` while they do not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Whether one more may be sent now. */
  get isFree(): boolean {
    return this.#at() >= this.#pausedUntil && this.#onTheirWay < AT_ONCE;
  }

  /** One is on its way until `work` is done. */
  async run(work: () => Promise<void>): Promise<void> {
    this.#onTheirWay += 1;
    try {
      await work();
    } finally {
      this.#onTheirWay -= 1;
    }
  }

  /** What came of one says how the way is: somebody must mend what takes nothing, and nobody asks it for every guest anew. */
  learn(tried: HostTry): void {
    if (tried.ended === "accepted") {
      this.#pauseMs = 0;
      this.#problem = null;
      return;
    }
    if (tried.ended !== "refused") this.#problem = tried.why;
    const isPaused = this.#at() < this.#pausedUntil;
    if (tried.ended !== "later" || isPaused) return;
    const [first, longest] = PAUSES_MS;
    this.#pauseMs = Math.min(longest, Math.max(first, this.#pauseMs * 2));
    this.#pausedUntil = this.#at() + this.#pauseMs;
  }
}
