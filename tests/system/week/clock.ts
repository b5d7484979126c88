/** The one clock of the simulated week, with every timer of its stands. Knows no stand and no hub. */
import type { Outside } from "../../../device/stand/run.ts";

type Timer = { readonly dueAt: number; readonly ring: () => void };

/** Time in the test's hand. What falls due in a step of it rings once and in its order, as on a machine that slept meanwhile. */
export class WeekClock {
  readonly #now: { at: number };
  readonly #begunAt: number;
  readonly #timers = new Set<Timer>();

  /** `now` is the hub's clock: both are one. */
  constructor(now: { at: number }) {
    this.#now = now;
    this.#begunAt = now.at;
  }

  get at(): number {
    return this.#now.at;
  }

  pass(ms: number): void {
    this.#now.at += ms;
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= this.at);
    for (const timer of due.sort((one, other) => one.dueAt - other.dueAt))
      if (this.#timers.delete(timer)) timer.ring();
  }

  /** What a stand on this clock may reach for. */
  outside(): Outside {
    return {
      wallMs: () => this.at,
      monoMs: () => this.at - this.#begunAt + 1_000_000,
      chance: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      after: (ms, ring) => {
        const timer = { dueAt: this.at + ms, ring };
        this.#timers.add(timer);
        return () => void this.#timers.delete(timer);
      },
      tidy: () => undefined,
    };
  }
}
