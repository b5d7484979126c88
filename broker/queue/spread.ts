/**
 * Spreads instead of chance: the same numbers every time, each kind of draw evenly over its distribution.
 * Knows nothing but numbers; no state, no ticket, no random.
 */

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: the normal distribution, off by 7.5e-8 at most. */
export function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z < 0 ? above : 1 - above;
}

/** Its inverse, ibid. 26.2.23: off by 4.5e-4 at most, for a part from 0 to 1 exclusive. */
export function normalAt(part: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(part, 1 - part)));
  const z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return part < 0.5 ? -z : z;
}

/** Where `count` equal parts of the normal distribution meet, ascending. */
export function normalEdges(count: number): Float64Array {
  return Float64Array.from({ length: count - 1 }, (_, index) => normalAt((index + 1) / count));
}

/**
 * The means of the equal parts of a lognormal distribution that meet at `edges`, ascending; `mean` and `deviation` are of its logarithm.
 * Together they are as long as what they stand for: the middles of the parts would leave out most of the long tail.
 */
export function lognormalParts(edges: Float64Array, mean: number, deviation: number): Float64Array {
  const count = edges.length + 1;
  const whole = count * Math.exp(mean + (deviation * deviation) / 2);
  let below = 0;
  return Float64Array.from({ length: count }, (_, index) => {
    const next = index === edges.length ? 1 : normalBelow((edges[index] as number) - deviation);
    const part = whole * (next - below);
    below = next;
    return part;
  });
}

/**
 * Which of `count` equal parts (a power of two) draw `draw` takes on path `path`: every path another one, so that each draw covers its
 * distribution evenly, and two draws do not march in step.
 */
export function partOf(draw: number, path: number, count: number): number {
  let mixed = Math.imul(draw + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return ((path ^ (mixed >>> 16)) * (mixed | 1) + (mixed >>> 8)) & (count - 1);
}

/** The value below which `part` of these ascending ones lie, between two of them in proportion. */
export function quantile(ascending: readonly number[] | Float64Array, part: number): number {
  const place = part * ascending.length - 0.5;
  const low = Math.min(ascending.length - 1, Math.max(0, Math.floor(place)));
  const high = Math.min(ascending.length - 1, low + 1);
  const [one, other] = [ascending[low] as number, ascending[high] as number];
  return one + (other - one) * Math.min(1, Math.max(0, place - low));
}
