/** Everything that people and programs see of a town hall, against the ledger: stands, lists, retained topics, streams of pages. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { evolve } from "../../../broker/queue/evolve.ts";
import { type HubState, initialState, SETTINGS } from "../../../broker/queue/state.ts";
import { headlineOf } from "../../../device/stand/screen/view.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { DoorPicture } from "../../../protocol/snapshots.ts";
import type { TicketId } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import type { Hall } from "../../broker/hall.ts";
import type { FarClient } from "../../broker/mqtt/far-side.ts";
import { type Facts, facts, KeptHours, pageFacts } from "./facts.ts";
import { weekLocation } from "./location.ts";
import type { WeekStand } from "./stand.ts";
import { Watched } from "./watched.ts";

type Loose = Readonly<Record<string, unknown>>;
type Listed = Loose & { readonly id: string };
const HERE = "/api/locations/demo";
const LIMIT_MS = 8_000;
const SECOND_MS = 600;

/** The ledger read on its own, event by event, by nobody of the hub. */
class Reader {
  readonly state: HubState;
  readonly #ledger: MemoryLedger;
  readonly kinds = new Map<string, number>();

  constructor(ledger: MemoryLedger, location: LocationConfig) {
    this.#ledger = ledger;
    this.state = initialState(location, SETTINGS);
  }

  read(): HubState {
    for (const event of this.#ledger.load(this.state.seq)) {
      evolve(this.state, event);
      this.kinds.set(event.kind, (this.kinds.get(event.kind) ?? 0) + 1);
    }
    return this.state;
  }
}

function only(from: Loose | undefined, ...keys: readonly string[]): Loose {
  return Object.fromEntries(keys.map((key) => [key, from?.[key]]));
}

const inWords = (one: unknown, other: unknown) => String(one).localeCompare(String(other));
const list = (from: Loose | undefined, key: string) => (from?.[key] ?? []) as readonly Loose[];
const QUEUE = ["open", "limit", "opensAt", "waiting"] as const;
const TICKET = ["id", "number", "state", "queue", "service", "counter", "tags", "heldFor"] as const;
const MORE_OF_TICKET = ["notBefore", "recalls", "next", "onPhone"] as const;
const PAGE = ["number", "state", "ahead", "counterName", "calls", "open", "notBefore", "may"] as const;

const ticketShown = (said: Loose): Loose => only(said, ...TICKET, ...MORE_OF_TICKET);

function queueShown(queue: unknown, said: Loose | undefined): Loose {
  const last = said?.["lastCalled"] as Loose | null | undefined;
  return { queue, ...only(said, ...QUEUE), lastCalled: last?.["number"] ?? null };
}

function displayShown(said: Loose | undefined): Loose {
  return {
    ...only(said, "display", "open"),
    calls: list(said, "calls").map((call) => only(call, "callSeq", "number", "counter")),
    counters: list(said, "counters").map((one) => only(one, "counter", "state", "number")),
    queues: list(said, "queues").map((one) => only(one, "queue", ...QUEUE)),
  };
}

function staffCounterShown(said: Loose): Loose {
  const [ticket, next] = [said["ticket"], said["next"]] as (Loose | null)[];
  const more = { number: ticket?.["number"] ?? null, next: next?.["number"] ?? null };
  return { ...only(said, "counter", "state", "pause", "undo"), ...more };
}

function staffShown(said: Loose | undefined): Loose {
  const tickets = list(said, "tickets");
  const some = (state: string) => tickets.filter((one) => one["state"] === state).map(ticketShown);
  // Parked ones come as they were set aside, those who missed their call the newest first; whose they are is what counts.
  const sorted = (state: string) => some(state).sort((one, other) => inWords(one["id"], other["id"]));
  return {
    ...only(said, "serviceDay", "quick"),
    counters: list(said, "counters").map(staffCounterShown),
    queues: list(said, "queues").map((one) => only(one, "queue", ...QUEUE)),
    ...{ waiting: some("waiting"), parked: sorted("parked"), missed: sorted("no-show") },
    online: list(said, "stands").map((one) => only(one, "stand", "online", "problem")),
  };
}

function standShown(stand: WeekStand): Loose {
  const { picture } = stand;
  const lit = new Map(stand.keys().map((key) => [key.button, key]));
  const keys = picture.buttons.map(({ button, because, opensAt }) => {
    const key = lit.get(button);
    return { button, label: key?.label, lit: key?.lit, because, opensAt };
  });
  const welcomes = headlineOf(picture).head === STAND_TEXTS.da.welcome;
  return { ...only(picture, "stand", "online", "mends"), keys, welcomes };
}

