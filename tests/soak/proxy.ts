/**
 * A proxy between stands and the hub's broker that cuts, swallows, doubles and reorders MQTT packets.
 * Knows packets, never topics or tickets.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import { generate, type Packet, parser } from "mqtt-packet";
import type { Random } from "./random.ts";

/** `cut`: every connection is torn and refused; `hole`: bytes vanish, nobody is told; `double`, `reorder`: PUBLISH packets. */
export const NETWORK_MODES = ["whole", "cut", "hole", "double", "reorder"] as const;
export type NetworkMode = (typeof NETWORK_MODES)[number];

/** A TCP proxy on a free loopback port; `target` may change between connections. */
export class ChaosProxy {
  mode: NetworkMode = "whole";
  target = 0;
  readonly #random: Random;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(random: Random) {
    this.#random = random;
    this.#server = createServer((near) => this.#accept(near));
  }

  /** Resolves to the port. */
  async open(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** From now on the network behaves so. `cut` tears what is open; leaving `hole` tears it too, as a stateful firewall does. */
  turn(mode: NetworkMode): void {
    const tears = mode === "cut" || (this.mode === "hole" && mode !== "hole");
    this.mode = mode;
    if (tears) for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }

  #accept(near: Socket): void {
    if (this.mode === "cut") {
      near.destroy();
      return;
    }
    const far = connect({ port: this.target, host: "127.0.0.1" });
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    this.#relay(near, far);
    this.#relay(far, near);
  }

  #relay(from: Socket, to: Socket): void {
    const packets = parser({ protocolVersion: 4 });
    packets.on("packet", (packet) => this.#pass(packet, to));
    packets.on("error", () => from.destroy());
    from.on("data", (bytes) => packets.parse(bytes));
  }

  #pass(packet: Packet, to: Socket): void {
    if (this.mode === "hole" || to.destroyed) return;
    const send = () => void (!to.destroyed && this.mode !== "hole" && to.write(generate(packet)));
    const isPublish = packet.cmd === "publish";
    if (isPublish && this.mode === "reorder" && this.#random.chance(0.4)) {
      setTimeout(send, this.#random.between(5, 250));
      return;
    }
    send();
    if (isPublish && this.mode === "double" && this.#random.chance(0.6)) {
      if (packet.qos > 0) packet.dup = true;
      setTimeout(send, this.#random.between(0, 120));
    }
  }
}
