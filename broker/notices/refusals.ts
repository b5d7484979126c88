/**
 * Numbers that want no text messages (STOP): each a record of the store of personal data under a keyed digest of the number, so that it
 * outlives the number itself, and nobody reads a number from it (R19).
 * Knows no gateway. Whoever deletes the key's file makes void every refusal.
 */

import { dateIn } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import type { PersonKey } from "../../protocol/terms.ts";
import { keyedDigest } from "../appointments/guests.ts";
import type { Persons } from "../persons/contract.ts";
import { keptUntil } from "../persons/purposes.ts";
import type { SmsGateway } from "./gateway.ts";

export type RefusalsOptions = {
  readonly persons: Pick<Persons, "get" | "put">;
  readonly key: Uint8Array;
  readonly at: () => number;
  readonly location: () => LocationConfig;
};

/** From the hub's start to its end. Every method may throw HUB_PERSONS_FAILED. */
export class Refusals {
  readonly #options: RefusalsOptions;

  constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  #personOf(mobile: string): PersonKey {
    return keyedDigest(this.#options.key, "no text messages", mobile) as PersonKey;
  }

  #since(mobile: string): string | null {
    const { persons, at } = this.#options;
    return persons.get(this.#personOf(mobile), "refusal", at())?.since ?? null;
  }

  #keep(mobile: string, since: string): void {
    const { persons, at, location } = this.#options;
    const until = keptUntil("refusal", { at: at(), location: location() });
    persons.put({ person: this.#personOf(mobile), purpose: "refusal", fields: { since }, until });
  }

  /** Nothing goes to this number from now on. Answers whether that is news. */
  refuse(mobile: string): boolean {
    if (this.#since(mobile) !== null) return false;
    this.#keep(mobile, dateIn(this.#options.location().timeZone, this.#options.at()));
    return true;
  }

  /** Messages go to it again. Answers whether that is news. Its record is over at once: it is no request of erasure, which would hold for ever. */
  allow(mobile: string): boolean {
    if (this.#since(mobile) === null) return false;
    const person = this.#personOf(mobile);
    this.#options.persons.put({ person, purpose: "refusal", fields: {}, until: this.#options.at() });
    return true;
  }

  /** Whether a message must be withheld; the refusal's clock begins anew then, so that it is kept as long as it is of use. */
  withholds(mobile: string): boolean {
    const since = this.#since(mobile);
    if (since !== null) this.#keep(mobile, since);
    return since !== null;
  }
}

/** A gateway that sends nothing to whoever wants nothing. Every message goes through one, but the one word that confirms a STOP. */
export function respecting(gateway: SmsGateway, refusals: Pick<Refusals, "withholds">): SmsGateway {
  return {
    ...gateway,
    send: async (message) =>
      refusals.withholds(message.to) ? { ended: "stopped" } : await gateway.send(message),
  };
}
