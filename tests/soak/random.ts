/** Seeded random numbers, so that a run that failed can be run again. Knows nothing else. */

export type Random = {
  /** A whole number from `low` up to and including `high`. */
  readonly between: (low: number, high: number) => number;
  /** True with this probability (0 to 1). */
  readonly chance: (probability: number) => boolean;
  /** One of these, by weight. */
  readonly pick: <T>(weighted: readonly (readonly [T, number])[]) => T;
};

/** Mulberry32: small, even enough for choosing troubles. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
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
