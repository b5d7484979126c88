/**
 * The hub's own MQTT broker: aedes with everything in memory, accounts, and access rules from the topic table.
 * It knows no payload. Nothing here is durable: the hub says every retained topic again at its next start.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { EventEmitter } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type Server as TlsServer } from "node:tls";
import { Aedes, type AedesPublishPacket, type AuthenticateError, type Client as Connection } from "aedes";
import { isLoopback } from "../../protocol/config/parts.ts";
import { LONGEST_PAYLOAD } from "../../protocol/messages.ts";
import type { TlsSource } from "../certificates/certificates.ts";
import { HubFault, listenFault } from "../errors.ts";
import {
  type Client,
  isOwnClientId,
  isReservedClientId,
  mayPublish,
  mayReceive,
  maySubscribe,
} from "./access.ts";
import { type HubBroker, type HubBrokerEvents, heardOf, hubFilters } from "./contract.ts";
import { limitPackets } from "./packet-limit.ts";

/** One who may connect. The password is a machine's secret from a file, long and random. */
export type MqttAccount = {
  readonly username: string;
  readonly role: Client["role"];
  readonly id: string;
  readonly password: string;
};

export type EmbeddedOptions = {
  readonly location: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls: TlsSource | null;
  readonly accounts: readonly MqttAccount[];
  /** Who gives neither name nor password reads what an integration reads. For the demo, on loopback only. */
  readonly allowAnonymousReading: boolean;
};

/** An embedded broker also says where it listens. */
export interface EmbeddedBroker extends HubBroker {
  readonly port: number;
}

/** A packet is a payload, a topic and a few bytes of header. */
const LONGEST_PACKET = LONGEST_PAYLOAD + 1024;
/** Ours have six levels; deeper ones only cost the matcher time. */
const MOST_TOPIC_LEVELS = 10;
/** Bytes that may wait for one client in this process before it counts as slow, and how long it may stay so. */
const SLOW_BYTES = 1_048_576;
const SLOW_MS = 3000;
const MOST_CONNECTIONS = 2000;

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

const digest = (text: string | Uint8Array) => createHash("sha256").update(text).digest();
type Known = { readonly client: Client; readonly secret: Buffer };

type Writing = { readonly topic: string; readonly retain: boolean; readonly payload: string | Buffer };

function refusal(why: string, returnCode: 2 | 4 | 5): AuthenticateError {
  return Object.assign(new Error(why), { returnCode });
}

class Embedded implements EmbeddedBroker {
  readonly found: readonly string[] = [];
  readonly #options: EmbeddedOptions;
  readonly #events: HubBrokerEvents;
  readonly #aedes: Aedes;
  readonly #server: Server;
  readonly #accounts: ReadonlyMap<string, Known>;
  readonly #sockets = new Set<Socket>();
  /** Who each connection proved to be; kept until its last will has been judged. */
  readonly #who = new WeakMap<Connection, Client>();
  /** The newest retained payload of each topic, see {@link Embedded.#newest}. */
  readonly #retained = new Map<string, string | Buffer>();
  #isUp = false;

