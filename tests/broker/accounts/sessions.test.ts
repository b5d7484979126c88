import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Attempts } from "../../../broker/accounts/attempts.ts";
import { SESSION_MS, Sessions } from "../../../broker/accounts/sessions.ts";
import { MONDAY } from "../hall.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-sessions-"));
  file = join(folder, "sessions.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const of = (person: string) => ({ person, by: "password", grants: null, isFirst: false }) as const;

describe("sessions", () => {
  it("outlive a restart until their time is over, and the file opens none of them", () => {
    const token = new Sessions(file).open(of("anna"), MONDAY);
    const again = new Sessions(file);
    expect(again.find(token, MONDAY + SESSION_MS - 1)).toMatchObject({ person: "anna", by: "password" });
    expect(again.find(token, MONDAY + SESSION_MS)).toBeNull();
    expect(readFileSync(file, "utf8")).not.toContain(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("whose file is torn are none: everybody signs in once more", () => {
    for (const text of ["", "{", '{"sessions":[["x",{"person":1}]]}']) {
      writeFileSync(file, text);
      expect(new Sessions(file).list(MONDAY, null)).toEqual([]);
    }
  });

  it("are listed newest first, and ended one by one, by whoever they belong to or an administrator", () => {
    const sessions = new Sessions(file);
    const [one, two, other] = [sessions.open(of("anna"), MONDAY), sessions.open(of("anna"), MONDAY + 1), ""];
    sessions.open(of("bo"), MONDAY + 2);
    const ids = sessions.list(MONDAY + 3, "anna").map(({ id }) => id);
    expect(ids.length).toBe(2);
    expect(sessions.list(MONDAY + 3, null).map(({ person }) => person)).toEqual(["bo", "anna", "anna"]);
    expect(sessions.endById(ids[0] ?? "", "bo")).toBe(false);
    expect(sessions.endById(ids[0] ?? "", "anna")).toBe(true);
    expect(sessions.endById(ids[0] ?? "", null)).toBe(false);
    expect([sessions.find(one, MONDAY + 3)?.person, sessions.find(two, MONDAY + 3)]).toEqual(["anna", null]);
    expect(sessions.find(other, MONDAY)).toBeNull();
    sessions.end(one);
    sessions.end(undefined);
    expect(new Sessions(file).list(MONDAY + 3, null).map(({ person }) => person)).toEqual(["bo"]);
  });

  it("of one person end all at once but for the one that asks", () => {
    const sessions = new Sessions(null);
    const kept = sessions.open(of("anna"), MONDAY);
    sessions.open(of("anna"), MONDAY);
    sessions.open(of("bo"), MONDAY);
    sessions.endAllOf("anna", kept);
    expect(sessions.list(MONDAY, "anna").length).toBe(1);
    sessions.endAllOf("anna");
    expect(sessions.list(MONDAY, null).map(({ person }) => person)).toEqual(["bo"]);
  });

  it("are at most a thousand; the oldest goes first", () => {
    const sessions = new Sessions(null);
    const oldest = sessions.open(of("anna"), MONDAY);
    for (let more = 0; more < 1000; more += 1) sessions.open(of("bo"), MONDAY);
    expect(sessions.find(oldest, MONDAY)).toBeNull();
    expect(sessions.list(MONDAY, null).length).toBe(1000);
  });
});

describe("failed tries", () => {
  const key = new Uint8Array(32).fill(7);
  const hash = "scrypt:1";

  it("of strangers slow a name for every stranger, and not for a browser that knows it", () => {
    const attempts = new Attempts(() => key);
    const mark = attempts.markOf("anna", hash);
    const stranger = attempts.keysOf({ name: "anna", address: "1.2.3.4" }, mark);
    for (let tries = 0; tries < 4; tries += 1) attempts.failed(stranger, MONDAY);
    const other = attempts.keysOf({ name: "anna", address: "5.6.7.8" }, mark);
    expect(attempts.waitMs(other, MONDAY)).toBe(1000);
    const own = attempts.keysOf({ name: "anna", address: "1.2.3.4", known: mark }, mark);
    expect(attempts.waitMs(own, MONDAY)).toBe(0);
    for (let tries = 0; tries < 5; tries += 1) attempts.failed(own, MONDAY);
    expect(attempts.waitMs(own, MONDAY)).toBe(2000);
    attempts.succeeded(own);
    expect(attempts.waitMs(own, MONDAY)).toBe(0);
  });

  it("with a mark of another person, another password or another hub are a stranger's", () => {
    const attempts = new Attempts(() => key);
    const mark = attempts.markOf("anna", hash);
    const wrong = [
      attempts.markOf("bo", hash),
      attempts.markOf("anna", "scrypt:2"),
      new Attempts(() => new Uint8Array(32)).markOf("anna", hash),
      "",
      "x",
    ];
    for (const known of wrong)
      expect(attempts.keysOf({ name: "anna", address: "1.2.3.4", known }, mark)).toEqual([
        "name anna",
        "address 1.2.3.4",
      ]);
    expect(attempts.keysOf({ name: "nobody", address: "::1", known: "x" }, null)).toEqual([
      "name nobody",
      "address ::1",
    ]);
  });
});
