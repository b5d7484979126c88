/**
 * What the hub needs of an MQTT broker, its own or another one.
 * Knows no ticket and no payload: bytes go out on topics, and what others wrote comes in.
 */
import { type Decoded, decode, type Message, type MessageName } from "../../protocol/messages.ts";
import { matchTopic, TOPICS, type TopicMatch, type TopicName, topicOf } from "../../protocol/topics.ts";
import type { MqttLimit } from "./limits.ts";

/** One message that a stand or a staff client wrote, decoded or with what is wrong with it. */
export type Heard = {
  readonly match: TopicMatch;
  readonly message: Decoded<Message<MessageName>>;
  /** The bytes of what could not be decoded; empty otherwise. */
  readonly payload: Uint8Array;
};

const NO_BYTES = new Uint8Array();

/** A message as it came; `null` for a topic that is not in the table, and for a retained topic that was cleared. */
export function heardOf(topic: string, payload: Uint8Array): Heard | null {
  const match = payload.length === 0 ? null : matchTopic(topic);
  if (match === null) return null;
  const message = decode(TOPICS[match.name].message, payload);
  return { match, message, payload: message.ok ? NO_BYTES : payload };
}

/** What the broker tells the hub. None of these may throw. */
export type HubBrokerEvents = {
  /** A message on one of {@link hubFilters}. May come doubled and, across clients, in any order. */
  readonly heard: (message: Heard) => void;
  /** Whether clients can be reached now; told at every change, first after `open`. All retained topics must be said again after `true`. */
  readonly linked: (isUp: boolean) => void;
  /** The hub must end: another hub has taken over, or the broker itself is broken. */
  readonly failed: (fault: Error) => void;
  /** For the log and the counters: a connection or a message was refused. Never holds a payload or a secret. */
  readonly refused: (what: { readonly client: string; readonly why: string }) => void;
  /** For the log and the counters: a client of the hub's own broker met a limit, and was slowed, refused or cut off. */
  readonly limited: (what: Limited) => void;
};

/** `client` is empty where it has not said who it is. */
export type Limited = { readonly client: string; readonly limit: MqttLimit; readonly why: string };

/**
 * A broker as the hub uses it.
 *
 * Promises: `publish` hands over in the order of the calls; a retained message replaces the one before it;
 * the last will (or its like) says the hub's `offline` when the process dies, as far as the broker can;
 * `close` says what was published before it, then leaves.
 *
 * Does not promise: that anybody received a message; that a message is stored anywhere (design: the line of durability
 * is the hub's ledger, never a PUBACK); that nothing comes twice.
 */
export interface HubBroker {
  /** Retained topics of this location that the broker already had at the start: some may be stale. */
  readonly found: readonly string[];
  /** `""` with `retained` clears the topic (MQTT-3.3.1-10). While there is no link the message is dropped, see `linked`. */
  publish(topic: string, payload: string, retained: boolean): void;
  isUp(): boolean;
  /** Clients connected to the hub's own broker, or `null` where another broker counts them. */
  clients(): number | null;
  close(): Promise<void>;
}

/** The rows of the table that others write and the hub reads. */
export function heardNames(): TopicName[] {
  return (Object.keys(TOPICS) as TopicName[]).filter((name) => {
    const readers: readonly string[] = TOPICS[name].readers;
    return TOPICS[name].writer !== "hub" && readers.includes("hub");
  });
}

/** Every topic filter that the hub listens to in a location. */
export function hubFilters(location: string): string[] {
  return heardNames().map((name) => topicOf(name, { location }));
}
