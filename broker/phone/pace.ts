/**
 * How many tickets phones may take, so that a prankster cannot flood the queue: in a minute from one address, and from all.
 * Knows no ticket and no person: an address is forgotten after a minute.
 */

const MINUTE_MS = 60_000;
/** Phones on the town hall's own network share an address. */
export const MOST_FROM_ADDRESS = 15;
/** Above what comes through a door; whoever is too much goes to the stand. */
export const MOST_FROM_ALL = 30;
/** What one phone may have taken within an hour: a family, an errand forgotten. */
export const MOST_FROM_PHONE = 3;
export const PHONE_MS = 3_600_000;

type Taken = { readonly at: number; readonly address: string | null };

/** The last minute. */
export class PhonePace {
  #taken: Taken[] = [];

  /**
   * Takes a place of this minute; `null` when there is none left. `address` is `null` where it says nothing about who comes, as
   * behind a machine that hands requests on. What is called afterwards gives the place back: no ticket came of it.
   */
  take(address: string | null, at: number): (() => void) | null {
    this.#taken = this.#taken.filter((one) => at - one.at < MINUTE_MS);
    const here = this.#taken.filter((one) => one.address === address).length;
    if (this.#taken.length >= MOST_FROM_ALL || (address !== null && here >= MOST_FROM_ADDRESS)) return null;
    const place = { at, address };
    this.#taken.push(place);
    return () => {
      this.#taken = this.#taken.filter((one) => one !== place);
    };
  }
}
