/** A fault that a technician met is met again by the replay: the same outcome of the same drivers, without the device. */
import { writeFile as send } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { replayFile } from "../../../../device/stand/cli/replay.ts";
import { machineClock } from "../../../../hal/clock.ts";
import { openKeypad, openPrinter, openScanner, Recorder } from "../../../../hal/open.ts";
import type { EscposPrinterOptions } from "../../../../hal/printer/contract.ts";
import { danishSlip } from "../../../hal/printer/slips.ts";
import { tcpPrinter } from "../../../hal/printer/tcp-far-side.ts";
import { ptyPair } from "../../../hal/pty.ts";
import { tempFolder, until } from "../../../hal/until.ts";

async function recording(head: Partial<{ printer: unknown; scanner: unknown; keypad: unknown }>) {
  const path = join(await tempFolder(), "fault.jsonl");
  const none = { printer: { driver: "none" }, scanner: { driver: "none" } };
  const recorder = Recorder.open({
    path,
    head: { version: "0.1.0", buttons: 1, ...none, ...head },
    clock: machineClock(),
  });
  return { path, recorder };
}

async function replay(path: string): Promise<{ code: number; told: string[] }> {
  const said: string[] = [];
  const code = await replayFile(path, { language: "da", say: (line) => void said.push(line) });
  return { code, told: said.slice(2) };
}

const outcomes = (lines: readonly string[]) => lines.filter((line) => line.includes("print ->"));

async function printerFault(make: (far: Awaited<ReturnType<typeof tcpPrinter>>) => void) {
  const far = await tcpPrinter();
  const printer: EscposPrinterOptions = {
    ...{ driver: "escpos", transport: "tcp", host: "127.0.0.1", port: far.port },
    ...{ confirm: "status", settleMs: 20, answerMs: 300, pollMs: 0 },
  };
  const { path, recorder } = await recording({ printer });
  const { driver } = await openPrinter(printer, undefined, { recorder });
  onTestFinished(() => driver.close());
  await driver.print(danishSlip("A001"), { timeoutMs: 2000 });
  make(far);
  const { result, code } = await driver.print(danishSlip("A002"), { timeoutMs: 2000 });
  recorder.close();
  return { path, outcome: `printer  print -> ${result} ${code}` };
}

it.each<[string, Parameters<typeof printerFault>[0]]>([
  ["out of paper before the slip", ({ machine }) => void (machine.paper = "out")],
  ["a jam in the middle of it", ({ machine }) => void (machine.isJammed = true)],
  ["a connection that breaks in it", (far) => void (far.machine.onSlipBytes = far.breakConnections)],
  ["answers that are rubbish", ({ machine }) => void (machine.answersRubbish = true)],
])("a printer's fault is met again: %s", async (_fault, make) => {
  const { path, outcome } = await printerFault(make);
  const { code, told } = await replay(path);
  expect(outcomes(told)).toEqual(["printer  print -> printed", outcome]);
  expect(code).toBe(0);
  expect(await readFile(path, "utf8")).not.toContain(Buffer.from("A002").toString("hex"));
});

/** A recording of two slips and a question, as a machine would have made it that was too busy to write an answer down in time. */
async function busyRecording() {
  const far = await tcpPrinter();
  const printer: EscposPrinterOptions = {
    ...{ driver: "escpos", transport: "tcp", host: "127.0.0.1", port: far.port },
    ...{ confirm: "drained", answerMs: 300, pollMs: 0 },
  };
  const { path, recorder } = await recording({ printer });
  const { driver } = await openPrinter(printer, undefined, { recorder });
  onTestFinished(() => driver.close());
  await driver.print(danishSlip("A001"), { timeoutMs: 2000 });
  await driver.status();
  recorder.close();
  const [head, ...lines] = (await readFile(path, "utf8")).trimEnd().split("\n");
  const late = lines.map((line, at) => line.replace(/"t":[\d.]+/, `"t":${at * 2000}`));
  return {
    path,
    head: head as string,
    late,
    write: (kept: string[]) => writeFile(path, [head, ...kept, ""].join("\n")),
  };
}

it("an answer that a busy machine wrote down late is no silence of the printer's", async () => {
  const { path, late, write } = await busyRecording();
  await write(late);
  const { told } = await replay(path);
  expect(outcomes(told)).toEqual(["printer  print -> printed"]);
  expect(told.join("\n")).not.toContain("HAL_PRINTER_SILENT");
});

