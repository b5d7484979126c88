/** Citizens and staff of the simulated week: who presses what when, drawn from a seed, over the same sockets as in a town hall. */
import { randomBytes, randomUUID } from "node:crypto";
import type { HubState } from "../../../broker/queue/state.ts";
import { type TicketId, ticketIdOf, tokenOf } from "../../../protocol/terms.ts";
import type { Answer, Hall } from "../../broker/hall.ts";
import { type FarClient, until } from "../../broker/mqtt/far-side.ts";

const HERE = "/api/locations/demo";
type Said = { readonly refused?: string; readonly ticket?: { readonly id: string; readonly number: string } };

/** Numbers from 0 to 1, the same in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The MQTT side of one who asks and is answered. */
async function asked(
  client: FarClient,
  { topic, kind, message }: { topic: string; kind: string; message: object },
): Promise<Answer> {
  const answers = () => client.on(`${topic}/response/${kind}`);
  const before = answers().length;
  await client.client.publishAsync(`${topic}/request/${kind}`, JSON.stringify(message), { qos: 1 });
  await until(() => answers().length > before);
  return JSON.parse(answers().at(-1) as string) as Answer;
}

/** One of the stands, as the hub hears it. */
export class WeekStand {
  readonly #hall: Hall;
  readonly #client: FarClient;
  readonly #id: string;
  readonly #outboxId = randomUUID();
  readonly #bootId = randomUUID();
  #serviceDay: string | null = null;

  constructor(hall: Hall, client: FarClient, id: string) {
    this.#hall = hall;
    this.#client = client;
    this.#id = id;
  }

  async #ask(kind: string, body: object): Promise<Answer> {
    const message = { v: 1, id: randomUUID(), at: this.#hall.now.at, ...body };
    return await asked(this.#client, { topic: `talon/demo/stands/${this.#id}`, kind, message });
  }

  async greet(): Promise<void> {
    await this.#client.subscribe(`talon/demo/stands/${this.#id}/response/+`);
    const versions = { version: "0", protocolVersion: 1, ledger: null, lease: null, tickets: 0 };
    const ids = { stand: this.#id, outboxId: this.#outboxId, bootId: this.#bootId };
    await this.#ask("hello", { ...ids, ...versions, serviceDay: this.#serviceDay });
  }

  /** A press and its paper; resolves with the ticket, or with why there is none. */
  async press(queue: string, service: string | null): Promise<{ id: TicketId; token: string } | string> {
    const { at } = this.#hall.now;
    const id = ticketIdOf(randomBytes(16), at);
    const token = tokenOf(randomBytes(16));
    const issued = { wallMs: at, monoMs: 1, bootId: this.#bootId, trust: "synced", contact: null };
    const ticket = { ticketId: id, token, queue, service, language: "da", issued };
    const outboxId = this.#outboxId;
    const { answer } = await this.#ask("issue", { ...ticket, serviceDay: this.#serviceDay, outboxId });
    if (answer.refused) return answer.refused;
    const { number, serviceDay } = answer;
    this.#serviceDay = serviceDay;
    const record = { ...ticket, number, serviceDay, series: "plain", paper: "printed" };
    await this.#ask("printed", { outboxId, returning: false, records: [record] });
    return { id, token };
  }
}

/** Staff: the counters 1 to 3 over HTTP, 4 to 6 over MQTT. */
export class Staff {
  /** When each counter's visit is over. */
  readonly #endsAt = new Map<string, number>();
  readonly done = new Map<string, number>();
  readonly #hall: Hall;
  readonly #client: FarClient;
  readonly #random: () => number;

  constructor(hall: Hall, client: FarClient, random: () => number) {
    this.#hall = hall;
    this.#client = client;
    this.#random = random;
  }

  async open(): Promise<void> {
    await this.#client.subscribe("talon/demo/staff/anna/response/+");
  }

  async #say(counter: string, kind: string, body: object = {}): Promise<Said> {
    const commandId = randomUUID();
    this.done.set(kind, (this.done.get(kind) ?? 0) + 1);
    if (Number(counter) <= 3)
      return (await this.#hall.post(`${HERE}/counters/${counter}/${kind}`, { commandId, ...body })).body;
    const message = { v: 1, id: randomUUID(), at: this.#hall.now.at, commandId, counter, ...body };
    return (await asked(this.#client, { topic: "talon/demo/staff/anna", kind, message })).answer;
  }

  /** What is done with one ticket, wherever it is. */
  async #about(kind: string, ticket: string, body: object = {}): Promise<void> {
    this.done.set(kind, (this.done.get(kind) ?? 0) + 1);
    await this.#hall.post(`${HERE}/tickets/${ticket}/${kind}`, { commandId: randomUUID(), ...body });
  }

  /** One look of a counter's staff: done, nobody came, something else, or still busy. */
  async look(state: HubState, counter: string): Promise<void> {
    const { at } = this.#hall.now;
    const current = state.atCounter.get(counter as never);
    if (current && at < (this.#endsAt.get(counter) ?? 0)) return;
    // Nobody presses for an empty hall, or hardly anybody.
    if (!current && state.day.busyQueues.size === 0 && this.#random() < 0.9) return;
    const chance = this.#random();
    if (current && chance < 0.08) await this.#say(counter, "no-show");
    else if (current && chance < 0.12) await this.#say(counter, "park");
    else if (current && chance < 0.16) await this.#about("transfer", current, { queue: "a" });
    else if (current && chance < 0.2) await this.#say(counter, "recall");
    else await this.#next(counter, current);
  }

  async #next(counter: string, current: string | undefined): Promise<void> {
    const { ticket } = await this.#say(counter, "call-next", current ? { finishes: current } : {});
    if (ticket) this.#endsAt.set(counter, this.#hall.now.at + (8 + 22 * this.#random()) * 60_000);
    else if (current) await this.#say(counter, "finish");
  }

  /** What happens now and then: somebody parked is called back, a no-show comes, somebody gives up. */
  async nowAndThen(state: HubState): Promise<void> {
    const chance = this.#random();
    const tickets = [...state.day.tickets.values()];
    const parked = tickets.find((one) => one.state === "parked");
    const missed = tickets.find((one) => one.state === "no-show");
    const waiting = tickets.findLast((one) => one.state === "waiting");
    if (parked?.counter && !state.atCounter.has(parked.counter) && chance < 0.5)
      await this.#say(parked.counter, "resume", { ticket: parked.id });
    else if (missed && chance < 0.1) await this.#about("requeue", missed.id);
    else if (waiting && chance > 0.97) await this.#about("cancel", waiting.id);
  }
}
