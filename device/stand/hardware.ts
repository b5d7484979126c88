/**
 * The drivers of one stand, opened from its configuration, and what they tell as the machine's events.
 * Knows no rule. That the configuration's options fit the drivers' is proven here by types: nothing is cast.
 */
import type { ButtonFarSide, Buttons } from "../../hal/button/contract.ts";
import type { HalClock } from "../../hal/clock.ts";
import { faultMessage, HalFault } from "../../hal/errors.ts";
import type { Keypad, KeypadFarSide } from "../../hal/keypad/contract.ts";
import type { Lamps } from "../../hal/lamp/contract.ts";
import {
  type Opened,
  openButtons,
  openKeypad,
  openLamps,
  openPrinter,
  openScanner,
  openSpeaker,
  openVoice,
  type Sign,
  toneWav,
} from "../../hal/open.ts";
import type { Printer, PrinterFarSide, PrinterStatus } from "../../hal/printer/contract.ts";
import type { Recorder } from "../../hal/record/recorder.ts";
import type { Scanner, ScannerFarSide } from "../../hal/scanner/contract.ts";
import type { Speaker, SpeakerFarSide } from "../../hal/speaker/contract.ts";
import type { StandConfig } from "../../protocol/config/stand.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { PartView, StandEvent } from "./machine/state.ts";
import { printerPlace } from "./printer-place.ts";
import { Reader } from "./reader.ts";

/** As the drivers' own. */
const USUAL_VOLUME = 80;

export type Hardware = {
  readonly buttons: Opened<Buttons, ButtonFarSide>;
  readonly lamps: Lamps;
  /** Why the lamps that the file names are not there; `null` when they are, or none are named. */
  readonly lampsFault: HalFault | null;
  readonly printer: Opened<Printer, PrinterFarSide>;
  /** Where the printer is, for whoever is told what is wrong with it. */
  readonly printerPlace: string;
  readonly scanner: Opened<Scanner, ScannerFarSide>;
  readonly keypad: Opened<Keypad, KeypadFarSide>;
  readonly speaker: Opened<Speaker, SpeakerFarSide>;
  /** Reads aloud on the speaker. */
  readonly reader: Reader;
  /** The signs by ear, made beforehand: a press has no time for it. */
  readonly signs: Readonly<Record<Sign, Uint8Array>>;
};

/** What drivers tell the time by, and who keeps their raw traffic. */
export type DriverNeeds = { readonly clock: HalClock; readonly recorder?: Recorder | undefined };

/** Opens every driver of `config`. Rejects with the HalFault of the buttons; lamps that fail are left dark and told. */
export async function openHardware(
  config: StandConfig,
  log: Log,
  { clock, recorder }: DriverNeeds,
): Promise<Hardware> {
  const tap = { recorder };
  const [buttons, printer, scanner, keypad, speaker] = await Promise.all([
    openButtons(config.buttons, clock, tap),
    openPrinter(config.printer, clock, tap),
    openScanner(config.scanner, clock, tap),
    openKeypad(config.keypad, clock, tap),
    openSpeaker(config.speaker, clock, { isTried: false }),
  ]);
  const signs = {
    accepted: toneWav("accepted"),
    refused: toneWav("refused"),
    attention: toneWav("attention"),
  };
  const reader = await openReader(config, speaker.driver, log);
  const parts = {
    reader,
    buttons,
    printer,
    printerPlace: printerPlace(config.printer),
    scanner,
    keypad,
    speaker,
  };
  return { ...parts, signs, ...(await lampsOf(config, log)) };
}

/** A stand whose voice cannot be opened reads nothing aloud, and goes on. */
async function openReader({ voice }: StandConfig, speaker: Speaker, log: Log): Promise<Reader> {
  const problem = (fault: unknown) => {
    const words = fault instanceof Error ? fault.message : String(fault);
    log.error("nothing can be read aloud", { problem: words });
  };
  try {
    const { driver } = await openVoice(voice);
    return new Reader({
      voice: driver,
      speaker,
      cacheFolder: "cacheFolder" in voice ? voice.cacheFolder : null,
      problem,
    });
  } catch (fault) {
    problem(fault);
    const { driver } = await openVoice({ driver: "none" });
    return new Reader({ voice: driver, speaker, cacheFolder: null, problem });
  }
}

async function lampsOf(config: StandConfig, log: Log): Promise<Pick<Hardware, "lamps" | "lampsFault">> {
  try {
    return { lamps: (await openLamps(config.lamps)).driver, lampsFault: null };
  } catch (fault) {
    log.error("lamps cannot be opened", { problem: fault instanceof Error ? fault.message : String(fault) });
    const lampsFault = fault instanceof HalFault ? fault : new HalFault("HAL_LAMP_FAILED", "lamps", fault);
    return { lamps: (await openLamps({ driver: "none" })).driver, lampsFault };
  }
}

/** Whether buttons and printer exist in memory only, so that their far side may be driven from outside. */
export function isSimulated({ buttons, printer }: Hardware): boolean {
  return buttons.farSide !== undefined && printer.farSide !== undefined;
}

/** In words, as of every other part. A stand that is to have no printer is in no trouble. */
function printerEvent({ online, paper, error }: PrinterStatus, place: string): StandEvent {
  const isWell = error === null || error === "HAL_PRINTER_NONE";
  const problem = isWell ? null : faultMessage(error, place).slice(0, 300);
  return { kind: "printer", printer: { online, paper, error, problem } };
}

const gone = ({ message, code }: HalFault): PartView => ({
  online: false,
  problem: message.slice(0, 300),
  code,
});
const BACK: PartView = { online: true, problem: null, code: null };
/** Of a stand that has none: nobody needs to do anything about it. */
const NONE: PartView = { online: false, problem: null, code: null };

