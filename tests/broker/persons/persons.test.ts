import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import type { Persons } from "../../../broker/persons/contract.ts";
import { digestOf, newPersonKey, seal, unseal } from "../../../broker/persons/seal.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { type PersonKey, PURPOSES } from "../../../protocol/terms.ts";

const root = mkdtempSync(path.join(tmpdir(), "talon-persons-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const key = Buffer.alloc(32, 7);
let count = 0;
const newFolder = () => mkdtempSync(path.join(root, `${(count += 1)}-`));
const NOW = Date.UTC(2026, 10, 23, 9);
const LATER = NOW + 86_400_000;
const fault = (code: string) => expect.objectContaining({ code }) as Error;

function opened(folder = newFolder()): { persons: Persons; file: string; folder: string } {
  const file = path.join(folder, "persons.sqlite");
  return { persons: openPersons(file, key), file, folder };
}

/** Every byte of every file of a folder. */
function bytesIn(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name))));
}

/** A record as it lies in the file, read by somebody who has the file and not the key. */
function rowsOf(file: string): { person: string; wrapped: Buffer; sealed: Buffer }[] {
  const copy = path.join(newFolder(), "copy.sqlite");
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  const db = new Database(copy);
  const rows = db.prepare("SELECT person, wrapped, sealed FROM records JOIN slots USING (slot)").all();
  db.close();
  return rows as { person: string; wrapped: Buffer; sealed: Buffer }[];
}

/** Goes on until there is no more, as the hub does second by second. */
function expiredAll(persons: Persons, at: number): number {
  let all = 0;
  for (let some = persons.expire(at); some > 0; some = persons.expire(at)) all += some;
  return all;
}

describe("what is kept about a person", () => {
  test("is given back for its purpose and for no other, also after the hub has started again", () => {
    const { persons, folder } = opened();
    const person = newPersonKey();
    persons.put({
      person,
      purpose: "appointment",
      fields: { name: "Åse Ørsted", reference: "7" },
      until: LATER,
    });
    persons.put({ person, purpose: "reminder", fields: { mobile: "+4540112233" }, until: LATER + 1 });
    expect(persons.get(person, "appointment", NOW)).toEqual({ name: "Åse Ørsted", reference: "7" });
    expect(persons.get(person, "message", NOW)).toBe(null);
    expect(persons.get(newPersonKey(), "appointment", NOW)).toBe(null);
    persons.close();
    const { persons: again } = opened(folder);
    expect(again.about(person, NOW)).toEqual([
      { person, purpose: "appointment", fields: { name: "Åse Ørsted", reference: "7" }, until: LATER },
      { person, purpose: "reminder", fields: { mobile: "+4540112233" }, until: LATER + 1 },
    ]);
    expect(again.counts()).toEqual({
      identity: 0,
      reminder: 1,
      message: 0,
      appointment: 1,
      host: 0,
      refusal: 0,
      place: 0,
    });
    again.close();
  });

  test("takes the place of what was kept before for the same purpose", () => {
    const { persons, file, folder } = opened();
    const person = newPersonKey();
    persons.put({ person, purpose: "reminder", fields: { mobile: "+4540112233" }, until: LATER });
    const [before] = rowsOf(file);
    persons.put({ person, purpose: "reminder", fields: { mobile: "+4540445566" }, until: LATER });
    expect(persons.get(person, "reminder", NOW)).toEqual({ mobile: "+4540445566" });
    expect(persons.counts().reminder).toBe(1);
    expect(bytesIn(folder).includes(before?.wrapped as Buffer)).toBe(false);
    expect(bytesIn(folder).includes(before?.sealed as Buffer)).toBe(false);
    persons.close();
  });

  test("is given to nobody once its time is over, also when nobody has erased it yet", () => {
    const { persons } = opened();
    const person = newPersonKey();
    persons.put({ person, purpose: "message", fields: { text: "Husk pas" }, until: LATER });
    expect(persons.get(person, "message", LATER - 1)).toEqual({ text: "Husk pas" });
    expect(persons.get(person, "message", LATER)).toBe(null);
    expect(persons.about(person, LATER)).toEqual([]);
    persons.close();
  });

  test("is erased at a request, whatever its clocks say, and others stay", () => {
    const { persons } = opened();
    const [one, other] = [newPersonKey(), newPersonKey()];
    for (const person of [one, other])
      for (const purpose of PURPOSES) persons.put({ person, purpose, fields: {}, until: LATER });
    expect(persons.erase(one, NOW)).toBe(PURPOSES.length);
    expect(persons.erase(one, NOW)).toBe(0);
    expect([persons.about(one, NOW).length, persons.about(other, NOW).length]).toEqual([0, PURPOSES.length]);
    persons.close();
  });

  test("each purpose has its own clock, and what was deleted when is known without what it was", () => {
    const { persons } = opened();
    const person = newPersonKey();
    persons.put({ person, purpose: "message", fields: { text: "Husk pas" }, until: NOW + 10 });
    persons.put({ person, purpose: "appointment", fields: { name: "Åse" }, until: NOW + 20 });
    expect(persons.expire(NOW + 9)).toBe(0);
    expect(persons.expire(NOW + 10)).toBe(1);
    expect(persons.erase(person, NOW + 15.5)).toBe(1);
    expect(persons.erasures()).toEqual([
      { at: NOW + 10, person: null, purpose: "message", count: 1, why: "clock" },
      { at: NOW + 15, person: digestOf(person), purpose: "appointment", count: 1, why: "request" },
    ]);
    expect(JSON.stringify(persons.erasures())).not.toContain(person);
    persons.close();
  });

  test("what an older copy brings back is erased again by the erasures since, and nothing else", () => {
    const { persons, file } = opened();
    const people = [newPersonKey(), newPersonKey(), newPersonKey()] as const;
    for (const person of people)
      persons.put({ person, purpose: "appointment", fields: { name: "Åse" }, until: LATER });
    const folder = newFolder();
    const copy = path.join(folder, "persons.sqlite");
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    persons.erase(people[0], NOW);
    persons.erase(people[2], NOW);
    const { persons: older } = opened(folder);
    expect(older.counts().appointment).toBe(3);
    expect(older.eraseAgain(persons.erasures(), NOW + 5)).toBe(2);
    expect(older.get(people[1], "appointment", NOW)).toEqual({ name: "Åse" });
    expect(older.erasures().map(({ why, person }) => [why, person])).toEqual(
      expect.arrayContaining([
        ["restored", digestOf(people[0])],
        ["restored", digestOf(people[2])],
      ]),
    );
    persons.close();
    older.close();
  });

  test("a copy that is made while it is in use opens with the same key and holds the same", async () => {
    const { persons } = opened();
    const person = newPersonKey();
    persons.put({ person, purpose: "appointment", fields: { name: "Åse" }, until: LATER });
    const file = path.join(newFolder(), "persons.sqlite");
    await persons.copy(file);
    const copy = openPersons(file, key);
    expect(copy.get(person, "appointment", NOW)).toEqual({ name: "Åse" });
    copy.close();
    await expect(persons.copy(path.join(root, "nowhere", "x"))).rejects.toThrow(fault("HUB_PERSONS_FAILED"));
    persons.close();
  });
});

