/**
 * A dictionary that is never changed in place, so that a state with ten thousand tickets can still be plain data.
 * Knows nothing of what lies in it. Cost: one change copies two rows of 64 pointers and a place with a handful of entries.
 */

const ROW = 64;

type Entry<Value> = { readonly key: string; readonly value: Value };
/** Entries whose keys fall on the same place, in the order in which they were put there. */
type Place<Value> = readonly Entry<Value>[];
type Row<Value> = readonly (Place<Value> | undefined)[];
type Kept<Value> = { readonly size: number; readonly rows: readonly (Row<Value> | undefined)[] };

/** A shelf that nobody else holds yet and that `put` changes in place: 50,000 lines of a card would make too much garbage. */
type Draft<Value> = {
  readonly isDraft: true;
  size: number;
  readonly rows: ((Entry<Value>[] | undefined)[] | undefined)[];
};

/** Values by key; make one with `emptyShelf`, change it with `put` and `sifted`. */
export type Shelf<Value> = Kept<Value> | Draft<Value>;

const nothing = <Thing>(): (Thing | undefined)[] => Array.from({ length: ROW }, () => undefined);

export function emptyShelf<Value>(): Shelf<Value> {
  return { size: 0, rows: nothing() };
}

/** An empty shelf to be filled in place until it is `settled`. */
export function draftShelf<Value>(): Shelf<Value> {
  return { isDraft: true, size: 0, rows: nothing() };
}

/** The shelf that a draft has become. The draft must not be used again. */
export function settled<Value>({ size, rows }: Shelf<Value>): Shelf<Value> {
  return { size, rows };
}

/** FNV-1a of the key's code units; the ids are random at their end, so places stay even. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 20) ^ hash;
}

const rowOf = (hash: number) => (hash >>> 6) & (ROW - 1);
const placeOf = (hash: number) => hash & (ROW - 1);

export function taken<Value>(shelf: Shelf<Value>, key: string): Value | undefined {
  const hash = hashOf(key);
  return shelf.rows[rowOf(hash)]?.[placeOf(hash)]?.find((entry) => entry.key === key)?.value;
}

function replaced<Thing>(things: readonly Thing[], at: number, thing: Thing): Thing[] {
  const copy = [...things];
  copy[at] = thing;
  return copy;
}

function putInPlace<Value>(draft: Draft<Value>, key: string, value: Value): Draft<Value> {
  const hash = hashOf(key);
  const row = (draft.rows[rowOf(hash)] ??= nothing());
  const place = (row[placeOf(hash)] ??= []);
  const known = place.findIndex((entry) => entry.key === key);
  if (known < 0) draft.size += 1;
  place[known < 0 ? place.length : known] = { key, value };
  return draft;
}

/** The shelf with `value` under `key`, in place of what lay there. */
export function put<Value>(shelf: Shelf<Value>, key: string, value: Value): Shelf<Value> {
  if ("isDraft" in shelf) return putInPlace(shelf, key, value);
  const hash = hashOf(key);
  const row = shelf.rows[rowOf(hash)] ?? nothing<Place<Value>>();
  const place = row[placeOf(hash)] ?? [];
  const known = place.findIndex((entry) => entry.key === key);
  const changed = replaced(place, known < 0 ? place.length : known, { key, value });
  const rows = replaced(shelf.rows, rowOf(hash), replaced(row, placeOf(hash), changed));
  return { size: shelf.size + (known < 0 ? 1 : 0), rows };
}

/** Everything in no order that means anything. */
export function* valuesOf<Value>(shelf: Shelf<Value>): Generator<Value> {
  for (const row of shelf.rows)
    for (const place of row ?? []) for (const { value } of place ?? []) yield value;
}

/** The shelf with only those values that `isKept` keeps. */
export function sifted<Value>(shelf: Shelf<Value>, isKept: (value: Value) => boolean): Shelf<Value> {
  let size = 0;
  const rows = shelf.rows.map((row) =>
    row?.map((place) => {
      const kept = place?.filter(({ value }) => isKept(value));
      size += kept?.length ?? 0;
      return kept && kept.length > 0 ? kept : undefined;
    }),
  );
  return "isDraft" in shelf ? { isDraft: true, size, rows } : { size, rows };
}
