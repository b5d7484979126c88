/** A hall whose hub listens outside loopback with certificates of its own, and machines that enrol there. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Certificates, type TlsChoice } from "../../../broker/certificates/certificates.ts";
import type { HubOptions } from "../../../broker/hub-options.ts";
import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import type { HubEvent } from "../../../broker/queue/events.ts";
import { read } from "../../../broker/settings.ts";
import { type Enrolled, type EnrolOptions, enrol } from "../../../device/stand/enrol/enrol.ts";
import { readIdentity, type StandIdentity } from "../../../device/stand/enrol/identity.ts";
import { Hall, type Reply } from "../hall.ts";
import { FarClient } from "../mqtt/far-side.ts";

export type Claim = { readonly code: string; readonly until: number };

export class SecureHall {
  readonly hall: Hall;
  readonly certificates: Certificates;
  readonly folder: string;
  /** Who signed what its listeners show. */
  readonly ca: string;
  readonly #ledger: MemoryLedger;

  private constructor(
    parts: Pick<SecureHall, "hall" | "certificates" | "folder" | "ca">,
    ledger: MemoryLedger,
  ) {
    this.#ledger = ledger;
    this.hall = parts.hall;
    this.certificates = parts.certificates;
    this.folder = parts.folder;
    this.ca = parts.ca;
  }

  /** `at`: what the hub takes for now, where not what it is. `house`: makes the house's own certificate in a folder, and says who signed it; left out, listeners show the hub's. */
  static async open(
    { at = Date.now(), ...more }: Partial<HubOptions> & { readonly at?: number } = {},
    house?: (folder: string) => Promise<{ readonly choice: TlsChoice; readonly signedBy: string }>,
  ): Promise<SecureHall> {
    const folder = mkdtempSync(join(tmpdir(), "talon-secure-"));
    const certificates = new Certificates({ dataDir: folder, location: "demo", hosts: ["127.0.0.1"], read });
    const made = await house?.(folder);
    const tls = certificates.source(made?.choice ?? { kind: "own" });
    // TLS goes by the machine's own clock, so what it shows must be good now.
    await certificates.open(Date.now());
    const account = { username: "stand-s1", role: "stand", id: "s1", password: "secret" } as const;
    const ledger = new MemoryLedger();
    const hall = await Hall.open({
      ...{ at, ledger },
      certificates,
      broker: {
        ...{ kind: "embedded", host: "0.0.0.0", port: 0, tls, accounts: [account] },
        allowAnonymousReading: false,
      },
      http: { host: "0.0.0.0", port: 0, tls, publicUrl: (port) => `https://127.0.0.1:${port}` },
      ...more,
    });
    const ca = made?.signedBy ?? certificates.authority.cert;
    return new SecureHall({ hall, certificates, folder, ca }, ledger);
  }

  get events(): HubEvent[] {
    return [...this.#ledger.load(0)];
  }

  /** How often staff were told of two machines with one identity. */
  get twins(): number {
    return this.events.filter(({ kind }) => kind === "stand-doubled").length;
  }

  get url(): string {
    return this.hall.url.replace("0.0.0.0", "127.0.0.1");
  }

  get mqttUrl(): string {
    return this.hall.hub.places.mqtt.replace("0.0.0.0", "127.0.0.1");
  }

  /** What an administrator does about a stand. */
  async does(what: string, stand = "s1"): Promise<Reply> {
    return await askSecurely(this, `/api/locations/demo/administration/stand-machines/${stand}/${what}`, {});
  }

  async claim(stand = "s1"): Promise<Claim> {
    return (await this.does("claim", stand)).body as unknown as Claim;
  }

  async list(): Promise<{
    readonly stands: readonly Record<string, unknown>[];
    readonly fingerprint: string;
  }> {
    const said = await askSecurely(this, "/api/locations/demo/administration/stand-machines");
    return said.body as never;
  }

  machine(name = "machine"): Machine {
    return new Machine(this, join(this.folder, name));
  }

  async close(): Promise<void> {
    await this.hall.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** fetch knows no certificate of the house, so this asks with node:https. */
export async function askSecurely(at: SecureHall, path: string, body?: object): Promise<Reply> {
  const { request } = await import("node:https");
  return await new Promise((resolve, reject) => {
    const asked = request(
      `${at.url}${path}`,
      {
        ...{ method: body === undefined ? "GET" : "POST", agent: false, ca: at.ca },
        headers: body === undefined ? {} : { "content-type": "application/json" },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on("end", () => {
          const parsed: unknown = text.startsWith("{") ? JSON.parse(text) : null;
          const status = response.statusCode ?? 0;
          resolve({ status, headers: new Headers(), text, body: parsed, items: parsed } as Reply);
        });
      },
    );
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A machine with a card of its own. */
export class Machine {
  readonly #at: SecureHall;
  readonly dataDir: string;
  readonly outbox: string = randomUUID();

  constructor(at: SecureHall, dataDir: string) {
    this.#at = at;
    this.dataDir = dataDir;
  }

  enrol(code: string, more: Partial<EnrolOptions> = {}): Promise<Enrolled> {
    const { dataDir, outbox } = this;
    const who = { stand: "s1", location: "demo", dataDir, outbox };
    return enrol({ url: this.#at.url, code, fingerprint: null, ...who, ...more });
  }

  async identity(): Promise<StandIdentity> {
    const read = await readIdentity(this.dataDir);
    if (read.kind !== "found") throw new Error(read.kind);
    return read.identity;
  }

  /** As `connect`, tried again for as long as an earlier connection is being cleared away. */
  async connectSoon(boot: string): Promise<FarClient> {
    for (let tries = 0; ; tries += 1) {
      const client = await this.connect(boot).catch((error: unknown) => {
        if (tries > 100) throw error;
        return null;
      });
      if (client !== null) return client;
    }
  }

  /** Connects as the stand does; `boot` is one start of the machine. */
  async connect(boot: string = randomUUID(), more: object = {}): Promise<FarClient> {
    const { key, cert, ca } = await this.identity();
    const who = { clientId: "stand-s1", username: "stand-s1", password: `${this.outbox}.${boot}` };
    return await FarClient.connect(this.#at.mqttUrl, {
      ...who,
      key,
      cert,
      ...(ca === undefined ? {} : { ca }),
      ...more,
    });
  }
}
