/** Staff of the simulated week, drawn from a seed: the counters 1 to 3 over HTTP, 4 to 6 over MQTT, as in a town hall. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { HubState } from "../../../broker/queue/state.ts";
import type { CounterId, TicketId } from "../../../protocol/terms.ts";
import type { Answer, Hall } from "../../broker/hall.ts";
import { type FarClient, until } from "../../broker/mqtt/far-side.ts";
import { count, oneOf } from "./chance.ts";
import { ticketFacts } from "./facts.ts";

const HERE = "/api/locations/demo";
const MINUTE = 60_000;
type Said = { readonly refused?: string; readonly ticket?: { readonly id: string; readonly number: string } };
/** Somebody at a counter. */
type Here = { readonly counter: CounterId; readonly current: TicketId };

export class Staff {
  /** What was asked for. */
  readonly done = new Map<string, number>();
  /** When each counter's visit is over. */
  readonly #endsAt = new Map<string, number>();
  /** Each counter's last command. */
  readonly #last = new Map<string, string>();
  readonly #hall: Hall;
  readonly #client: FarClient;
  readonly #random: () => number;
  readonly #read: () => HubState;

  /** `read`: the state by the ledger as it is now. */
  constructor(
    hall: Hall,
    client: FarClient,
    { random, read }: { random: () => number; read: () => HubState },
  ) {
    this.#hall = hall;
    this.#client = client;
    this.#random = random;
    this.#read = read;
  }

  async open(): Promise<void> {
    await this.#client.subscribe("talon/demo/staff/anna/response/+");
  }

  async #say(counter: string, kind: string, body: object = {}): Promise<Said> {
    const commandId = randomUUID();
    count(this.done, kind);
    if (kind !== "undo") this.#last.set(counter, commandId);
    if (Number(counter) <= 3)
      return (await this.#hall.post(`${HERE}/counters/${counter}/${kind}`, { commandId, ...body })).body;
    return await this.#overMqtt(kind, { commandId, counter, ...body });
  }

  async #overMqtt(kind: string, body: object): Promise<Said> {
    const [asking, answering] = ["request", "response"].map((way) => `talon/demo/staff/anna/${way}/${kind}`);
    const answers = () => this.#client.on(answering as string);
    const before = answers().length;
    const message = JSON.stringify({ v: 1, id: randomUUID(), at: this.#hall.now.at, ...body });
    await this.#client.client.publishAsync(asking as string, message, { qos: 1 });
    await until(() => answers().length > before);
    return (JSON.parse(answers().at(-1) as string) as Answer).answer;
  }

  /** What is done with one ticket, at its counter or wherever it is. */
  async #about(kind: string, ticket: string, body: object = {}, counter?: string): Promise<void> {
    const commandId = randomUUID();
    count(this.done, kind);
    if (counter !== undefined) this.#last.set(counter, commandId);
    const at = counter === undefined ? {} : { counter };
    await this.#hall.post(`${HERE}/tickets/${ticket}/${kind}`, { commandId, ...at, ...body });
  }

  /** One look of a counter's staff; now and then it was a mistake, and when that is taken back all is as before. */
  async look(counter: CounterId): Promise<void> {
    const places = () => [...this.#read().day.tickets.values()].map(ticketFacts);
    const before = places();
    await this.#work(this.#read(), counter);
    if (this.#random() > 0.06) return;
    const { refused } = await this.#say(counter, "undo", { undoes: this.#last.get(counter) ?? randomUUID() });
    if (refused === undefined) expect(places()).toEqual(before);
  }

  /** On a break, busy, done, nobody came, something else. */
  async #work(state: HubState, counter: CounterId): Promise<void> {
    const current = state.atCounter.get(counter);
    if (await this.#breaks(state, counter)) return;
    if (current && this.#hall.now.at < (this.#endsAt.get(counter) ?? 0))
      return await this.#meanwhile({ counter, current });
    // Nobody presses for an empty hall, or hardly anybody.
    if (!current && state.day.busyQueues.size === 0 && this.#random() < 0.9) return;
    if (current) await this.#ends({ counter, current });
    else await this.#next(counter, current);
  }

  /** A break begins where nobody is served, and ends after a while. */
  async #breaks({ atCounter, sessions }: HubState, counter: CounterId): Promise<boolean> {
    const isOnBreak = (sessions.get(counter)?.pause ?? null) !== null;
    if (isOnBreak && this.#random() < 0.4) await this.#say(counter, "end-pause");
    else if (!isOnBreak && !atCounter.has(counter) && this.#random() < 0.02)
      await this.#say(counter, "pause", { reason: oneOf(this.#random, ["lunch", "meeting"]) });
    else return isOnBreak;
    return true;
  }

  /** What staff do while somebody sits there. */
  async #meanwhile({ counter, current }: Here): Promise<void> {
    const chance = this.#random();
    const tags = chance < 0.03 ? ["bilag", "tolk"] : [oneOf(this.#random, ["bilag", "tolk"])];
    if (chance < 0.06) await this.#about("tag", current, { tags }, counter);
    else if (chance < 0.1)
      await this.#about("add-service", current, { service: oneOf(this.#random, ["pas", "job"]) }, counter);
    else if (chance < 0.12) await this.#say(counter, "serve");
  }

  /** A visit is over, one way or another. */
  async #ends({ counter, current }: Here): Promise<void> {
    const chance = this.#random();
    const move = (to: object) => this.#about("transfer", current, to, counter);
    if (chance < 0.1) await this.#say(counter, "no-show");
    else if (chance < 0.14) await this.#say(counter, "park");
    else if (chance < 0.17) await move({ queue: "a" });
    else if (chance < 0.2) await move({ toCounter: oneOf(this.#random, ["1", "2", "5"]) });
    else if (chance < 0.23) await move({ queue: "a", toStaff: "anna" });
    else if (chance < 0.27) await this.#say(counter, "recall");
    else await this.#next(counter, current);
  }

  async #next(counter: string, current: string | undefined): Promise<void> {
    const { ticket } = await this.#say(counter, "call-next", current ? { finishes: current } : {});
    if (ticket) this.#endsAt.set(counter, this.#hall.now.at + (8 + 22 * this.#random()) * MINUTE);
    else if (current) await this.#say(counter, "finish");
  }

  /** What happens now and then: somebody parked is called back, a no-show comes, somebody is helped on the floor or gives up. */
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
    else if (state.openQueues.has("a" as never) && chance > 0.9) await this.#onTheFloor();
  }

  async #onTheFloor(): Promise<void> {
    const [kind, body] = oneOf(this.#random, [
      ["quick-serve", { service: "skat" }],
      ["issue", { queue: "a", service: "skat" }],
    ] as const);
    count(this.done, kind);
    await this.#hall.post(`${HERE}/${kind}`, { commandId: randomUUID(), ...body });
  }
}
