/** An MQTT client that says what it is told to, right or wrong, byte by byte. Knows no rule of the protocol. */
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { generate, type IConnectPacket, type Packet, parser } from "mqtt-packet";

export type RawOptions = {
  readonly port: number;
  /** The address that it comes from; 127.0.0.1 is that of what stands before the hub, which is not counted. */
  readonly from?: string;
  readonly host?: string;
  /** With TLS, and how. */
  readonly tls?: ConnectionOptions;
};

export const publish = (topic: string, payload: string | Buffer, qos: 0 | 1 | 2 = 0, messageId = 1) =>
  generate({ cmd: "publish", topic, payload, qos, messageId, retain: false, dup: false });

export const subscribe = (topics: readonly string[], messageId = 1) =>
  generate({ cmd: "subscribe", messageId, subscriptions: topics.map((topic) => ({ topic, qos: 0 })) });

export const connectPacket = (clientId: string, more: Partial<IConnectPacket> = {}): Buffer =>
  generate({
    ...{ cmd: "connect", protocolId: "MQTT", protocolVersion: 4, clean: true, keepalive: 60, clientId },
    ...more,
  });

/** One connection. */
export class RawClient {
  readonly socket: Socket;
  readonly packets: Packet[] = [];
  isClosed = false;

  constructor({ port, from, host = "127.0.0.1", tls }: RawOptions) {
    const local = from === undefined ? {} : { localAddress: from };
    this.socket =
      tls === undefined ? connect({ port, host, ...local }) : connectTls({ port, host, ...local, ...tls });
    const read = parser();
    read.on("packet", (packet) => this.packets.push(packet));
    read.on("error", () => undefined);
    this.socket.on("data", (chunk) => read.parse(chunk));
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.isClosed = true;
    });
  }

  say(...bytes: readonly Uint8Array[]): this {
    for (const each of bytes) this.socket.write(each);
    return this;
  }

  /** What came back of one kind. */
  of<C extends Packet["cmd"]>(cmd: C): Extract<Packet, { cmd: C }>[] {
    return this.packets.filter((packet): packet is Extract<Packet, { cmd: C }> => packet.cmd === cmd);
  }

  end(): void {
    this.socket.destroy();
  }
}
