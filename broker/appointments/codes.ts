/**
 * The codes by which a guest checks in, made of one key (HMAC-SHA-256), so that the hub keeps none of them; and the key of each day.
 * Pure; knows no appointment and no store. Whoever deletes the key's file makes void every code that was sent.
 */
import { createHmac } from "node:crypto";
import { CODE_DIGITS } from "../../protocol/check-in.ts";
import { type PersonKey, tokenOf } from "../../protocol/terms.ts";

const made = (key: Uint8Array, what: string, of: string): Buffer =>
  createHmac("sha256", key).update(`${what}\n${of}`).digest();

/** `link`: 128 bits for QR codes and SMS; `code`: digits for keypads, of which there are a hundred million. */
export type GuestCodes = { readonly link: string; readonly code: string };

/** The codes of one guest of one appointment; a guest's key is of that appointment alone. */
export function codesOf(key: Uint8Array, guest: PersonKey): GuestCodes {
  const number = made(key, "check-in code", guest).readBigUInt64BE() % 10n ** BigInt(CODE_DIGITS);
  return {
    link: tokenOf(made(key, "check-in link", guest)),
    code: String(number).padStart(CODE_DIGITS, "0"),
  };
}

/** The key of a day (`2026-11-24`), base64url: stands have it in memory on that day, and it opens no other. */
export function dayKey(key: Uint8Array, date: string): string {
  return made(key, "check-in day", date).toString("base64url");
}
