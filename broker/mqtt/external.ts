/**
 * The hub as a client of another MQTT 3.1.1 broker (Debian's mosquitto and the like).
 * Who may read and write there is that broker's own business; whether two hubs meet is watched here.
 */
import { randomUUID } from "node:crypto";
import { type MqttLink, openMqttLink, type Placed } from "../../protocol/link/mqtt.ts";
import type { Message, MessageName } from "../../protocol/messages.ts";
import type { TopicMatch } from "../../protocol/topics.ts";
import { HubFault } from "../errors.ts";
import { type HubBroker, type HubBrokerEvents, heardNames, heardOf } from "./contract.ts";
import { type BrokerAccess, probe } from "./probe.ts";

export type ExternalOptions = BrokerAccess & {
  readonly location: string;
  /** This process's own identity, as its availability says it. */
  readonly instance: string;
  /** The hub's `offline`, asked anew for each connection. */
  readonly will: () => Placed;
  /** The hub's `online`, said first after each connection. */
  readonly online: () => Placed;
  /** How long another hub's `online` may stand before it is believed. Default 20 s. */
  readonly patienceMs?: number;
  /** How long the broker may stay out of reach at the start. Default 30 s. */
  readonly reachMs?: number;
};

const NO_BYTES = new Uint8Array();

/**
 * Goes to work on another broker, unless a hub is at work there already.
 * Faults: HUB_OTHER_ONLINE, HUB_BROKER_UNREACHABLE, HUB_BROKER_REFUSED; later `failed` with HUB_TAKEN_OVER.
 */
export async function openExternal(options: ExternalOptions, events: HubBrokerEvents): Promise<HubBroker> {
  const { patienceMs = 20_000, reachMs = 30_000 } = options;
  const found = await probe({ ...options, patienceMs, reachMs });
  const broker = new External(options, events, found);
  await broker.connected;
  return broker;
}

class External implements HubBroker {
  readonly found: readonly string[];
  readonly connected: Promise<void>;
  readonly #options: ExternalOptions;
  readonly #events: HubBrokerEvents;
  readonly #link: MqttLink;
  /** Whether our own `online` has come back since the last connection: another's after it is later than ours. */
  #isEchoed = false;

  constructor(options: ExternalOptions, events: HubBrokerEvents, found: readonly string[]) {
    this.found = found;
    this.#options = options;
    this.#events = events;
    const { url, username, password, ca, location, will } = options;
    this.#link = openMqttLink({
      url,
      username,
      password,
      ca,
      will,
      // Not the location's alone: two hubs would push each other off for ever instead of noticing each other.
      clientId: `hub-${location}-${randomUUID().slice(0, 8)}`,
    });
    this.connected = new Promise((done) => this.#link.onUp(() => done()));
    this.#listen();
  }

  #listen(): void {
    const { location, url } = this.#options;
    for (const name of heardNames())
      this.#link.subscribe(name, { location }, (message, match) => this.#hear(message, match));
    this.#link.subscribe("hubAvailability", { location }, (said) => this.#meet(said));
    this.#link.onForeign(({ topic, payload, isStale }) => {
      const heard = isStale ? null : heardOf(topic, payload);
      if (heard !== null && !heard.message.ok) this.#events.heard(heard);
    });
    this.#link.onTrouble((why) => this.#events.refused({ client: url, why }));
    this.#link.onUp(() => {
      this.#isEchoed = false;
      this.#sayOnline();
      this.#events.linked(true);
    });
    this.#link.onDown(() => this.#events.linked(false));
  }

  #hear(value: Message<MessageName>, match: TopicMatch): void {
    this.#events.heard({ match, message: { ok: true, value }, payload: NO_BYTES });
  }

  /** All clients of a broker see one order on one topic, so exactly one of two hubs finds the other's word after its own. */
  #meet(said: Message<"hubAvailability">): void {
    if (said.instance === this.#options.instance) {
      if (said.state === "online") this.#isEchoed = true;
      // Our own will, late, after a connection that we have replaced: it must not stand.
      else if (this.#link.isUp) this.#sayOnline();
      return;
    }
    if (!this.#isEchoed) return;
    if (said.state === "online")
      this.#events.failed(
        new HubFault("HUB_TAKEN_OVER", `${this.#options.location} at ${this.#options.url}`),
      );
    else this.#sayOnline();
  }

  #sayOnline(): void {
    const { topic, payload } = this.#options.online();
    this.publish(topic, payload, true);
  }

  publish(topic: string, payload: string, retained: boolean): void {
    // Not acknowledged means the link goes down or is down; everything retained is said again when it is up.
    void this.#link.send({ topic, payload, retained });
  }

  isUp(): boolean {
    return this.#link.isUp;
  }

  clients(): null {
    return null;
  }

  async close(): Promise<void> {
    await this.#link.close();
  }
}
