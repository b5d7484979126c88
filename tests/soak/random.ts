/** Seeded random numbers, so that a run that failed can be run again. Knows nothing else. */

import { seeded as numbers } from "../../broker/demo-data/random.ts";

export type Random = {
  /** A whole number from `low` up to and including `high`. */
  readonly between: (low: number, high: number) => number;
  /** True with this probability (0 to 1). */
  readonly chance: (probability: number) => boolean;
  /** One of these, by weight. */
  readonly pick: <T>(weighted: readonly (readonly [T, number])[]) => T;
};

/** Even enough for choosing troubles. */
export function seeded(seed: number): Random {
  const next = numbers(seed);
  return {
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (weighted) => {
      let left = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of weighted) {
        left -= weight;
        if (left < 0) return value;
      }
      return (weighted.at(-1) as readonly [never, number])[0];
    },
  };
}
