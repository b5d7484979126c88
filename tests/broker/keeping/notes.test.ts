import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { forgetActs, leaveAct, leftActs } from "../../../broker/keeping/acts.ts";
import { Keeper } from "../../../broker/keeping/keeper.ts";
import { notedErasures, notedHeads, noteErasures, noteHead } from "../../../broker/keeping/notes.ts";
import { ChainPatrol } from "../../../broker/ledger/patrol.ts";
import { openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import type { Erasure } from "../../../broker/persons/contract.ts";
import { newPersonKey } from "../../../broker/persons/seal.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import type { Noted } from "../../../broker/queue/events.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { events } from "../ledger/suite-events.ts";

const root = mkdtempSync(join(tmpdir(), "talon-notes-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = () => mkdtempSync(join(root, `${(count += 1)}-`));
const NOW = Date.UTC(2026, 10, 23, 9);
const hash = "ab".repeat(32);

describe("what is written down outside of ledger and store", () => {
  test("heads are read again, for their owner alone; a torn last line is passed over", () => {
    const folder = newFolder();
    expect(notedHeads(folder)).toEqual([]);
    noteHead(folder, { seq: 3, hash }, NOW);
    noteHead(folder, { seq: 9, hash }, NOW);
    appendFileSync(join(folder, "ledger-heads.jsonl"), '{"head":"12:');
    expect(notedHeads(folder)).toEqual([
      { seq: 3, hash },
      { seq: 9, hash },
    ]);
    expect(statSync(join(folder, "ledger-heads.jsonl")).mode & 0o777).toBe(0o600);
  });

  test("erasures that name somebody are there once; those by the clock are not", () => {
    const folder = newFolder();
    const one: Erasure = { at: NOW, person: "p1", purpose: "reminder", count: 1, why: "request" };
    const clock: Erasure = { at: NOW, person: null, purpose: "reminder", count: 9, why: "clock" };
    noteErasures(folder, [one, clock]);
    noteErasures(folder, [one, { ...one, person: "p2" }]);
    expect(notedErasures(folder)).toEqual([one, { ...one, person: "p2" }]);
  });

  test("acts at a stopped hub wait for its next start", () => {
    const folder = newFolder();
    const act: Noted = { act: "restored", by: null, about: { backup: "x" } };
    leaveAct(folder, act);
    leaveAct(folder, { ...act, act: "backed-up" });
    expect(leftActs(folder)).toEqual([act, { ...act, act: "backed-up" }]);
    forgetActs(folder);
    forgetActs(folder);
    expect(leftActs(folder)).toEqual([]);
  });
});

/** A keeper with a clock that goes only when it is told to. */
function keeping(folder = newFolder(), notes = newFolder()) {
  const clock = { at: NOW, trusted: true };
  const lines: Record<string, unknown>[] = [];
  const acts: Noted[] = [];
  const ledger = openSqliteLedger({ file: join(folder, "ledger.sqlite"), location: "demo" as never });
  const persons = openPersons(join(folder, "persons.sqlite"), Buffer.alloc(32, 7));
  const keeper = new Keeper({
    ...{ ledger, persons, folders: [folder, notes], clock: () => ({ ...clock }) },
    patrol: new ChainPatrol({
      location: "demo" as never,
      ...{ rows: (after) => ledger.rows(after), head: () => ledger.head() },
      ...{ heads: () => [], monotonicMs: () => performance.now() },
    }),
    note: (act) => Promise.resolve(void acts.push(act)),
    log: openLog({ name: "hub", write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) }),
  });
  const close = () => {
    persons.close();
    ledger.close();
  };
  return { keeper, ledger, persons, clock, lines, acts, notes, folder, close };
}

describe("what a running hub does for what it keeps", () => {
  test("a head is written down at the start, once an hour and at the end", () => {
    const { keeper, ledger, clock, notes, close } = keeping();
    keeper.begin();
    ledger.append(events(1, 3));
    clock.at += 3_599_000;
    keeper.tick();
    expect(notedHeads(notes).map(({ seq }) => seq)).toEqual([0]);
    clock.at += 1_000;
    keeper.tick();
    ledger.append(events(4, 5));
    keeper.end();
    expect(notedHeads(notes)).toMatchObject([{ seq: 0 }, { seq: 3 }, ledger.head()]);
    close();
  });

  test("a ledger that is shorter than a head that was written down is told at the start, and the hall goes on", () => {
    const { keeper, notes, lines, close } = keeping();
    noteHead(notes, { seq: 7, hash }, NOW);
    keeper.begin();
    expect(lines).toContainEqual(expect.objectContaining({ seq: 0, known: 7 }));
    close();
  });

  test("a ledger that was changed is told once a day, and the hall goes on", () => {
    const folder = newFolder();
    const before = keeping(folder);
    before.ledger.append(events(1, 9));
    before.close();
    const db = new Database(join(folder, "ledger.sqlite"));
    db.exec("DROP TRIGGER events_are_never_changed");
    db.exec("UPDATE events SET event = replace(event, '\"at\"', '\"AT\"') || ' ' WHERE seq = 4");
    db.close();
    const { keeper, ledger, clock, lines, close } = keeping(folder);
    const told = () => lines.filter(({ what }) => what === "the ledger was changed");
    /** A walk takes as many ticks as a busy machine makes of it. */
    const tickUntilTold = (times: number) => {
      for (let tick = 0; tick < 500 && told().length < times; tick += 1) keeper.tick();
      for (let tick = 0; tick < 5; tick += 1) keeper.tick();
    };
    tickUntilTold(1);
    expect(told()).toMatchObject([{ level: "critical", why: expect.stringContaining("event 4") as string }]);
    expect(ledger.append(events(10, 11))).toBe(11);
    clock.at += 86_400_000;
    tickUntilTold(2);
    expect(told().length).toBe(2);
    close();
  });

  test("clocks run out by a clock that the network has set, and by no other", () => {
    const { keeper, persons, clock, close } = keeping();
    persons.put({ person: newPersonKey(), purpose: "message", fields: { text: "Husk pas" }, until: NOW + 5 });
    clock.at = NOW + 5;
    clock.trusted = false;
    keeper.tick();
    expect(persons.counts().message).toBe(1);
    clock.trusted = true;
    keeper.tick();
    expect(persons.counts().message).toBe(0);
    close();
  });

  test("access and erasure are noted without what it was, and who was erased stays erased in an older copy", async () => {
    const { keeper, persons, acts, lines, notes, close } = keeping();
    const person = newPersonKey();
    const record = {
      person,
      purpose: "appointment",
      fields: { name: "Åse Ørsted" },
      until: NOW + 9e9,
    } as const;
    persons.put(record);
    expect(await keeper.show(person)).toEqual([record]);
    expect(await keeper.erase(person)).toBe(1);
    expect(acts).toMatchObject([
      { act: "person-shown", about: { person, records: 1 } },
      { act: "person-erased", about: { person, records: 1 } },
    ]);
    expect(JSON.stringify([acts, lines])).not.toContain("Åse");
    close();
    const other = keeping(newFolder(), notes);
    other.persons.put(record);
    other.keeper.begin();
    expect(other.persons.about(person, NOW)).toEqual([]);
    other.close();
  });

  test("a notes folder that is away is told once, and again after it was back", () => {
    const { keeper, lines, notes, clock, close } = keeping();
    rmSync(notes, { recursive: true });
    keeper.begin();
    clock.at += 3_600_000;
    keeper.tick();
    const told = () => lines.filter((line) => line["folder"] === notes).length;
    expect(told()).toBe(1);
    mkdirSync(notes);
    clock.at += 3_600_000;
    keeper.tick();
    rmSync(notes, { recursive: true });
    keeper.end();
    expect(told()).toBe(2);
    close();
  });
});
