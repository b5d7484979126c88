/**
 * Those who have come back from the login service in a window of its own, and are waited for by the page in the frame that opened it.
 * Knows no cookie and no page. What they are kept by is a digest: neither a window nor an address opens anything.
 */
import type { Grant } from "./rights.ts";
import { tokenDigest } from "./tokens.ts";

export type Arrived = { readonly person: string; readonly grants: readonly Grant[] };

/** So long the frame may take to ask; it asks every second. */
export const ARRIVAL_MS = 60_000;
const MOST_ARRIVALS = 1000;
const DIGEST = /^[\w-]{43}$/;

/** Whether a text may be the digest of a frame's key: SHA-256 in base64url. */
export function isDigest(text: unknown): text is string {
  return typeof text === "string" && DIGEST.test(text);
}

/** Times are epoch ms given by the caller. */
export class Arrivals {
  /** By the digest of the key that the frame keeps to itself, oldest first. */
  readonly #here = new Map<string, Arrived & { readonly until: number }>();

  /** Keeps somebody for the frame whose key has this digest. */
  put(digest: string, { person, grants }: Arrived, at: number): void {
    for (const [key, { until }] of this.#here) if (until <= at) this.#here.delete(key);
    const oldest = this.#here.keys().next();
    if (this.#here.size >= MOST_ARRIVALS && !oldest.done) this.#here.delete(oldest.value);
    this.#here.set(digest, { person, grants, until: at + ARRIVAL_MS });
  }

  /** Whoever arrived for this key, once; `null` for nobody, for somebody else's and for whoever waited too long. */
  take(key: string, at: number): Arrived | null {
    const digest = tokenDigest(key);
    const found = this.#here.get(digest);
    this.#here.delete(digest);
    return found !== undefined && found.until > at ? { person: found.person, grants: found.grants } : null;
  }
}
