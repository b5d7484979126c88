/**
 * A new key and the signing request for it. Loaded late: it is needed once a year.
 * Knows no hub and no file.
 */
import "reflect-metadata";
import { generateKeyPairSync, webcrypto } from "node:crypto";
import { cryptoProvider, Pkcs10CertificateRequestGenerator } from "@peculiar/x509";

const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

cryptoProvider.set(webcrypto as Crypto);

/** `key`: PEM (PKCS #8), for this machine alone; `csr`: PEM, for the hub. */
export async function newRequest(stand: string): Promise<{ readonly key: string; readonly csr: string }> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { subtle } = webcrypto;
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=${stand}`,
    keys: {
      privateKey: await subtle.importKey("pkcs8", pkcs8, ECDSA, false, ["sign"]),
      publicKey: await subtle.importKey("spki", spki, ECDSA, true, ["verify"]),
    },
    signingAlgorithm: ECDSA,
  });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  return { key, csr: `${request.toString("pem")}\n` };
}
