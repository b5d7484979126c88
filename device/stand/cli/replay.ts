/**
 * `talon-stand replay`: feeds a recording's device side into the drivers and prints what they tell, so that a fault that a
 * technician met can be looked at on a desk. Touches no device.
 */
import { readFile } from "node:fs/promises";
import {
  maskText,
  openButtons,
  openKeypad,
  openPrinter,
  openScanner,
  PrinterReplay,
  playButtons,
  replayedKeypad,
  replayedScanner,
} from "../../../hal/open.ts";
import type { EscposPrinterOptions, Slip } from "../../../hal/printer/contract.ts";
import { decodeRecording, type Recording } from "../../../hal/record/contract.ts";
import type {
  HidScannerOptions,
  ScannerOptions,
  SerialScannerOptions,
} from "../../../hal/scanner/contract.ts";
import { checkStand } from "../../../protocol/config/stand.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { systemWords } from "../system-words.ts";
import { HANDS_WORDS } from "./hands-words.ts";
import { problemWords } from "./problem-words.ts";

type Options = { readonly language: StaffLanguage; readonly say: (line: string) => void };

/** A slip of the replay: what was printed then is masked, and says nothing about the fault. */
const SLIP: Slip = {
  widthMm: 80,
  cut: true,
  lines: [{ kind: "text", text: "replay", size: 1, bold: false, align: "left" }],
};
const PRINT_MS = 15_000;

type Tell = (part: string, what: string) => void;

async function replayPrinter(
  options: EscposPrinterOptions,
  lines: Recording["lines"],
  tell: Tell,
): Promise<void> {
  const replay = new PrinterReplay(lines);
  const { driver } = await openPrinter({ ...options, pollMs: 0 }, undefined, {
    printerWire: replay.transport,
  });
  driver.onStatus(({ at: _at, cause: _cause, ...status }) => {
    if (!replay.isCutOff) tell("printer", `status ${JSON.stringify(status)}`);
  });
  for (let next = replay.next(); next !== null; next = replay.next()) {
    const before = replay.position;
    if (next === "status") await driver.status();
    else {
      replay.passTo("print");
      const { result, code = "" } = await driver.print(SLIP, { timeoutMs: PRINT_MS });
      tell(
        "printer",
        replay.isCutOff ? "print -> the recording ends here" : `print -> ${result} ${code}`.trim(),
      );
    }
    await replay.settled();
    if (replay.position === before) replay.skip();
  }
  await driver.close();
}

async function replayScanner(
  options: SerialScannerOptions | HidScannerOptions,
  lines: Recording["lines"],
  tell: Tell,
): Promise<void> {
  const replay = replayedScanner(lines);
  const masked = (text: string | undefined) => (text === undefined ? undefined : maskText(text));
  const frame = { prefix: masked(options.prefix), suffix: masked(options.suffix), reopenMs: 20 };
  const { driver } = await openScanner({ ...options, ...frame }, undefined, { scannerWire: replay.binding });
  driver.onCode(({ code }) => tell("scanner", `code ${code}`));
  driver.onProblem(({ problem, bytes }) => tell("scanner", `${problem} (${bytes} bytes)`));
  driver.onGone(({ code }) => tell("scanner", `gone ${code}`));
  driver.onBack(() => tell("scanner", "back"));
  await replay.play();
  await driver.close();
}

/** The options do not matter: which keys were its own was decided when they came. */
async function replayKeypad(lines: Recording["lines"], tell: Tell): Promise<void> {
  const replay = replayedKeypad(lines);
  const options = { driver: "evdev", path: "replay", reopenMs: 20 } as const;
  const { driver } = await openKeypad(options, undefined, { keypadWire: replay.binding });
  driver.onKey(({ key }) => tell("keypad", `key ${key}`));
  driver.onMissed(() => tell("keypad", "keys missed"));
  driver.onGone(({ code }) => tell("keypad", `gone ${code}`));
  driver.onBack(() => tell("keypad", "back"));
  await replay.play();
  await driver.close();
}

async function replayButtons(count: number, lines: Recording["lines"], tell: Tell): Promise<void> {
  const { driver, farSide } = await openButtons({ driver: "simulated", count, stuckMs: 50 });
  driver.onPress(({ number }) => tell("buttons", `press ${number}`));
  driver.onStuck(({ number }) => tell("buttons", `stuck ${number}`));
  driver.onFree(({ number }) => tell("buttons", `free ${number}`));
  driver.onGone(({ code }) => tell("buttons", `gone ${code}`));
  driver.onBack(() => tell("buttons", "back"));
  if (farSide) await playButtons(lines, farSide);
  await driver.close();
}

/** The options in the head, checked as those of a stand's file: the recording comes from outside. */
function optionsIn({ head }: Recording) {
  const config = checkStand({
    v: 1,
    location: "replay",
    stand: "replay",
    dataDir: "/nonexistent",
    mqtt: { url: "mqtt://127.0.0.1", username: "replay", passwordFile: "/nonexistent" },
    http: { host: "127.0.0.1", port: 1 },
    screen: true,
    buttons: { driver: "simulated", count: head.buttons },
    printer: head.printer,
    scanner: head.scanner,
  });
  return config;
}

/** A simulated scanner is a wire too. */
function wiredOptions(scanner: Exclude<ScannerOptions, { driver: "none" }>) {
  return scanner.driver === "simulated" ? ({ driver: "serial", path: "simulated" } as const) : scanner;
}

async function parts(recording: Recording, language: StaffLanguage, tell: Tell): Promise<string | null> {
  const config = optionsIn(recording);
  if (!config.ok)
    return config.problems
      .map(({ path, problem }) => `${path}: ${problemWords(problem, language)}`)
      .join("; ");
  const { printer, scanner } = config.value;
  const { lines, head } = recording;
  const has = (part: string) => lines.some((line) => line.part === part);
  await Promise.all([
    printer.driver === "escpos" && has("printer") ? replayPrinter(printer, lines, tell) : null,
    scanner.driver !== "none" && has("scanner") ? replayScanner(wiredOptions(scanner), lines, tell) : null,
    has("keypad") ? replayKeypad(lines, tell) : null,
    has("buttons") ? replayButtons(head.buttons, lines, tell) : null,
  ]);
  return null;
}

async function textOf(path: string): Promise<string | { readonly error: unknown }> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return { error };
  }
}

/** Plays the recording in `path` and answers with the exit code: 1 when it cannot be read. */
export async function replayFile(path: string, { language, say }: Options): Promise<number> {
  const words = HANDS_WORDS[language];
  const unread = (why: string): number => {
    say(words.replayUnread(path, why));
    return 1;
  };
  const text = await textOf(path);
  if (typeof text !== "string") return unread(systemWords(text.error, language));
  const read = decodeRecording(text);
  if (!read.ok) return unread(words.noRecording);
  const { lines, isTorn, head } = read.value;
  const made = `Talon ${head.version}, ${new Date(head.startedAt).toISOString()}`;
  say(words.replayOf(path, lines.length, made));
  say(words.masked);
  if (isTorn) say(words.replayTorn);
  if (lines.length === 0) say(words.replayEmpty);
  const problem = await parts(read.value, language, (part, what) => say(`${part.padEnd(8)} ${what}`));
  return problem === null ? 0 : unread(problem);
}
