/**
 * Private keys, and what a certificate is known by.
 * Knows no file and makes no certificate.
 */
import { generateKeyPairSync, X509Certificate } from "node:crypto";

/** A certificate and its private key, both PEM. */
export type KeyPair = { readonly cert: string; readonly key: string };

/** A new private key (PEM, PKCS #8) on P-256, and its public half (SPKI, DER). */
export function newKey(): { readonly key: string; readonly publicKey: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    publicKey: publicKey.export({ type: "spki", format: "der" }),
  };
}

/** SHA-256 of a certificate as openssl and browsers show it: pairs of hexadecimal digits, colons between them. */
export function fingerprintOf(cert: string): string {
  return new X509Certificate(cert).fingerprint256;
}
