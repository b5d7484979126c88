/**
 * A hub under attack: the built program with TLS of its own, those who work there, and the open ends that everybody can reach.
 * Who attacks comes from other addresses of this machine (127.0.0.2 and on): 127.0.0.1 stands for a proxy, which has no limit of an address.
 */
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { expect } from "vitest";
import { readAuthority } from "../../../broker/certificates/authority.ts";
import { hashPassword } from "../../../broker/password.ts";
import { FarClient, until } from "../../broker/mqtt/far-side.ts";
import { connectPacket, RawClient } from "../../broker/mqtt/raw-client.ts";
import { TestedProgram } from "../../program.ts";

export const HERE = "/api/locations/demo";
export const PASSWORD = "længe-leve-køen";
const STAFF = ["anna", "bo", "cai", "dea", "eik", "fie", "gry", "hal"];

export type Asked = {
  readonly method?: string;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For who keeps connections; otherwise each asks over one of its own. */
  readonly agent?: Agent;
};
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

const named = (text: string) => ({ da: text });

const LOCATION = {
  ...{ v: 1, version: 1, location: "demo", name: named("Rådhuset"), timeZone: "Europe/Copenhagen" },
  languages: ["da"],
  queues: [{ queue: "a", name: named("Pas"), letters: "A" }],
  services: [{ service: "passport", name: named("Pas"), queue: "a" }],
  stands: ["s1", "s2", "s3"].map((stand) => ({ stand, name: named(stand), buttons: [] })),
  counters: [{ counter: "1", name: named("Skranke 1") }],
  displays: [{ display: "d1", name: named("Skærm") }],
  catchAll: "a",
};

const ACCOUNTS = [
  ...["s1", "s2", "s3"].map((id) => ({ role: "stand", id })),
  { role: "display", id: "d1" },
  ...["board", "other"].map((id) => ({ role: "integration", id })),
] as const;

/** Writes what a technician writes, and answers where. */
async function configured(folder: string): Promise<string> {
  const file = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
  const hash = await hashPassword(PASSWORD);
  file("location.json", LOCATION);
  file(
    "accounts.json",
    STAFF.map((staff) => ({ staff, hash, administrator: staff === "anna" })),
  );
  writeFileSync(join(folder, "secret"), "secret", { mode: 0o600 });
  file("hub.json", {
    ...{ v: 1, location: "location.json", dataDir: "data" },
    http: { host: "0.0.0.0", port: 0, publicUrl: "https://127.0.0.1:8443" },
    mqtt: {
      ...{ kind: "embedded", host: "0.0.0.0", port: 0 },
      accounts: ACCOUNTS.map((one) => ({
        username: `${one.role}-${one.id}`,
        ...one,
        passwordFile: "secret",
      })),
    },
    signIn: { kind: "accounts", file: "accounts.json" },
  });
  return join(folder, "hub.json");
}

export class HubUnderAttack {
  readonly #folder = mkdtempSync(join(tmpdir(), "talon-hostile-"));
  readonly #program: TestedProgram;
  readonly #raw: RawClient[] = [];
  #display: FarClient | null = null;
  ca = "";
  httpPort = 0;
  mqttPort = 0;
  /** Of anna, who works on through all of it. */
  cookie = "";

