/** What is forgotten is nowhere in any file of the store, whatever was kept, replaced and forgotten around it; and it costs the hub no pause. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { newPersonKey, seal } from "../../../broker/persons/seal.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { type PersonKey, PURPOSES, type Purpose } from "../../../protocol/terms.ts";

const key = Buffer.alloc(32, 7);
const NOW = Date.UTC(2026, 10, 23, 9);
const HOUR = 3_600_000;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "talon-slots-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const bytesIn = (at: string) => Buffer.concat(readdirSync(at).map((name) => readFileSync(join(at, name))));

/** Pieces of every content that lies in the store, by whoever reads the file while the store is closed. */
function piecesIn(file: string): string[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare("SELECT wrapped, sealed FROM records JOIN slots USING (slot)").all();
  db.close();
  return (rows as { wrapped: Buffer; sealed: Buffer }[]).flatMap(({ wrapped, sealed }) => [
    wrapped.subarray(0, 24).toString("latin1"),
    wrapped.subarray(-24).toString("latin1"),
    sealed.subarray(0, 24).toString("latin1"),
    sealed.subarray(-24).toString("latin1"),
  ]);
}

type Step =
  | {
      readonly does: "put";
      readonly who: number;
      readonly purpose: Purpose;
      readonly length: number;
      readonly hours: number;
    }
  | { readonly does: "erase"; readonly who: number }
  | { readonly does: "expire"; readonly hours: number };

const who = fc.integer({ min: 0, max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("put" as const),
      ...{ who, purpose: fc.constantFrom(...PURPOSES), hours: fc.integer({ min: 1, max: 9 }) },
      // Up to what no page holds.
      length: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 3_000, max: 9_000 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("erase" as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("expire" as const), hours: fc.integer({ min: 0, max: 5 }) }),
  },
);

describe("what the store has forgotten", () => {
  it("is in no byte of its files, after any days of keeping, replacing and forgetting", () => {
    const days = fc.array(fc.array(step, { minLength: 5, maxLength: 60 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(days, (whole) => {
        const at = mkdtempSync(join(tmpdir(), "talon-slots-"));
        const file = join(at, "persons.sqlite");
        const people: readonly PersonKey[] = Array.from({ length: 31 }, newPersonKey);
        const ever = new Set<string>();
        for (const day of whole) {
          const persons = openPersons(file, key);
          for (const one of day) {
            if (one.does === "expire") persons.expire(NOW + one.hours * HOUR);
            else {
              const person = people[one.who] as PersonKey;
              if (one.does === "erase") persons.erase(person, NOW);
              else
                persons.put({
                  ...{ person, purpose: one.purpose, until: NOW + one.hours * HOUR },
                  fields: { text: "x".repeat(one.length) } as never,
                });
            }
          }
          persons.close();
          for (const piece of piecesIn(file)) ever.add(piece);
        }
        const kept = new Set(piecesIn(file));
        const bytes = bytesIn(at).toString("latin1");
        for (const piece of ever) expect(bytes.includes(piece)).toBe(kept.has(piece));
        for (const person of people) expect(bytes.includes(person)).toBe(false);
        rmSync(at, { recursive: true });
      }),
      { numRuns: 40 },
    );
  });

  it("leaves room for what comes: the file of a store that is as busy every day does not grow", () => {
    const file = join(folder(), "persons.sqlite");
    const persons = openPersons(file, key);
    onTestFinished(() => persons.close());
    const sizes: number[] = [];
    for (let day = 0; day < 6; day += 1) {
      const at = NOW + day * 24 * HOUR;
      persons.putAll(
        Array.from({ length: 400 }, (_, index) => ({
          ...{ person: newPersonKey(), purpose: "appointment" as const, until: at + HOUR },
          fields: { name: `Borger ${index}` },
        })),
      );
      while (persons.expire(at + HOUR) > 0);
      sizes.push(readFileSync(file).length);
    }
    expect(sizes.at(-1)).toBeLessThan((sizes[1] ?? 0) * 1.2);
  });
});

describe("a store of the first version", () => {
  it("is taken over with all that it keeps, and its old pages are gone", () => {
    const at = folder();
    const file = join(at, "persons.sqlite");
    const db = new Database(file);
    db.pragma("journal_mode = WAL");
    db.exec(`
      CREATE TABLE meta (proof BLOB NOT NULL) STRICT;
      CREATE TABLE records (person TEXT NOT NULL, purpose TEXT NOT NULL, until INTEGER NOT NULL,
        wrapped BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (person, purpose)) STRICT;
      CREATE INDEX records_by_time ON records (until);
      CREATE TABLE erasures (at INTEGER NOT NULL, person TEXT, purpose TEXT NOT NULL, count INTEGER NOT NULL, why TEXT NOT NULL) STRICT;
      PRAGMA application_id = ${0x546c6e50}; PRAGMA user_version = 1;`);
    db.prepare("INSERT INTO meta VALUES (?)").run(seal(key, Buffer.from("talon-persons"), "talon-persons"));
    db.prepare("INSERT INTO erasures VALUES (1, NULL, 'message', 3, 'clock')").run();
    const people = Array.from({ length: 200 }, newPersonKey);
    const pieces: Buffer[] = [];
    for (const [index, person] of people.entries()) {
      const [own, about] = [Buffer.alloc(32, index), `${person} appointment`];
      const wrapped = seal(key, own, about);
      pieces.push(wrapped.subarray(0, 24));
      const sealed = seal(own, Buffer.from(JSON.stringify({ name: `Åse ${index}` })), about);
      db.prepare("INSERT INTO records VALUES (?, 'appointment', ?, ?, ?)").run(
        person,
        NOW + HOUR,
        wrapped,
        sealed,
      );
    }
    db.close();
    const persons = openPersons(file, key);
    for (const [index, person] of people.entries())
      expect(persons.about(person, NOW)).toEqual([
        { person, purpose: "appointment", until: NOW + HOUR, fields: { name: `Åse ${index}` } },
      ]);
    expect(persons.erasures()).toMatchObject([{ purpose: "message", count: 3 }]);
    const bytes = bytesIn(at);
    for (const piece of [...pieces, ...people.map((one) => Buffer.from(one))])
      expect(bytes.includes(piece)).toBe(false);
    persons.close();
    const again = openPersons(file, key);
    expect(again.counts().appointment).toBe(200);
    again.close();
    expect(existsSync(file)).toBe(true);
  });
});
