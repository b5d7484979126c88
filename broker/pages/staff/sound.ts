/**
 * The page's sound: the hub's gong for a new trouble, again and again while a colleague calls in vain.
 * Knows no picture; what is worth a sound comes from `view.ts`.
 */

const AGAIN_MS = 10_000;

/** Remembers what it has sounded for. `play` makes the sound. */
export class Attention {
  readonly #play: () => void;
  #known: ReadonlySet<string> | null = null;
  #helpAt = 0;

  constructor(play: () => void) {
    this.#play = play;
  }

  /** What is wrong at `at` (epoch ms). A page that was just opened sounds for calls for help only. */
  look(wrong: readonly string[], at: number): void {
    const known = this.#known ?? new Set(wrong.filter((one) => !one.startsWith("help ")));
    const isCalled = wrong.some((one) => one.startsWith("help "));
    const isNew = wrong.some((one) => !known.has(one));
    this.#known = new Set(wrong);
    if (!isNew && !(isCalled && at - this.#helpAt >= AGAIN_MS)) return;
    if (isCalled) this.#helpAt = at;
    this.#play();
  }
}

/** A browser that lets no page sound before it was touched says nothing; the strip is there anyhow. */
export function gong(): void {
  void new Audio("/gong.wav").play().catch(() => undefined);
}
