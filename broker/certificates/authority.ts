/**
 * The hub's own small authority: what it signed is believed by its stands, and by whoever took its certificate in.
 * Knows no listener and no clock.
 */
import { createPublicKey, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { HubFault } from "../errors.ts";
import type { Wanted } from "./issue.ts";
import { fingerprintOf, type KeyPair } from "./keys.ts";
import { PairFile } from "./own-files.ts";

export const YEAR_MS = 365 * 86_400_000;
const AUTHORITY_MS = 20 * YEAR_MS;
/** Clocks of stands may be behind; nobody gains by a certificate that holds since yesterday. */
export const EARLIER_MS = 86_400_000;

/** The hub's authority: whatever it signed is believed by its stands. */
export class Authority {
  readonly #pair: KeyPair;

  constructor(pair: KeyPair) {
    this.#pair = pair;
  }

  /** PEM, for whoever is to believe in it. */
  get cert(): string {
    return this.#pair.cert;
  }

  get fingerprint(): string {
    return fingerprintOf(this.#pair.cert);
  }

  async sign(wanted: Wanted): Promise<string> {
    const { issueCertificate } = await import("./issue.ts");
    return await issueCertificate(this.#pair, wanted);
  }

  /** A stand's certificate for a year; `null` where the request is none, or not signed by its own key. */
  async signStand(csr: string, who: { stand: string; location: string; at: number }): Promise<string | null> {
    const { requestedKey } = await import("./issue.ts");
    const publicKey = await requestedKey(csr);
    if (publicKey === null) return null;
    const { stand, location, at } = who;
    return await this.sign({
      ...{ usage: "client", commonName: stand, organization: location, publicKey },
      ...{ from: at - EARLIER_MS, until: at + YEAR_MS },
    });
  }

  hasSigned(cert: string): boolean {
    const made = new X509Certificate(cert);
    const own = new X509Certificate(this.#pair.cert);
    return made.checkIssued(own) && made.verify(own.publicKey);
  }
}

/** The authority's two files below a hub's data folder. */
function authorityFile(dataDir: string): PairFile {
  return new PairFile(`${dataDir}/certificates`, "ca");
}

/** The authority that lies in the folder; `null` where there is none yet. Faults: those of its files, HUB_CA_DAMAGED. */
export function readAuthority(dataDir: string): Authority | null {
  const file = authorityFile(dataDir);
  if (!file.isThere) return null;
  const pair = file.read();
  try {
    const cert = new X509Certificate(pair.cert);
    createSecureContext(pair);
    if (!cert.publicKey.equals(createPublicKey(pair.key))) throw new Error("the key is another one's");
  } catch (cause) {
    throw new HubFault("HUB_CA_DAMAGED", `${file.certFile} with ${file.keyFile}`, cause);
  }
  return new Authority(pair);
}

/** A new authority for a location, written to the folder. Faults: HUB_FOLDER_UNWRITABLE. */
export async function createAuthority(dataDir: string, location: string, at: number): Promise<Authority> {
  const { makeAuthority } = await import("./issue.ts");
  const made = await makeAuthority(location, { from: at - EARLIER_MS, until: at + AUTHORITY_MS });
  authorityFile(dataDir).write(made);
  return new Authority(made);
}
