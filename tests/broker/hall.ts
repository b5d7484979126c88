/** A whole hub on loopback with a memory ledger, and the far sides of its doors: HTTP, event streams and MQTT clients. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Hub, openHub } from "../../broker/hub.ts";
import type { HubOptions } from "../../broker/hub-options.ts";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import { SETTINGS } from "../../broker/queue/state.ts";
import { openVoice } from "../../hal/voice/open.ts";
import { checkLocation, type LocationConfig } from "../../protocol/config.ts";
import { openLog } from "../../protocol/link/log.ts";
import { openAssets } from "../../protocol/link/static.ts";
import { ticketIdOf, tokenOf } from "../../protocol/terms.ts";
import { FarClient, until } from "./mqtt/far-side.ts";

/** Monday 23 November 2026, 10.00 in Copenhagen. */
export const MONDAY = Date.UTC(2026, 10, 23, 9);

export function demoLocation(): LocationConfig {
  const checked = checkLocation(
    JSON.parse(readFileSync(new URL("../../demo/location.json", import.meta.url), "utf8")),
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

type Ticket = { readonly id: string; readonly number: string; readonly state: string };
/** Whatever an answer may hold; a test asks only for what its answer has. */
export type Body = {
  readonly ticket: Ticket;
  readonly refused: string;
  readonly by: object;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
  readonly paths: Readonly<Record<string, object>>;
};
export type Item = Ticket & { readonly name: object; readonly waiting: number };
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
  /** The body where it is a list. */
  readonly items: readonly Item[];
};
/** A picture of any stream. */
export type Picture = {
  readonly number: string;
  readonly state: string;
  readonly ahead: number;
  readonly calls: readonly {
    readonly number: string;
    readonly speech: readonly { readonly url: string }[];
  }[];
  readonly counters: readonly {
    readonly state: string;
    readonly number: string | null;
    readonly undo: object | null;
  }[];
  readonly queues: readonly Item[];
  readonly tickets: readonly Ticket[];
  readonly stands: readonly { readonly online: boolean; readonly problem: string | null }[];
  readonly open: boolean;
};
/** Any answer of the hub over MQTT. */
export type Answer = {
  readonly id: string;
  readonly transaction: string | null;
  readonly ledger: { readonly seq: number };
  readonly answer: Ticket & {
    readonly kind: string;
    readonly serviceDay: string;
    readonly refused: string;
    readonly ticket: Ticket;
  };
  readonly results: readonly { readonly result: string; readonly problem?: string }[];
  readonly serviceDay: string | null;
  readonly lease: { readonly letters: object } | null;
};

const PAGES = ["staff", "display", "ticket", "sign-in", "door", "pairing"];

function pagesIn(folder: string): string {
  for (const page of PAGES) {
    mkdirSync(join(folder, page), { recursive: true });
    writeFileSync(join(folder, page, "index.html"), `<title>${page}</title>`);
    writeFileSync(join(folder, page, "main-abcdefgh.js"), "1;");
  }
  return folder;
}

export class Hall {
  readonly hub: Hub;
  readonly lines: Record<string, unknown>[];
  readonly faults: unknown[];
  readonly now: { at: number };
  readonly #folder: string;
  readonly #streams = new Set<AbortController>();
  readonly #clients = new Set<FarClient>();

  private constructor(parts: Pick<Hall, "hub" | "lines" | "faults" | "now"> & { folder: string }) {
    this.hub = parts.hub;
    this.lines = parts.lines;
    this.faults = parts.faults;
    this.now = parts.now;
    this.#folder = parts.folder;
  }

  /** `at`: when it is opened, of its own clock; `now`: of another's, as a hub that is opened again. */
  static async open({
    at = MONDAY,
    now = { at },
    ...more
  }: Partial<HubOptions> & { readonly at?: number; readonly now?: { at: number } } = {}): Promise<Hall> {
    const folder = mkdtempSync(join(tmpdir(), "talon-hub-"));
    const lines: Record<string, unknown>[] = [];
    const faults: unknown[] = [];
    const { driver: voice } = await openVoice({ driver: "simulated", cacheFolder: join(folder, "speech") });
    const account = (role: "stand" | "staff" | "display" | "integration", id: string) => ({
      ...{ username: `${role}-${id}`, role, id, password: `secret of ${role}-${id}` },
    });
    const hub = await openHub({
      location: demoLocation(),
      ledger: new MemoryLedger(),
      clock: () => ({ at: now.at, trusted: true }),
      ...{ doorKey: randomBytes(32), coverKey: randomBytes(32) },
      settings: SETTINGS,
      coalesceMs: 20,
      version: "0.0.0",
      program: "of the tests",
      broker: {
        kind: "embedded",
        host: "127.0.0.1",
        port: 0,
        tls: null,
        accounts: [
          account("stand", "s1"),
          account("display", "d1"),
          account("staff", "anna"),
          account("integration", "board"),
        ],
        allowAnonymousReading: true,
      },
      http: { host: "127.0.0.1", port: 0, tls: null, publicUrl: (port) => `http://127.0.0.1:${port}` },
      door: null,
      voice,
      assets: await openAssets(pagesIn(join(folder, "pages"))),
      log: openLog({ name: "hub", write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) }),
      freeBytes: () => Promise.resolve(1e9),
      failed: (fault) => faults.push(fault),
      beatMs: 50,
      ...more,
    });
    return new Hall({ hub, lines, faults, now, folder });
  }

  get url(): string {
    return this.hub.places.http;
  }

  async ask(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(`${this.url}${path}`, { redirect: "manual", ...init });
    const text = await response.text();
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    const parsed: unknown = isJson ? JSON.parse(text) : null;
    const { status, headers } = response;
    return { status, text, headers, body: parsed as Body, items: parsed as Item[] };
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.ask(path, {
      method: "POST",
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  /** Every `picture` of a stream as it comes; `beats` counts the named beats. */
  async stream(path: string): Promise<{ pictures: Picture[]; beats: () => number; isOver: () => boolean }> {
    const abort = new AbortController();
    this.#streams.add(abort);
    const response = await fetch(`${this.url}${path}`, { signal: abort.signal });
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    const seen = { pictures: [] as Picture[], beats: 0, isOver: false };
    void this.#follow(response, seen);
    return { pictures: seen.pictures, beats: () => seen.beats, isOver: () => seen.isOver };
  }

  async #follow(
    response: Response,
    seen: { pictures: Picture[]; beats: number; isOver: boolean },
  ): Promise<void> {
    let text = "";
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString();
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (event.includes("event: beat")) seen.beats += 1;
          if (event.includes("event: picture") && data) seen.pictures.push(JSON.parse(data) as Picture);
        }
      }
    } catch {
      // The test went away, or the hub did.
    }
    seen.isOver = true;
  }

  async mqtt(username?: string, more: object = {}): Promise<FarClient> {
    const account =
      username === undefined ? {} : { username, password: `secret of ${username}`, clientId: username };
    const client = await FarClient.connect(this.hub.places.mqtt, { ...account, ...more });
    this.#clients.add(client);
    return client;
  }

  /** The stand s1, greeted. */
  async stand(): Promise<FarStand> {
    const stand = new FarStand(this, await this.mqtt("stand-s1"));
    await stand.greet();
    return stand;
  }

  async close(): Promise<void> {
    for (const abort of this.#streams) abort.abort();
    for (const client of this.#clients) await client.close();
    await this.hub.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The far side of a stand: just enough to ask and to be answered. */
export class FarStand {
  readonly client: FarClient;
  readonly outboxId = randomUUID();
  readonly bootId = randomUUID();
  readonly #hall: Hall;

  constructor(hall: Hall, client: FarClient) {
    this.#hall = hall;
    this.client = client;
  }

  head() {
    return { v: 1, id: randomUUID(), at: this.#hall.now.at };
  }

  time() {
    const { at } = this.#hall.now;
    return { wallMs: at, monoMs: 1, bootId: this.bootId, trust: "synced", contact: null };
  }

  async ask(kind: string, message: object | string): Promise<Answer> {
    const answers = () => this.client.on(`talon/demo/stands/s1/response/${kind}`);
    const before = answers().length;
    const payload = typeof message === "string" ? message : JSON.stringify(message);
    await this.client.client.publishAsync(`talon/demo/stands/s1/request/${kind}`, payload, { qos: 1 });
    await until(() => answers().length > before);
    return JSON.parse(answers().at(-1) as string) as Answer;
  }

  async greet(): Promise<Answer> {
    await this.client.subscribe("talon/demo/stands/s1/response/+");
    await this.client.subscribe("talon/demo/stands/s1/command/+");
    await this.client.subscribe("talon/demo/stands/s1/config");
    return this.ask("hello", {
      ...this.head(),
      ...{ stand: "s1", outboxId: this.outboxId, bootId: this.bootId, version: "0", protocolVersion: 1 },
      ...{ ledger: null, serviceDay: null, lease: null, tickets: 0 },
    });
  }

  /** A press that the hub numbers, and its paper. */
  async issue(queue = "a") {
    const ticketId = ticketIdOf(randomBytes(16), this.#hall.now.at);
    const token = tokenOf(randomBytes(16));
    const issued = this.time();
    const { outboxId } = this;
    const asked = { ticketId, token, queue, service: null, language: "da", issued };
    const said = await this.ask("issue", { ...this.head(), ...asked, serviceDay: null, outboxId });
    const { number, serviceDay } = said.answer;
    const record = { ...asked, number, serviceDay, series: "plain", paper: "printed" };
    const printed = await this.ask("printed", {
      ...this.head(),
      outboxId,
      returning: false,
      records: [record],
    });
    return { ticketId, token, said, number, printed, record };
  }
}
