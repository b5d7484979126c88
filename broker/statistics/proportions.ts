/**
 * How sure a part of some is, and the difference between two parts: Wilson's interval, and Newcombe's of the difference of two (R. G. Newcombe,
 * Statistics in Medicine 17, 1998, method 10). Honest with few, where the usual textbook interval is not.
 * Pure; knows no appointment.
 */

export type Part = { readonly of: number; readonly n: number };
export type Interval = { readonly from: number; readonly to: number };

/** 95 of 100. */
const Z = 1.959963984540054;

/** Between which parts the true one lies, 95 times in 100. Of none it may be anything. */
export function wilson({ of, n }: Part): Interval {
  if (n === 0) return { from: 0, to: 1 };
  const p = of / n;
  const middle = (2 * n * p + Z * Z) / (2 * (n + Z * Z));
  const half = (Z * Math.sqrt(Z * Z + 4 * n * p * (1 - p))) / (2 * (n + Z * Z));
  return { from: of === 0 ? 0 : middle - half, to: of === n ? 1 : middle + half };
}

/** Between which the true difference `a - b` lies. */
export function difference(a: Part, b: Part): Interval & { readonly is: number } {
  if (a.n === 0 || b.n === 0) return { is: 0, from: -1, to: 1 };
  const [p, q, [A, B]] = [a.of / a.n, b.of / b.n, [wilson(a), wilson(b)]];
  return {
    is: p - q,
    from: p - q - Math.hypot(p - A.from, B.to - q),
    to: p - q + Math.hypot(A.to - p, q - B.from),
  };
}
