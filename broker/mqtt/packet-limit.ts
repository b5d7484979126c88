/**
 * Cuts off a connection that announces a longer MQTT packet than any of ours, before its bytes are gathered in memory.
 * Knows only the fixed header (MQTT 3.1.1, 2.2); aedes itself would gather up to 256 MiB.
 */
import type { Socket } from "node:net";

/** Counts packets in a byte stream. */
export class PacketMeter {
  readonly #longest: number;
  /** Bytes of the current packet's body still to come. */
  #left = 0;
  /** Place in the fixed header: 0 is the packet's type, 1 to 4 its length. */
  #digit = 0;
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** False as soon as a packet says that it is longer than the limit, or its length is malformed. */
  accepts(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, chunk.length - at);
        this.#left -= taken;
        at += taken;
      } else if (!this.#header(chunk[at++] as number)) return false;
    }
    return true;
  }

  #header(byte: number): boolean {
    if (this.#digit === 0) {
      this.#digit = 1;
      this.#length = 0;
      return true;
    }
    this.#length += (byte & 127) * 128 ** (this.#digit - 1);
    this.#digit += 1;
    if (this.#length > this.#longest) return false;
    if (byte >= 128) return this.#digit <= 4;
    this.#left = this.#length;
    this.#digit = 0;
    return true;
  }
}

/** Watches what is read from `socket`; `onTooLong` is told once, then the socket is destroyed. */
export function limitPackets(socket: Socket, longest: number, onTooLong: () => void): void {
  const meter = new PacketMeter(longest);
  const read = socket.read.bind(socket);
  // aedes reads in paused mode, so every byte passes here; a stream in between would cost each message two copies.
  socket.read = (size?: number) => {
    const chunk = read(size) as Uint8Array | null;
    if (chunk === null || meter.accepts(chunk)) return chunk;
    onTooLong();
    socket.destroy();
    return null;
  };
}
