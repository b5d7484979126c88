/**
 * Hands what is written to a socket within a few turns of the event loop to the system as one piece. aedes writes a packet in up to eight
 * parts, and an acknowledgement some turns before the answer that follows it; with TLS each piece is a record with a price of its own.
 * Knows no packet.
 */
import type { Socket } from "node:net";

/** From an acknowledgement to the answer of a hub that answers at once: aedes publishes in one turn and delivers in the next. */
const TURNS = 3;
/** A TLS record holds no more. */
const MOST_BYTES = 16_384;

type Part = string | Uint8Array;

/**
 * From now on `socket` is written through a gatherer.
 * Promises the bytes in their order, also of what was written before the socket is ended or destroyed.
 */
export function gatherWrites(socket: Socket): void {
  const end = socket.end.bind(socket) as (...last: unknown[]) => Socket;
  const destroy = socket.destroy.bind(socket);
  const gatherer = new Gatherer(socket, socket.write.bind(socket));
  socket.write = (part: Part) => gatherer.take(part);
  socket.end = (...last: unknown[]) => {
    gatherer.flush();
    return end(...last);
  };
  socket.destroy = (error?: Error) => {
    gatherer.flush();
    return destroy(error);
  };
  // Whoever writes a packet corks it; here is nothing left to hold back.
  socket.cork = () => undefined;
  socket.uncork = () => undefined;
}

class Gatherer {
  readonly #socket: Socket;
  readonly #write: (whole: Uint8Array) => boolean;
  #parts: Part[] = [];
  #bytes = 0;
  #isWaiting = false;

  constructor(socket: Socket, write: (whole: Uint8Array) => boolean) {
    this.#socket = socket;
    this.#write = write;
  }

  /** Never "full": who does not read is cut off by other means. */
  take(part: Part): true {
    this.#parts.push(part);
    this.#bytes += typeof part === "string" ? Buffer.byteLength(part) : part.length;
    if (this.#bytes >= MOST_BYTES) this.flush();
    else if (!this.#isWaiting) {
      this.#isWaiting = true;
      setImmediate(this.#wait, TURNS - 1);
    }
    return true;
  }

  readonly #wait = (turns: number): void => {
    if (turns > 0) setImmediate(this.#wait, turns - 1);
    else {
      this.#isWaiting = false;
      this.flush();
    }
  };

  flush(): void {
    const parts = this.#parts;
    const bytes = this.#bytes;
    // Before they are written: what cuts a client off destroys its socket, which flushes.
    this.#parts = [];
    this.#bytes = 0;
    if (bytes > 0 && this.#socket.writable) this.#write(joined(parts, bytes));
  }
}

function joined(parts: readonly Part[], bytes: number): Uint8Array {
  const whole = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const part of parts) {
    if (typeof part === "string") at += whole.write(part, at);
    else {
      whole.set(part, at);
      at += part.length;
    }
  }
  return whole;
}
