/**
 * A dictionary that is never changed in place, so that a state with ten thousand tickets can still be plain data.
 * Knows nothing of what lies in it. Cost: one change copies two rows of 64 pointers and a place with a handful of things; what
 * lies there takes two pointers, since an object for each of ten thousand tickets would be half a megabyte.
 */

const ROW = 64;

/** Keys that fall on the same place and their values by turns, in the order in which they were put there. */
type Place<Value> = readonly (string | Value)[];
type Row<Value> = readonly (Place<Value> | undefined)[];
type Kept<Value> = { readonly size: number; readonly rows: readonly (Row<Value> | undefined)[] };

/** A shelf that nobody else holds yet and that `put` changes in place: 50,000 lines of a card would make too much garbage. */
type Draft<Value> = { readonly draft: Map<string, Value>; readonly size: number };

/** Values by key; make one with `emptyShelf`, change it with `put` and `sifted`. */
export type Shelf<Value> = Kept<Value> | Draft<Value>;

const nothing = <Thing>(): (Thing | undefined)[] => Array.from({ length: ROW }, () => undefined);

export function emptyShelf<Value>(): Shelf<Value> {
  return { size: 0, rows: nothing() };
}

class DraftShelf<Value> implements Draft<Value> {
  readonly draft: Map<string, Value>;

  constructor(draft: Map<string, Value>) {
    this.draft = draft;
  }

  get size(): number {
    return this.draft.size;
  }
}

/** An empty shelf to be filled in place until it is `settled`. */
export function draftShelf<Value>(): Shelf<Value> {
  return new DraftShelf(new Map<string, Value>());
}

/** The shelf that a draft has become. The draft must not be used again. */
export function settled<Value>(shelf: Shelf<Value>): Shelf<Value> {
  if (!("draft" in shelf)) return shelf;
  const rows = nothing<(Place<Value> | undefined)[]>();
  for (const [key, value] of shelf.draft) {
    const hash = hashOf(key);
    const row = (rows[rowOf(hash)] ??= nothing());
    const place = row[placeOf(hash)];
    row[placeOf(hash)] = place ? [...place, key, value] : [key, value];
  }
  return { size: shelf.size, rows };
}

/** Of a key, what its hash is made of: ids are random at their end, and numbers differ there. */
const HASHED = 12;

/** FNV-1a of the key's last code units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = Math.max(0, key.length - HASHED); at < key.length; at++)
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 20) ^ hash;
}

const rowOf = (hash: number) => (hash >>> 6) & (ROW - 1);
const placeOf = (hash: number) => hash & (ROW - 1);

/** Where in `place` the value of `key` lies; -1 for nowhere. */
function valueAt<Value>(place: Place<Value>, key: string): number {
  for (let at = 1; at < place.length; at += 2) if (place[at - 1] === key) return at;
  return -1;
}

export function taken<Value>(shelf: Shelf<Value>, key: string): Value | undefined {
  if ("draft" in shelf) return shelf.draft.get(key);
  const hash = hashOf(key);
  const place = shelf.rows[rowOf(hash)]?.[placeOf(hash)] ?? [];
  return place[valueAt(place, key)] as Value | undefined;
}

function replaced<Thing>(things: readonly Thing[], at: number, thing: Thing): Thing[] {
  const copy = [...things];
  copy[at] = thing;
  return copy;
}

/** The shelf with `value` under `key`, in place of what lay there. */
export function put<Value>(shelf: Shelf<Value>, key: string, value: Value): Shelf<Value> {
  if ("draft" in shelf) {
    shelf.draft.set(key, value);
    return shelf;
  }
  const hash = hashOf(key);
  const row = shelf.rows[rowOf(hash)] ?? nothing<Place<Value>>();
  const place = row[placeOf(hash)] ?? [];
  const known = valueAt(place, key);
  const changed = known < 0 ? [...place, key, value] : replaced(place, known, value);
  const rows = replaced(shelf.rows, rowOf(hash), replaced(row, placeOf(hash), changed));
  return { size: shelf.size + (known < 0 ? 1 : 0), rows };
}

function* entriesOf<Value>(shelf: Shelf<Value>): Generator<readonly [string, Value]> {
  if ("draft" in shelf) return yield* shelf.draft;
  for (const row of shelf.rows) for (const place of row ?? []) yield* pairsOf(place ?? []);
}

function* pairsOf<Value>(place: Place<Value>): Generator<readonly [string, Value]> {
  for (let at = 1; at < place.length; at += 2) yield [place[at - 1] as string, place[at] as Value];
}

/** Everything in no order that means anything. */
export function* valuesOf<Value>(shelf: Shelf<Value>): Generator<Value> {
  for (const [, value] of entriesOf(shelf)) yield value;
}

/** The keys of everything, in no order that means anything. */
export function* keysOf<Value>(shelf: Shelf<Value>): Generator<string> {
  for (const [key] of entriesOf(shelf)) yield key;
}

/** The shelf with only those values that `isKept` keeps. */
export function sifted<Value>(shelf: Shelf<Value>, isKept: (value: Value) => boolean): Shelf<Value> {
  if ("draft" in shelf) return new DraftShelf(new Map([...shelf.draft].filter(([, value]) => isKept(value))));
  let size = 0;
  const rows = shelf.rows.map((row) => {
    const places = row?.map((place) => {
      const kept = [...pairsOf(place ?? [])].filter(([, value]) => isKept(value));
      size += kept.length;
      return kept.length > 0 ? kept.flat() : undefined;
    });
    return places?.some((place) => place !== undefined) ? places : undefined;
  });
  return { size, rows };
}
