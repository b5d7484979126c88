/** Everything that people and programs see of the hub, against the ledger: lists, retained topics, streams of pages. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { evolve } from "../../../broker/queue/evolve.ts";
import { counterState, openDay, ticketAt, ticketOf } from "../../../broker/queue/find.ts";
import { callOrder, waitingIn } from "../../../broker/queue/order.ts";
import { type HubState, initialState, SETTINGS } from "../../../broker/queue/state.ts";
import type { TicketId } from "../../../protocol/terms.ts";
import type { Hall, Picture } from "../../broker/hall.ts";
import type { FarClient } from "../../broker/mqtt/far-side.ts";
import { weekLocation } from "./location.ts";

type Loose = Readonly<Record<string, unknown>>;
type Listed = Loose & { readonly id: string };
const HERE = "/api/locations/demo";
const LIMIT_MS = 5_000;
const inWords = (one: string, other: string) => one.localeCompare(other);

/** The ledger read on its own, event by event, by nobody of the hub. */
class Reader {
  readonly state: HubState = initialState(weekLocation(), SETTINGS);
  readonly #ledger: MemoryLedger;
  readonly kinds = new Map<string, number>();

  constructor(ledger: MemoryLedger) {
    this.#ledger = ledger;
  }

  read(): HubState {
    for (const event of this.#ledger.load(this.state.seq)) {
      evolve(this.state, event);
      this.kinds.set(event.kind, (this.kinds.get(event.kind) ?? 0) + 1);
    }
    return this.state;
  }
}

/** What is so by the ledger, in the words in which screens say it. */
function facts(state: HubState) {
  const { queues, counters, displays } = state.location;
  const counterFacts = counters.map(({ counter }) => ({
    ...{ counter, state: counterState(state, counter), number: ticketAt(state, counter)?.number ?? null },
  }));
  const calls = state.calls.map(({ callSeq, number, counter }) => ({ callSeq, number, counter }));
  return {
    serviceDay: openDay(state),
    queues: queues.map(({ queue }) => ({
      ...{ queue, open: state.openQueues.has(queue), waiting: waitingIn(state, queue) },
      limit: state.limits.get(queue) ?? null,
      lastCalled: state.lastCalled.get(queue)?.number ?? null,
    })),
    counters: counterFacts,
    displays: displays.map(({ display, counters: own }) => {
      const isShown = ({ counter }: { counter: string }) =>
        own.length === 0 || own.some((one) => one === counter);
      return { display, calls: calls.filter(isShown).slice(-20), counters: counterFacts.filter(isShown) };
    }),
    waiting: [...callOrder(state, null)].map(({ number }) => number),
    tickets: [...state.day.tickets.values()].map(({ id, number, state: now, queue }) => ({
      ...{ id, number, state: now, queue },
    })),
  };
}
export type Facts = ReturnType<typeof facts>;

function only<Key extends string>(from: Loose | undefined, ...keys: readonly Key[]): Loose {
  return Object.fromEntries(keys.map((key) => [key, from?.[key]]));
}

function queueShown(queue: unknown, said: Loose | undefined): Loose {
  const last = said?.["lastCalled"] as Loose | null | undefined;
  return { queue, ...only(said, "open", "waiting", "limit"), lastCalled: last?.["number"] ?? null };
}

function displayShown(said: Loose | undefined): Loose {
  const list = (key: string) => (said?.[key] ?? []) as readonly Loose[];
  return {
    display: said?.["display"],
    calls: list("calls").map((call) => only(call, "callSeq", "number", "counter")),
    counters: list("counters").map((one) => only(one, "counter", "state", "number")),
  };
}

/** All screens of one town hall. */
export class Screens {
  readonly reader: Reader;
  /** So often all of them were compared. */
  looks = 0;
  readonly #hall: Hall;
  readonly #topics = new Map<string, Loose>();
  readonly #streams = new Map<string, { readonly pictures: Picture[] }>();
  readonly #pages = new Map<TicketId, string>();

  constructor(hall: Hall, ledger: MemoryLedger) {
    this.#hall = hall;
    this.reader = new Reader(ledger);
  }

  async open(board: FarClient): Promise<void> {
    board.client.on("message", (topic, payload) => {
      this.#topics.set(topic, JSON.parse(payload.toString()) as Loose);
    });
    for (const topics of ["queues", "counters", "displays"]) await board.subscribe(`talon/demo/${topics}/+`);
    for (const display of ["d1", "d2", "d3"]) await this.#watch(`/display/${display}/events`);
    await this.#watch("/staff/events");
  }