describe("the files", () => {
  const planted = [
    "Kirsten Kimer Æblegård",
    "+4540998877",
    "Tag pas og foto med til samtalen",
    "JOB-2026-4711",
  ];

  /** Three hundred people, the planted among them, of whom everything is over at LATER. */
  function crowd(persons: Persons): void {
    for (let n = 0; n < 300; n += 1) {
      const person = newPersonKey();
      const fields = { name: `Borger ${n} Nielsen`, reference: `${n}` };
      persons.put({ person, purpose: "appointment", fields, until: LATER - n });
      persons.put({ person, purpose: "reminder", fields: { mobile: `+45409900${n}` }, until: LATER - n });
    }
    const person = newPersonKey();
    const [name, mobile, text, reference] = planted as [string, string, string, string];
    persons.put({ person, purpose: "appointment", fields: { name, reference }, until: LATER });
    persons.put({ person, purpose: "reminder", fields: { mobile }, until: LATER });
    persons.put({ person, purpose: "message", fields: { text }, until: LATER });
  }

  test("hold no name, number or message in plain, not while it is kept either", () => {
    const { persons, folder } = opened();
    crowd(persons);
    const bytes = bytesIn(folder);
    expect(bytes.length).toBeGreaterThan(100_000);
    for (const secret of planted) {
      expect(bytes.includes(Buffer.from(secret))).toBe(false);
      expect(bytes.includes(Buffer.from(secret, "utf16le"))).toBe(false);
    }
    persons.close();
  });

  test("hold neither key nor bytes nor whose they were after the clocks ran out, in the log and in free pages either", () => {
    const { persons, file, folder } = opened();
    crowd(persons);
    const rows = rowsOf(file);
    expect(rows.length).toBe(603);
    const isThere = (bytes: Buffer) => rows.filter((row) => bytes.includes(row.wrapped.subarray(0, 24)));
    expect(isThere(bytesIn(folder)).length).toBe(603);
    expect(expiredAll(persons, LATER - 150)).toBe(300);
    expect(isThere(bytesIn(folder)).length).toBe(303);
    expect(persons.expire(LATER)).toBe(100);
    expect(expiredAll(persons, LATER)).toBe(203);
    const left = bytesIn(folder);
    for (const { wrapped, sealed } of rows)
      for (const piece of [wrapped.subarray(0, 24), wrapped.subarray(-24), sealed.subarray(0, 24)])
        expect(left.includes(piece)).toBe(false);
    persons.close();
    for (const { wrapped } of rows) expect(bytesIn(folder).includes(wrapped.subarray(0, 24))).toBe(false);
  });

  test("open with no other key, and that is said at the start", () => {
    const { persons, file } = opened();
    persons.close();
    expect(() => openPersons(file, Buffer.alloc(32, 8))).toThrow(fault("HUB_PERSONS_KEY"));
  });

  test("are one hub's at a time", () => {
    const { persons, file } = opened();
    expect(() => openPersons(file, key)).toThrow(fault("HUB_PERSONS_UNOPENABLE"));
    persons.close();
  });

  test("of somebody else, of a later version or that are no database are refused and left alone", () => {
    const foreign = path.join(newFolder(), "persons.sqlite");
    const db = new Database(foreign);
    db.exec("CREATE TABLE recipes (name TEXT)");
    db.close();
    expect(() => openPersons(foreign, key)).toThrow(fault("HUB_PERSONS_UNOPENABLE"));
    const text = path.join(newFolder(), "persons.sqlite");
    writeFileSync(text, "nothing of ours ".repeat(100));
    expect(() => openPersons(text, key)).toThrow(fault("HUB_PERSONS_UNOPENABLE"));
    expect(readFileSync(text, "utf8")).toContain("nothing of ours");
    const { persons, file } = opened();
    persons.close();
    const later = new Database(file);
    later.pragma("user_version = 9");
    later.close();
    expect(() => openPersons(file, key)).toThrow(fault("HUB_PERSONS_UNOPENABLE"));
  });

  test("in which a record was changed or put under another's name give it out no more, and say so", () => {
    const { persons, file } = opened();
    const [one, other] = [newPersonKey(), newPersonKey()];
    for (const [person, name] of [
      [one, "Åse"],
      [other, "Bo"],
    ] as const)
      persons.put({ person, purpose: "appointment", fields: { name }, until: LATER });
    persons.close();
    const db = new Database(file);
    db.prepare("DELETE FROM records WHERE person = ?").run(digestOf(one));
    db.prepare("UPDATE records SET person = ?").run(digestOf(one));
    db.close();
    const again = openPersons(file, key);
    expect(() => again.get(one, "appointment", NOW)).toThrow(fault("HUB_PERSONS_FAILED"));
    expect(() => again.about(one, NOW)).toThrow(fault("HUB_PERSONS_FAILED"));
    again.close();
  });

  test("that are closed say so", () => {
    const { persons } = opened();
    persons.close();
    persons.close();
    const person = newPersonKey();
    for (const use of [
      () => persons.put({ person, purpose: "reminder", fields: {}, until: LATER }),
      () => persons.expire(NOW),
      () => persons.erasures(),
      () => persons.counts(),
      () => persons.eraseAgain([], NOW),
    ])
      expect(use).toThrow(fault("HUB_PERSONS_FAILED"));
  });
});

describe("a sealed text", () => {
  test("opens with its key and what it is about, and with nothing else", () => {
    const sealed = seal(key, Buffer.from("Åse"), "one");
    expect(unseal(key, sealed, "one")?.toString()).toBe("Åse");
    expect(unseal(key, sealed, "other")).toBe(null);
    expect(unseal(Buffer.alloc(32), sealed, "one")).toBe(null);
    for (let at = 0; at < sealed.length; at += 1) {
      const torn = Buffer.from(sealed);
      torn[at] = (torn[at] as number) ^ 1;
      expect(unseal(key, torn, "one")).toBe(null);
    }
    expect(unseal(key, sealed.subarray(0, 20), "one")).toBe(null);
  });

  test("is another one each time, and so is every person's key", () => {
    expect(seal(key, Buffer.from("Åse"), "one")).not.toEqual(seal(key, Buffer.from("Åse"), "one"));
    const keys = new Set<PersonKey>(Array.from({ length: 1000 }, newPersonKey));
    expect(keys.size).toBe(1000);
  });
});
