/**
 * The hub's own MQTT broker: aedes with everything in memory, accounts, and access rules from the topic table.
 * It knows no payload. Nothing here is durable: the hub says every retained topic again at its next start.
 */
import type { EventEmitter } from "node:events";
import type { Server, Socket } from "node:net";
import { Aedes, type AedesPublishPacket, type Client as Connection } from "aedes";
import { type MqttLimits, mqttLimits } from "../../protocol/config/limits.ts";
import { isLoopback } from "../../protocol/config/parts.ts";
import type { StandId } from "../../protocol/terms.ts";
import type { TlsSource } from "../certificates/certificates.ts";
import { HubFault, listenFault } from "../errors.ts";
import { Connections } from "../limits/connections.ts";
import { type Rules, TABLE_RULES } from "./access.ts";
import { Admission } from "./admission.ts";
import { type HubBroker, type HubBrokerEvents, heardOf, hubFilters } from "./contract.ts";
import { gatherWrites } from "./gathered.ts";
import type { MqttAccount, StandGate } from "./identify.ts";
import {
  LONGEST_PACKET,
  MOST_EARLY,
  MOST_INFLIGHT,
  MOST_TOPIC_LEVELS,
  type MqttLimit,
  SILENT_MS,
  UNSENT_LIMITS,
  WHY_NOT_IN,
} from "./limits.ts";
import { makeListener } from "./listener.ts";
import { PacketGate } from "./packet-gate.ts";
import { boundUnsent } from "./unsent.ts";
import { connectFault, isText, lacksId, lastWords } from "./well-formed.ts";

export type EmbeddedOptions = {
  readonly location: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls: TlsSource | null;
  readonly accounts: readonly MqttAccount[];
  /** Who gives neither name nor password reads what an integration reads. For the demo, on loopback only. */
  readonly allowAnonymousReading: boolean;
  /** Stands with certificates; left out where there are none, as on loopback. */
  readonly stands?: StandGate;
  /** Left out: the defaults. */
  readonly limits?: MqttLimits;
  /** Left out: those of the topic table, as in every hub; other people's suites bring topics of their own. */
  readonly rules?: Rules;
};

/** An embedded broker also says where it listens, and ends a stand's connection when it is told. */
export interface EmbeddedBroker extends HubBroker {
  readonly port: number;
  readonly drop: (stand: StandId) => void;
}

/**
 * Opens the hub's own broker and listens.
 * Faults: HUB_LISTENER_OPEN (outside loopback without TLS, or anonymous there), HUB_TLS_INVALID, HUB_PORT_TAKEN and the
 * other listener faults.
 */
export async function openEmbedded(
  options: EmbeddedOptions,
  events: HubBrokerEvents,
): Promise<EmbeddedBroker> {
  const isOpen = !isLoopback(options.host);
  if (isOpen && (options.tls === null || options.allowAnonymousReading))
    throw new HubFault("HUB_LISTENER_OPEN", `mqtt ${options.host}:${options.port}`);
  const broker = new Embedded(options, events);
  await broker.listen();
  events.linked(true);
  return broker;
}

type Writing = { readonly topic: string; readonly retain: boolean; readonly payload: string | Buffer };

class Embedded implements EmbeddedBroker {
  readonly found: readonly string[] = [];
  readonly #options: EmbeddedOptions;
  readonly #events: HubBrokerEvents;
  readonly #aedes: Aedes;
  readonly #server: Server;
  readonly #admission: Admission;
  readonly #limits: MqttLimits;
  readonly #rules: Rules;
  readonly #connections: Connections;
  readonly #sockets = new Set<Socket>();
  /** The newest retained payload of each topic, see {@link Embedded.#newest}. */
  readonly #retained = new Map<string, string | Buffer>();
  #isUp = false;
  /** What waits until the retained packets before it are stored. */
  #held: Parameters<Aedes["publish"]>[0][] = [];
  #storing = 0;
  /** Told when nothing is left to publish, by whoever closes. */
  #published: (() => void) | null = null;