  constructor(options: EmbeddedOptions, events: HubBrokerEvents) {
    this.#options = options;
    this.#events = events;
    this.#accounts = accountsByName(options);
    this.#aedes = new Aedes({
      maxTopicLevels: MOST_TOPIC_LEVELS,
      maxInflightInbound: 100,
      queueLimit: 100,
      drainTimeout: SLOW_MS,
      connectTimeout: 10_000,
      preConnect: (_client, packet, done) => {
        // Sessions end with their connection: what a client missed is in the retained topics, and aedes would keep
        // a silent client's messages without limit (moscajs/aedes#1087).
        packet.clean = true;
        done(null, true);
      },
      authenticate: (...[client, username, password, done]) => {
        const error = this.#admit(client, username, password);
        done(error, error === null);
      },
      authorizePublish: (client, packet, done) => done(this.#judge(client, packet)),
      authorizeSubscribe: (client, subscription, done) => {
        const who = this.#who.get(client);
        const granted = who !== undefined && maySubscribe(who, subscription.topic);
        if (!granted) this.#events.refused({ client: client.id, why: `subscribe ${subscription.topic}` });
        done(null, granted ? subscription : null);
      },
      authorizeForward: (client, packet) => this.#forward(client, packet),
    });
    this.#server = this.#makeServer();
  }

  #makeServer(): Server {
    const { tls } = this.#options;
    // Nagle off: 44 ms against 0.8 ms for an answer (shared facts, MQTT). The buffer keeps one slow reader from
    // stopping the others: aedes waits with a message until each of its readers has taken it.
    const settings = {
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
      highWaterMark: SLOW_BYTES,
    };
    const accept = (socket: Socket) => this.#accept(socket);
    try {
      const server = tls === null ? createServer(settings, accept) : secureServer(tls, settings, accept);
      server.maxConnections = MOST_CONNECTIONS;
      return server;
    } catch (cause) {
      throw new HubFault("HUB_TLS_INVALID", `mqtt ${this.#options.host}:${this.#options.port}`, cause);
    }
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    const client = this.#aedes.handle(socket);
    limitPackets(socket, LONGEST_PACKET, () =>
      this.#events.refused({ client: client.id ?? "", why: `packet longer than ${LONGEST_PACKET} bytes` }),
    );
  }

  async listen(): Promise<void> {
    const { host, port, location } = this.#options;
    await this.#aedes.listen();
    this.#aedes.on("clientError", (client, error) => this.#lost(client, error));
    this.#aedes.on("connectionError", (client, error) => this.#lost(client, error));
    // aedes says `error` when its own store fails; there is nothing to go on with then.
    const emitter: EventEmitter = this.#aedes;
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

  #admit(
    connection: Connection,
    username: string | undefined,
    password: Buffer | undefined,
  ): AuthenticateError | null {
    const found = this.#identify(connection.id, username, password);
    if (!("role" in found)) return found;
    this.#who.set(connection, found);
    return null;
  }

  #identify(
    clientId: string,
    username: string | undefined,
    password: Buffer | undefined,
  ): Client | AuthenticateError {
    if (username === undefined && this.#options.allowAnonymousReading) {
      if (isReservedClientId(clientId)) return refusal("this client id belongs to an account", 2);
      return { role: "integration", id: "anonymous", location: this.#options.location };
    }
    const known = this.#accounts.get(username ?? "");
    const isRight = timingSafeEqual(known?.secret ?? digest(""), digest(password ?? ""));
    if (!known || !isRight) return refusal("unknown username or wrong password", 4);
    if (!isOwnClientId(known.client, clientId))
      return refusal(`client id ${clientId} does not belong to ${known.client.role} ${known.client.id}`, 2);
    return known.client;
  }

  /** An error closes that one connection, the only answer that MQTT 3.1.1 has for a forbidden message (MQTT-3.3.5-2). */
  #judge(connection: Connection | null, packet: Writing): Error | null {
    const who = connection === null ? undefined : this.#who.get(connection);
    if (who === undefined || !mayPublish(who, packet.topic, packet.retain))
      return new Error(`may not publish ${packet.topic}`);
    if (packet.retain) this.#retained.set(packet.topic, packet.payload);
    return null;
  }

  #forward(connection: Connection, packet: AedesPublishPacket): AedesPublishPacket | null {
    const who = this.#who.get(connection);
    if (who === undefined || !mayReceive(who, packet.topic)) return null;
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
    if (retained) this.#retained.set(topic, payload);
    const packet = { cmd: "publish", topic, payload, qos: 1, retain: retained, dup: false } as const;
    this.#aedes.publish(packet, (error) => {
      if (error) this.#events.failed(error);
    });
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
    const closed = new Promise<void>((done) => this.#server.close(() => done()));
    // What was published last is on its way to the sockets in later turns of the loop (aedes lib/client.js, deliverQoS).
    for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
    for (const socket of this.#sockets) socket.end();
    await new Promise<void>((done) => this.#aedes.close(() => done()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** Connections that are open stay open when a newer certificate comes: only new ones see it. */
function secureServer(tls: TlsSource, settings: object, accept: (socket: Socket) => void): TlsServer {
  const server = createTlsServer({ ...settings, ...tls.pair, minVersion: "TLSv1.2" }, accept);
  tls.renewed((pair) => server.setSecureContext({ ...pair, minVersion: "TLSv1.2" }));
  return server;
}

function accountsByName(options: EmbeddedOptions): ReadonlyMap<string, Known> {
  return new Map(
    options.accounts.map(({ username, role, id, password }) => [
      username,
      { client: { role, id, location: options.location }, secret: digest(password) },
    ]),
  );
}
