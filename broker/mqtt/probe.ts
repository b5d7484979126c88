/**
 * Looks at another broker before the hub goes to work there: is another hub at work, and which topics are retained.
 * It writes nothing, and knows no payload but the hub's own availability.
 */
import { MqttClient } from "mqtt";
import { addressOf, dialTcp, streamTo } from "../../protocol/link/dial.ts";
import { decode } from "../../protocol/messages.ts";
import { topicOf } from "../../protocol/topics.ts";
import { HubFault } from "../errors.ts";

export type BrokerAccess = {
  /** `mqtt://` or `mqtts://`, without a password. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Certificates (PEM) to believe in. */
  readonly ca?: string | undefined;
};

export type ProbeOptions = BrokerAccess & {
  readonly location: string;
  /** How long another hub's `online` may stand before it is believed: a dead one's last will takes a while. */
  readonly patienceMs: number;
  /** How long the broker may stay out of reach. */
  readonly reachMs: number;
};

/** Retained messages follow a subscription at once; this long without one, and there are no more. */
const QUIET_MS = 300;

/**
 * Waits until no other hub is online in this location, then answers with every retained topic there.
 * Faults: HUB_OTHER_ONLINE, HUB_BROKER_UNREACHABLE, HUB_BROKER_REFUSED.
 */
export async function probe(options: ProbeOptions): Promise<readonly string[]> {
  const look = new Look(options);
  try {
    await look.connect();
    await look.settle();
    return look.found();
  } finally {
    look.close();
  }
}

class Look {
  readonly #options: ProbeOptions;
  readonly #client: MqttClient;
  readonly #availability: string;
  readonly #found = new Set<string>();
  #isOtherOnline = false;
  #lastAt = performance.now();

  constructor(options: ProbeOptions) {
    const { url, location, username, password, ca } = options;
    this.#options = options;
    this.#availability = topicOf("hubAvailability", { location });
    this.#client = new MqttClient(() => streamTo(addressOf(url), dialTcp, { ca }), {
      clientId: `hub-${location}-probe-${process.pid}-${Math.random().toString(36).slice(2, 8)}`,
      protocolVersion: 4,
      clean: true,
      keepalive: 10,
      connectTimeout: 5000,
      reconnectPeriod: 500,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    });
    this.#client.on("message", (topic, payload) => this.#take(topic, payload));
  }

  connect(): Promise<void> {
    const { url, location, reachMs } = this.#options;
    return new Promise((connected, failed) => {
      let cause: Error | undefined;
      const limit = setTimeout(() => failed(new HubFault("HUB_BROKER_UNREACHABLE", url, cause)), reachMs);
      const refuse = (error: unknown) => {
        clearTimeout(limit);
        failed(new HubFault("HUB_BROKER_REFUSED", url, error));
      };
      this.#client.on("error", (error) => {
        cause = error;
        // Codes 4 and 5 (MQTT 3.1.1, table 3.1): wrong password, not authorised. The others may pass by themselves.
        if ("code" in error && (error.code === 4 || error.code === 5)) refuse(error);
      });
      this.#client.on("connect", () => {
        // Quality of service 0, since a broker may hold back retained messages of a higher one until others are acknowledged.
        this.#client.subscribe(`talon/${location}/#`, { qos: 0 }, (error) => {
          clearTimeout(limit);
          if (error) refuse(error);
          else connected();
        });
      });
    });
  }

  #take(topic: string, payload: Uint8Array): void {
    this.#lastAt = performance.now();
    if (payload.length === 0) this.#found.delete(topic);
    else this.#found.add(topic);
    if (topic !== this.#availability) return;
    const said = decode("hubAvailability", payload);
    this.#isOtherOnline = said.ok && said.value.state === "online";
  }

  async settle(): Promise<void> {
    const { location, patienceMs } = this.#options;
    const since = performance.now();
    this.#lastAt = since;
    while (this.#isOtherOnline || performance.now() - this.#lastAt < QUIET_MS) {
      if (this.#isOtherOnline && performance.now() - since > patienceMs)
        throw new HubFault("HUB_OTHER_ONLINE", location);
      if (performance.now() - since > patienceMs + 10 * QUIET_MS) return;
      await new Promise((next) => setTimeout(next, 20));
    }
  }

  found(): readonly string[] {
    return [...this.#found].filter((topic) => topic !== this.#availability);
  }

  close(): void {
    this.#client.on("error", () => undefined);
    this.#client.end(true);
  }
}
