/**
 * Makes certificates: the hub's own small authority, and what it signs for the hub's listeners and for stands.
 * Knows no file and no clock; whoever asks gives the keys and the times. Loaded late: it weighs more than the rest of the
 * certificates together, and is needed a few times a year.
 */
import "reflect-metadata";
import { createHash, randomBytes, webcrypto, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { type KeyPair, newKey } from "./keys.ts";

/** From when until when a certificate holds (epoch ms). */
export type Validity = { readonly from: number; readonly until: number };

/** What is asked of the authority. `names`: host names and addresses; none for a stand. */
export type Wanted = Validity & {
  readonly usage: "server" | "client";
  readonly commonName: string;
  readonly organization: string;
  readonly names?: readonly string[];
  /** SPKI, DER. */
  readonly publicKey: Uint8Array;
};

/** P-256: what every TLS library of a stand, a browser and mosquitto speaks. */
const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

cryptoProvider.set(webcrypto as Crypto);

/** The public key inside a signing request (PEM); `null` for what is none, or was not signed by that key. */
export async function requestedKey(csr: string): Promise<Uint8Array | null> {
  try {
    const request = new Pkcs10CertificateRequest(csr);
    return (await request.verify()) ? new Uint8Array(request.publicKey.rawData) : null;
  } catch {
    return null;
  }
}

function signingKey(pem: string): Promise<CryptoKey> {
  const der = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
  return webcrypto.subtle.importKey("pkcs8", der, ECDSA, false, ["sign"]);
}

function publicKeyOf(spki: Uint8Array): Promise<CryptoKey> {
  return webcrypto.subtle.importKey("spki", spki, ECDSA, true, ["verify"]);
}

/** 127 random bits, never zero or negative (RFC 5280, 4.1.2.2). */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

type Name = ReadonlyArray<Readonly<Record<string, string[]>>>;
const nameOf = (commonName: string, organization: string): Name => [
  { CN: [commonName] },
  { O: [organization] },
];

/** RFC 5280, 4.2.1.2, method 1, over the whole key info; any stable digest will do. */
const keyId = (spki: Uint8Array) => createHash("sha1").update(spki).digest("hex");

/** The authority of one location: it signs for listeners and stands, and for no other authority. */
export async function makeAuthority(name: string, { from, until }: Validity): Promise<KeyPair> {
  const { key, publicKey } = newKey();
  const subject = nameOf(`Talon ${name}`, "Talon") as never;
  const made = await X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject,
    issuer: subject,
    notBefore: new Date(from),
    notAfter: new Date(until),
    publicKey: await publicKeyOf(publicKey),
    signingKey: await signingKey(key),
    signingAlgorithm: ECDSA,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new SubjectKeyIdentifierExtension(keyId(publicKey)),
    ],
  });
  return { cert: `${made.toString("pem")}\n`, key };
}

function extensionsOf({ usage, names = [], publicKey }: Wanted, issuer: X509Certificate): Extension[] {
  const purpose = usage === "server" ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth;
  const issuerKey = issuer.publicKey.export({ type: "spki", format: "der" });
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([purpose]),
    new SubjectKeyIdentifierExtension(keyId(publicKey)),
    new AuthorityKeyIdentifierExtension(keyId(issuerKey)),
    ...(names.length === 0
      ? []
      : [
          new SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }) as const),
          ),
        ]),
  ];
}

/** A certificate (PEM) that the authority signs. Ends no later than the authority itself. */
export async function issueCertificate(authority: KeyPair, wanted: Wanted): Promise<string> {
  const issuer = new X509Certificate(authority.cert);
  const until = Math.min(wanted.until, Date.parse(issuer.validTo));
  const made = await X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: nameOf(wanted.commonName, wanted.organization) as never,
    issuer: nameOf(
      /^CN=(.*)$/m.exec(issuer.subject)?.[1] ?? "",
      /^O=(.*)$/m.exec(issuer.subject)?.[1] ?? "",
    ) as never,
    notBefore: new Date(wanted.from),
    notAfter: new Date(until),
    publicKey: await publicKeyOf(wanted.publicKey),
    signingKey: await signingKey(authority.key),
    signingAlgorithm: ECDSA,
    extensions: extensionsOf(wanted, issuer),
  });
  return `${made.toString("pem")}\n`;
}
