/**
 * The configuration file of talon-stand as a schema: who it is, how it reaches the hub, and the options of its drivers.
 * Knows no driver; the options mirror those of hal, and device/stand/main.ts proves by types that they fit.
 */
import * as z from "zod/mini";
import { type Checked, type Problem, slug } from "../config.ts";
import { LANGUAGES, type LocationId, type StandId } from "../terms.ts";
import {
  checkWith,
  credential,
  host,
  LONGEST_MS,
  listenerProblems,
  milliseconds,
  mqttLink,
  ownHttp,
  path,
  secretProblems,
  voice,
} from "./parts.ts";
import {
  confirmProblems,
  keypadProblems,
  lineProblems,
  placeProblems,
  sharedLineProblems,
} from "./wiring.ts";

const gpioLine = z.int().check(z.gte(0), z.lte(1023));
const lineWords = "must be a whole number 0-1023 or a line's name";
/** The name that a chip gives a line, as gpioinfo shows it. */
const gpioLineName = z.string().check(z.minLength(1), z.maxLength(31));
const anyGpioLine = z.union([gpioLine, gpioLineName], { error: lineWords });
const chipLabels = z.optional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1)));
const stuckMs = z.optional(z.int().check(z.gte(1000), z.lte(LONGEST_MS)));
const buttonWiring = {
  chipLabels,
  isActiveLow: z.optional(z.boolean()),
  debounceMs: z.optional(z.int().check(z.gte(0), z.lte(1000))),
  stuckMs,
};
/** What the character device can do, and `auto` where it is there. */
const cdevButtonWiring = {
  ...buttonWiring,
  lines: z.array(anyGpioLine).check(z.minLength(1), z.maxLength(32)),
  bias: z.optional(z.enum(["pull-up", "pull-down", "none"])),
};
const lampWiring = { chipLabels, isActiveLow: z.optional(z.boolean()) };
const cdevLampWiring = {
  ...lampWiring,
  lines: z.array(z.nullable(anyGpioLine)).check(z.minLength(1), z.maxLength(32)),
};

/** As `ButtonsOptions` of hal/button. */
const buttons = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("simulated"),
    count: z.int().check(z.gte(1), z.lte(32)),
    stuckMs,
  }),
  z.strictObject({ ...cdevButtonWiring, driver: z.literal("auto") }),
  z.strictObject({ ...cdevButtonWiring, driver: z.literal("cdev") }),
  z.strictObject({
    ...buttonWiring,
    driver: z.literal("onoff"),
    lines: z.array(gpioLine).check(z.minLength(1), z.maxLength(32)),
  }),
]);

/** As `LampsOptions` of hal/lamp. */
export const lamps = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulated"), count: z.int().check(z.gte(1), z.lte(32)) }),
  z.strictObject({ ...cdevLampWiring, driver: z.literal("auto") }),
  z.strictObject({ ...cdevLampWiring, driver: z.literal("cdev") }),
  z.strictObject({
    ...lampWiring,
    driver: z.literal("onoff"),
    lines: z.array(z.nullable(gpioLine)).check(z.minLength(1), z.maxLength(32)),
  }),
  z.strictObject({ driver: z.literal("none") }),
]);

/** Up to the fastest that the kernel has a name for (B4000000). */
const baudRate = z.optional(z.int().check(z.gte(300), z.lte(4_000_000)));
/** Vendor and product as lsusb shows them. */
const usbIds = z.string().check(z.regex(/^[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}$/));
const escpos = {
  driver: z.literal("escpos"),
  confirm: z.optional(z.enum(["drained", "status", "none"])),
  profile: z.optional(
    z.enum([
      "epson-tm-t20iii",
      "epson-tm-t88",
      "star-esc-pos",
      "bixolon-srp-350",
      "citizen-ct-s310",
      "no-name-58",
    ]),
  ),
  codeTable: z.optional(z.int().check(z.gte(0), z.lte(255))),
  qr: z.optional(z.enum(["native", "raster"])),
  settleMs: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
  answerMs: z.optional(milliseconds),
  /** 0: it is never asked by itself. */
  pollMs: z.optional(z.int().check(z.gte(0), z.lte(LONGEST_MS))),
};
/** As `PrinterOptions` of hal/printer. */
const printer = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("simulated"),
    paperFile: path,
    printMs: z.optional(z.int().check(z.gte(0), z.lte(60_000))),
  }),
  z.discriminatedUnion("transport", [
    z.strictObject({
      ...escpos,
      transport: z.literal("tcp"),
      host,
      port: z.optional(z.int().check(z.gte(1), z.lte(65_535))),
    }),
    z.strictObject({
      ...escpos,
      transport: z.literal("serial"),
      path,
      baudRate,
      hasFlowControl: z.optional(z.boolean()),
    }),
    z.strictObject({ ...escpos, transport: z.literal("usb"), path: z.optional(path) }),
    z.strictObject({
      ...escpos,
      transport: z.literal("libusb"),
      usb: z.optional(usbIds),
      serialNumber: z.optional(z.string().check(z.minLength(1))),
    }),
  ]),
  z.strictObject({ driver: z.literal("none") }),
]);

