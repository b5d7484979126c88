/**
 * The lightest honest MQTT 3.1.1 client: one socket, QoS 1, no Nagle delay, so that the generator of the load is not what is measured.
 * Knows packets, no tickets.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { generate, type Packet, parser } from "mqtt-packet";

export type Login = { readonly clientId: string; readonly username?: string; readonly password?: string };

/** A port of this machine; with `ca` over TLS, to whom that authority has signed for. */
export type Where = { readonly port: number; readonly ca?: string };

async function connected({ port, ca }: Where): Promise<Socket> {
  const host = "127.0.0.1";
  const socket = ca === undefined ? connect({ port, host }) : connectSecurely({ port, host, ca });
  socket.setNoDelay(true);
  await once(socket, ca === undefined ? "connect" : "secureConnect");
  return socket;
}

/** A connected client. `request` resolves with the answer that bears the request's transaction id. */
export class BenchClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<string, (payload: Uint8Array) => void>();
  #packetId = 0;
  #onPacket: (packet: Packet) => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Rejects when the broker refuses the login. */
  static async open(where: number | Where, login: Login): Promise<BenchClient> {
    const socket = await connected(typeof where === "number" ? { port: where } : where);
    const client = new BenchClient(socket);
    const packets = parser({ protocolVersion: 4 });
    packets.on("packet", (packet) => client.#heard(packet));
    socket.on("data", (bytes) => packets.parse(bytes));
    socket.on("error", () => undefined);
    const answer = client.#next("connack");
    const { clientId, username, password } = login;
    socket.write(
      generate({
        cmd: "connect",
        protocolId: "MQTT",
        protocolVersion: 4,
        clean: true,
        keepalive: 0,
        clientId,
        ...(username ? { username, password: Buffer.from(password ?? "") } : {}),
      }),
    );
    const connack = await answer;
    if (connack.cmd !== "connack" || connack.returnCode !== 0)
      throw new Error(`the broker refused ${clientId}`);
    return client;
  }

  async subscribe(topic: string): Promise<void> {
    const answer = this.#next("suback");
    this.#socket.write(
      generate({ cmd: "subscribe", messageId: this.#id(), subscriptions: [{ topic, qos: 1 }] }),
    );
    await answer;
  }

  /** Publishes with QoS 1 and waits for the answer whose `transaction` is `id`. */
  async request(topic: string, id: string, payload: string): Promise<Uint8Array> {
    return await new Promise((answered) => {
      this.#waiting.set(id, answered);
      this.#socket.write(
        generate({
          cmd: "publish",
          topic,
          payload,
          qos: 1,
          dup: false,
          retain: false,
          messageId: this.#id(),
        }),
      );
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #id(): number {
    this.#packetId = (this.#packetId % 65_000) + 1;
    return this.#packetId;
  }

  async #next(command: Packet["cmd"]): Promise<Packet> {
    return await new Promise((heard) => {
      this.#onPacket = (packet) => packet.cmd === command && heard(packet);
    });
  }

  #heard(packet: Packet): void {
    this.#onPacket(packet);
    if (packet.cmd !== "publish") return;
    if (packet.messageId) this.#socket.write(generate({ cmd: "puback", messageId: packet.messageId }));
    const payload = Buffer.from(packet.payload);
    const at = payload.indexOf('"transaction":"');
    const transaction = payload.toString("latin1", at + 15, at + 51);
    const waiting = this.#waiting.get(transaction);
    this.#waiting.delete(transaction);
    waiting?.(payload);
  }
}

/** A random UUID: node keeps a store of chance for these, where `randomBytes` asks the system each time. */
export const id = (): string => randomUUID();
