import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { machineClock } from "../../../hal/clock.ts";
import { decodeRecording, type Recording } from "../../../hal/record/contract.ts";
import { Recorder } from "../../../hal/record/recorder.ts";
import { tempFolder } from "../until.ts";

const HEAD = { version: "0.1.0", printer: { driver: "none" }, scanner: { driver: "none" }, buttons: 2 };

async function recorded(presses: number, mostBytes?: number): Promise<string> {
  const path = join(await tempFolder(), "recording.jsonl");
  const size = mostBytes === undefined ? {} : { mostBytes };
  const recorder = Recorder.open({ path, head: HEAD, clock: machineClock(), ...size });
  for (let button = 1; button <= presses; button++) recorder.note({ part: "buttons", what: "press", button });
  recorder.close();
  return path;
}

async function read(path: string): Promise<Recording> {
  const decoded = decodeRecording(await readFile(path, "utf8"));
  if (!decoded.ok) throw new Error(decoded.problem);
  return decoded.value;
}

it("a recording says in its head that it holds no personal data, and only its owner may read it", async () => {
  const path = await recorded(3);
  const { head, lines, isTorn } = await read(path);
  expect(head.masked).toContain("No personal data");
  expect([lines.length, isTorn]).toEqual([3, false]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it("a recording that was cut off anywhere is read to its last whole line", async () => {
  const whole = await readFile(await recorded(5), "utf8");
  const head = whole.indexOf("\n") + 1;
  for (let end = head; end < whole.length; end++) {
    const decoded = decodeRecording(whole.slice(0, end));
    if (!decoded.ok) throw new Error(decoded.problem);
    const lines = whole.slice(head, end).split("\n").length - 1;
    expect([lines, lines + 1]).toContain(decoded.value.lines.length);
  }
});

it("a recording stops at its cap, says so, and writes nothing more", async () => {
  const path = await recorded(1000, 2000);
  expect((await stat(path)).size).toBeLessThan(2100);
  expect((await read(path)).lines.at(-1)).toMatchObject({ part: "record", what: "full" });
});

const HEAD_LINE = '{"talon":"record","v":1,"version":"0","masked":"","startedAt":0,"buttons":1}';

it("what is no recording is told in words, and lines of nobody are passed over", () => {
  const odd = ["", "{", "[]", '{"talon":"record","v":2}', "hello\nworld", HEAD_LINE.replace("0,", '"x",')];
  for (const text of odd)
    expect(decodeRecording(text)).toEqual({ ok: false, problem: "is no recording of version 1" });
  const lines = ['{"t":1,"part":"nobody"}', '{"t":"x","part":"buttons"}', "[1]", '{"t":2}'];
  const decoded = decodeRecording(`${[HEAD_LINE, ...lines].join("\n")}\n`);
  expect(decoded).toMatchObject({ ok: true, value: { lines: [], isTorn: true } });
});
