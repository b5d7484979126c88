/**
 * Who a connection to the hub's own broker is: by an account's password, or by a stand's certificate.
 * Knows no topic; what an identity may do stands in access.ts, and which certificate counts is the ledger's.
 */
import { createHash, timingSafeEqual, type X509Certificate } from "node:crypto";
import type { StandId } from "../../protocol/terms.ts";
import type { Shown, Verdict } from "../queue/machines.ts";
import { type Client, isOwnClientId, isReservedClientId } from "./access.ts";

/** One who may connect. The password is a machine's secret from a file, long and random. */
export type MqttAccount = {
  readonly username: string;
  readonly role: Client["role"];
  readonly id: string;
  readonly password: string;
};

/** What the ledger says about stands' machines, and what it wants to hear. */
export type StandGate = {
  /** Certificates (PEM) of the authority whose certificates are looked at. */
  readonly ca: () => string;
  readonly verdict: (stand: StandId, shown: Shown) => Verdict;
  /** A stand that is cut off has come with its outbox, once. */
  readonly taken: (stand: StandId) => void;
  /** A second machine with this identity was turned away. */
  readonly doubled: (stand: StandId) => void;
};

/** Who came: `granted` may bring its outbox and nothing else; `boot` tells one start of a machine from another. */
export type Found = { readonly client: Client; readonly isGranted: boolean; readonly boot: string | null };
export type Refused = { readonly why: string; readonly returnCode: 2 | 4 | 5; readonly twin?: StandId };

/** What a connection showed. `certificate`: that it proved to hold; `isTrusted`: signed by the authority, and valid now. */
export type Showing = {
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: Buffer | undefined;
  readonly certificate: X509Certificate | undefined;
  readonly isTrusted: boolean;
};

export type IdentifyOptions = {
  readonly location: string;
  readonly accounts: readonly MqttAccount[];
  readonly allowAnonymousReading: boolean;
  readonly stands: StandGate | null;
};

const digest = (text: string | Uint8Array) => createHash("sha256").update(text).digest();
type Known = { readonly client: Client; readonly secret: Buffer };

const WHY: Readonly<Record<Exclude<Verdict, "in" | "granted">, string>> = {
  "cut-off": "this stand was cut off",
  unknown: "this certificate is no longer this stand's",
  "other-outbox": "this certificate was given to another machine",
  "enrolled-otherwise": "this stand has a certificate; its password is no longer taken",
};

/** `CN=<stand>` and `O=<location>`, as the hub's authority writes them. */
function partOf({ subject }: X509Certificate, name: string): string {
  return new RegExp(`^${name}=([a-z0-9-]{1,32})$`, "m").exec(subject)?.[1] ?? "";
}

/** Tells who connects. */
export class Identify {
  readonly #options: IdentifyOptions;
  readonly #accounts: ReadonlyMap<string, Known>;

  constructor(options: IdentifyOptions) {
    this.#options = options;
    this.#accounts = new Map(
      options.accounts.map(({ username, role, id, password }) => [
        username,
        { client: { role, id, location: options.location }, secret: digest(password) },
      ]),
    );
  }

  /** Never throws for what a connection says. */
  who(showing: Showing): Found | Refused {
    if (showing.certificate !== undefined) return this.#byCertificate(showing, showing.certificate);
    const { username, clientId } = showing;
    if (username === undefined && this.#options.allowAnonymousReading) {
      if (isReservedClientId(clientId)) return { why: "this client id belongs to an account", returnCode: 2 };
      const client = { role: "integration", id: "anonymous", location: this.#options.location } as const;
      return { client, isGranted: false, boot: null };
    }
    return this.#byPassword(showing);
  }

  #byPassword({ clientId, username = "", password }: Showing): Found | Refused {
    const known = this.#accounts.get(username);
    const isRight = timingSafeEqual(known?.secret ?? digest(""), digest(password ?? ""));
    if (!known || !isRight) return { why: "unknown username or wrong password", returnCode: 4 };
    const { client } = known;
    if (!isOwnClientId(client, clientId))
      return { why: `its client id does not belong to ${client.role} ${client.id}`, returnCode: 2 };
    return client.role === "stand"
      ? this.#judged(client, { by: "password" }, null)
      : { client, isGranted: false, boot: null };
  }

  /** The stand says in place of a password which outbox and which start of its machine it is: `<outbox id>.<instance>`. */
  #byCertificate({ clientId, password, isTrusted }: Showing, certificate: X509Certificate): Found | Refused {
    const { location } = this.#options;
    const stand = partOf(certificate, "CN");
    if (!isTrusted || partOf(certificate, "O") !== location || stand === "")
      return { why: "the certificate is not of this hub, or not valid now", returnCode: 5 };
    const client = { role: "stand", id: stand, location } as const;
    if (!isOwnClientId(client, clientId))
      return { why: `its client id does not belong to stand ${stand}`, returnCode: 2 };
    const [outbox = "", boot = ""] = (password?.toString("latin1") ?? "").split(".");
    return this.#judged(client, { by: "certificate", serial: certificate.serialNumber, outbox }, boot);
  }

  #judged(client: Client, shown: Shown, boot: string | null): Found | Refused {
    const stand = client.id as StandId;
    const verdict = this.#options.stands?.verdict(stand, shown) ?? "in";
    if (verdict === "in" || verdict === "granted") return { client, isGranted: verdict === "granted", boot };
    const twin = verdict === "other-outbox" ? { twin: stand } : {};
    return { why: WHY[verdict], returnCode: 5, ...twin };
  }
}