  async #watch(path: string): Promise<void> {
    this.#streams.set(path, await this.#hall.stream(path));
  }

  /** A citizen opens the page of a ticket. */
  async page(id: TicketId, token: string): Promise<void> {
    const path = `/t/${token}/events`;
    await this.#watch(path);
    this.#pages.set(id, path);
  }

  #picture(path: string): Loose | undefined {
    return this.#streams.get(path)?.pictures.at(-1);
  }

  async #list(name: string): Promise<readonly Listed[]> {
    return (await this.#hall.ask(`${HERE}/${name}`)).items;
  }

  /** What lists of HTTP say. */
  async #listed(): Promise<Loose> {
    const [queues, counters, tickets] = [
      await this.#list("queues"),
      await this.#list("counters"),
      await this.#list("tickets"),
    ];
    return {
      queues: queues.map((one) => queueShown(one.id, one)),
      counters: counters.map(({ id, ...one }) => ({ counter: id, ...only(one, "state", "number") })),
      tickets: tickets.map((one) => only(one, "id", "number", "state", "queue")),
    };
  }

  /** What retained topics say. */
  #retained({ queues, counters, displays }: Facts): Loose {
    const topic = (kind: string, id: string) => this.#topics.get(`talon/demo/${kind}/${id}`);
    return {
      queues: queues.map(({ queue }) => queueShown(queue, topic("queues", queue))),
      counters: counters.map(({ counter }) => ({
        ...only(topic("counters", counter), "counter", "state", "number"),
      })),
      displays: displays.map(({ display }) => displayShown(topic("displays", display))),
    };
  }

  /** What the pages of displays and staff show. */
  #shown({ displays }: Facts): Loose {
    const staff = this.#picture("/staff/events");
    const tickets = (staff?.["tickets"] ?? []) as readonly (Loose & { number: string })[];
    const counters = (staff?.["counters"] ?? []) as readonly (Loose & { ticket: Loose | null })[];
    return {
      displays: displays.map(({ display }) => displayShown(this.#picture(`/display/${display}/events`))),
      serviceDay: staff?.["serviceDay"],
      // In which order they would be called, which time alone may change: who they are, here.
      waiting: tickets
        .filter((one) => one["state"] === "waiting")
        .map(({ number }) => number)
        .sort(inWords),
      counters: counters.map(({ counter, state, ticket }) => ({
        ...{ counter, state, number: ticket?.["number"] ?? null },
      })),
    };
  }

  /** What citizens see of their tickets, those that the hub still knows. */
  #citizens(state: HubState): Loose {
    const pages = [...this.#pages].flatMap(([id, path]) => {
      const ticket = ticketOf(state, id);
      return ticket ? [[path, ticket] as const] : [];
    });
    return {
      shown: pages.map(([path]) => only(this.#picture(path), "number", "state", "calls")),
      known: pages.map(([, { number, state: now, calls }]) => ({ number, state: now, calls })),
    };
  }

  /** What is told to screens by itself, and what it should be. */
  #told(state: HubState, truth: Facts): { readonly seen: Loose; readonly expected: Loose } {
    const { serviceDay, queues, counters, displays, waiting } = truth;
    const { shown, known } = this.#citizens(state);
    return {
      seen: { retained: this.#retained(truth), shown: this.#shown(truth), citizens: shown },
      expected: {
        retained: { queues, counters, displays },
        shown: { displays, serviceDay, waiting: [...waiting].sort(inWords), counters },
        citizens: known,
      },
    };
  }

  /** Waits until every screen says what the ledger says; fails with what differs. */
  async agree(): Promise<HubState> {
    const end = performance.now() + LIMIT_MS;
    const state = this.reader.read();
    const truth = facts(state);
    const { queues, counters, tickets } = truth;
    for (;;) {
      const { seen, expected } = this.#told(state, truth);
      if (isDeepStrictEqual(seen, expected)) break;
      if (performance.now() > end) expect(seen).toEqual(expected);
      await new Promise((next) => setTimeout(next, 2));
    }
    expect(await this.#listed()).toEqual({ queues, counters, tickets });
    this.looks += 1;
    return state;
  }
}
