/** The hands-on round with real drivers where a desk has them: a printer over TCP, a scanner on a pty; buttons and lamps in memory. */
import { writeFile as write } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkStandHere } from "../../../../device/stand/cli/check.ts";
import type { HandsOptions, OpenedRound } from "../../../../device/stand/cli/check-hands.ts";
import { recordTo } from "../../../../device/stand/cli/record.ts";
import { replayFile } from "../../../../device/stand/cli/replay.ts";
import type { ButtonFarSide } from "../../../../hal/button/contract.ts";
import {
  openButtons,
  openKeypad,
  openLamps,
  openPrinter,
  openScanner,
  openSpeaker,
} from "../../../../hal/open.ts";
import type { Recorder } from "../../../../hal/record/recorder.ts";
import type { StandConfig } from "../../../../protocol/config/stand.ts";
import { tcpPrinter } from "../../../hal/printer/tcp-far-side.ts";
import { ptyPair } from "../../../hal/pty.ts";
import { openScriptedHub, type ScriptedHub } from "../scripted-hub.ts";

let folder = "";
let hub: ScriptedHub;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-hands-"));
  hub = await openScriptedHub();
  await writeFile(join(folder, "password"), "secret\n");
});

afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

async function config(name: string, change: Record<string, unknown>): Promise<string> {
  const path = join(folder, name);
  const document = {
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: join(folder, "state"),
    mqtt: { url: hub.url, username: "stand-s1", passwordFile: "password" },
    http: { host: "127.0.0.1", port: 8081 },
    screen: true,
    buttons: { driver: "simulated", count: 3 },
    lamps: { driver: "simulated", count: 3 },
    printer: { driver: "none" },
    ...change,
  };
  await writeFile(path, JSON.stringify(document));
  return path;
}

/** The parts with their far sides: a lit lamp is answered by `press`. */
function desk(press: (lit: number, buttons: ButtonFarSide) => void): NonNullable<HandsOptions["open"]> {
  return async (stand: StandConfig, recorder?: Recorder): Promise<OpenedRound> => {
    const tap = { recorder };
    const buttons = await openButtons(stand.buttons, undefined, tap);
    const lamps = await openLamps(stand.lamps);
    lamps.farSide?.onChange(({ number, state }) => {
      if (state === "on") setTimeout(() => buttons.farSide && press(number, buttons.farSide), 5);
    });
    const driverOf = async <D>(name: string, open: () => Promise<{ driver: D }>): Promise<D | null> =>
      name === "none" ? null : (await open()).driver;
    return {
      drivers: {
        buttons: buttons.driver,
        lamps: lamps.driver,
        printer: await driverOf(stand.printer.driver, () => openPrinter(stand.printer, undefined, tap)),
        scanner: await driverOf(stand.scanner.driver, () => openScanner(stand.scanner, undefined, tap)),
        keypad: await driverOf(stand.keypad.driver, () => openKeypad(stand.keypad)),
        speaker: await driverOf(stand.speaker.driver, () => openSpeaker(stand.speaker)),
      },
      simulated: [],
      unopened: [],
    };
  };
}

type Answering = { readonly [prompt: string]: (type: (key: string) => void) => void };

async function check(
  configPath: string,
  { recorder, ...hands }: Omit<HandsOptions, "hands"> & { recorder?: Recorder },
  answers: Answering = {},
  sheet?: string,
) {
  const said: string[] = [];
  const keys = new Set<(key: string) => void>();
  const type = (key: string) => {
    for (const listener of [...keys]) listener(key);
  };
  const code = await checkStandHere({
    configPath,
    language: "da",
    print: false,
    recorder,
    credentialsFolder: undefined,
    now: () => Date.now(),
    say: (line) => {
      said.push(line);
      for (const [prompt, answer] of Object.entries(answers))
        if (line.startsWith("  ?") && line.includes(prompt)) setTimeout(() => answer(type), 5);
    },
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    hands: {
      ...hands,
      hands: {
        onKey: (listener) => {
          keys.add(listener);
          return () => void keys.delete(listener);
        },
      },
    },
    ...(sheet === undefined ? {} : { handOver: { sheet, printSheet: false, version: "0.1.0" } }),
  });
  return { code, text: said.join("\n") };
}

