/**
 * `talon-stand check`: tries the file, the secrets, the card, every driver, the broker and the hub, and says in plain words
 * what is wrong and what to do. Changes nothing but a probe file that it takes away again; prints only when asked to.
 */
import { join } from "node:path";
import { HalFault } from "../../../hal/errors.ts";
import type { GpioChoice } from "../../../hal/gpio/choose.ts";
import {
  lettersProblem,
  openButtons,
  openKeypad,
  openLamps,
  openPrinter,
  openScanner,
  openSpeaker,
} from "../../../hal/open.ts";
import type { Printer, PrinterStatus } from "../../../hal/printer/contract.ts";
import type { Recorder } from "../../../hal/record/recorder.ts";
import type { Scanner } from "../../../hal/scanner/contract.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import type { Problem } from "../../../protocol/config.ts";
import { testSlipLines } from "../../../protocol/receipt.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { machineDisk } from "../disk.ts";
import { type FoundSecrets, findSecrets, readStandConfig } from "../files.ts";
import { meteredPaper, rollFrom, rollSizeOf } from "../machine/roll.ts";
import { printerPlace } from "../printer-place.ts";
import { Settings, SyncedFile } from "../settings.ts";
import { systemWords } from "../system-words.ts";
import { checkHands, type HandsOptions } from "./check-hands.ts";
import { checkHub } from "./check-hub.ts";
import { checkVoice } from "./check-voice.ts";
import { faultWords, thrownWords, withCause } from "./faults.ts";
import { handOver, type SheetOptions } from "./hand-over.ts";
import { HANDS_WORDS } from "./hands-words.ts";
import { probeFile, probeFolder } from "./probe.ts";
import { listedProblems } from "./problem-words.ts";
import { type Finding, good, passed, Report, simulated, wrong } from "./report.ts";
import { CLI_WORDS, type CliWords } from "./words.ts";

export type CheckOptions = {
  readonly configPath: string;
  readonly language: StaffLanguage;
  readonly print: boolean;
  readonly credentialsFolder: string | undefined;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly now: () => number;
  readonly say: (line: string) => void;
  /** The hands-on round; or why there is none. */
  readonly hands: HandsOptions | "no-terminal" | "not-asked";
  readonly handOver?: SheetOptions;
  /** Where what goes over the wires is kept, of the check itself and of the round. */
  readonly recorder?: Recorder | undefined;
};

const NEXT_LINE = "\n       ";

/** What is wrong with the file, and what to do: a file that is not there has no places to correct. */
function fileFinding(problems: readonly Problem[], { configPath, language }: CheckOptions): Finding {
  const words = CLI_WORDS[language];
  const isUnread = problems.some(({ path, problem }) => path === configPath && !problem.startsWith("is not"));
  const problem = listedProblems(configPath, problems, language).join(NEXT_LINE);
  return wrong({ problem, next: isUnread ? words.fileMissingNext : words.fileNext });
}

function credentialsOf({ mqtt, staffPinCredential }: StandConfig): string[] {
  return [mqtt?.credential, staffPinCredential].filter((name) => name !== undefined);
}

function secretsFinding(config: StandConfig, found: FoundSecrets, options: CheckOptions): Finding {
  const words = CLI_WORDS[options.language];
  if (found.problems.length === 0) return good();
  const problem = listedProblems(options.configPath, found.problems, options.language).join(NEXT_LINE);
  const credentials = credentialsOf(config);
  const isOutside = credentials.length > 0 && options.credentialsFolder === undefined;
  if (!isOutside) return wrong({ problem, next: words.secretsNext });
  const run = words.credentialNext(credentials, options.configPath);
  const isAll = found.problems.every(({ problem: said }) => said.includes("systemd credential"));
  return wrong({ problem, next: isAll ? run : `${words.secretsNext}${NEXT_LINE}${run}` });
}

async function tried(language: StaffLanguage, act: () => Promise<Finding>): Promise<Finding> {
  try {
    return await act();
  } catch (thrown) {
    return wrong(thrownWords(thrown, language));
  }
}

