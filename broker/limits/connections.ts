/**
 * How many connections a listener has: in all and from one address; and how long one may stay without saying who it is.
 * Knows no protocol. Whoever is too many is cut off before a byte of theirs is read, so that others always find a place.
 */
import type { Server, Socket } from "node:net";
import { Buckets } from "./buckets.ts";
import { networkOf } from "./network.ts";

export type ConnectionLimits = {
  readonly most: number;
  /** At once; and once it has opened twice as many, it may open a tenth of so many a second. */
  readonly mostOfAddress: number;
  /** Within this time (ms) a connection says who it is, or it ends. */
  readonly silentMs: number;
  /** Whether an address hands others' connections on, and so has no limit of its own; left out: none does. */
  readonly isShared?: (address: string | undefined) => boolean;
};

/** Which limit somebody met; as /metrics names it. */
export type ConnectionLimit = "connections" | "address" | "silence";

type Held = {
  readonly socket: Socket;
  readonly name: string;
  readonly network: string;
  readonly timer: NodeJS.Timeout;
};

/** Behind what stands before the hub on this machine. */
const SEVERAL = "(several)";

/** One connection on one listener, whether its TLS is done or not. */
const nameOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;

/** The connections of one listener. */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #met: (limit: ConnectionLimit) => void;
  readonly #newcomers: Buckets;
  /** By network: those that have said who they are, and those that have not, oldest first. */
  readonly #known = new Map<string, Set<Held>>();
  readonly #silent = new Map<string, Set<Held>>();
  readonly #byName = new Map<string, Held>();

  constructor(limits: ConnectionLimits, met: (limit: ConnectionLimit) => void) {
    this.#limits = limits;
    this.#met = met;
    const { mostOfAddress } = limits;
    this.#newcomers = new Buckets({ burst: 2 * mostOfAddress, perSecond: Math.max(1, mostOfAddress / 10) });
  }

  /** With TLS this sees a connection before its handshake. */
  watch(server: Server): void {
    server.on("connection", (socket: Socket) => this.#came(socket));
  }

  /** It has said who it is: it is not cut off for others any more, nor for being silent. */
  known(socket: Socket): void {
    const held = this.#byName.get(nameOf(socket));
    if (held === undefined || !this.#leave(this.#silent, held)) return;
    clearTimeout(held.timer);
    this.#enter(this.#known, held);
  }

  #came(socket: Socket): void {
    const { remoteAddress } = socket;
    const from = this.#limits.isShared?.(remoteAddress) === true ? null : networkOf(remoteAddress);
    const why = from === null ? null : this.#refusal(from);
    const limit = why ?? (this.#makeRoom() ? null : "connections");
    if (limit !== null) {
      this.#met(limit);
      socket.destroy();
      return;
    }
    const timer = setTimeout(() => this.#cut(held, "silence"), this.#limits.silentMs).unref();
    const held = { socket, name: nameOf(socket), network: from ?? SEVERAL, timer };
    this.#byName.set(held.name, held);
    this.#enter(this.#silent, held);
    socket.once("close", () => this.#left(held));
  }

  /** Where an address has all of its places taken, its own oldest silent one makes room. */
  #refusal(from: string): ConnectionLimit | null {
    if (this.#newcomers.take(from, performance.now()) > 0) return "address";
    const silent = this.#silent.get(from);
    const count = (silent?.size ?? 0) + (this.#known.get(from)?.size ?? 0);
    if (count < this.#limits.mostOfAddress) return null;
    return this.#cutOldest(silent, "address") ? null : "address";
  }

  /** Where all places are taken, the oldest silent one of whoever has most of those makes room. */
  #makeRoom(): boolean {
    if (this.#byName.size < this.#limits.most) return true;
    const crowds = [...this.#silent.values()].sort((one, other) => other.size - one.size);
    return this.#cutOldest(crowds[0], "connections");
  }

  #cutOldest(crowd: Set<Held> | undefined, limit: ConnectionLimit): boolean {
    const oldest = crowd?.values().next();
    if (oldest === undefined || oldest.done) return false;
    this.#cut(oldest.value, limit);
    return true;
  }

  #cut(held: Held, limit: ConnectionLimit): void {
    this.#met(limit);
    this.#left(held);
    held.socket.destroy();
  }

  #left(held: Held): void {
    clearTimeout(held.timer);
    if (this.#byName.get(held.name) === held) this.#byName.delete(held.name);
    if (!this.#leave(this.#silent, held)) this.#leave(this.#known, held);
  }

  #enter(crowds: Map<string, Set<Held>>, held: Held): void {
    const crowd = crowds.get(held.network);
    if (crowd === undefined) crowds.set(held.network, new Set([held]));
    else crowd.add(held);
  }

  #leave(crowds: Map<string, Set<Held>>, held: Held): boolean {
    const crowd = crowds.get(held.network);
    if (crowd === undefined || !crowd.delete(held)) return false;
    if (crowd.size === 0) crowds.delete(held.network);
    return true;
  }
}