it("a stand of a real printer and a real scanner is walked through, recorded without what was on paper, and replayed", async () => {
  const printer = await tcpPrinter();
  const pty = await ptyPair();
  const path = await config("good.json", {
    printer: {
      driver: "escpos",
      transport: "tcp",
      host: "127.0.0.1",
      port: printer.port,
      profile: "epson-tm-t88",
    },
    scanner: { driver: "serial", path: pty.near },
  });
  const recording = join(folder, "round.jsonl");
  const typed = { config: path, language: "da" } as Parameters<typeof recordTo>[1];
  const recorder = await recordTo(recording, typed, { version: "0.1.0", say: () => undefined });
  if (recorder === "failed" || recorder === undefined) throw new Error("no recorder");
  const slipCode = () => printer.machine.slips().at(-1)?.qr[0] ?? "";
  const sheet = join(folder, "sheet.html");
  const { code, text } = await check(
    path,
    { open: desk((lit, buttons) => buttons.press(lit)), recorder },
    {
      "Er prøvesedlen rigtig": (type) => type("j"),
      "Hold koden på prøvesedlen": () => write(pty.far, `]Q1${slipCode()}\r`, () => undefined),
    },
    sheet,
  );
  recorder.close();
  expect(text).toContain("OK    Knap 3");
  expect(text).toContain("OK    Prøveseddel");
  expect(text).toContain("OK    Scanning af sedlen");
  expect(text).toContain("Alt er i orden.");
  expect(code).toBe(0);
  expect(slipCode()).toMatch(/^TALON-TEST-s1-\d{6}$/);

  const kept = await readFile(recording, "utf8");
  expect(kept).not.toContain(Buffer.from("TALON").toString("hex"));
  expect(kept).not.toContain(Buffer.from("PR").toString("hex") + Buffer.from("VE").toString("hex"));
  const replayed: string[] = [];
  expect(await replayFile(recording, { language: "da", say: (line) => void replayed.push(line) })).toBe(0);
  const told = replayed.join("\n");
  for (const number of [1, 2, 3]) expect(told).toContain(`press ${number}`);
  expect(told).toContain("print -> printed");
  expect(told).toContain("code xxxxx-xxxx-x0-000000");

  const page = await readFile(sheet, "utf8");
  for (const words of [
    "Overlevering af stander",
    "Scanning af sedlen",
    "i orden / in order",
    pty.near,
    "epson-tm-t88",
  ])
    expect(page).toContain(words);
});

it("two wires that changed places are told for both buttons, with what to do, and the check fails", async () => {
  const swapped = (lit: number) => (lit === 1 ? 2 : lit === 2 ? 1 : lit);
  const twice = (lit: number, buttons: ButtonFarSide) => {
    buttons.press(swapped(lit));
    setTimeout(() => buttons.press(swapped(lit)), 5);
  };
  const { code, text } = await check(await config("swapped.json", {}), { open: desk(twice) });
  expect(text).toContain("FEJL  Knap 1: knap 2 svarede i stedet");
  expect(text).toContain("FEJL  Knap 2: knap 1 svarede i stedet");
  expect(text).toContain("OK    Knap 3");
  expect(text).toContain("byt dem, eller byt de to numre i buttons.lines");
  expect(code).toBe(1);
});

it("a button that stays down is told as stuck, one that nobody presses as silent, and a skipped one as not tried", async () => {
  const path = await config("stuck.json", { buttons: { driver: "simulated", count: 3, stuckMs: 1000 } });
  const hold = (lit: number, buttons: ButtonFarSide) => {
    if (lit === 1) buttons.hold(1);
  };
  const { code, text } = await check(
    path,
    { open: desk(hold), taskMs: 1500 },
    { "Lampe 3 lyser": (type) => type("s") },
  );
  expect(text).toContain("FEJL  Knap 1: knappen sidder fast");
  expect(text).toContain("FEJL  Knap 2: ingen trykkede");
  expect(text).toContain("-     Knap 3: ikke prøvet");
  expect(code).toBe(1);
});

it("a printer without paper is told in the printer's own words, and any code then tries the scanner", async () => {
  const printer = await tcpPrinter();
  const pty = await ptyPair();
  const path = await config("empty.json", {
    buttons: { driver: "simulated", count: 1 },
    printer: { driver: "escpos", transport: "tcp", host: "127.0.0.1", port: printer.port },
    scanner: { driver: "serial", path: pty.near },
  });
  printer.machine.paper = "out";
  const { code, text } = await check(
    path,
    { open: desk((lit, buttons) => buttons.press(lit)) },
    { "Hold en hvilken som helst": () => write(pty.far, "5701234567890\r", () => undefined) },
  );
  expect(text).toContain("FEJL  Prøveseddel: prøvesedlen kom ikke ud: Printeren");
  expect(text).toContain("OK    Scanning af sedlen");
  expect(code).toBe(1);
});

it("a round that the technician stops says of every part that is left that it was not tried", async () => {
  const { code, text } = await check(
    await config("stopped.json", {}),
    { open: desk(() => undefined) },
    { "Lampe 1 lyser": (type) => type("q") },
  );
  for (const button of [1, 2, 3]) expect(text).toContain(`-     Knap ${button}: ikke prøvet`);
  expect(text).toContain("3 ikke prøvet");
  expect(code).toBe(0);
});

it("a scanner that the check found missing is not asked for, and a recording keeps what the check itself met", async () => {
  const path = await config("missing.json", {
    buttons: { driver: "simulated", count: 1 },
    printer: { driver: "escpos", transport: "usb", path: join(folder, "no-printer") },
    scanner: { driver: "serial", path: join(folder, "no-scanner") },
  });
  const recording = join(folder, "missing.jsonl");
  const typed = { config: path, language: "da" } as Parameters<typeof recordTo>[1];
  const recorder = await recordTo(recording, typed, { version: "0.1.0", say: () => undefined });
  if (recorder === "failed" || recorder === undefined) throw new Error("no recorder");
  const { text } = await check(path, { taskMs: 500, recorder });
  recorder.close();
  expect(text).toContain("Eftersyn i hånden, Scanner: ikke prøvet: delen kan ikke åbnes");
  expect(text).not.toContain("foran scanneren");
  expect(text).toContain(`prøvesedlen kom ikke ud: Printeren ${join(folder, "no-printer")} kan ikke nås`);
  const kept = (await readFile(recording, "utf8")).split("\n");
  const code = { what: "open-failed", code: "HAL_SCANNER_GONE" };
  expect(kept.filter((line) => line !== "").map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining(code),
  );
});