/** What a scanner is set to put around its codes. */
const frame = z.optional(z.string().check(z.minLength(1), z.maxLength(32)));
const word = z.string().check(z.minLength(1), z.maxLength(200));
/** As `InputPlace` of hal/input. */
const inputPlace = {
  path: z.optional(path),
  name: z.optional(word),
  usb: z.optional(usbIds),
  phys: z.optional(word),
};

/** As `ScannerOptions` of hal/scanner. */
const scanner = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulated") }),
  z.strictObject({
    driver: z.literal("serial"),
    prefix: frame,
    suffix: frame,
    path,
    baudRate,
    interByteTimeoutMs: z.optional(milliseconds),
    reopenMs: z.optional(milliseconds),
  }),
  z.strictObject({
    ...inputPlace,
    driver: z.literal("hid"),
    layout: z.optional(z.enum(["us", "dk"])),
    prefix: frame,
    suffix: frame,
    interKeyTimeoutMs: z.optional(milliseconds),
    reopenMs: z.optional(milliseconds),
  }),
  z.strictObject({ driver: z.literal("none") }),
]);

/** What a driver calls a key. */
export const keyName = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/));
/** What the kernel calls a key. */
const kernelKey = z.string().check(
  z.regex(/^(KEY|BTN)_[A-Z0-9_]{1,40}$/, {
    error: "is no key: write it as KEY_KP1, as in linux/input-event-codes.h",
  }),
);
/** As `KeypadOptions` of hal/keypad. */
export const keypad = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("simulated"),
    keys: z.optional(z.array(keyName).check(z.minLength(1), z.maxLength(64))),
  }),
  z.strictObject({
    ...inputPlace,
    driver: z.literal("evdev"),
    keys: z.optional(z.record(kernelKey, keyName)),
    reopenMs: z.optional(milliseconds),
  }),
  z.strictObject({ driver: z.literal("none") }),
]);

const roll = z.strictObject({
  /** What the box says: 80,000 for 80 m, which it is for 80 mm paper when left out; 30 m for 58 mm. */
  lengthMm: z.optional(z.int().check(z.gte(1_000), z.lte(400_000))),
  /** Paper is called low when about so many slips are left. */
  warnSlips: z._default(z.int().check(z.gte(0), z.lte(1_000)), 40),
});

const volume = z.optional(z.int().check(z.gte(0), z.lte(100)));
/** As `SpeakerOptions` of hal/speaker. */
const speaker = z.discriminatedUnion("driver", [
  z.strictObject({ driver: z.literal("simulated"), volume }),
  z.strictObject({
    driver: z.literal("alsa"),
    device: z.optional(word),
    volume,
    alsaConfig: z.optional(path),
  }),
  z.strictObject({ driver: z.literal("none") }),
]);

const timings = z.strictObject({
  /** Without an answer for this long, the stand numbers with its own series (design rule 2). */
  answerMs: z._default(milliseconds, 1500),
  /** The shortest and longest guard of a button (design rule 10). */
  guardMinMs: z._default(milliseconds, 2000),
  guardMaxMs: z._default(milliseconds, 5000),
  /** The first pause before unconfirmed tickets are sent again; it grows, with jitter (design rule 5). */
  replayMs: z._default(milliseconds, 2000),
  /** How long one slip may take to print. */
  printMs: z._default(milliseconds, 15_000),
  /** How long the screen shows a ticket or what a code stands for, and how long it waits on a menu. */
  shownMs: z._default(milliseconds, 20_000),
  /** How long it then warns that this ends, while any key extends it (WCAG 2.2.1 wants 20 s). */
  warnMs: z._default(milliseconds, 20_000),
  /** How long somebody with a meeting and no code waits for a colleague before they get a number. */
  helpMs: z._default(milliseconds, 60_000),
  /** How often the stand tells its health when nothing changes. */
  healthMs: z._default(milliseconds, 60_000),
});

