/**
 * What the clients of the hub's own broker have used up of what each may: connections, packets, subscriptions, wrong passwords.
 * Knows no socket and no topic; who a client is was found out before. Times are the process's own clock.
 */
import type { MqttLimits } from "../../protocol/config/limits.ts";
import { Buckets } from "../limits/buckets.ts";
import type { Client } from "./access.ts";
import type { Found, Refused } from "./identify.ts";
import { MOST_SUBSCRIPTIONS, PACKETS_A_SUBSCRIPTION, WRONG_PASSWORDS } from "./limits.ts";

export const TRIED_TOO_OFTEN: Refused = {
  why: "too many wrong passwords of this name from this address; it is looked at again later",
  returnCode: 5,
};

const accountOf = ({ role, id }: Client) => `${role} ${id}`;

/** What one connection that was let in has of what its account may use. */
export type Share = { readonly account: string; readonly filters: Set<string> };

export class Shares {
  readonly #limits: MqttLimits;
  readonly #packets: Buckets;
  readonly #wrong = new Buckets(WRONG_PASSWORDS);
  readonly #connections = new Map<string, number>();

  constructor(limits: MqttLimits) {
    this.#limits = limits;
    const { packetsPerSecond } = limits;
    this.#packets = new Buckets({ burst: 2 * packetsPerSecond, perSecond: packetsPerSecond });
  }

  /** Lets a connection in; `null` where its account has enough of them. */
  came(client: Client): Share | null {
    const account = accountOf(client);
    const count = this.#connections.get(account) ?? 0;
    if (count >= this.#limits.connectionsPerAccount) return null;
    this.#connections.set(account, count + 1);
    return { account, filters: new Set() };
  }

  left({ account }: Share): void {
    const count = (this.#connections.get(account) ?? 0) - 1;
    if (count > 0) this.#connections.set(account, count);
    else this.#connections.delete(account);
  }

  /** So many packets came: for how long (ms) no more of them are read. */
  sent({ account }: Share, packets: number): number {
    return this.#packets.spend(account, performance.now(), packets);
  }

  /** Whether it may have one subscription more; each that is asked for counts as many packets. */
  mayAdd(share: Share, filter: string): boolean {
    this.sent(share, PACKETS_A_SUBSCRIPTION);
    return share.filters.has(filter) || share.filters.size < MOST_SUBSCRIPTIONS;
  }

  /** Looks at a password, unless there were too many wrong ones of this name from this address; `from` is `null` where it is nobody's. */
  tried(username: string, from: string | null, look: () => Found | Refused): Found | Refused {
    const key = `${from} ${username}`;
    const now = performance.now();
    if (from !== null && this.#wrong.waitMs(key, now) > 0) return TRIED_TOO_OFTEN;
    const found = look();
    if (from !== null && "why" in found && found.returnCode === 4) this.#wrong.spend(key, now, 1);
    return found;
  }
}
