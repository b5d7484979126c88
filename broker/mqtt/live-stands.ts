/**
 * Which start of which stand is connected now: a second one with the same identity is turned away while the first lives.
 * Knows no certificate. A connection that is only half there is ended by its keep-alive, so a stand that lost its power gets in.
 */
import type { StandId } from "../../protocol/terms.ts";

/** As long as the broker's own connection object lives. */
export type Connected = { readonly boot: string | null; readonly close: () => void };

/** A twin is told again no sooner than this. */
const TOLD_AGAIN_MS = 600_000;

export class LiveStands {
  readonly #live = new Map<StandId, Connected>();
  /** Stands of which another start was turned away, until the one that is here shows that it lives. */
  readonly #doubted = new Set<StandId>();
  readonly #toldAt = new Map<StandId, number>();
  readonly #doubled: (stand: StandId) => void;
  readonly #nowMs: () => number;

  constructor(doubled: (stand: StandId) => void, nowMs: () => number) {
    this.#doubled = doubled;
    this.#nowMs = nowMs;
  }

  /** Whether this start may come in: there is no other, or it is the same one again. */
  mayCome(stand: StandId, boot: string): boolean {
    const live = this.#live.get(stand);
    if (live === undefined || live.boot === null || live.boot === boot) return true;
    this.#doubted.add(stand);
    return false;
  }

  came(stand: StandId, connected: Connected): void {
    this.#live.set(stand, connected);
    this.#doubted.delete(stand);
  }

  went(stand: StandId, connected: Connected): void {
    if (this.#live.get(stand) === connected) this.#live.delete(stand);
  }

  /** Something came over its connection: whoever was turned away meanwhile was another machine. */
  lives(stand: StandId): void {
    if (this.#doubted.delete(stand)) this.tellTwin(stand);
  }

  tellTwin(stand: StandId): void {
    const now = this.#nowMs();
    if (now - (this.#toldAt.get(stand) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_MS) return;
    this.#toldAt.set(stand, now);
    this.#doubled(stand);
  }

  /** Ends the stand's connection at once. */
  drop(stand: StandId): void {
    this.#live.get(stand)?.close();
  }
}
