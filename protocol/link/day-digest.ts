/**
 * The keyed digest by which hub and stand know for a day what a citizen presents. The key lives in memory and for that day alone:
 * without it nobody can try CPR numbers, of which there are few enough to try them all.
 * Knows no list and no message.
 */
import { createHmac } from "node:crypto";
import { type Shown, shownText } from "../check-in.ts";

/** 132 bits of an HMAC-SHA-256, 22 characters. `key` is base64url as the hub says it. */
export function dayDigest(key: string, shown: Shown): string {
  return createHmac("sha256", Buffer.from(key, "base64url"))
    .update(shownText(shown))
    .digest("base64url")
    .slice(0, 22);
}
