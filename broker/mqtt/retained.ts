/**
 * Keeps the retained topics of a location as the hub's state is: says what changed, clears what is gone.
 * Knows no socket; `tell` may drop everything while there is no link, then `again` says it all anew.
 */
import { randomUUID } from "node:crypto";
import type { LocationConfig } from "../../protocol/config.ts";
import { encode, type Message, type MessageName } from "../../protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../protocol/terms.ts";
import { type MessageOf, matchTopic, TOPICS, type TopicName, topicOf } from "../../protocol/topics.ts";
import type { ShownCode } from "../phone/desk.ts";
import type { OpensAt, WaitsOf } from "../pictures/places.ts";
import { standConfig } from "../pictures/stand-config.ts";
import { counterTopic, displayTopic, queueTopic, type SpeechOf } from "../pictures/topics.ts";
import type { HubState } from "../queue/state.ts";

type Written = {
  readonly name: TopicName;
  readonly parts: Readonly<Record<string, string>>;
  readonly body: object;
};
/** A message of the table without its head; `say` adds version, id and time. */
export type Saying<Name extends TopicName = TopicName> = {
  readonly name: Name;
  readonly parts: Readonly<Record<string, string>>;
  readonly body: Omit<Message<MessageOf<Name>>, "v" | "id" | "at">;
};

/** A message of the table with its head, as it travels. */
export function spelled(saying: Written, location: string, at: number) {
  const row = TOPICS[saying.name];
  const message = { v: PROTOCOL_VERSION, id: randomUUID(), at, ...saying.body };
  return {
    topic: topicOf(saying.name, { location, ...saying.parts }),
    payload: encode<MessageName>(row.message, message),
    retained: row.retained,
  };
}

/** The documents of all stands; the same objects while nothing in them can have changed. */
type StandDocuments = (location: LocationConfig, publicUrl: string) => readonly Written[];

/** Remembers stands' documents, since every round of telling asks for them and they change with the location alone. */
export function rememberedStands(): StandDocuments {
  let kept: { location: LocationConfig; publicUrl: string; documents: readonly Written[] } | null = null;
  return (location, publicUrl) => {
    if (kept?.location === location && kept.publicUrl === publicUrl) return kept.documents;
    const documents = location.stands.flatMap(({ stand }): Written[] => {
      const body = standConfig(location, stand, publicUrl);
      return body ? [{ name: "standConfig", parts: { stand }, body }] : [];
    });
    kept = { location, publicUrl, documents };
    return documents;
  };
}

export type RetainedOptions = {
  readonly publicUrl: () => string;
  readonly opensAt: OpensAt;
  readonly waitsOf: WaitsOf;
  readonly speech: SpeechOf;
  /** The code at the door, for displays that show it. */
  readonly code?: (() => ShownCode | null) | undefined;
  readonly tell: (topic: string, payload: string, retained: boolean) => void;
};

/** Every retained topic that the hub writes, its own availability aside. */
export function retainedOf(
  state: HubState,
  at: number,
  options: RetainedOptions & { readonly standDocuments: StandDocuments },
): Written[] {
  const { location } = state;
  const { opensAt, waitsOf, speech, code, publicUrl, standDocuments } = options;
  return [
    ...location.queues.map((queue): Written => {
      return {
        name: "queueState",
        parts: { queue: queue.queue },
        body: queueTopic(state, queue, { opensAt, waitsOf, at }),
      };
    }),
    ...location.counters.map((counter): Written => {
      return {
        name: "counterState",
        parts: { counter: counter.counter },
        body: counterTopic(state, counter),
      };
    }),
    ...location.displays.map((display): Written => {
      const body = displayTopic(state, display, { opensAt, waitsOf, at, speech, code });
      return { name: "displayPicture", parts: { display: display.display }, body };
    }),
    ...standDocuments(location, publicUrl()),
  ];
}

/** What a topic says, without the ledger's length, which grows with every event anywhere. */
function meaning(body: object): string {
  return JSON.stringify({ ...body, ledger: undefined });
}

export class Retained {
  readonly #options: RetainedOptions;
  /** What was said last on each topic, and of which body: the same one says the same. */
  readonly #said = new Map<string, { readonly means: string; readonly body: object }>();
  readonly #standDocuments = rememberedStands();
  #stale: readonly string[];

  /** `found`: topics that the broker kept from before this start. */
  constructor(options: RetainedOptions, found: readonly string[]) {
    this.#options = options;
    this.#stale = found;
  }

  /** Says what is not as it was said last. */
  flush(state: HubState, at: number): void {
    const current = new Set<string>();
    const { location } = state.location;
    const standDocuments = this.#standDocuments;
    for (const written of retainedOf(state, at, { ...this.#options, standDocuments })) {
      const topic = topicOf(written.name, { ...written.parts, location });
      current.add(topic);
      if (this.#isNews(topic, written.body))
        this.#options.tell(topic, spelled(written, location, at).payload, true);
    }
    this.#clear(state, current);
  }

  /** Remembers what is said of it from now on. */
  #isNews(topic: string, body: object): boolean {
    const last = this.#said.get(topic);
    if (last?.body === body) return false;
    const means = meaning(body);
    this.#said.set(topic, { means, body });
    return last?.means !== means;
  }

  #clear(state: HubState, current: ReadonlySet<string>): void {
    const stands = new Set<string>(state.location.stands.map((one) => one.stand));
    const gone = [...this.#said.keys()].filter((topic) => !current.has(topic));
    const stale = this.#stale.filter((topic) => !current.has(topic) && isHubsToClear(topic, stands));
    for (const topic of [...gone, ...stale]) {
      this.#said.delete(topic);
      this.#options.tell(topic, "", true);
    }
    this.#stale = [];
  }

  /** Everything is said anew at the next flush: the broker may have forgotten it. */
  again(): void {
    this.#said.clear();
  }

  /** One topic is said anew at the next flush. */
  resay(name: TopicName, parts: Readonly<Record<string, string>>): void {
    this.#said.delete(topicOf(name, parts));
  }
}

/**
 * Whether a topic that lay on the broker is the hub's to clear: its own, a foreign one, that of a stand that is gone, or one
 * that is never retained (a request that a client kept there by mistake would be read again at every start).
 */
function isHubsToClear(topic: string, stands: ReadonlySet<string>): boolean {
  const match = matchTopic(topic);
  if (match === null || TOPICS[match.name].writer === "hub") return match?.name !== "hubAvailability";
  return !TOPICS[match.name].retained || !stands.has(match.at["stand"] ?? "");
}