async function checkDisk({ dataDir }: StandConfig, language: StaffLanguage): Promise<Finding> {
  const words = CLI_WORDS[language];
  try {
    return good((await probeFolder(dataDir)) === dataDir ? dataDir : words.diskToCome(dataDir));
  } catch (error) {
    const problem = `${dataDir} ${systemWords(error, language)}`;
    return wrong({ problem, next: words.diskNext(dataDir) });
  }
}

/** The driver, and which one `auto` chose and why. */
function driverWords(named: string, chosen: GpioChoice | undefined): string {
  return chosen === undefined ? named : `${named}: ${chosen.driver}, ${chosen.why}`;
}

async function checkButtons(config: StandConfig, { language, recorder }: CheckOptions): Promise<Finding> {
  const words = CLI_WORDS[language];
  const { driver, chosen } = await openButtons(config.buttons, undefined, { recorder });
  await driver.close();
  const key = config.assist === undefined ? "" : `, ${words.speechKey(config.assist.button)}`;
  return good(`${words.buttonCount(driver.count)}${key} (${driverWords(config.buttons.driver, chosen)})`);
}

async function checkLamps(config: StandConfig, words: CliWords): Promise<Finding> {
  const { driver, chosen } = await openLamps(config.lamps);
  await driver.close();
  if (config.lamps.driver === "none") return good(words.none);
  return good(`${driver.numbers.length} (${driverWords(config.lamps.driver, chosen)})`);
}

/** A part that comes and goes: where it is, or what it was told to be gone for. */
async function presence(
  { driver }: { driver: Pick<Scanner, "isPresent" | "onGone" | "close"> },
  place: string,
  language: StaffLanguage,
): Promise<Finding> {
  let fault: HalFault | undefined;
  driver.onGone((told) => {
    fault = told;
  });
  await driver.close();
  return fault === undefined ? good(place) : wrong(thrownWords(fault, language));
}

async function checkScanner(
  { scanner }: StandConfig,
  { language, recorder }: CheckOptions,
): Promise<Finding> {
  if (scanner.driver === "none") return good(CLI_WORDS[language].none);
  return presence(await openScanner(scanner, undefined, { recorder }), inputPlace(scanner), language);
}

async function checkKeypad({ keypad }: StandConfig, { language, recorder }: CheckOptions): Promise<Finding> {
  if (keypad.driver === "none") return good(CLI_WORDS[language].none);
  return presence(await openKeypad(keypad, undefined, { recorder }), inputPlace(keypad), language);
}

async function checkSpeaker({ speaker }: StandConfig, { language }: CheckOptions): Promise<Finding> {
  if (speaker.driver === "none") return good(CLI_WORDS[language].none);
  const place = speaker.driver === "alsa" ? (speaker.device ?? "default") : speaker.driver;
  return presence(await openSpeaker(speaker), place, language);
}

type Place = {
  driver: string;
  path?: string | undefined;
  name?: string | undefined;
  usb?: string | undefined;
  phys?: string | undefined;
};

function inputPlace({ driver, path, name, usb, phys }: Place): string {
  return path ?? usb ?? name ?? phys ?? driver;
}

async function printTest(printer: Printer, config: StandConfig, options: CheckOptions): Promise<Finding> {
  const words = CLI_WORDS[options.language];
  const widthMm = config.paperWidthMm;
  const from = { stand: config.stand, locationName: null, at: options.now(), timeZone: "Europe/Copenhagen" };
  const lines = testSlipLines({ ...from, language: options.language }, widthMm);
  const outcome = await printer.print({ widthMm, lines, cut: true }, { timeoutMs: config.timings.printMs });
  if (outcome.result === "printed") return good(words.printed);
  const said = outcome.code ? faultWords(outcome.code, printerPlace(config.printer), options.language) : null;
  return wrong({
    problem: `${words.notPrinted}: ${said?.problem ?? outcome.result}`,
    next: said?.next ?? "",
  });
}

/** Simulated paper lies where the stand may not have been yet: nothing is made there unasked. */
async function checkPaperFile(file: string): Promise<Finding> {
  try {
    await probeFile(file);
    return good(file);
  } catch (error) {
    throw new HalFault("HAL_PRINTER_PAPER_FILE", file, error);
  }
}