  private constructor() {
    this.#program = new TestedProgram(() => [
      "dist/talon-hub.js",
      "--config",
      join(this.#folder, "hub.json"),
    ]);
  }

  static async open(): Promise<HubUnderAttack> {
    const hub = new HubUnderAttack();
    await configured(hub.#folder);
    const ready = await hub.#program.start(40_000);
    hub.httpPort = Number(new URL(String(ready["http"])).port);
    hub.mqttPort = Number(new URL(String(ready["mqtt"])).port);
    hub.ca = readAuthority(join(hub.#folder, "data"))?.cert ?? "";
    hub.cookie = await hub.signIn("anna");
    hub.#display = await hub.join("display-d1");
    await hub.#display.subscribe("talon/demo/calls");
    return hub;
  }

  async close(): Promise<void> {
    for (const client of this.#raw) client.end();
    await this.#display?.close();
    await this.#program.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get pid(): number {
    return this.#program.pid;
  }

  get folder(): string {
    return this.#folder;
  }

  get url(): string {
    return `https://127.0.0.1:${this.httpPort}`;
  }

  /** Files and sockets that the hub has open. */
  get openFiles(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  /** Resident memory in MiB. */
  get memory(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, "utf8"))?.[1]) / 1024;
  }

  /** A client that says bytes, over real TLS. */
  raw(from?: string): RawClient {
    const port = this.mqttPort;
    const client = new RawClient({ port, tls: { ca: this.ca }, ...(from === undefined ? {} : { from }) });
    this.#raw.push(client);
    return client;
  }

  /** As {@link raw}, which has said who it is with the right password. */
  async rawAs(username: string, more: object = {}, from?: string): Promise<RawClient> {
    const login = { username, password: Buffer.from("secret"), ...more };
    const client = this.raw(from).say(connectPacket(username, login));
    await until(() => client.of("connack").length > 0 || client.isClosed, 10_000);
    return client;
  }

  join(username: string, more: object = {}): Promise<FarClient> {
    const login = { username, password: "secret", clientId: username, ca: this.ca, ...more };
    return FarClient.connect(`mqtts://127.0.0.1:${this.mqttPort}`, { connectTimeout: 10_000, ...login });
  }

  async ask(path: string, { method = "GET", from, headers = {}, body, agent }: Asked = {}): Promise<Answer> {
    const asked = request(`${this.url}${path}`, {
      ...{ method, headers, agent: agent ?? false, ca: this.ca },
      ...(from === undefined ? {} : { localAddress: from }),
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    let text = "";
    for await (const chunk of answer) text += String(chunk);
    return { status: answer.statusCode ?? 0, headers: answer.headers, text };
  }

  /** Bytes as they are, and all that comes back until the hub ends it or it has been quiet for `quietMs`. */
  async bytes(text: string, { quietMs = 400, from = "127.0.0.1" } = {}): Promise<string> {
    const socket = connectTls({
      ...{ port: this.httpPort, host: "127.0.0.1", localAddress: from, ca: this.ca },
    });
    let said = "";
    socket.on("data", (chunk: Buffer) => {
      said += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    await once(socket, "secureConnect");
    socket.write(text, "latin1");
    let length = -1;
    while (said.length !== length && !socket.destroyed) {
      length = said.length;
      await new Promise((next) => setTimeout(next, quietMs));
    }
    socket.destroy();
    return said;
  }

  trySignIn(name: string, password: string, asked: Asked = {}): Promise<Answer> {
    return this.ask("/api/sign-in", { method: "POST", body: { name, password }, ...asked });
  }

  async signIn(name: string, asked: Asked = {}): Promise<string> {
    return cookieOf(await this.trySignIn(name, PASSWORD, asked));
  }

  /** As anna. */
  post(path: string, body: object = {}): Promise<Answer> {
    return this.ask(path, { method: "POST", headers: { cookie: this.cookie }, body });
  }

  /** How often each limit was met, as `mqtt rate`. */
  async met(): Promise<Map<string, number>> {
    const { text } = await this.ask("/metrics");
    const lines = text.matchAll(/^talon_limits_total\{side="(\w+)",limit="(\w+)"\} (\d+)$/gm);
    return new Map([...lines].map(([, side, limit, count]) => [`${side} ${limit}`, Number(count)]));
  }

  /**
   * What every attack ends with: tickets are called, and the hall's display hears of each within a second. Not counted is how long the kernel
   * kept hub and test waiting for a processor that others had (the attackers too, who share this machine here and nowhere else).
   */
  async stillCalls(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (path: string, body: object = {}) =>
      this.ask(`${HERE}/${path}`, { method: "POST", headers: { cookie: this.cookie }, body, agent });
    const waited = () => waitedMs(this.pid) + waitedMs(process.pid);
    for (let call = 0; call < 3; call += 1) {
      expect((await post("issue", { queue: "a" })).status).toBe(200);
      const heard = this.#display?.received.length ?? 0;
      const [from, before] = [performance.now(), waited()];
      expect((await post("counters/1/call-next")).status).toBe(200);
      await until(() => (this.#display?.received.length ?? 0) > heard);
      const [took, others] = [performance.now() - from, waited() - before];
      const said = `call ${call + 1} of 3 took ${took.toFixed(0)} ms, ${others.toFixed(0)} of them for a processor`;
      expect(took - others, said).toBeLessThan(1000);
      expect((await post("counters/1/finish")).status).toBe(200);
    }
    agent.destroy();
  }
}

/**
 * How long a process has been ready to run while others had the processors, in ms: its first thread, where all of its script runs
 * (Documentation/scheduler/sched-stats.rst, /proc/<pid>/schedstat).
 */
function waitedMs(pid: number): number {
  const [, ns] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ");
  return Number(ns) / 1e6;
}

/** The statuses of the answers among bytes that came back. */
export const statusesIn = (bytes: string): number[] =>
  [...bytes.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** The session out of an answer. */
export function cookieOf({ headers }: Answer): string {
  return (headers["set-cookie"] ?? []).map((one) => one.split(";")[0] ?? "")[0] ?? "";
}