it("a question with which the recording ends is no silence either", async () => {
  const { path, late, write } = await busyRecording();
  const lastOut = late.findLastIndex((line) => line.includes('"out"'));
  await write(late.slice(0, lastOut + 2));
  expect((await replay(path)).told.join("\n")).not.toContain("HAL_PRINTER_SILENT");
});

it("a scanner's babble, its codes and the moment it was pulled are met again", async () => {
  const pty = await ptyPair();
  const scanner = { driver: "serial", path: pty.near, prefix: "ABC" } as const;
  const { path, recorder } = await recording({ scanner });
  const { driver } = await openScanner(scanner, undefined, { recorder });
  onTestFinished(() => driver.close());
  const seen: string[] = [];
  driver.onCode(({ code }) => seen.push(code));
  driver.onProblem(({ problem }) => seen.push(problem));
  driver.onGone(({ code }) => seen.push(code));
  const sent = (text: string | Buffer) => send(pty.far, text, () => undefined);
  sent("ABC0101701234\r");
  await until("the code came", () => seen.length === 1);
  sent(Buffer.of(0xff, 0xfe, 0x41, 0x0d));
  await until("the babble came", () => seen.length === 2);
  await pty.unplug();
  await until("the scanner is gone", () => seen.length === 3);
  recorder.close();
  expect(seen).toEqual(["0101701234", "not-text", "HAL_SCANNER_GONE"]);
  const { told } = await replay(path);
  expect(told).toEqual([
    "scanner  code 0000000000",
    "scanner  not-text (3 bytes)",
    "scanner  gone HAL_SCANNER_GONE",
  ]);
  expect(await readFile(path, "utf8")).not.toContain(Buffer.from("0101701234").toString("hex"));
});

/** A recording of a citizen who types `digits`, one of them wrongly, before the pad is pulled and put back. */
async function typed(digits: string) {
  const { path, recorder } = await recording({ keypad: { driver: "simulated" } });
  const { driver, farSide } = await openKeypad({ driver: "simulated" }, undefined, { recorder });
  onTestFinished(() => driver.close());
  const seen: string[] = [];
  driver.onKey(({ key }) => seen.push(key));
  driver.onBack(() => seen.push("back"));
  for (const key of ["clear", ...digits, "backspace", "enter"]) farSide?.press(key);
  farSide?.plugged(false);
  farSide?.plugged(true);
  await until("the pad is back", () => seen.includes("back"));
  recorder.close();
  expect(seen.slice(1, 1 + digits.length).join("")).toBe(digits);
  return path;
}

it("a citizen's digits are met again by their number alone: the recording of any others is the same but for its times", async () => {
  const kept = async (path: string) =>
    (await readFile(path, "utf8")).replaceAll(/"(t|startedAt)":\d+/g, '"$1":""');
  const path = await typed("0101701234");
  expect(await kept(path)).toBe(await kept(await typed("9876598765")));
  expect((await kept(path)).split("\n").slice(1).join("")).not.toMatch(/\d/);
  const keys = (...names: string[]) => names.map((name) => `keypad   key ${name}`);
  expect((await replay(path)).told).toEqual([
    ...keys("clear", ...Array.from({ length: 10 }, () => "0"), "backspace", "enter"),
    "keypad   gone HAL_KEYPAD_GONE",
    "keypad   back",
  ]);
});

it("a keypad that was forbidden, one that missed keys, and keys of no kind are met again as what they were", async () => {
  const { path, recorder } = await recording({});
  const part = "keypad" as const;
  recorder.note({ part, what: "open-failed", code: "HAL_KEYPAD_DENIED" });
  recorder.close();
  expect((await replay(path)).told).toEqual(["keypad   gone HAL_KEYPAD_DENIED"]);
  const lines = ['"open"', '"missed"', '"key","key":"other"', '"key","key":"7"', '"key"'];
  const head = (await readFile(path, "utf8")).split("\n")[0];
  const text = lines.map((what) => `{"t":1,"part":"keypad","what":${what}}`);
  await writeFile(path, [head, ...text, ""].join("\n"));
  const other = "keypad   key other";
  expect((await replay(path)).told).toEqual(["keypad   keys missed", other, other, other]);
});

it("a file that is no recording, or names options that no stand has, is told in words", async () => {
  const path = join(await tempFolder(), "odd.jsonl");
  await writeFile(path, "hello\n");
  expect((await replay(path)).code).toBe(1);
  await writeFile(path, '{"talon":"record","v":1,"buttons":"many","masked":"","version":"","startedAt":0}\n');
  expect((await replay(path)).code).toBe(1);
  expect((await replay(join(path, "nowhere"))).code).toBe(1);
});
