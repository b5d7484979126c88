/**
 * The check's hands-on round: opens the parts, walks the round at the terminal, and tells what was found.
 * Knows no rule of the round; without a terminal it says that nothing was tried.
 */

import { HAL_FAULTS, type HalCode } from "../../../hal/errors.ts";
import {
  openButtons,
  openKeypad,
  openLamps,
  openPrinter,
  openScanner,
  openSpeaker,
  toneWav,
} from "../../../hal/open.ts";
import type { Recorder } from "../../../hal/record/recorder.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { testSlipLines } from "../../../protocol/receipt.ts";
import { inLanguage, type StaffLanguage } from "../../../protocol/terms.ts";
import type { Round, Task, TaskVerdict } from "../machine/round.ts";
import { taskWords, troubleWords } from "../machine/round-words.ts";
import { printerPlace } from "../printer-place.ts";
import { faultWords } from "./faults.ts";
import { type Hands, HandsOnRound, type RoundDrivers } from "./hands-on.ts";
import { HANDS_WORDS } from "./hands-words.ts";
import { type Finding, good, passed, type Report, simulated, wrong } from "./report.ts";
import { CLI_WORDS } from "./words.ts";

/** How long each task waits for a hand. */
const TASK_MS = 30_000;
/** At the bench a finger lets go at once: what is down longer is stuck. */
const STUCK_MS = 5_000;

export type HandsOptions = {
  readonly hands: Hands;
  /** Opens the parts of the round; tests bring parts whose far side they hold. */
  readonly open?: (config: StandConfig, recorder?: Recorder) => Promise<OpenedRound>;
  readonly taskMs?: number;
};

type Options = {
  readonly language: StaffLanguage;
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly say: (line: string) => void;
  readonly recorder?: Recorder | undefined;
};

export type OpenedRound = {
  readonly drivers: RoundDrivers;
  /** Parts that nobody can press or scan, since they are simulated. */
  readonly simulated: readonly Part[];
  /** Parts that could not be opened; the check has told why. */
  readonly unopened: readonly Part[];
};
type Part = "buttons" | "scanner" | "keypad" | "lamps" | "printer" | "speaker";

type Closable = { readonly driver: { close: () => Promise<void>; readonly isPresent?: boolean } };

/**
 * Opens one part, where the file names one that somebody can use. One that cannot be opened, or is not there, is kept for the
 * report: nobody is asked to use it.
 */
async function openPart<Opened extends Closable>(
  part: Part,
  { driver }: { readonly driver: string },
  {
    into,
    open,
  }: { readonly into: { simulated: Part[]; unopened: Part[] }; readonly open: () => Promise<Opened> },
): Promise<Opened["driver"] | null> {
  if (driver === "none") return null;
  const needsHands = part === "buttons" || part === "scanner" || part === "keypad";
  if (driver === "simulated" && needsHands) {
    into.simulated.push(part);
    return null;
  }
  try {
    const opened = await open();
    if (opened.driver.isPresent !== false) return opened.driver;
    await opened.driver.close();
  } catch {
    // The check has told why.
  }
  into.unopened.push(part);
  return null;
}

async function openRound(config: StandConfig, recorder?: Recorder): Promise<OpenedRound> {
  const { buttons, lamps, printer, scanner, keypad, speaker } = config;
  const into = { simulated: [] as Part[], unopened: [] as Part[] };
  const stuckMs = Math.min(buttons.stuckMs ?? STUCK_MS, STUCK_MS);
  const tap = { recorder };
  const drivers: RoundDrivers = {
    buttons: await openPart("buttons", buttons, {
      into,
      open: () => openButtons({ ...buttons, stuckMs }, undefined, tap),
    }),
    lamps: await openPart("lamps", lamps, { into, open: () => openLamps(lamps) }),
    printer: await openPart("printer", printer, { into, open: () => openPrinter(printer, undefined, tap) }),
    scanner: await openPart("scanner", scanner, { into, open: () => openScanner(scanner, undefined, tap) }),
    keypad: await openPart("keypad", keypad, { into, open: () => openKeypad(keypad, undefined, tap) }),
    speaker: await openPart("speaker", speaker, { into, open: () => openSpeaker(speaker) }),
  };
  return { drivers, ...into };
}

