/** A browser's side of web push, written from RFC 8291 and RFC 8188 with node's own cryptography: what a push service hands it -> the words. */
import { createDecipheriv, createHmac, type ECDH } from "node:crypto";

const hmac = (key: Buffer, ...parts: (Buffer | string)[]) => {
  const made = createHmac("sha256", key);
  for (const part of parts) made.update(part);
  return made.digest();
};
const ONE = Buffer.from([1]);

/** Throws for whoever has other keys. */
export function decrypted(
  body: Buffer,
  { keys, auth }: { readonly keys: ECDH; readonly auth: Buffer },
): string {
  // RFC 8188 2.1: salt (16), record size (4), length of the key id (1), the sender's public key.
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + sender.length);
  // RFC 8291 3.3 and 3.4.
  const shared = hmac(auth, keys.computeSecret(sender));
  const material = hmac(shared, "WebPush: info\0", keys.getPublicKey(), sender, ONE);
  const pseudo = hmac(salt, material);
  const key = hmac(pseudo, "Content-Encoding: aes128gcm\0", ONE).subarray(0, 16);
  const nonce = hmac(pseudo, "Content-Encoding: nonce\0", ONE).subarray(0, 12);
  const opening = createDecipheriv("aes-128-gcm", key, nonce);
  opening.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
  // RFC 8188 2: a last record ends with 2, then zeros.
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}
