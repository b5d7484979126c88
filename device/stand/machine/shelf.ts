/**
 * A dictionary that is never changed in place, so that a state with ten thousand tickets can still be plain data.
 * Knows nothing of what lies in it. Cost: one change copies 256 pointers and one bucket, about 1/256 of the whole.
 */

const BUCKETS = 256;

/** Values by key; make one with `emptyShelf`, change it with `put` and `without`. */
export type Shelf<Value> = {
  readonly size: number;
  readonly buckets: readonly (ReadonlyMap<string, Value> | undefined)[];
};

export function emptyShelf<Value>(): Shelf<Value> {
  return { size: 0, buckets: Array.from({ length: BUCKETS }, () => undefined) };
}

/** FNV-1a of the key's code units, folded to a byte; the ids are random at their end, so buckets stay even. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return ((hash >>> 24) ^ hash) & (BUCKETS - 1);
}

export function taken<Value>(shelf: Shelf<Value>, key: string): Value | undefined {
  return shelf.buckets[bucketOf(key)]?.get(key);
}

/** The shelf with `value` under `key`, in place of what lay there. */
export function put<Value>(shelf: Shelf<Value>, key: string, value: Value): Shelf<Value> {
  const at = bucketOf(key);
  const bucket = new Map(shelf.buckets[at]);
  const size = shelf.size + (bucket.has(key) ? 0 : 1);
  bucket.set(key, value);
  const buckets = [...shelf.buckets];
  buckets[at] = bucket;
  return { size, buckets };
}

/** Everything in no order that means anything. */
export function* valuesOf<Value>(shelf: Shelf<Value>): Generator<Value> {
  for (const bucket of shelf.buckets) if (bucket) yield* bucket.values();
}

/** The shelf with only those values that `isKept` keeps. */
export function sifted<Value>(shelf: Shelf<Value>, isKept: (value: Value) => boolean): Shelf<Value> {
  let size = 0;
  const buckets = shelf.buckets.map((bucket) => {
    const kept = bucket && new Map([...bucket].filter(([, value]) => isKept(value)));
    size += kept?.size ?? 0;
    return kept;
  });
  return { size, buckets };
}