/** A printer's trouble has its own words in the table of faults; the round knows only its code. */
function findingOf(
  { verdict, trouble }: TaskVerdict,
  { config, language }: { readonly config: StandConfig; readonly language: StaffLanguage },
): Finding {
  const hands = HANDS_WORDS[language];
  if (trouble === null) return verdict === "left-out" ? passed(hands.skipped) : good();
  const words = troubleWords(trouble);
  if (verdict === "left-out") return passed(inLanguage(words.problem, language));
  const said = { problem: inLanguage(words.problem, language), next: inLanguage(words.next, language) };
  if (trouble.kind !== "not-printed" || !isHalCode(trouble.code)) return wrong(said);
  const fault = faultWords(trouble.code, printerPlace(config.printer), language);
  return wrong({ problem: `${CLI_WORDS[language].notPrinted}: ${fault.problem}`, next: fault.next });
}

const isHalCode = (code: string | null): code is HalCode => code !== null && code in HAL_FAULTS;

/** Buttons are told one by one when something is wrong, and in one line when all are well. */
function partOf(task: Task, language: StaffLanguage): string {
  return inLanguage(taskWords(task), language);
}

function leftOutLines(
  { simulated: inMemory, unopened }: OpenedRound,
  language: StaffLanguage,
): [string, Finding][] {
  const words = CLI_WORDS[language];
  const hands = HANDS_WORDS[language];
  const nameOf = (part: Part) => (part === "speaker" ? hands.speaker : words[part]);
  return [
    ...inMemory.map((part): [string, Finding] => [nameOf(part), simulated(passed(hands.simulated))]),
    ...unopened.map((part): [string, Finding] => [nameOf(part), passed(hands.unopened)]),
  ];
}

/** The whole round, and a line in the report for each of its tasks and for whatever could not be tried. */
export async function checkHands(
  config: StandConfig,
  { hands, open = openRound, taskMs = TASK_MS }: HandsOptions,
  { options, report }: { readonly options: Options; readonly report: Report },
): Promise<void> {
  const { language } = options;
  const opened = await open(config, options.recorder);
  options.say("");
  options.say(HANDS_WORDS[language].begin);
  const round = await walked(config, opened, { hands, taskMs, options });
  options.say("");
  for (const [part, finding] of leftOutLines(opened, language))
    report.tell(`${HANDS_WORDS[language].part}, ${part}`, finding);
  for (const one of round.done) report.tell(partOf(one.task, language), findingOf(one, { config, language }));
}

async function walked(
  config: StandConfig,
  { drivers }: OpenedRound,
  { hands, taskMs, options }: { readonly hands: Hands; readonly taskMs: number; readonly options: Options },
): Promise<Round> {
  const { language, now, after, say } = options;
  const widthMm = config.paperWidthMm;
  const code = codeOf(config.stand, now());
  const from = {
    stand: config.stand,
    locationName: null,
    at: now(),
    timeZone: "Europe/Copenhagen",
    language,
  };
  const slip = { widthMm, lines: testSlipLines(from, widthMm, code), cut: true };
  const printMs = config.timings.printMs;
  const tone = toneWav("accepted");
  try {
    return await new HandsOnRound(drivers, {
      ...{ code, taskMs, slip, printMs, tone, hands, language, after, say },
      assist: config.assist?.button,
    }).run();
  } finally {
    const opened = Object.values(drivers).filter((driver) => driver !== null);
    await Promise.all(opened.map((driver) => driver.close()));
  }
}

/** The last digits of the time tell this slip from an older one. */
function codeOf(stand: string, at: number): string {
  return `TALON-TEST-${stand}-${String(Math.trunc(at / 1000) % 1_000_000).padStart(6, "0")}`;
}
