/**
 * Tokens that a browser keeps in a cookie, and the digests by which the hub knows them: neither memory nor file opens anything.
 * Knows no cookie.
 */
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 24;

/** 192 random bits. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What a token is known by. */
export function tokenDigest(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