/** All screens of one town hall. */
export class Screens {
  readonly reader: Reader;
  /** So often all of them were compared. */
  looks = 0;
  readonly #hall: Hall;
  readonly #topics = new Map<string, Loose>();
  readonly #streams = new Map<string, Watched>();
  readonly #pages = new Map<TicketId, string>();
  #stands: readonly WeekStand[] = [];
  #door = "";
  readonly #hours = new KeptHours();

  constructor(hall: Hall, ledger: MemoryLedger, location = weekLocation()) {
    this.#hall = hall;
    this.reader = new Reader(ledger, location);
  }

  async open(board: FarClient, stands: readonly WeekStand[]): Promise<void> {
    this.#stands = stands;
    board.client.on("message", (topic, payload) => {
      this.#topics.set(topic, JSON.parse(payload.toString()) as Loose);
    });
    for (const topics of ["queues", "counters", "displays"]) await board.subscribe(`talon/demo/${topics}/+`);
    for (const display of ["d1", "d2", "d3"]) await this.#watch(`/display/${display}/events`);
    await this.#watch("/staff/events");
    this.#door = `${(await this.#hall.ask("/door")).headers.get("location")}/events`;
    await this.#watch(this.#door);
  }

  close(): void {
    for (const stream of this.#streams.values()) stream.close();
  }

  async #watch(path: string): Promise<void> {
    this.#streams.set(path, await Watched.open(`${this.#hall.url}${path}`));
  }

  /** A citizen opens the page of a ticket. */
  async page(id: TicketId, token: string): Promise<void> {
    const path = `/t/${token}/events`;
    await this.#watch(path);
    this.#pages.set(id, path);
  }

  #picture(path: string): Loose | undefined {
    return this.#streams.get(path)?.newest();
  }

  /** The code that is shown at the door. */
  get code(): DoorPicture["code"] {
    return this.#streams.get(this.#door)?.newest<DoorPicture>()?.code ?? null;
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
      tickets: tickets.map(ticketShown),
    };
  }

  /** What retained topics say. */
  #retained({ queues, counters, displays }: Facts): Loose {
    const topic = (kind: string, id: string) => this.#topics.get(`talon/demo/${kind}/${id}`);
    return {
      queues: queues.map(({ queue }) => queueShown(queue, topic("queues", queue))),
      counters: counters.map(({ counter }) => only(topic("counters", counter), "counter", "state", "number")),
      displays: displays.map(({ display }) => displayShown(topic("displays", display))),
    };
  }

  /** What citizens see of their tickets; a page whose ticket the hub has forgotten is closed. */
  #citizens(state: HubState): { readonly shown: Loose[]; readonly known: Loose[] } {
    const shown: Loose[] = [];
    const known: Loose[] = [];
    for (const [id, path] of this.#pages) {
      const page = pageFacts(state, id, this.#hall.now.at);
      if (page) {
        known.push(page);
        shown.push(only(this.#picture(path), ...PAGE));
      } else {
        this.#streams.get(path)?.close();
        this.#pages.delete(id);
      }
    }
    return { shown, known };
  }

  /** What is told to screens by itself, and what it should be. */
  #told(state: HubState, truth: Facts): { readonly seen: Loose; readonly expected: Loose } {
    const { queues, counters, displays, staff, stands, isCodeAtDoor } = truth;
    const { shown, known } = this.#citizens(state);
    const onDisplay = ({ display }: { display: string }) => this.#picture(`/display/${display}/events`);
    const { code } = this;
    return {
      seen: {
        retained: this.#retained(truth),
        displays: displays.map((one) => displayShown(onDisplay(one))),
        staff: staffShown(this.#picture("/staff/events")),
        stands: this.#stands.map(standShown),
        isCodeAtDoor: code !== null && code.until > this.#hall.now.at,
        citizens: shown,
      },
      expected: {
        ...{ retained: { queues, counters, displays }, displays, staff, stands, isCodeAtDoor },
        citizens: known,
      },
    };
  }

  /** Waits until every screen says what the ledger says at this moment; fails with what differs. */
  async agree(): Promise<HubState> {
    const end = performance.now() + LIMIT_MS;
    await this.#hall.hub.tick();
    const state = this.reader.read();
    const { at } = this.#hall.now;
    const truth = facts(state, at, this.#hours.at(state, at));
    const { queues, counters, tickets } = truth;
    let tickAt = performance.now() + SECOND_MS;
    for (;;) {
      const { seen, expected } = this.#told(state, truth);
      if (isDeepStrictEqual(seen, expected)) break;
      // In a rush counts wait for the hub's next second.
      if (performance.now() > tickAt) {
        tickAt += SECOND_MS;
        await this.#hall.hub.tick();
      }
      if (performance.now() > end) expect(seen).toEqual(expected);
      await new Promise((next) => setTimeout(next, 2));
    }
    expect(await this.#listed()).toEqual({ queues, counters, tickets });
    this.looks += 1;
    return state;
  }
}