/** The paper as the printer senses it, and as the stand's meter of the roll knows better. */
async function paperHere(config: StandConfig, status: PrinterStatus): Promise<PrinterStatus["paper"]> {
  const settings = new Settings(new SyncedFile(machineDisk(), join(config.dataDir, "settings.json")));
  const { roll } = await settings.read();
  return meteredPaper(status, rollFrom(roll), rollSizeOf(config));
}

async function checkPrinter(config: StandConfig, options: CheckOptions): Promise<Finding> {
  const { language } = options;
  const print = options.print && typeof options.hands === "string"; // the round prints a slip of its own
  const words = CLI_WORDS[language];
  if (config.printer.driver === "none") return good(words.none);
  if (config.printer.driver === "simulated" && !print) return await checkPaperFile(config.printer.paperFile);
  const { driver } = await openPrinter(config.printer, undefined, { recorder: options.recorder });
  try {
    const status = await driver.status();
    const { error, cause } = status;
    if (error !== null)
      return wrong(withCause(faultWords(error, printerPlace(config.printer), language), cause, language));
    return print
      ? await printTest(driver, config, options)
      : good(words.paper[await paperHere(config, status)]);
  } finally {
    await driver.close();
  }
}

/** Text that no code page has is drawn; without the program or its fonts it is printed in the nearest letters. */
async function checkLetters({ language }: CheckOptions): Promise<Finding> {
  const fault = await lettersProblem();
  return fault === undefined ? good() : wrong(faultWords(fault.code, fault.value, language));
}

async function checkParts(config: StandConfig, options: CheckOptions, report: Report): Promise<void> {
  const words = CLI_WORDS[options.language];
  const { buttons, lamps, printer, scanner, keypad, speaker, voice } = config;
  const parts: [string, () => Promise<Finding>, { readonly driver: string }?][] = [
    [words.disk, () => checkDisk(config, options.language)],
    [words.buttons, () => checkButtons(config, options), buttons],
    [words.lamps, () => checkLamps(config, words), lamps],
    [words.printer, () => checkPrinter(config, options), printer],
    [words.scanner, () => checkScanner(config, options), scanner],
    [words.keypad, () => checkKeypad(config, options), keypad],
    [words.speaker, () => checkSpeaker(config, options), speaker],
    [words.voice, () => checkVoice(config, options.language), voice],
  ];
  if (config.printer.driver === "escpos") parts.push([words.letters, () => checkLetters(options)]);
  for (const [part, act, named] of parts) {
    const finding = await tried(options.language, act);
    report.tell(part, named?.driver === "simulated" ? simulated(finding) : finding);
  }
}

/** The round at the terminal, or a line that says that it was left out. */
async function checkByHand(config: StandConfig, options: CheckOptions, report: Report): Promise<void> {
  const words = HANDS_WORDS[options.language];
  if (options.hands === "no-terminal") return report.tell(words.part, passed(words.noTerminal));
  if (options.hands === "not-asked") return report.tell(words.part, passed(words.notAsked));
  await checkHands(config, options.hands, { options, report });
}

/** Runs every check in turn and answers with the exit code: 0 when all is well, 1 otherwise. */
export async function checkStandHere(options: CheckOptions): Promise<number> {
  const words = CLI_WORDS[options.language];
  const report = new Report(options.language, options.say);
  const config = await readStandConfig(options.configPath);
  if (!config.ok) {
    report.tell(words.file, fileFinding(config.problems, options));
    return report.end();
  }
  report.tell(words.file, good(options.configPath));
  const found = await findSecrets(config.value, options.credentialsFolder);
  report.tell(words.secrets, secretsFinding(config.value, found, options));
  await checkParts(config.value, options, report);
  await checkHub(config.value, found, { options, report });
  await checkByHand(config.value, options, report);
  if (options.handOver) await handOver(config.value, report, { ...options, sheet: options.handOver });
  const code = report.end();
  if (options.recorder?.hasNoted === false) options.say(HANDS_WORDS[options.language].recordEmpty);
  return code;
}
