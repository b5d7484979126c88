import fc from "fast-check";
import { expect, it } from "vitest";
import {
  draftShelf,
  emptyShelf,
  put,
  type Shelf,
  settled,
  sifted,
  taken,
  valuesOf,
} from "../../../../device/stand/machine/shelf.ts";

const puts = fc.array(fc.tuple(fc.integer({ max: 400, min: 0 }).map(String), fc.nat()), { maxLength: 600 });

const sorted = (values: Iterable<number>) => [...values].sort((one, other) => one - other);

function filled(shelf: Shelf<number>, things: readonly (readonly [string, number])[]): Shelf<number> {
  return things.reduce((next, [key, value]) => put(next, key, value), shelf);
}

it("a shelf gives back what was put there last, and a shelf filled in place is the same shelf", () => {
  fc.assert(
    fc.property(puts, puts, (before, after) => {
      const isKept = (value: number) => value % 3 !== 0;
      const shelf = filled(sifted(filled(emptyShelf(), before), isKept), after);
      const draft = filled(sifted(filled(draftShelf(), before), isKept), after);
      const known = new Map([...[...new Map(before)].filter(([, value]) => isKept(value)), ...after]);
      expect(settled(draft)).toEqual(shelf);
      expect(shelf.size).toBe(known.size);
      expect(sorted(valuesOf(shelf))).toEqual(sorted(known.values()));
      for (const [key, value] of known) expect(taken(shelf, key)).toBe(value);
    }),
    { numRuns: 60 },
  );
});

it("what holds a shelf keeps it as it was, whatever is put there afterwards, also into one that was filled in place", () => {
  fc.assert(
    fc.property(puts, puts, (before, after) => {
      const shelf = settled(filled(draftShelf(), before));
      const copy = structuredClone(shelf);
      filled(shelf, after);
      expect(shelf).toEqual(copy);
    }),
    { numRuns: 60 },
  );
});
