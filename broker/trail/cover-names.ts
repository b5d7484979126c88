/**
 * What somebody is called in the trail for whoever may not see figures of one member of staff: the same name each time, which
 * nobody turns back.
 * Pure; knows no account.
 */
import { createHmac } from "node:crypto";
import { tokenOf } from "../../protocol/terms.ts";

const LETTERS = 6;

/** `M-7K3QPX`, always the same for the same key and account. */
export function coverName(key: Uint8Array, person: string): string {
  const digest = createHmac("sha256", key).update(`cover name of ${person}`).digest();
  return `M-${tokenOf(digest).slice(-LETTERS)}`;
}
