/**
 * The link to an MQTT 3.1.1 broker: connects again by itself, tells up and down, hands decoded messages to whom asked for them.
 * Knows the topic table, no rule. It never keeps a message for later: what must arrive is the outbox's or the ledger's business.
 */
import { type IClientOptions, MqttClient } from "mqtt";
import { decode, encode, type Message } from "../messages.ts";
import { type MessageOf, matchTopic, TOPICS, type TopicMatch, type TopicName, topicOf } from "../topics.ts";
import { addressOf, type Dial, dialTcp, gathered, streamTo, type TlsParts } from "./dial.ts";
import { listeners, type Told } from "./listeners.ts";

/** The ids in a topic, by the names in its address, and `location`. */
export type TopicParts = Readonly<Record<string, string>>;
/** A message with its place, e.g. as last will. */
export type Placed = { readonly topic: string; readonly payload: string; readonly retained: boolean };

/** A message of the table, ready to travel. */
export function placed<Name extends TopicName>(
  name: Name,
  at: TopicParts,
  message: Message<MessageOf<Name>>,
): Placed {
  const row = TOPICS[name];
  return { topic: topicOf(name, at), payload: encode(row.message, message as never), retained: row.retained };
}

export type MqttLinkOptions = {
  /** `mqtt://` or `mqtts://`, without a password. */
  readonly url: string;
  /** Bound to the account by the broker, so that nobody pushes this client off. */
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Certificates (PEM) to believe in. */
  readonly ca?: string | undefined;
  /** In place of `ca` where this client has a certificate of its own; asked anew for every connection. */
  readonly tls?: (() => TlsParts) | undefined;
  /** Asked anew for every connection, so that its times are right. */
  readonly will?: (() => Placed) | undefined;
  readonly dial?: Dial | undefined;
  /** Default 5: a dead line is noticed after at most 7.5 s. */
  readonly keepaliveS?: number | undefined;
  /** How long a connection may take, and a publish wait for its PUBACK. Default 5000. */
  readonly timeoutMs?: number | undefined;
  /** First and longest pause before connecting again; doubled each time, with jitter. Default 250 and 5000. */
  readonly retryMs?: readonly [number, number] | undefined;
};

/** Something came that nobody here can take: a foreign topic or a payload that does not decode. */
export type Foreign = {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly problem: string;
  /** It lay retained on the broker, on a topic that is never retained: an old word that nobody may obey again. */
  readonly isStale: boolean;
};

type Asked = {
  readonly at: TopicParts;
  readonly take: (message: never, match: TopicMatch, isRetained: boolean) => void;
};
/** A message on its way: until when (`performance.now()`) its PUBACK is waited for, and whom to tell. */
type Unacked = { readonly until: number; readonly resolve: (isAcked: boolean) => void };

/**
 * One client of a broker, from open to close.
 *
 * Promises: a clean session each time, so nothing old arrives late; `onUp` after every subscription is granted again; `publish` is
 * true only after the broker's PUBACK, false at once while down, and settled within the time limit; bad bytes never throw.
 *
 * Does not promise: that a PUBACK means stored (no broker's does), or that a message arrives once.
 */
export class MqttLink {
  #client: MqttClient | null = null;
  #isUp = false;
  #isClosed = false;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Runs while something is unacknowledged; one for all, since a timer for each message costs a busy hub more than its topic. */
  #limit: ReturnType<typeof setTimeout> | null = null;
  readonly #options: MqttLinkOptions;
  readonly #asked = new Map<TopicName, Asked[]>();
  /** Oldest first. */
  readonly #unacked = new Set<Unacked>();
  readonly #up = listeners<void>();
  readonly #down = listeners<void>();
  readonly #foreign = listeners<Foreign>();
  readonly #trouble = listeners<string>();
  readonly #cleared = listeners<TopicMatch>();

  /** Use `openMqttLink`. */
  constructor(options: MqttLinkOptions) {
    this.#options = options;
  }

