/**
 * Browsers that show a code and wait to become a display. In memory alone: after a restart each shows another code.
 * Knows no display and no cookie. Times are epoch ms given by the caller.
 */
import { randomInt } from "node:crypto";

/** So long one code is shown; then the browser shows another. */
export const CODE_MS = 10 * 60_000;
const DIGITS = 6;
/** Screens that wait at once: of one address, so that nobody crowds out the others, and in all. */
const MOST_OF_ONE_ADDRESS = 20;
const MOST = 500;

export type ShownCode = { readonly code: string; readonly until: number };
type Waiting = ShownCode & { readonly address: string };

/** By the digest of each browser's token. */
export class WaitingScreens {
  readonly #waiting = new Map<string, Waiting>();

  has(key: string): boolean {
    return this.#waiting.has(key);
  }

  /** The code of a browser: the same one while it holds, then another; `null` where too many wait already. */
  codeOf(key: string, { address, at }: { readonly address: string; readonly at: number }): ShownCode | null {
    const known = this.#waiting.get(key);
    if (known !== undefined && known.until > at) return known;
    this.#waiting.delete(key);
    this.#forgetOver(at);
    const others = [...this.#waiting.values()].filter((one) => one.address === address);
    if (others.length >= MOST_OF_ONE_ADDRESS || this.#waiting.size >= MOST) return null;
    const made = { code: this.#freshCode(), until: at + CODE_MS, address };
    this.#waiting.set(key, made);
    return made;
  }

  /** The browser that shows this code, which waits no longer; `null` where none does. */
  take(code: string, at: number): string | null {
    for (const [key, one] of this.#waiting)
      if (one.code === code && one.until > at) {
        this.#waiting.delete(key);
        return key;
      }
    return null;
  }

  #freshCode(): string {
    const codes = new Set([...this.#waiting.values()].map(({ code }) => code));
    for (;;) {
      const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
      if (!codes.has(code)) return code;
    }
  }

  #forgetOver(at: number): void {
    for (const [key, { until }] of this.#waiting) if (until <= at) this.#waiting.delete(key);
  }
}
