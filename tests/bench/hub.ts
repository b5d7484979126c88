/** A hub under load: the built program with a location of its own size, and protocol clients that act as its stands. */
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tokenOf } from "../../protocol/terms.ts";
import { TestedProgram } from "../program.ts";
import { BenchClient, id, type Where } from "./client.ts";

const name = (text: string) => ({ da: text });

export type BenchHub = { readonly program: TestedProgram; readonly http: number; readonly mqtt: number };

/** Letters for the queue at this place: A ... Q, then two letters; never R, which is the roll's. */
function lettersOf(at: number): string {
  const letter = (index: number) => String.fromCharCode(65 + index);
  return at < 17 ? letter(at) : `${letter(Math.floor((at - 17) / 26))}${letter((at - 17) % 26)}`;
}

/** A location of so many queues and stands; every queue has a service of its own name. */
export function benchLocation(queues: number, stands: number): unknown {
  const ids = Array.from({ length: queues }, (_, at) => `q${at}`);
  return {
    v: 1,
    version: 1,
    location: "demo",
    name: name("Rådhuset"),
    timeZone: "Etc/UTC",
    languages: ["da"],
    queues: ids.map((queue, at) => ({ queue, name: name(queue), letters: lettersOf(at) })),
    services: ids.map((service) => ({ service, name: name(service), queue: service })),
    stands: Array.from({ length: stands }, (_, at) => ({
      stand: `s${at}`,
      name: name(`s${at}`),
      buttons: Array.from({ length: 8 }, (_unused, button) => ({
        button: button + 1,
        label: name(`q${button % queues}`),
        does: { kind: "service", service: `q${button % queues}` },
      })),
    })),
    counters: Array.from({ length: 4 }, (_, at) => ({
      counter: String(at + 1),
      name: name(`Skranke ${at + 1}`),
    })),
    displays: [{ display: "d1", name: name("Skærm") }],
    catchAll: "q0",
    rollLetters: "R",
  };
}

/** Where the hub's MQTT is: at another broker, or at its own with this certificate; and what else it is told. */
export type HubMqtt = {
  readonly mqttUrl?: string;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** Sources of appointments. */
  readonly appointments?: readonly object[];
};

/** Starts the built hub below `folder`. With `mqttUrl` it is a client of that broker. */
export async function startHub(
  folder: string,
  size: { queues: number; stands: number },
  { mqttUrl, tls, appointments = [] }: HubMqtt = {},
): Promise<BenchHub> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "location.json"), JSON.stringify(benchLocation(size.queues, size.stands)));
  writeFileSync(join(folder, "password"), "bench", { mode: 0o600 });
  const accounts = Array.from({ length: size.stands }, (_, at) => {
    return { username: `s${at}`, role: "stand", id: `s${at}`, passwordFile: join(folder, "password") };
  });
  const config = {
    v: 1,
    location: join(folder, "location.json"),
    dataDir: join(folder, "data"),
    http: { host: "127.0.0.1", port: 0, publicUrl: "http://127.0.0.1:8080" },
    mqtt: mqttUrl
      ? { kind: "external", url: mqttUrl }
      : { kind: "embedded", host: "127.0.0.1", port: 0, accounts, ...(tls === undefined ? {} : { tls }) },
    signIn: { kind: "none" },
    appointments,
  };
  writeFileSync(join(folder, "hub.json"), JSON.stringify(config));
  const program = new TestedProgram(() => [
    join(import.meta.dirname, "talon-hub.js"),
    "--config",
    join(folder, "hub.json"),
  ]);
  const ready = await program.start();
  return { program, http: portOf(ready["http"]), mqtt: portOf(ready["mqtt"]) };
}

function portOf(url: unknown): number {
  return URL.canParse(String(url)) ? Number(new URL(String(url)).port) : 0;
}

/** A stand as the protocol sees it: it has said hello, and issues. */
export class BenchStand {
  readonly #client: BenchClient;
  readonly #stand: string;
  readonly #queues: number;
  readonly #boot = id();
  #asked = 0;

  private constructor(client: BenchClient, stand: string, queues: number) {
    this.#client = client;
    this.#stand = stand;
    this.#queues = queues;
  }

  static async open(where: number | Where, stand: string, queues: number): Promise<BenchStand> {
    const client = await BenchClient.open(where, {
      clientId: `stand-${stand}`,
      username: stand,
      password: "bench",
    });
    await client.subscribe(`talon/demo/stands/${stand}/response/+`);
    const self = new BenchStand(client, stand, queues);
    await self.#ask("hello", {
      stand,
      outboxId: self.#boot,
      bootId: self.#boot,
      version: "bench",
      protocolVersion: 1,
      ledger: null,
      serviceDay: null,
      lease: null,
      tickets: 0,
    });
    return self;
  }

  /** One ticket; resolves with the hub's answer after its commit. */
  async issue(): Promise<{
    ticketId: string;
    answer: { kind: string; number?: string; serviceDay?: string };
  }> {
    const queue = `q${this.#asked++ % this.#queues}`;
    const ticket = {
      ticketId: id(),
      token: tokenOf(randomBytes(16)),
      queue,
      service: queue,
      serviceDay: null,
      outboxId: this.#boot,
      language: "da",
    };
    return (await this.#ask("issue", { ...ticket, issued: this.#time() })) as never;
  }

  /** Tells the paper of up to 20 tickets at once. */
  async printed(tickets: readonly Awaited<ReturnType<BenchStand["issue"]>>[]): Promise<void> {
    const records = tickets.map(({ ticketId, answer }) => ({
      ticketId,
      token: tokenOf(randomBytes(16)),
      number: answer.number,
      queue: "q0",
      service: null,
      serviceDay: answer.serviceDay,
      series: "plain",
      paper: "printed",
      language: "da",
      issued: this.#time(),
    }));
    await this.#ask("printed", { outboxId: this.#boot, returning: false, records });
  }

  close(): void {
    this.#client.close();
  }

  #time() {
    return {
      wallMs: Date.now(),
      monoMs: performance.now(),
      bootId: this.#boot,
      trust: "synced",
      contact: null,
    };
  }

  async #ask(kind: string, body: object): Promise<unknown> {
    const transaction = id();
    const message = JSON.stringify({ v: 1, id: transaction, at: Date.now(), ...body });
    const topic = `talon/demo/stands/${this.#stand}/request/${kind}`;
    return JSON.parse(
      Buffer.from(await this.#client.request(topic, transaction, message)).toString(),
    ) as unknown;
  }
}