  /** Connected, with every subscription granted. */
  get isUp(): boolean {
    return this.#isUp;
  }
  readonly onUp: Told<void> = (listener) => this.#up.add(listener);
  readonly onDown: Told<void> = (listener) => this.#down.add(listener);
  /** A retained topic that was asked for is no longer there. */
  readonly onCleared: Told<TopicMatch> = (listener) => this.#cleared.add(listener);
  readonly onForeign: Told<Foreign> = (listener) => this.#foreign.add(listener);
  /** Why a connection failed or a subscription was denied, in words; may repeat with every try. */
  readonly onTrouble: Told<string> = (listener) => this.#trouble.add(listener);

  /** Publishes a message of the table at QoS 1, retained where the table says so. True after the broker's PUBACK. */
  publish<Name extends TopicName>(
    name: Name,
    at: TopicParts,
    message: Message<MessageOf<Name>>,
  ): Promise<boolean> {
    return this.send(placed(name, at, message));
  }

  /** Takes a retained message off the broker. */
  clear(name: TopicName, at: TopicParts): Promise<boolean> {
    return this.send({ topic: topicOf(name, at), payload: "", retained: true });
  }

  /** Publishes what is already encoded; the same promise as `publish`. */
  send({ topic, payload, retained }: Placed): Promise<boolean> {
    const client = this.#client;
    if (!client || !this.#isUp) return Promise.resolve(false);
    return new Promise((resolve) => {
      const unacked = { until: performance.now() + this.#timeoutMs, resolve };
      this.#unacked.add(unacked);
      this.#limit ??= setTimeout(() => this.#giveUp(), this.#timeoutMs);
      client.publish(topic, payload, { qos: 1, retain: retained }, (error) => this.#settle(unacked, !error));
    });
  }

  #settle(unacked: Unacked, isAcked: boolean): void {
    if (this.#unacked.delete(unacked)) unacked.resolve(isAcked);
  }

  /** Settles what has waited long enough, and looks again when the next one will have. */
  #giveUp(): void {
    this.#limit = null;
    for (const unacked of this.#unacked) {
      const leftMs = unacked.until - performance.now();
      if (leftMs > 0) {
        this.#limit = setTimeout(() => this.#giveUp(), leftMs);
        return;
      }
      this.#settle(unacked, false);
    }
  }

  get #timeoutMs(): number {
    return this.#options.timeoutMs ?? 5000;
  }

  /**
   * Asks for a topic now and after every reconnection. Parts that are left out are wildcards. `take` gets decoded
   * messages only; a cleared retained topic (an empty payload) is told by `onCleared`, and not a retained one where the table says that none
   * is. `isRetained` when the broker had kept the message
   * (MQTT 3.3.1.3): then its `at` may be long ago.
   */
  subscribe<Name extends TopicName>(
    name: Name,
    at: TopicParts,
    take: (message: Message<MessageOf<Name>>, match: TopicMatch, isRetained: boolean) => void,
  ): void {
    this.#asked.set(name, [...(this.#asked.get(name) ?? []), { at, take }]);
    if (this.#client?.connected) this.#ask(this.#client, [topicOf(name, at)], () => undefined);
  }

  /** Says goodbye, so that the last will is not sent, and is silent afterwards. Ends within half a second. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    const client = this.#client;
    if (!client) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(() => client.end(true, {}, () => resolve()), 500);
      client.end(false, {}, () => {
        clearTimeout(limit);
        resolve();
      });
    });
    this.#fell();
  }

  /** Makes one connection; its loss leads to the next one. */
  connect(): void {
    if (this.#isClosed) return;
    const client = new MqttClient(() => this.#stream(), this.#settings());
    this.#client = client;
    client.on("connect", () => this.#connected(client));
    client.on("message", (topic, payload, packet) => this.#take(topic, payload, packet.retain));
    client.on("error", (error) => this.#trouble.tell(`${this.#options.url}: ${error.message || error.name}`));
    client.on("close", () => this.#lost(client));
  }

  #stream() {
    const { url, dial = dialTcp, ca, tls } = this.#options;
    return gathered(streamTo(addressOf(url), dial, tls?.() ?? { ca }));
  }

  #settings(): IClientOptions {
    const { clientId, username, password, will, keepaliveS = 5 } = this.#options;
    const last = will?.();
    return {
      clientId,
      protocolVersion: 4,
      clean: true,
      keepalive: keepaliveS,
      connectTimeout: this.#timeoutMs,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      // Its own debug log looks about forty times a message whether it is wanted; the link tells what goes wrong.
      log: () => undefined,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(last
        ? { will: { topic: last.topic, payload: Buffer.from(last.payload), qos: 1, retain: last.retained } }
        : {}),
    };
  }

  #connected(client: MqttClient): void {
    this.#tries = 0;
    const asked = [...this.#asked].flatMap(([name, ones]) => ones.map(({ at }) => topicOf(name, at)));
    const filters = [...new Set(asked)];
    const isUp = () => {
      if (client !== this.#client || !client.connected || this.#isClosed) return;
      this.#isUp = true;
      this.#up.tell();
    };
    if (filters.length === 0) isUp();
    else this.#ask(client, filters, isUp);
  }

  #ask(client: MqttClient, filters: string[], then: () => void): void {
    client.subscribe(filters, { qos: 1 }, (error, granted) => {
      const denied = (granted ?? []).filter((one) => one.qos === 128).map((one) => one.topic);
      if (denied.length > 0) this.#trouble.tell(`the broker denies ${denied.join(", ")}`);
      else if (error) this.#trouble.tell(`subscribing failed: ${error.message}`);
      then();
    });
  }

  #take(topic: string, payload: Uint8Array, isRetained: boolean): void {
    if (this.#isClosed) return;
    const match = matchTopic(topic);
    const takers = match ? this.#asked.get(match.name)?.filter(({ at }) => fits(match, at)) : undefined;
    if (payload.length === 0) {
      if (match && takers?.length) this.#cleared.tell(match);
      return;
    }
    if (!match || !takers?.length) {
      this.#foreign.tell({ topic, payload, problem: "nobody here asked for this topic", isStale: false });
      return;
    }
    if (isRetained && !TOPICS[match.name].retained) {
      const problem = "it lay retained on the broker, where this topic is never retained";
      this.#foreign.tell({ topic, payload, problem, isStale: true });
      return;
    }
    const message = decode(TOPICS[match.name].message, payload);
    if (!message.ok) this.#foreign.tell({ topic, payload, problem: message.problem, isStale: false });
    else for (const { take } of takers) take(message.value as never, match, isRetained);
  }

  /** The connection is over: nothing sent on it is acknowledged any more. */
  #fell(): void {
    if (this.#limit) clearTimeout(this.#limit);
    this.#limit = null;
    for (const unacked of this.#unacked) this.#settle(unacked, false);
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#down.tell();
  }

  #lost(client: MqttClient): void {
    if (client !== this.#client) return;
    this.#client = null;
    client.on("error", () => undefined);
    client.end(true);
    this.#fell();
    if (this.#isClosed) return;
    const [first, longest] = this.#options.retryMs ?? [250, 5000];
    const pauseMs = Math.min(longest, first * 2 ** Math.min(this.#tries++, 16)) * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => this.connect(), pauseMs);
  }
}

function fits(match: TopicMatch, at: TopicParts): boolean {
  for (const part in at) {
    const actual = part === "location" ? match.location : match.at[part];
    if (at[part] !== "+" && at[part] !== actual) return false;
  }
  return true;
}

/** A link that is connecting. Subscribe before the next turn of the event loop and nothing retained is missed. */
export function openMqttLink(options: MqttLinkOptions): MqttLink {
  const link = new MqttLink(options);
  link.connect();
  return link;
}
