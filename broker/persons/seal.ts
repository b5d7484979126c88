/**
 * Encryption of personal data: AES-256-GCM, a fresh key a record, wrapped by the store's key, each bound to whose and what it is.
 * Knows no file and no purpose.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { type PersonKey, tokenOf } from "../../protocol/terms.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Length of every key. */
export const KEY_BYTES = 32;
/** Length of a sealed key. */
export const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/** A person's key: 128 random bits. It is made once for each appointment or citizen, and says nothing. */
export function newPersonKey(): PersonKey {
  return tokenOf(randomBytes(16)) as string as PersonKey;
}

/** What erasures say of a person: nobody finds the key from it, whoever has the key finds it. */
export function digestOf(person: PersonKey): string {
  return createHash("sha256").update(`talon-person ${person}`).digest("hex");
}

/** Nonce, text and tag. `about` is not in it, and must be said again to open it. */
export function seal(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed; `null` with another key, about something else, or when a byte of it was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, about: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const [nonce, tag] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(-TAG_BYTES)];
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
