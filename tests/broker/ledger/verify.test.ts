import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { KEEPING_WORDS } from "../../../broker/keeping/words.ts";
import { firstHash, type Head, headText, nextHash, readHead } from "../../../broker/ledger/chain.ts";
import { openLedgerToRead } from "../../../broker/ledger/reader.ts";
import { openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import { verifyChain } from "../../../broker/ledger/verify.ts";
import { event, events } from "./suite-events.ts";

const folder = mkdtempSync(path.join(tmpdir(), "talon-chain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newFile = () => path.join(folder, `${(count += 1)}.db`);
const location = "demo" as never;

/** A ledger with so many events, and where its chain ends. */
function filled(to: number): { file: string; head: Head } {
  const file = newFile();
  const ledger = openSqliteLedger({ file, location });
  for (let from = 1; from <= to; from += 7) ledger.append(events(from, Math.min(to, from + 6)));
  const head = ledger.head();
  ledger.close();
  return { file, head };
}

/** What somebody who has the file and the time does to it. */
function tamper(file: string, ...statements: readonly string[]): void {
  const db = new Database(file);
  db.exec("DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_removed");
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** Everything that is wrong, in words. */
function said(file: string, ...heads: readonly Head[]): readonly string[] {
  const reader = openLedgerToRead(file);
  try {
    return verifyChain({ ...reader, heads }).findings.map(KEEPING_WORDS.en.finding);
  } finally {
    reader.close();
  }
}

const away = "INSERT INTO events (seq, event, hash) SELECT 1000000 + seq, event, hash FROM events WHERE seq";
/** Moves the events after a number up or down by so many. */
const renumber = (after: number, by: number): string[] => [
  `${away} > ${after}`,
  `DELETE FROM events WHERE seq > ${after} AND seq < 1000000`,
  `UPDATE events SET seq = seq - 1000000 + ${by} WHERE seq >= 1000000`,
];
const exchange = (one: number, other: number): string[] => [
  `UPDATE events SET seq = -1 WHERE seq = ${one}`,
  `UPDATE events SET seq = ${one} WHERE seq = ${other}`,
  `UPDATE events SET seq = ${other} WHERE seq = -1`,
];

describe("the chain over a ledger's events", () => {
  test("an untouched ledger is found whole, and its head is the one that it had", () => {
    const { file, head } = filled(5_000);
    const reader = openLedgerToRead(file);
    expect(verifyChain({ ...reader, heads: [head] })).toEqual({ findings: [], isMore: false, head });
    reader.close();
  });

  test("a ledger without events is whole", () => {
    const { file, head } = filled(0);
    expect(head).toEqual({ seq: 0, hash: firstHash(location) });
    expect(said(file, head)).toEqual([]);
  });

  test("a changed byte is told by the event's number", () => {
    const { file, head } = filled(50);
    tamper(file, "UPDATE events SET event = replace(event, 's1', 's2') WHERE seq = 17");
    expect(said(file, head)).toEqual(["Event 17 was changed after it was written."]);
  });

  test("the last event's changed byte is told, although nothing follows it", () => {
    const { file } = filled(50);
    tamper(file, "UPDATE events SET event = replace(event, 's1', 's2') WHERE seq = 50");
    expect(said(file)).toEqual([
      "The last event, 50, was changed after it was written, or added by another program.",
    ]);
  });

  test("a hash that was written over is told apart from a changed event", () => {
    const { file } = filled(50);
    tamper(file, "UPDATE events SET hash = zeroblob(32) WHERE seq = 17");
    expect(said(file)).toEqual(["The hash of event 17 was written over; the event itself is as it was."]);
  });

  test("removed events are told by the gap that they leave", () => {
    const { file, head } = filled(50);
    tamper(file, "DELETE FROM events WHERE seq = 17 OR seq BETWEEN 30 AND 33");
    expect(said(file, head)).toEqual(["Event 17 was removed.", "Events 30 to 33 were removed."]);
  });

  test("removed events are told also when those after them got new numbers", () => {
    const { file, head } = filled(50);
    tamper(file, "DELETE FROM events WHERE seq = 17", ...renumber(17, -1));
    expect(said(file, head)).toEqual([
      "One event was removed right before event 17, and those after it were given new numbers.",
    ]);
    tamper2(file, "DELETE FROM events WHERE seq BETWEEN 30 AND 32", ...renumber(32, -3));
    expect(said(file, head)).toEqual([
      "One event was removed right before event 17, and those after it were given new numbers.",
      "3 events were removed right before event 30, and those after them were given new numbers.",
    ]);
  });

  test("inserted events are told, and what stands after them is not", () => {
    const { file, head } = filled(50);
    tamper(file, ...renumber(16, 2), insertion(17), insertion(18));
    expect(said(file, head)).toEqual(["Events 17 to 18 were inserted afterwards."]);
  });

  test("an event that is added at the end without its hash is told", () => {
    const { file, head } = filled(50);
    tamper(file, insertion(51));
    expect(said(file, head)).toEqual([
      "The last event, 51, was changed after it was written, or added by another program.",
    ]);
  });

  test.each([
    [17, 18],
    [17, 40],
  ])("events %i and %i that changed places are told as such", (one, other) => {
    const { file, head } = filled(50);
    tamper(file, ...exchange(one, other));
    expect(said(file, head)).toEqual([`Events ${one} and ${other} changed places.`]);
  });

  test("a cut tail is told by a head that was kept elsewhere, and by nothing else", () => {
    const { file, head } = filled(50);
    tamper(file, "DELETE FROM events WHERE seq > 44");
    expect(said(file)).toEqual([]);
    expect(said(file, head)).toEqual([
      "The end was cut off: event 50 was there, and the last one is now 44.",
    ]);
  });

  test("a tail that is cut to before the last checkpoint is told by the ledger itself", () => {
    const { file } = filled(50);
    const ledger = openSqliteLedger({ file, location });
    ledger.keep({ seq: 48, program: "p", state: Buffer.from("state") });
    ledger.close();
    tamper(file, "DELETE FROM events WHERE seq > 44");
    expect(said(file)).toEqual(["The end was cut off: event 48 was there, and the last one is now 44."]);
  });

  test("a chain that was computed anew behind a change is told by a head that was kept elsewhere", () => {
    const { file, head } = filled(50);
    const forged = newFile();
    const ledger = openSqliteLedger({ file: forged, location });
    ledger.append(events(1, 16));
    ledger.append([{ ...event(17), at: 4711 }]);
    ledger.append(events(18, 50));
    ledger.close();
    expect(said(forged)).toEqual([]);
    expect(said(forged, head)).toEqual([
      "Event 50 has another hash than was written down: it, or an event before it, was changed and the chain computed anew.",
    ]);
    expect(said(file, head)).toEqual([]);
  });

  test("of a ledger that is wrong everywhere only the first are listed, and that there are more", () => {
    const { file } = filled(60);
    tamper(file, "UPDATE events SET event = replace(event, 's1', 's2')");
    const reader = openLedgerToRead(file);
    const { findings, isMore } = verifyChain(reader);
    expect([findings.length, isMore]).toEqual([20, true]);
    reader.close();
  });

  test("a hash is what sha256sum makes of the hash before, the number and the text", () => {
    // printf '%s %s %s' "$(printf 'talon-ledger demo' | sha256sum | cut -c-64)" 1 '{}' | sha256sum
    expect(nextHash(firstHash(location), 1, "{}")).toBe(
      "b56d1f21cb77c5ce8bcfa635de41e1bff48865f7ed8b6bd70fbd9b4c29d9bd11",
    );
  });

  test("a head is written down and read again; anything else is no head", () => {
    const { head } = filled(3);
    expect(readHead(headText(head))).toEqual(head);
    expect(readHead(` ${headText(head).toUpperCase()}\n`)).toEqual(head);
    for (const text of ["", "3", "3:", `x:${head.hash}`, `3:${head.hash}0`])
      expect(readHead(text)).toBe(null);
  });
});

function insertion(seq: number): string {
  return `INSERT INTO events (seq, event) VALUES (${seq}, '${JSON.stringify(event(900 + seq))}')`;
}

/** The triggers are gone already. */
function tamper2(file: string, ...statements: readonly string[]): void {
  const db = new Database(file);
  for (const statement of statements) db.exec(statement);
  db.close();
}

describe("a ledger that is examined", () => {
  const fault = (code: string) => expect.objectContaining({ code }) as Error;

  test("cannot be while its hub has it open", () => {
    const { file } = filled(3);
    const ledger = openSqliteLedger({ file, location });
    expect(() => openLedgerToRead(file)).toThrow(fault("HUB_LEDGER_IN_USE"));
    ledger.close();
  });

  test("is refused in words when it is none, newer, or missing", () => {
    const { file } = filled(3);
    const db = new Database(file);
    db.pragma("user_version = 7");
    db.close();
    expect(() => openLedgerToRead(file)).toThrow(fault("HUB_LEDGER_NEWER"));
    const foreign = new Database(newFile());
    foreign.exec("CREATE TABLE recipes (name TEXT)");
    expect(() => openLedgerToRead(foreign.name)).toThrow(fault("HUB_LEDGER_FOREIGN"));
    foreign.close();
    expect(() => openLedgerToRead(newFile())).toThrow(fault("HUB_FILE_MISSING"));
    expect(() => openLedgerToRead(folder)).toThrow(fault("HUB_LEDGER_UNOPENABLE"));
  });
});

describe("a ledger of before there was a chain", () => {
  /** What the first version wrote. */
  function old(to: number): string {
    const file = newFile();
    const db = new Database(file);
    db.exec(`
      CREATE TABLE meta (location TEXT NOT NULL) STRICT;
      CREATE TABLE events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
      CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'an event of the ledger is never changed'); END;
      CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'an event of the ledger is never removed'); END;
      INSERT INTO meta VALUES ('demo');
      PRAGMA application_id = ${0x546c6e31};
      PRAGMA user_version = 1;
    `);
    const insert = db.prepare("INSERT INTO events VALUES (?, ?)");
    db.transaction(() => {
      for (const [at, one] of events(1, to).entries()) insert.run(at + 1, JSON.stringify(one));
    })();
    db.close();
    return file;
  }

  test("is told so to whoever would verify it", () => {
    expect(() => openLedgerToRead(old(3))).toThrow(
      expect.objectContaining({ code: "HUB_LEDGER_UNCHAINED" }) as Error,
    );
  });

  test("is chained once when it is opened: the same chain as if it had always been there, and that is remembered", () => {
    const file = old(12_000);
    const told: number[] = [];
    const options = { file, location, chained: (many: number) => told.push(many) };
    const first = openSqliteLedger(options);
    expect([...first.load()]).toEqual(events(1, 12_000));
    expect(first.head()).toEqual(filled(12_000).head);
    first.append([event(12_001)]);
    first.close();
    const second = openSqliteLedger(options);
    second.close();
    expect(told).toEqual([12_000]);
    expect(said(file)).toEqual([]);
    const reader = openLedgerToRead(file);
    expect(reader.chainedAfter).toBe(12_000);
    reader.close();
    const db = new Database(file);
    expect(() => db.exec("UPDATE events SET event = '{}'")).toThrow("never changed");
    expect(() => db.exec("DELETE FROM events")).toThrow("never removed");
    db.close();
  });
});
