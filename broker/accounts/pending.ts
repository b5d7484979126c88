/**
 * A sign-in that has been begun and not ended: what only the browser that began it may bring back, sealed so that it can neither
 * read nor change it. The hub keeps nothing of those that are never ended, so that nobody can crowd out others by beginning many.
 * Knows no clock and no cookie.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** What the answer of the login service must fit. */
export type Pending = {
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636, 4.1. */
  readonly verifier: string;
  /** Where the person wanted to go. */
  readonly to: string;
  /** The digest of the key of the frame that waits for whoever comes back; left out: the browser's window itself is signed in. */
  readonly frame?: string | undefined;
  /** Epoch ms. */
  readonly until: number;
};

/** So long somebody may take to type a password and find their phone. */
export const PENDING_MS = 10 * 60_000;
const MOST_USED = 10_000;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens, each sealed sign-in once. */
export class PendingSeal {
  /** Of this process: whoever is at the login service while the hub starts again begins once more. */
  readonly #key = randomBytes(32);
  readonly #used = new Map<string, number>();

  seal(pending: Pending): string {
    const iv = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(pending), "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
  }

  /** What was sealed, when `state` is its own, it is not over and it was never taken before; else `null`. */
  take(sealed: string | undefined, state: string | null, at: number): Pending | null {
    const pending = sealed === undefined ? null : this.#open(sealed);
    if (pending === null || pending.state !== state || pending.until <= at || this.#used.has(state))
      return null;
    this.#use(pending, at);
    return pending;
  }

  #open(sealed: string): Pending | null {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
    const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const text = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]);
      return JSON.parse(text.toString("utf8")) as Pending;
    } catch {
      return null;
    }
  }

  #use({ state, until }: Pending, at: number): void {
    for (const [key, over] of this.#used) if (over <= at) this.#used.delete(key);
    const oldest = this.#used.keys().next();
    if (this.#used.size >= MOST_USED && !oldest.done) this.#used.delete(oldest.value);
    this.#used.set(state, until);
  }
}