  constructor(options: EmbeddedOptions, events: HubBrokerEvents) {
    this.#options = options;
    this.#events = events;
    this.#limits = options.limits ?? mqttLimits.parse({});
    this.#rules = options.rules ?? TABLE_RULES;
    const { connections: most, connectionsPerAddress: mostOfAddress } = this.#limits;
    this.#connections = new Connections({ most, mostOfAddress, silentMs: SILENT_MS }, (limit) =>
      this.#met("", limit, WHY_NOT_IN[limit]),
    );
    this.#admission = new Admission({
      ...{ stands: null, ...options, limits: this.#limits, rules: this.#rules },
      connections: this.#connections,
      refused: events.refused,
      met: (client, limit, why) => this.#met(client, limit, why),
    });
    this.#aedes = this.#makeBroker();
    this.#server = this.#makeServer();
    this.#connections.watch(this.#server);
  }

  #makeBroker(): Aedes {
    return new Aedes({
      maxTopicLevels: MOST_TOPIC_LEVELS,
      maxInflightInbound: MOST_INFLIGHT,
      queueLimit: MOST_EARLY,
      connectTimeout: SILENT_MS,
      preConnect: (client, packet, done) => {
        const fault = connectFault(packet);
        if (lacksId(packet)) this.#admission.lacksId(client);
        if (!this.#rules.keepsSessions) packet.clean = true;
        done(fault === null ? null : new Error(fault), fault === null);
      },
      authenticate: (...[client, username, password, done]) => {
        const error = this.#admission.admit(client, username, password);
        done(error, error === null);
      },
      authorizePublish: (client, packet, done) => done(this.#judge(client, packet)),
      authorizeSubscribe: (client, subscription, done) => {
        if (!isText(subscription.topic)) done(new Error("a filter that is no UTF-8"), null);
        else done(null, this.#admission.maySubscribe(client, subscription.topic) ? subscription : null);
      },
      authorizeForward: (client, packet) => this.#forward(client, packet),
    });
  }

  #makeServer(): Server {
    const { tls, stands, host, port } = this.#options;
    const clientCa = stands === undefined ? undefined : () => stands.ca();
    try {
      return makeListener({ tls, clientCa, handshakeMs: SILENT_MS }, (socket) => this.#accept(socket));
    } catch (cause) {
      throw new HubFault("HUB_TLS_INVALID", `mqtt ${host}:${port}`, cause);
    }
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    const client = this.#aedes.handle(socket);
    const met = (limit: MqttLimit, why: string) => this.#met(client.id ?? "", limit, why);
    boundUnsent(socket, UNSENT_LIMITS, () => met("unsent", "it does not read what it asked for"));
    gatherWrites(socket);
    // Before aedes ends the connection.
    client.prependListener("error", (error: Error) => {
      const words = lastWords(error);
      if (words !== null) socket.write(words);
    });
    const { packetsPerSecond } = this.#limits;
    new PacketGate(socket, {
      longest: LONGEST_PACKET,
      tooLong: () =>
        met("packet", `packet longer than ${LONGEST_PACKET.publish} bytes, or longer than its kind`),
      passed: (packets) => {
        const waitMs = this.#admission.sent(client, packets);
        if (waitMs > 0) met("rate", `more than ${packetsPerSecond} packets a second; it is read more slowly`);
        return waitMs;
      },
    }).guard();
  }

  #met(client: string, limit: MqttLimit, why: string): void {
    this.#events.limited({ client, limit, why });
  }

  async listen(): Promise<void> {
    const { host, port, location } = this.#options;
    await this.#aedes.listen();
    this.#aedes.on("unsubscribe", (filters, client) => this.#admission.unsubscribed(client, filters));
    this.#aedes.on("clientError", (client, error) => this.#lost(client, error));
    this.#aedes.on("connectionError", (client, error) => this.#lost(client, error));
    // aedes says `error` when its own store fails; there is nothing to go on with then.
    const emitter: EventEmitter = this.#aedes;
    this.#aedes.on("ping", (_packet, client) => this.#admission.pinged(client));
    emitter.on("error", (error: Error) => this.#events.failed(error));
    for (const filter of hubFilters(location)) this.#listenTo(filter);
    await new Promise<void>((opened, failed) => {
      this.#server.once("error", (cause) => failed(listenFault("MQTT", { host, port }, cause)));
      this.#server.listen(port, host, opened);
    }).catch(async (fault: unknown) => {
      await new Promise<void>((closed) => this.#aedes.close(closed));
      throw fault;
    });
    this.#server.on("error", (error) => this.#events.failed(error));
    this.#isUp = true;
  }

  #listenTo(filter: string): void {
    const hear = (packet: AedesPublishPacket, done: () => void) => {
      const { topic, payload } = packet;
      const heard = heardOf(topic, typeof payload === "string" ? Buffer.from(payload) : payload);
      if (heard !== null) this.#events.heard(heard);
      done();
    };
    this.#aedes.subscribe(filter, hear, () => undefined);
  }

  #lost(client: Connection, error: Error): void {
    this.#events.refused({ client: client.id ?? "", why: error.message });
  }

  drop(stand: StandId): void {
    this.#admission.drop(stand);
  }

  #judge(connection: Connection | null, packet: Writing): Error | null {
    if (!isText(packet.topic)) return new Error("a topic that is no UTF-8");
    const error = this.#admission.judge(connection, packet);
    if (error === null && packet.retain) this.#retained.set(packet.topic, packet.payload);
    return error;
  }

  #forward(connection: Connection, packet: AedesPublishPacket): AedesPublishPacket | null {
    if (!this.#admission.mayReceive(connection, packet.topic)) return null;
    return packet.retain ? this.#newest(packet) : packet;
  }

  /**
   * To a new subscriber aedes reads retained messages some turns before it sends them, so a fresh one can overtake its
   * own predecessor, which the subscriber would then show for ever. What is sent as retained is therefore the newest.
   */
  #newest(packet: AedesPublishPacket): AedesPublishPacket | null {
    const payload = this.#retained.get(packet.topic) ?? packet.payload;
    if (payload.length === 0) return null;
    if (payload !== packet.payload) packet.payload = payload;
    return packet;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : this.#options.port;
  }

  publish(topic: string, payload: string, retained: boolean): void {
    if (!this.#isUp) return;
    const packet = { cmd: "publish", topic, payload, qos: 1, retain: retained, dup: false } as const;
    if (this.#mayGo(packet)) this.#send(packet);
    else this.#held.push(packet);
  }

  /**
   * aedes stores a retained packet before it tells it, so that a later one which is not retained would overtake it, and what is overtaken
   * it takes for a duplicate and never gives to that client (aedes lib/client.js, dedupe).
   */
  #mayGo({ retain }: { readonly retain: boolean }): boolean {
    return this.#held.length === 0 && (retain || this.#storing === 0);
  }

  #send(packet: Parameters<Aedes["publish"]>[0]): void {
    if (packet.retain) {
      this.#retained.set(packet.topic, packet.payload);
      this.#storing += 1;
    }
    this.#aedes.publish(packet, (error) => {
      if (error) this.#events.failed(error);
      if (!packet.retain) return;
      this.#storing -= 1;
      if (this.#storing === 0) this.#release();
    });
  }

  /** Everything that waited, as far as the next retained packet lets it. */
  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const packet of held)
      if (this.#mayGo(packet)) this.#send(packet);
      else this.#held.push(packet);
    if (this.#held.length === 0 && this.#storing === 0) this.#published?.();
  }

  isUp(): boolean {
    return this.#isUp;
  }

  clients(): number {
    return this.#aedes.connectedClients;
  }

  async close(): Promise<void> {
    if (!this.#isUp) return;
    this.#isUp = false;
    if (this.#storing > 0)
      await new Promise<void>((done) => {
        this.#published = done;
      });
    const closed = new Promise<void>((done) => this.#server.close(() => done()));
    // What was published last is on its way to the sockets in later turns of the loop (aedes lib/client.js, deliverQoS).
    for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
    for (const socket of this.#sockets) socket.end();
    await new Promise<void>((done) => this.#aedes.close(() => done()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
