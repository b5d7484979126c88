/**
 * Pushes that are kept until their convocation is looked up, in the store of personal data: sealed like all there, since the lookup needs
 * the citizen's CPR number, and gone when it is done, at the latest with their clock.
 * Knows no wire. It is in the store before the push is answered, so that a kill loses none.
 */
import { createHmac } from "node:crypto";
import { type PersonKey, tokenOf } from "../../../protocol/terms.ts";
import type { Persons } from "../../persons/contract.ts";
import type { Push } from "./fields.ts";

/** `n` grows with each arrival. */
export type Waiting = { readonly slot: number; readonly n: number; readonly push: Push };

type WaitingOptions = {
  readonly persons: Persons;
  /** What the records' keys are made with, so that a start finds them: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  readonly source: string;
};

/** More than a job centre's pushes of some hours. */
const SLOTS = 1000;
/** Whoever cannot be looked up for so long is looked up no more, and said to be. */
const KEPT_MS = 3 * 86_400_000;

/** From the hub's start to its end. */
export class WaitingPushes {
  readonly #options: WaitingOptions;
  /** By convocation and whether it is gone. */
  readonly #waiting = new Map<string, Waiting>();
  #free: number[] = [];
  #n = 0;

  constructor(options: WaitingOptions) {
    this.#options = options;
  }

  /** What an earlier hub has left. Throws HUB_PERSONS_FAILED. */
  load(at: number): void {
    const found = Array.from({ length: SLOTS }, (_, slot) => this.#read(slot, at));
    const kept = found.filter((one) => one !== null).sort((a, b) => a.n - b.n);
    for (const one of kept) this.#waiting.set(placeOf(one.push), one);
    this.#n = kept.at(-1)?.n ?? 0;
    const taken = new Set([...this.#waiting.values()].map(({ slot }) => slot));
    this.#free = found.flatMap((_, slot) => (taken.has(slot) ? [] : [slot])).toReversed();
  }

  get size(): number {
    return this.#waiting.size;
  }

  /**
   * Keeps a push, in place of an earlier one that said the same of the same convocation; `false`: there is no room for it. Throws
   * HUB_PERSONS_FAILED.
   */
  keep(push: Push, at: number): boolean {
    const place = placeOf(push);
    const before = this.#waiting.get(place);
    if (before !== undefined && isOlder(push, before.push)) return true;
    const slot = before?.slot ?? this.#free.pop();
    if (slot === undefined) return false;
    this.#n += 1;
    const one = { slot, n: this.#n, push };
    this.#options.persons.put({
      ...{ person: this.#keyOf(slot), purpose: "identity", until: at + KEPT_MS },
      fields: { push: JSON.stringify({ n: one.n, ...push }) },
    });
    // The place of the last arrival: order counts.
    this.#waiting.delete(place);
    this.#waiting.set(place, one);
    return true;
  }

  /** All that wait, the first to arrive first. */
  all(): readonly Waiting[] {
    return [...this.#waiting.values()];
  }

  /** Whether it still waits as it was, and no later push has taken its place. */
  has(one: Waiting): boolean {
    return this.#waiting.get(placeOf(one.push)) === one;
  }

  /** It is done: what the store has of it is overwritten. Throws HUB_PERSONS_FAILED. */
  done(one: Waiting): void {
    if (!this.has(one)) return;
    this.#waiting.delete(placeOf(one.push));
    this.#options.persons.put({
      ...{ person: this.#keyOf(one.slot), purpose: "identity", fields: {}, until: 0 },
    });
    this.#free.push(one.slot);
  }

  #keyOf(slot: number): PersonKey {
    const { key, source } = this.#options;
    const made = createHmac("sha256", key).update(`dfdg push ${source}\n${slot}`).digest();
    return tokenOf(made) as string as PersonKey;
  }

  #read(slot: number, at: number): Waiting | null {
    const text = this.#options.persons.get(this.#keyOf(slot), "identity", at)?.push;
    if (text === undefined) return null;
    const { n, ...push } = JSON.parse(text) as Push & { readonly n: number };
    return { slot, n, push };
  }
}

const placeOf = ({ id, change }: Push) => `${change} ${id}`;

function isOlder({ version }: Push, { version: before }: Push): boolean {
  return version !== null && before !== null && version < before;
}
