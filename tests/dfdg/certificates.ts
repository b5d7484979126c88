/** Certificates as STAR and a house have them, each of an authority of its own. Knows no wire. */
import { issueCertificate, makeAuthority } from "../../broker/certificates/issue.ts";
import { type KeyPair, newKey } from "../../broker/certificates/keys.ts";

const DAY_MS = 86_400_000;

type Wanted = { readonly usage: "server" | "client"; readonly commonName: string; readonly until?: number };

/** An authority, and what it signs. */
export class Pki {
  readonly authority: KeyPair;

  private constructor(authority: KeyPair) {
    this.authority = authority;
  }

  static async make(name: string): Promise<Pki> {
    const [from, until] = [Date.now() - 30 * DAY_MS, Date.now() + 30 * DAY_MS];
    return new Pki(await makeAuthority(name, { from, until }));
  }

  /** For 127.0.0.1; `until`: epoch ms, left out: tomorrow. */
  async pair({ usage, commonName, until = Date.now() + DAY_MS }: Wanted): Promise<KeyPair> {
    const { key, publicKey } = newKey();
    const cert = await issueCertificate(this.authority, {
      ...{ usage, commonName, organization: "of the tests", names: ["127.0.0.1"], publicKey },
      ...{ from: until - 20 * DAY_MS, until },
    });
    return { cert, key };
  }
}

/** All that one DFDG and one house show each other. */
export type DfdgCertificates = {
  readonly star: Pki;
  readonly starClient: KeyPair;
  readonly starServer: KeyPair;
  readonly house: Pki;
  readonly houseClient: KeyPair;
  readonly houseServer: KeyPair;
};

export async function dfdgCertificates(): Promise<DfdgCertificates> {
  const [star, house] = [await Pki.make("STAR"), await Pki.make("the house")];
  return {
    ...{ star, house },
    starClient: await star.pair({ usage: "client", commonName: "STAR push" }),
    starServer: await star.pair({ usage: "server", commonName: "STAR" }),
    houseClient: await house.pair({ usage: "client", commonName: "the house's function" }),
    houseServer: await house.pair({ usage: "server", commonName: "the house" }),
  };
}
