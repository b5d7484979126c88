import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { keyInFile, personsFile, personsKeyFile, readKey } from "../../../broker/persons/key.ts";
import { keptUntil } from "../../../broker/persons/purposes.ts";
import { checkLocation } from "../../../protocol/config.ts";
import { demoLocation } from "../hall.ts";

const timeZone = "Europe/Copenhagen";
/** Monday 23 November 2026, 10.00 in Copenhagen. */
const MONDAY = Date.UTC(2026, 10, 23, 9);
const iso = (at: number) => new Date(at).toISOString();

describe("how long something is kept", () => {
  test.each([
    ["identity", "2026-11-23T23:00:00.000Z"],
    ["message", "2026-11-24T23:00:00.000Z"],
    ["reminder", "2026-11-30T23:00:00.000Z"],
    ["appointment", "2026-12-23T23:00:00.000Z"],
  ] as const)(
    "%s to the end of its last day in the location, where the location says nothing",
    (purpose, until) => {
      expect(iso(keptUntil(purpose, { at: MONDAY, location: { timeZone } }))).toBe(until);
    },
  );

  test("as many days as the location's document says, over a change of the clocks too", () => {
    const checked = checkLocation({ ...demoLocation(), keepDays: { appointment: 0, reminder: 10 } });
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    const location = checked.value;
    expect(iso(keptUntil("appointment", { at: MONDAY, location }))).toBe("2026-11-23T23:00:00.000Z");
    const beforeChange = Date.UTC(2026, 9, 20, 9);
    expect(iso(keptUntil("reminder", { at: beforeChange, location }))).toBe("2026-10-30T23:00:00.000Z");
    expect(iso(keptUntil("message", { at: beforeChange, location }))).toBe("2026-10-21T22:00:00.000Z");
  });

  test("is refused where it is longer than anybody may need it", () => {
    const checked = checkLocation({ ...demoLocation(), keepDays: { appointment: 366, identity: 2 } });
    expect(checked.ok ? [] : checked.problems.map(({ path: at }) => at)).toEqual([
      "keepDays.identity",
      "keepDays.appointment",
    ]);
  });
});

describe("the key of the store", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "talon-key-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const [file, store] = [personsKeyFile(folder), personsFile(folder)];
  const fault = expect.objectContaining({ code: "HUB_PERSONS_KEY" }) as Error;

  test("is made once, for its owner alone, and is the same afterwards", () => {
    const made = keyInFile(file, store);
    expect(made.length).toBe(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(keyInFile(file, store)).toEqual(made);
  });

  test("that others may read is refused", () => {
    chmodSync(file, 0o640);
    expect(() => keyInFile(file, store)).toThrow(fault);
    chmodSync(file, 0o600);
  });

  test("is never made anew for a store that is there", () => {
    rmSync(file);
    writeFileSync(store, "");
    expect(() => keyInFile(file, store)).toThrow(fault);
  });

  test("that is none is refused without being named", () => {
    expect(() => readKey("secret", "here")).toThrow(fault);
    expect(() => readKey("secret", "here")).not.toThrow(/secret/);
  });
});
