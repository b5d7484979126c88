/**
 * What hub and stand show each other of a claim's code without saying it, and what the hub keeps in its place.
 * Knows no network. A code has 80 secret bits: nobody finds it from what is made of it here.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** By this the hub knows the code again when a stand says it. */
export function claimDigest(code: string): string {
  return digest(`talon claim ${code}`);
}

/** With this the hub shows that it made the claim; another digest than the one above, so that showing it opens nothing. */
export function proofKey(code: string): string {
  return digest(`talon hub ${code}`);
}

/** The hub's proof over everything that it said, for one question (`nonce`). */
export function proofOf(key: string, nonce: string, said: string): string {
  return createHmac("sha256", key).update(`${nonce}\n${said}`).digest("hex");
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [createHash("sha256").update(one), createHash("sha256").update(other)];
  return timingSafeEqual(left.digest(), right.digest());
}
