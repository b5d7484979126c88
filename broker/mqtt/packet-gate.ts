/**
 * Stands between a socket and the broker that reads from it: hands over a little at a time, nothing while its client is too quick,
 * and ends a connection that announces a longer MQTT packet than any of ours, before its bytes are gathered in memory.
 * Knows only the fixed header (MQTT 3.1.1, 2.2); aedes itself would gather up to 256 MiB.
 */
import type { Socket } from "node:net";

/** Bytes of the longest packet's body: of a message, and of any other packet. */
export type LongestPacket = { readonly publish: number; readonly other: number };

const PUBLISH = 3;

/** Counts packets in a byte stream. */
export class PacketMeter {
  readonly #longest: LongestPacket;
  #limit = 0;
  /** Bytes of the current packet's body still to come. */
  #left = 0;
  /** Place in the fixed header: 0 is the packet's type, 1 to 4 its length. */
  #digit = 0;
  #length = 0;
  #packets = 0;

  constructor(longest: LongestPacket) {
    this.#longest = longest;
  }

  /** How many have said their length so far. */
  get packets(): number {
    return this.#packets;
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
      this.#limit = byte >> 4 === PUBLISH ? this.#longest.publish : this.#longest.other;
      return true;
    }
    this.#length += (byte & 127) * 128 ** (this.#digit - 1);
    this.#digit += 1;
    if (this.#length > this.#limit) return false;
    if (byte >= 128) return this.#digit <= 4;
    this.#left = this.#length;
    this.#digit = 0;
    this.#packets += 1;
    return true;
  }
}

/** So many bytes of one client are looked at before the others have their turn: 8192 of the shortest packets. */
const BYTES_A_TURN = 16_384;

export type PacketGateOptions = {
  readonly longest: LongestPacket;
  /** So many packets are handed over now; answers for how many milliseconds nothing more is. */
  readonly passed: (packets: number) => number;
  /** Told once; the connection is over. */
  readonly tooLong: () => void;
};

/**
 * The gate of one socket. aedes reads in paused mode (`readable`, then `read()`), so every byte passes here; a stream in between would
 * cost each message two copies.
 *
 * Promises that the reader gets every byte once and in order, as long as no packet is too long: the gate never holds a byte itself.
 * It asks the socket for no more than it hands over, and what it leaves behind it announces again, never in the same turn: aedes asks
 * for more in the middle of parsing, which its parser does not bear (stock aedes has always read everything by then).
 */
export class PacketGate {
  readonly #socket: Socket;
  readonly #options: PacketGateOptions;
  readonly #meter: PacketMeter;
  readonly #read: Socket["read"];
  #isShut = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, options: PacketGateOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#meter = new PacketMeter(options.longest);
    this.#read = socket.read.bind(socket);
  }

  /** From now on the socket is read through the gate. */
  guard(): void {
    this.#socket.read = (size?: number) => this.#take(size);
    this.#socket.once("close", () => clearTimeout(this.#timer));
  }

  #take(size: number | undefined): Uint8Array | null {
    // Nothing is what the stream itself asks for, to go on with what comes from the network.
    if (size === 0) return this.#read(0) as null;
    if (this.#isShut || this.#socket.destroyed) return null;
    const isMore = this.#socket.readableLength > BYTES_A_TURN;
    const chunk = (isMore ? this.#read(BYTES_A_TURN) : this.#read()) as Uint8Array | null;
    if (chunk === null) return null;
    const before = this.#meter.packets;
    if (!this.#meter.accepts(chunk)) {
      this.#options.tooLong();
      this.#socket.destroy();
      return null;
    }
    const waitMs = this.#options.passed(this.#meter.packets - before);
    if (waitMs > 0) this.#timer = setTimeout(() => this.#open(), waitMs);
    else if (isMore) setImmediate(() => this.#open());
    this.#isShut = waitMs > 0 || isMore;
    return chunk;
  }

  /** What is left behind is announced by the stream itself no more. */
  #open(): void {
    this.#isShut = false;
    if (!this.#socket.destroyed) this.#socket.emit("readable");
  }
}
