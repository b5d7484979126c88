/** The far side of the hub's MQTT: real clients over real sockets, and what the hub heard. Knows no broker's kind. */
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import type { Heard, HubBrokerEvents, Limited } from "../../../broker/mqtt/contract.ts";
import { topicOf } from "../../../protocol/topics.ts";

/** Waits for a condition, at most `limitMs`. */
export async function until(isSo: () => boolean, limitMs = 5000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not so within ${limitMs} ms: ${isSo.toString()}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}

/** What a broker told the hub. */
export class HubSide implements HubBrokerEvents {
  readonly messages: Heard[] = [];
  readonly links: boolean[] = [];
  readonly faults: Error[] = [];
  readonly refusals: { client: string; why: string }[] = [];
  readonly heard = (message: Heard) => void this.messages.push(message);
  readonly linked = (isUp: boolean) => void this.links.push(isUp);
  readonly failed = (fault: Error) => void this.faults.push(fault);
  readonly refused = (what: { client: string; why: string }) => void this.refusals.push(what);
  readonly limits: Limited[] = [];
  readonly limited = (what: Limited) => void this.limits.push(what);
  /** The undecodable payloads that came on a topic; words are easier to tell apart than messages. */
  said(topic: string): string[] {
    const here = this.messages.filter(
      ({ match }) => topicOf(match.name, { ...match.at, location: match.location }) === topic,
    );
    return here.map((one) => Buffer.from(one.payload).toString());
  }
}

/** A client that remembers what came. */
export class FarClient {
  readonly client: MqttClient;
  readonly received: { topic: string; payload: string; retain: boolean }[] = [];
  isClosed = false;

  constructor(client: MqttClient) {
    this.client = client;
    client.on("message", (topic, payload, packet) =>
      this.received.push({ topic, payload: payload.toString(), retain: packet.retain }),
    );
    client.on("close", () => {
      this.isClosed = true;
    });
    client.on("error", () => undefined);
  }

  static async connect(url: string, options: IClientOptions): Promise<FarClient> {
    return new FarClient(
      await connectAsync(url, { reconnectPeriod: 0, connectTimeout: 5000, ...options }, false),
    );
  }

  /** The granted quality of service; 128 is a refusal (MQTT-3.9.3-2). */
  async subscribe(filter: string): Promise<number | undefined> {
    return new Promise((answered) => {
      this.client.subscribe(filter, { qos: 1 }, (_error, _granted, packet) => {
        const first = packet?.granted[0];
        answered(typeof first === "number" ? first : undefined);
      });
    });
  }

  on(topic: string): string[] {
    return this.received.filter((one) => one.topic === topic).map((one) => one.payload);
  }

  async close(): Promise<void> {
    await this.client.endAsync(true).catch(() => undefined);
  }
}