const as = <T extends string>(schema: z.ZodMiniType<string, string>) =>
  schema as unknown as z.ZodMiniType<T, T>;

export const standSchema = z.strictObject({
  v: z.literal(1),
  stand: as<StandId>(slug),
  location: as<LocationId>(slug),
  dataDir: path,
  /** Left out: the machine is enrolled with a one-time code, and has a certificate in place of a password. */
  mqtt: z.optional(mqttLink),
  http: ownHttp,
  /** Whether citizens can see a screen: then a ticket whose paper failed is shown there and is valid. */
  screen: z.boolean(),
  paperWidthMm: z._default(z.literal([58, 80]), 80),
  /** The languages offered here; all of the location's when left out. */
  languages: z.optional(z.array(z.enum(LANGUAGES)).check(z.minLength(1))),
  /** The PIN that opens the list of open tickets (design rule 13); without one there is no list on the screen. */
  staffPinFile: z.optional(path),
  staffPinCredential: z.optional(credential),
  buttons,
  lamps: z._default(lamps, { driver: "none" }),
  printer,
  scanner: z._default(scanner, { driver: "none" }),
  /** For digits at the stand, or a box of buttons. */
  keypad: z._default(keypad, { driver: "none" }),
  /** For signs by ear: accepted, refused, look here. */
  speaker: z._default(speaker, { driver: "none" }),
  /** For reading aloud to whoever does not see the screen; it needs a speaker. */
  voice: z._default(voice, { driver: "none" }),
  /** The tactile key: the last of the buttons, felt with a finger, which reads aloud and calls a colleague. */
  assist: z.optional(z.strictObject({ button: z.int().check(z.gte(2), z.lte(32)) })),
  /** The paper rolls that are put in, for the meter that warns before one is out. */
  roll: z.prefault(roll, {}),
  timings: z.prefault(timings, {}),
});
export type StandConfig = z.infer<typeof standSchema>;

/** The last button, so that every other keeps its number and its place beside the screen. */
function assistProblems({ assist, buttons: board }: StandConfig): Problem[] {
  const count = board.driver === "simulated" ? board.count : board.lines.length;
  if (assist === undefined || assist.button === count) return [];
  const problem = `must be the last button, ${count}: the others keep their numbers`;
  return [{ path: "assist.button", problem }];
}

function standProblems(stand: StandConfig): Problem[] {
  const { timings: at, printer: paper } = stand;
  const says = (isWrong: boolean, where: string, problem: string) =>
    isWrong ? [{ path: where, problem }] : [];
  const hasTwoPins = stand.staffPinFile !== undefined && stand.staffPinCredential !== undefined;
  return [
    ...listenerProblems("http", stand.http.host, false),
    ...(stand.mqtt === undefined ? [] : secretProblems("mqtt", stand.mqtt)),
    ...says(at.guardMaxMs < at.guardMinMs, "timings.guardMaxMs", "must not be below guardMinMs"),
    ...says(
      paper.driver === "none" && !stand.screen,
      "printer.driver",
      `"none" needs a screen: nobody would learn their number`,
    ),
    ...lineProblems("buttons.lines", stand.buttons),
    ...lineProblems("lamps.lines", stand.lamps),
    ...sharedLineProblems(stand.buttons, stand.lamps),
    ...placeProblems("scanner", stand.scanner),
    ...keypadProblems(stand.keypad),
    ...confirmProblems(paper),
    ...assistProblems(stand),
    ...says(hasTwoPins, "staffPinFile", "name either staffPinFile or staffPinCredential"),
  ];
}

/** The stand's file: its shape, then what shapes cannot say. Never throws. */
export function checkStand(document: unknown): Checked<StandConfig> {
  return checkWith(standSchema as unknown as z.ZodMiniType<StandConfig>, document, standProblems);
}
