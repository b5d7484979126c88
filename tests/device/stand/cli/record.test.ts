import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { checkStandHere } from "../../../../device/stand/cli/check.ts";
import { recordTo } from "../../../../device/stand/cli/record.ts";
import { replayFile } from "../../../../device/stand/cli/replay.ts";
import { tempFolder } from "../../../hal/until.ts";

/** A check without a terminal, kept in a recording. */
async function recorded(change: Record<string, unknown>) {
  const folder = await tempFolder();
  const file = join(folder, "stand.json");
  const path = join(folder, "fault.jsonl");
  const document = {
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: "state",
    mqtt: { url: "mqtt://127.0.0.1:9", username: "stand-s1", passwordFile: "password" },
    http: { host: "127.0.0.1", port: 8081 },
    screen: true,
    buttons: { driver: "simulated", count: 4 },
    printer: { driver: "none" },
    ...change,
  };
  await writeFile(file, JSON.stringify(document));
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const typed = { config: file, language: "da" } as Parameters<typeof recordTo>[1];
  const recorder = await recordTo(path, typed, { version: "0.1.0", say });
  if (recorder === "failed" || recorder === undefined) throw new Error("no recorder");
  await checkStandHere({
    configPath: file,
    language: "da",
    print: false,
    recorder,
    credentialsFolder: undefined,
    hands: "no-terminal",
    now: () => Date.now(),
    say,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  recorder.close();
  const kept = (await readFile(path, "utf8")).trim().split("\n").slice(1);
  return { file, path, text: said.join("\n"), kept: kept.map((line) => JSON.parse(line)) };
}

it("a recording without a terminal keeps what the check met at printer, scanner and keypad", async () => {
  const { kept, text } = await recorded({
    printer: { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: 9 },
    scanner: { driver: "serial", path: "/dev/no-scanner" },
    keypad: { driver: "evdev", usb: "ffff:ffff" },
  });
  const failed = { what: "open-failed" };
  expect(kept).toContainEqual(
    expect.objectContaining({ ...failed, part: "printer", code: "HAL_PRINTER_GONE" }),
  );
  expect(kept).toContainEqual(
    expect.objectContaining({ ...failed, part: "scanner", code: "HAL_SCANNER_GONE" }),
  );
  expect(kept).toContainEqual(
    expect.objectContaining({ ...failed, part: "keypad", code: "HAL_KEYPAD_GONE" }),
  );
  expect(text).not.toContain("ikke optaget");
});

it("a recording of nothing is said to be one when it is made and when it is played", async () => {
  const { path, text } = await recorded({});
  expect(text).toContain("Der er ikke optaget noget");
  const said: string[] = [];
  await replayFile(path, { language: "en", say: (line) => void said.push(line) });
  expect(said[0]).toContain("0 happenings, Talon 0.1.0");
  expect(said.join("\n")).toContain("Nothing was recorded");
  expect(said.join("\n")).not.toContain("personoplysninger");
});

it("a file that is no recording is told in the language that was asked for", async () => {
  const { file } = await recorded({});
  const said: string[] = [];
  await replayFile(file, { language: "da", say: (line) => void said.push(line) });
  expect(said).toEqual([`${file} kan ikke læses: det er ikke en optagelse af version 1`]);
});