/** When an event happened, where the driver knows it better than the listener. */
export type HappenedAt = { readonly wallMs: number; readonly monoMs: number };
export type Happen = (event: StandEvent, at?: HappenedAt) => void;

/** The button board as a part: gone, or there, and then which of its buttons are stuck. */
function listenToBoard(buttons: Buttons, happen: Happen, log: Log): void {
  const stuck = new Set<number>();
  const tell = (buttonBoard: PartView): void =>
    happen({ kind: "button-board", buttonBoard, stuck: inOrder(stuck) });
  const tellStuck = (): void => tell(stuck.size === 0 ? BACK : stuckView(stuck));
  buttons.onStuck(({ number, fault: { code, message } }) => {
    log.warning("button stuck", { button: number, code, problem: message });
    stuck.add(number);
    tellStuck();
  });
  buttons.onFree(({ number }) => {
    log.notice("button free", { button: number });
    stuck.delete(number);
    tellStuck();
  });
  buttons.onProblem(({ code, message }) => log.warning("presses missed", { code, problem: message }));
  buttons.onGone((fault) => tell(gone(fault)));
  buttons.onBack(() => tell(BACK));
}

const inOrder = (numbers: ReadonlySet<number>) => [...numbers].sort((one, other) => one - other);

/** The other buttons go on working, so the board is there. */
function stuckView(stuck: ReadonlySet<number>): PartView {
  const { code, message } = new HalFault("HAL_BUTTON_STUCK", inOrder(stuck).join(", "));
  return { online: true, problem: message.slice(0, 300), code };
}

/** A key is passed on and never logged: a citizen may be typing who they are. */
function listenToKeypad(keypad: Keypad, happen: Happen, log: Log): void {
  keypad.onKey(({ key, at, monotonicMs }) =>
    happen({ kind: "key", key }, { wallMs: at, monoMs: monotonicMs }),
  );
  keypad.onMissed(() => {
    log.warning("keys missed");
    happen({ kind: "keys-missed" });
  });
  if (!keypad.isPresent) happen({ kind: "keypad", keypad: NONE });
  keypad.onGone((fault) => happen({ kind: "keypad", keypad: gone(fault) }));
  keypad.onBack(() => happen({ kind: "keypad", keypad: BACK }));
}

function listenToSpeaker(speaker: Speaker, happen: Happen): void {
  if (!speaker.isPresent) happen({ kind: "speaker", speaker: NONE });
  speaker.onGone((fault) => happen({ kind: "speaker", speaker: gone(fault) }));
  speaker.onBack(() => happen({ kind: "speaker", speaker: BACK }));
}

function listenToLamps({ lamps, lampsFault }: Hardware, happen: Happen): void {
  if (lampsFault) happen({ kind: "lamp-board", lampBoard: gone(lampsFault) });
  else if (lamps.numbers.length === 0) happen({ kind: "lamp-board", lampBoard: NONE });
  lamps.onGone((fault) => happen({ kind: "lamp-board", lampBoard: gone(fault) }));
  lamps.onBack(() => happen({ kind: "lamp-board", lampBoard: BACK }));
}

/** Gives a sign by ear, at once; an older one that still sounds is cut off. A speaker that is gone says so by itself. */
export function giveSign({ speaker: { driver }, signs }: Hardware, sign: Sign): void {
  if (driver.isPresent) void driver.play(signs[sign], { order: "instead", label: sign });
}

/** In percent; `null`: as the stand's own file says. */
export function setVolume(
  { speaker }: Hardware,
  percent: number | null,
  { speaker: file }: StandConfig,
): void {
  const own = file.driver === "none" ? undefined : file.volume;
  speaker.driver.volume(percent ?? own ?? USUAL_VOLUME);
}

/** Tells everything that the drivers tell, and how printer and scanner stand now. */
export async function listenTo(hardware: Hardware, happen: Happen, log: Log): Promise<void> {
  const buttons = hardware.buttons.driver;
  const scanner = hardware.scanner.driver;
  const printer = hardware.printer.driver;
  buttons.onPress(({ number, at, monotonicMs }) =>
    happen({ kind: "pressed", button: number }, { wallMs: at, monoMs: monotonicMs }),
  );
  buttons.onRelease(({ number }) => happen({ kind: "released", button: number }));
  listenToBoard(buttons, happen, log);
  scanner.onCode(({ code, at, monotonicMs }) =>
    happen({ kind: "presented", code }, { wallMs: at, monoMs: monotonicMs }),
  );
  scanner.onProblem(({ problem, bytes }) => log.warning("code not readable", { problem, bytes }));
  // One that is missing, and not just none, is told as gone at once.
  if (!scanner.isPresent) happen({ kind: "scanner", scanner: NONE });
  scanner.onGone((fault) => happen({ kind: "scanner", scanner: gone(fault) }));
  scanner.onBack(() => happen({ kind: "scanner", scanner: BACK }));
  listenToKeypad(hardware.keypad.driver, happen, log);
  listenToSpeaker(hardware.speaker.driver, happen);
  listenToLamps(hardware, happen);
  const place = hardware.printerPlace;
  printer.onStatus((status) => happen(printerEvent(status, place)));
  happen(printerEvent(await printer.status(), place));
}

/** Lamps dark, printer finished with what it holds, nothing left that keeps the process alive. */
export async function closeHardware(hardware: Hardware): Promise<void> {
  const { buttons, lamps, printer, scanner, keypad, speaker, reader } = hardware;
  await reader.close();
  const drivers = [buttons.driver, lamps, scanner.driver, keypad.driver, speaker.driver, printer.driver];
  await Promise.all(drivers.map((driver) => driver.close()));
}
