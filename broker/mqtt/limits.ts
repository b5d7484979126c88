/**
 * What one client of the hub's own broker may cost, where nobody has to change it; the rest stands in protocol/config/limits.ts.
 * Data only; embedded.ts holds clients to it.
 */
import { LONGEST_PAYLOAD } from "../../protocol/messages.ts";

/** Which limit a client met; as /metrics names it. */
export type MqttLimit =
  | "connections"
  | "address"
  | "silence"
  | "account"
  | "packet"
  | "rate"
  | "topic"
  | "subscriptions"
  | "unsent"
  | "passwords";

/**
 * A message is a payload, a topic and a few bytes of header. Any other packet is far shorter: thousands of filters in one SUBSCRIBE would
 * keep everybody waiting while they are looked at.
 */
export const LONGEST_PACKET = { publish: LONGEST_PAYLOAD + 1024, other: 16_384 } as const;
/** Ours have six levels and at most 120 letters; deeper and longer ones only cost the matcher time. */
export const MOST_TOPIC_LEVELS = 10;
export const LONGEST_FILTER = 256;
export const LONGEST_CLIENT_ID = 128;
/** A program that reads everything of a location one by one has fewer. */
export const MOST_SUBSCRIPTIONS = 100;
/** Each subscription is answered with all that is retained, so it counts as so many packets. */
export const PACKETS_A_SUBSCRIPTION = 20;
/** From the connection to an accepted CONNECT, the TLS handshake included. */
export const SILENT_MS = 10_000;
/** QoS 2 messages of one client that it has not released. */
export const MOST_INFLIGHT = 100;
/** Packets that a client may send before it was let in. */
export const MOST_EARLY = 100;
/** Wrong passwords of one name from one address: ten at once, then one in ten seconds. */
export const WRONG_PASSWORDS = { burst: 10, perSecond: 0.1 } as const;

/** What may wait in this process for one client: `slowBytes` for `slowMs`, and never `mostBytes`. */
export type UnsentLimits = {
  readonly slowBytes: number;
  readonly slowMs: number;
  readonly mostBytes: number;
};
export const UNSENT_LIMITS: UnsentLimits = {
  slowBytes: 1_048_576,
  slowMs: 3000,
  mostBytes: 33_554_432,
};

/** Why a connection that has not said who it is had to go. */
export const WHY_NOT_IN = {
  connections: "there are as many connections as there may be",
  address: "its address has as many connections as one may have",
  silence: `it did not say who it is within ${SILENT_MS} ms`,
} as const;

/** Why a client did not get a subscription. */
export const WHY_NOT_GRANTED = {
  topic: `filter longer than ${LONGEST_FILTER} letters`,
  subscriptions: `more than ${MOST_SUBSCRIPTIONS} subscriptions`,
} as const;
