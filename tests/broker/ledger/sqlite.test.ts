import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { build } from "vite";
import { afterAll, describe, expect, test } from "vitest";
import { openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import { ledgerSuite } from "./suite.ts";
import { event, events } from "./suite-events.ts";

const folder = mkdtempSync(path.join(tmpdir(), "talon-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newFile = () => path.join(folder, `${(count += 1)}.db`);
const open = (file: string, location = "demo") => openSqliteLedger({ file, location: location as never });
const fault = (code: string) => expect.objectContaining({ code }) as Error;

/** A ledger with some events, closed again. */
function filled(to: number): string {
  const file = newFile();
  const ledger = open(file);
  ledger.append(events(1, to));
  ledger.close();
  return file;
}

ledgerSuite("SQLite", () => open(newFile()));

describe("the ledger in SQLite", () => {
  test("events are there when it is opened again, and numbers go on", () => {
    const file = filled(3);
    const ledger = open(file);
    expect([...ledger.load()]).toEqual(events(1, 3));
    expect(ledger.append([event(4)])).toBe(4);
    ledger.close();
  });

  test("a checkpoint is there when it is opened again, also in a ledger from before there were any", () => {
    const file = filled(3);
    const db = new Database(file);
    db.exec("DROP TABLE checkpoints");
    db.close();
    const old = open(file);
    expect(old.checkpoint()).toBe(null);
    old.keep({ seq: 3, program: "p", state: Buffer.from("state") });
    old.close();
    const ledger = open(file);
    expect(ledger.checkpoint()).toEqual({ seq: 3, program: "p", state: Buffer.from("state") });
    ledger.close();
  });

  test("a checkpoint that the disk does not take is a fault, and the one before stays", () => {
    const ledger = open(newFile());
    ledger.keep({ seq: 1, program: "p", state: Buffer.from("state") });
    const none = { seq: 2, program: null as never, state: Buffer.from("") };
    expect(() => ledger.keep(none)).toThrow(fault("HUB_LEDGER_APPEND_FAILED"));
    expect(ledger.checkpoint()?.seq).toBe(1);
    ledger.close();
  });

  test.each([["null"], ["5"], ["[]"], ['{"kind":"tick"}'], ['{"at":1}'], ['{"kind":1,"at":1}'], ["{"]])(
    "a row that is no event (%s) is damage, and told by its number",
    (row) => {
      const file = filled(1);
      const db = new Database(file);
      db.prepare("INSERT INTO events (seq, event) VALUES (2, ?)").run(row);
      db.close();
      const ledger = open(file);
      expect(() => [...ledger.load()]).toThrow(fault("HUB_LEDGER_DAMAGED"));
      ledger.close();
    },
  );

  test("is written ahead and synced in full", () => {
    const file = filled(1);
    const db = new Database(file);
    expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
    db.close();
    expect(readFileSync(new URL("../../../broker/ledger/schema.ts", import.meta.url), "utf8")).toContain(
      "synchronous = FULL",
    );
  });

  test("no event is ever changed or removed, also not by another program", () => {
    const file = filled(3);
    const db = new Database(file);
    expect(() => db.exec("UPDATE events SET event = '{}'")).toThrow("never changed");
    expect(() => db.exec("DELETE FROM events")).toThrow("never removed");
    db.close();
  });

  test("a second hub on the same ledger is refused while the first lives, and may come after it", () => {
    const file = newFile();
    const first = open(file);
    expect(() => open(file)).toThrow(fault("HUB_LEDGER_IN_USE"));
    first.append([event(1)]);
    expect(() => open(file)).toThrow(fault("HUB_LEDGER_IN_USE"));
    first.close();
    const second = open(file);
    expect(second.seq()).toBe(1);
    second.close();
  });

  test("the ledger of another location is refused, and both are named", () => {
    const file = filled(1);
    expect(() => open(file, "nord")).toThrow(fault("HUB_LEDGER_OTHER_LOCATION"));
    expect(() => open(file, "nord")).toThrow(/"demo".*"nord"/);
  });

  test("a file that is no database, or somebody else's, is refused and left alone", () => {
    const file = newFile();
    writeFileSync(file, "nothing of ours ".repeat(100));
    expect(() => open(file)).toThrow(fault("HUB_LEDGER_FOREIGN"));
    expect(readFileSync(file, "utf8")).toContain("nothing of ours");
    const other = newFile();
    const db = new Database(other);
    db.exec("CREATE TABLE recipes (name TEXT)");
    db.close();
    expect(() => open(other)).toThrow(fault("HUB_LEDGER_FOREIGN"));
  });

  test("a ledger of a newer version is refused with its version", () => {
    const file = filled(1);
    const db = new Database(file);
    db.pragma("user_version = 7");
    db.close();
    expect(() => open(file)).toThrow(fault("HUB_LEDGER_NEWER"));
    expect(() => open(file)).toThrow("version 7");
  });

  test("a torn file is refused as damaged", () => {
    const file = filled(2_000);
    truncateSync(file, 40_960);
    expect(() => open(file)).toThrow(fault("HUB_LEDGER_DAMAGED"));
  });

  test("overwritten pages are found at the start", () => {
    const file = filled(2_000);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 20_480, 28_672);
    writeFileSync(file, bytes);
    expect(() => open(file)).toThrow(fault("HUB_LEDGER_DAMAGED"));
  });

  test("a gap in the numbers is found at the start", () => {
    const file = filled(3);
    const db = new Database(file);
    db.exec("INSERT INTO events (seq, event) VALUES (9, '{}')");
    db.close();
    expect(() => open(file)).toThrow("3 events but the last is number 9".replace("3 events", "4 events"));
  });

  test("an event that cannot be read is named when it is reached", () => {
    const file = filled(1);
    const db = new Database(file);
    db.exec("INSERT INTO events (seq, event) VALUES (2, '{torn')");
    db.close();
    const ledger = open(file);
    expect(() => [...ledger.load()]).toThrow("event 2 cannot be read");
    ledger.close();
  });

  test("a folder that does not exist is said", () => {
    expect(() => open(path.join(folder, "nowhere", "ledger.db"))).toThrow(fault("HUB_LEDGER_UNOPENABLE"));
  });

  test("what the disk does not take is a fault, and nothing of the batch is there", () => {
    const file = newFile();
    const ledger = open(file);
    ledger.append([event(1)]);
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(() => ledger.append([event(2), circular as never])).toThrow(fault("HUB_LEDGER_APPEND_FAILED"));
    expect([...ledger.load()]).toEqual([event(1)]);
    ledger.close();
  });

  test("an older copy of the file opens: whether it is old is for the stands to say", () => {
    const file = filled(3);
    const copy = newFile();
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    const ledger = open(copy);
    expect(ledger.seq()).toBe(3);
    ledger.close();
  });
});

describe("a hub killed in the middle of appending", () => {
  const root = new URL("../../../", import.meta.url).pathname;

  /** The writer as a program: Node 20 runs no TypeScript. */
  async function writer(): Promise<string> {
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    await build({
      ...{ root, configFile: false, logLevel: "error", publicDir: false },
      build: {
        ...{ ssr: path.join(root, "tests/broker/ledger/writer.ts"), outDir: folder, emptyOutDir: false },
        rolldownOptions: { external: ["better-sqlite3"], output: { entryFileNames: "writer.mjs" } },
      },
    });
    return path.join(folder, "writer.mjs");
  }

  /** Lets it acknowledge so many batches, kills it at the next, and answers the last number that it acknowledged. */
  async function killed(program: string, file: string, batches: number): Promise<number> {
    const child = spawn(process.execPath, [program, file], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split("\n").length > batches) child.kill("SIGKILL");
    });
    await once(child, "close");
    return Number(/(\d+)\n[^\n]*$/.exec(said)?.[1]);
  }

  test("every event that was acknowledged is there, each batch whole or not at all", async () => {
    const [program, file] = [await writer(), newFile()];
    for (const batches of [1, 10, 33, 90]) {
      const acknowledged = await killed(program, file, batches);
      const ledger = open(file);
      expect(acknowledged).toBeGreaterThan(0);
      expect(ledger.seq()).toBeGreaterThanOrEqual(acknowledged);
      expect(ledger.seq() % 3).toBe(0);
      expect([...ledger.load()]).toEqual(events(1, ledger.seq()));
      ledger.close();
    }
  }, 30_000);
});
