/**
 * A network that can be pulled: while it is down, bytes vanish in both directions without an end being said, and new
 * connections hang, as with a cut cable. When it is back, what was under way arrives, as TCP would send it again.
 * Knows no MQTT and no simulated hardware; only simulated drivers and tests use it.
 */
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { type Dial, dialTcp, type Target } from "./dial.ts";

/** A network with a switch. */
export type BlackHole = {
  readonly dial: Dial;
  readonly isUp: () => boolean;
  /** Pulls the cable (false) or puts it back (true). */
  readonly up: (isUp: boolean) => void;
};

type Held = { readonly chunk: Uint8Array; readonly done: (error?: Error | null) => void };

/** One connection through the network. Writes wait while it is down, so the writer's own buffer is the bound. */
class HoledSocket extends Duplex {
  readonly #target: Target;
  readonly #isUp: () => boolean;
  #socket: Socket | null = null;
  #held: Held | null = null;
  #finish: (() => void) | null = null;
  /** What the far side did while nobody could learn of it. */
  #late: (() => void)[] = [];

  constructor(target: Target, isUp: () => boolean) {
    super();
    this.#target = target;
    this.#isUp = isUp;
  }

  /** The switch was turned. */
  turned(): void {
    if (!this.#isUp()) {
      this.#socket?.pause();
      return;
    }
    if (this.destroyed) this.#socket?.destroy();
    else {
      this.#socket ??= this.#dial();
      this.#socket.resume();
      this.#send();
      for (const tell of this.#late.splice(0)) tell();
    }
  }

  #dial(): Socket {
    const socket = dialTcp(this.#target) as Socket;
    const when = (tell: () => void) => () => (this.#isUp() ? tell() : void this.#late.push(tell));
    socket.on("data", (chunk: Uint8Array) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on(
      "connect",
      when(() => this.emit("connect")),
    );
    socket.on(
      "end",
      when(() => this.push(null)),
    );
    socket.on("error", (error) => when(() => this.destroy(error))());
    socket.on(
      "close",
      when(() => this.destroy()),
    );
    return socket;
  }

  #send(): void {
    const held = this.#held;
    this.#held = null;
    if (held) this.#socket?.write(held.chunk, held.done);
    if (this.#finish) this.#socket?.end(this.#finish);
  }

  override _write(chunk: Uint8Array, _encoding: string, done: Held["done"]): void {
    this.#held = { chunk, done };
    if (this.#isUp()) this.#send();
  }

  override _read(): void {
    if (this.#isUp()) this.#socket?.resume();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#finish = () => done();
    if (this.#isUp()) this.#send();
  }

  /** A cut cable carries no goodbye: the far side learns of it when the cable is back. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.#isUp()) this.#socket?.destroy();
    done(error);
  }
}

/** A network that is up. */
export function openBlackHole(): BlackHole {
  let isUp = true;
  const sockets = new Set<HoledSocket>();
  const forget = (socket: HoledSocket) => {
    if (isUp && socket.destroyed) sockets.delete(socket);
  };
  return {
    isUp: () => isUp,
    dial: (target) => {
      const socket = new HoledSocket(target, () => isUp);
      sockets.add(socket);
      socket.once("close", () => forget(socket));
      socket.turned();
      return socket;
    },
    up: (next) => {
      isUp = next;
      for (const socket of [...sockets]) {
        socket.turned();
        forget(socket);
      }
    },
  };
}
