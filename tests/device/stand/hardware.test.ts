import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { closeHardware, listenTo, openHardware } from "../../../device/stand/hardware.ts";
import type { StandEvent } from "../../../device/stand/machine/state.ts";
import { machineClock } from "../../../hal/clock.ts";
import { openLamps, Recorder } from "../../../hal/open.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import { openLog } from "../../../protocol/link/log.ts";
import { until } from "./until.ts";

/** What the drivers of a stand with that hardware tell at the start. */
async function toldAtStart(change: Readonly<Record<string, unknown>>): Promise<StandEvent[]> {
  return (await opened(change)).told;
}

/** A stand with that hardware, and what its drivers have told so far. */
async function opened(change: Readonly<Record<string, unknown>>, recorder?: Recorder) {
  const folder = await mkdtemp(join(tmpdir(), "talon-hardware-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = checkStand({
    v: 1,
    stand: "s1",
    location: "demo",
    dataDir: folder,
    mqtt: { url: "mqtt://127.0.0.1:1", username: "s1", passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 0 },
    screen: true,
    buttons: { driver: "simulated", count: 1 },
    lamps: { driver: "simulated", count: 1 },
    printer: { driver: "simulated", paperFile: join(folder, "s1.jsonl") },
    scanner: { driver: "simulated" },
    ...change,
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const log = openLog({ name: "test", write: () => undefined });
  const hardware = await openHardware(config.value, log, { clock: machineClock(), recorder });
  onTestFinished(() => closeHardware(hardware));
  const told: StandEvent[] = [];
  await listenTo(hardware, (event) => void told.push(event), log);
  return { told, hardware };
}

const lastOf = (told: readonly StandEvent[], part: StandEvent["kind"]) =>
  told.findLast(({ kind }) => kind === part);

it("a scanner that is missing at the start is told by its fault's code", async () => {
  expect(
    lastOf(await toldAtStart({ scanner: { driver: "serial", path: "/dev/no-scanner" } }), "scanner"),
  ).toMatchObject({
    scanner: { online: false, problem: expect.stringContaining("/dev/no-scanner"), code: "HAL_SCANNER_GONE" },
  });
});

it("a stand that has no scanner is in no trouble", async () => {
  expect(lastOf(await toldAtStart({ scanner: { driver: "none" } }), "scanner")).toEqual({
    kind: "scanner",
    scanner: { online: false, problem: null, code: null },
  });
});

it("a scanner that is there tells nothing at the start", async () => {
  expect(lastOf(await toldAtStart({}), "scanner")).toBeUndefined();
});

it("a stand that is to have no printer is in no trouble either", async () => {
  expect(lastOf(await toldAtStart({ printer: { driver: "none" } }), "printer")).toEqual({
    kind: "printer",
    printer: { online: false, paper: "unknown", error: "HAL_PRINTER_NONE", problem: null },
  });
});

it("stuck buttons are told with their numbers, and the board stays there", async () => {
  const { told, hardware } = await opened({ buttons: { driver: "simulated", count: 3, stuckMs: 1000 } });
  const finger = hardware.buttons.farSide;
  finger?.hold(3);
  finger?.hold(1);
  await until(() => told.filter(({ kind }) => kind === "button-board").length === 2);
  expect(lastOf(told, "button-board")).toMatchObject({
    buttonBoard: { online: true, problem: expect.stringContaining("Button 1, 3 "), code: "HAL_BUTTON_STUCK" },
    stuck: [1, 3],
  });
  finger?.release(3);
  expect(lastOf(told, "button-board")).toMatchObject({
    buttonBoard: { online: true, problem: expect.stringContaining("Button 1 ") },
    stuck: [1],
  });
  finger?.release(1);
  expect(lastOf(told, "button-board")).toMatchObject({
    buttonBoard: { online: true, problem: null, code: null },
  });
  expect(told.filter(({ kind }) => kind === "pressed")).toHaveLength(2);
});

it("a keypad that is missing is told by its fault's code, and a stand that has none is in no trouble", async () => {
  const missing = await toldAtStart({ keypad: { driver: "evdev", usb: "ffff:ffff" } });
  expect(lastOf(missing, "keypad")).toMatchObject({ keypad: { online: false, code: "HAL_KEYPAD_GONE" } });
  expect(lastOf(await toldAtStart({}), "keypad")).toEqual({
    kind: "keypad",
    keypad: { online: false, problem: null, code: null },
  });
});

it("a speaker that is missing is told by its fault's code, a stand that has none is in no trouble, and its cable is told", async () => {
  const missing = await toldAtStart({ speaker: { driver: "alsa", device: "plughw:CARD=NoSuchCard" } });
  await until(() => lastOf(missing, "speaker"));
  expect(lastOf(missing, "speaker")).toMatchObject({ speaker: { online: false, code: "HAL_SPEAKER_GONE" } });
  expect(lastOf(await toldAtStart({}), "speaker")).toEqual({
    kind: "speaker",
    speaker: { online: false, problem: null, code: null },
  });
  const { told, hardware } = await opened({ speaker: { driver: "simulated" } });
  expect(lastOf(told, "speaker")).toBeUndefined();
  hardware.speaker.farSide?.plugged(false);
  await until(() => told.some(({ kind }) => kind === "speaker"));
  expect(lastOf(told, "speaker")).toMatchObject({ speaker: { online: false, code: "HAL_SPEAKER_GONE" } });
  hardware.speaker.farSide?.plugged(true);
  await until(() => told.filter(({ kind }) => kind === "speaker").length === 2);
  expect(lastOf(told, "speaker")).toMatchObject({ speaker: { online: true, code: null } });
});

it("a sound card that hangs keeps no stand from its start, and is told as silent as soon as that is known", async () => {
  const folder = await mkdtemp(join(tmpdir(), "talon-hanging-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const pipe = join(folder, "pipe"); // nobody reads it, so whoever opens it waits
  execFileSync("mkfifo", [pipe]);
  const alsaConfig = join(folder, "asound.conf");
  const card = `type file slave.pcm { type null } file "${pipe}" format raw`;
  await writeFile(alsaConfig, `pcm.talon { ${card} }\n`);
  const began = performance.now();
  const { told, hardware } = await opened({ speaker: { driver: "alsa", device: "talon", alsaConfig } });
  expect(performance.now() - began).toBeLessThan(2000);
  const early = hardware.speaker.driver.play(hardware.signs.accepted);
  await until(() => lastOf(told, "speaker"));
  expect(told).toContainEqual({
    kind: "speaker",
    speaker: { online: false, code: "HAL_SPEAKER_SILENT", problem: expect.any(String) },
  });
  expect(await early).toEqual({ result: "failed", code: "HAL_SPEAKER_SILENT" });
});

it("keys of the keypad reach the stand, and so does its cable", async () => {
  const { told, hardware } = await opened({ keypad: { driver: "simulated" } });
  const finger = hardware.keypad.farSide;
  expect(lastOf(told, "keypad")).toBeUndefined();
  expect(finger?.press("7")).toBe(true);
  expect(lastOf(told, "key")).toEqual({ kind: "key", key: "7" });
  finger?.plugged(false);
  expect(lastOf(told, "keypad")).toMatchObject({ keypad: { online: false, code: "HAL_KEYPAD_GONE" } });
  finger?.plugged(true);
  await until(() => told.filter(({ kind }) => kind === "keypad").length === 2);
  expect(lastOf(told, "keypad")).toEqual({
    kind: "keypad",
    keypad: { online: true, problem: null, code: null },
  });
});

it("lamps are told as gone and back, those that cannot be opened as gone at once, and a stand without any is in no trouble", async () => {
  const { told, hardware } = await opened({ lamps: { driver: "none" } });
  expect(lastOf(told, "lamp-board")).toMatchObject({ lampBoard: { online: false, code: null } });
  const { driver: lamps, farSide } = await openLamps({ driver: "simulated", count: 3 });
  const heard: StandEvent[] = [];
  const log = openLog({ name: "test", write: () => undefined });
  await listenTo({ ...hardware, lamps }, (event) => void heard.push(event), log);
  expect(lastOf(heard, "lamp-board")).toBeUndefined();
  farSide?.plugged(false);
  expect(lastOf(heard, "lamp-board")).toMatchObject({ lampBoard: { online: false, code: "HAL_LAMP_GONE" } });
  farSide?.plugged(true);
  expect(lastOf(heard, "lamp-board")).toMatchObject({ lampBoard: { online: true, code: null } });
  await lamps.close();
  const missing = await toldAtStart({ lamps: { driver: "cdev", chipLabels: ["no-such-chip"], lines: [1] } });
  expect(lastOf(missing, "lamp-board")).toMatchObject({
    lampBoard: { online: false, code: expect.stringMatching(/^HAL_/) },
  });
});

it("what is wrong with the printer is told in words with its place and what to do, and by its code", async () => {
  const printer = { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: 9 };
  const told = await toldAtStart({ printer });
  expect(lastOf(told, "printer")).toMatchObject({
    printer: {
      error: "HAL_PRINTER_GONE",
      problem: expect.stringMatching(/^The printer 127\.0\.0\.1:9 cannot be reached\. Check/),
    },
  });
});

it("a stand that records keeps that a digit was typed at it, and not which", async () => {
  const folder = await mkdtemp(join(tmpdir(), "talon-recording-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "fault.jsonl");
  const none = { driver: "none" };
  const head = { version: "0.1.0", printer: none, scanner: none, buttons: 1 };
  const recorder = Recorder.open({ path, head, clock: machineClock() });
  const { told, hardware } = await opened({ keypad: { driver: "simulated" } }, recorder);
  hardware.keypad.farSide?.press("7");
  recorder.close();
  expect(lastOf(told, "key")).toEqual({ kind: "key", key: "7" });
  const lines = (await readFile(path, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(lines.at(-1)).toEqual({ t: expect.any(Number), part: "keypad", what: "key", key: "digit" });
});
