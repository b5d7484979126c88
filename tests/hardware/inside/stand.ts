/**
 * A whole stand in the machine: the built program on the machine's devices, and everybody who is at their far side. Told by lines
 * on stdin (see WORDS), tells what happens as lines "@event {json}". Knows no hub; what must hold is the business of stand.test.ts.
 * Argument: a StandSetup as JSON.
 */
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { strokesOf } from "../../hal/input/typist.ts";
import { until } from "../../hal/until.ts";
import { connectPrinter } from "./gadget-printer.ts";
import { type Gadget, PATHS, plug } from "./gadgets.ts";
import { padStrokesOf, type } from "./keyboards.ts";
import { BUTTON_LINES, FRONT_LAMP_LINES, hold, LAMP_LINES, level, plugChipAside } from "./lines.ts";
import { isReading } from "./readers.ts";
import { Service } from "./service.ts";
import { HTTP_PORT, type StandSetup, type WrittenScanner, writeStandFile } from "./stand-file.ts";

/** An emulated stand is slow at everything. */
const WATCHDOG_MS = 15_000;
const LAMP_LIMIT_MS = 30_000;
const READ_LIMIT_MS = 5000;
/** So few of a slip have been read when the stand is killed in the middle of it. */
const SIP_BYTES = 64;

const setup = JSON.parse(process.argv[2] ?? "{}") as StandSetup;
const tell = (what: string, about: unknown = null): void =>
  void process.stdout.write(`@event ${JSON.stringify({ what, about })}\n`);
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What befalls the stand in the middle of the next slip. */
let atNextSlip: (() => void) | undefined;
let slips = 0;
const far = connectPrinter(() => {
  const came = far.machine.slips();
  for (; slips < came.length; slips++) tell("slip", came[slips]);
});

/** The pictures of the stand's screen, of every stand that runs here one after the other. */
async function watchScreen(): Promise<void> {
  for (;;) {
    try {
      const { body } = await fetch(`http://127.0.0.1:${HTTP_PORT}/events`);
      let rest = "";
      for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
        const messages = (rest + Buffer.from(piece).toString("utf8")).split("\n\n");
        rest = messages.pop() ?? "";
        for (const message of messages) tellPicture(message);
      }
    } catch {
      // not up yet, or gone
    }
    await pass(200);
  }
}

function tellPicture(message: string): void {
  const data = /^data: ?(\{.*\})$/m.exec(message)?.[1];
  if (data?.includes('"buttons"')) tell("picture", JSON.parse(data));
}

function isLit(number: number): boolean {
  const lines = setup.lamps === "lamps" ? FRONT_LAMP_LINES : LAMP_LINES;
  return level(lines[number - 1] ?? 0, setup.lamps) === 1;
}

/** A citizen presses a lit button: a dark one gives nothing. */
async function press(number: number): Promise<void> {
  await until(`lamp ${number} is lit`, () => isLit(number), LAMP_LIMIT_MS);
  await pressDark(number);
}

/** A citizen presses without a look at the lamp. Tells how long after the closed contact the printer had the slip's first byte. */
async function pressDark(number: number): Promise<void> {
  const line = BUTTON_LINES[number - 1] ?? 0;
  hold(line, true);
  const pressedMs = performance.now();
  far.machine.onSlipBytes = () => {
    tell("first-byte", performance.now() - pressedMs);
    atNextSlip?.();
    atNextSlip = undefined;
  };
  await pass(60);
  hold(line, false);
}

async function scan(code: string): Promise<void> {
  const scanner = await open("/dev/ttyGS0", "r+");
  await scanner.write(`${code}\r`);
  await scanner.close();
}

/** Types on a keyboard as soon as the stand reads it. */
async function typed(keyboard: "wedge" | "keypad", strokes: ReturnType<typeof strokesOf>): Promise<void> {
  await until(`the ${keyboard} is read`, () => isReading(service.pid, PATHS[keyboard]), READ_LIMIT_MS);
  await type(keyboard, strokes);
}

const service = new Service({
  command: [
    "--import",
    join(import.meta.dirname, "hang-on-signal.mjs"),
    setup.program,
    "--config",
    writeStandFile(setup, "scanner"),
  ],
  watchdogMs: WATCHDOG_MS,
  onLog: (line) => tell("log", line),
  onChange: (what) => {
    far.reading(true);
    tell(what === "ready" ? "ready" : "ended", what);
  },
});

const WORDS: Readonly<Record<string, (argument: string) => unknown>> = {
  press: (number) => press(Number(number)),
  "press-dark": (number) => pressDark(Number(number)),
  scan,
  type: (code) => typed("wedge", strokesOf(`${code}\r`)),
  key: (key) => typed("keypad", padStrokesOf([key])),
  "plug-printer": (isIn) => far.online(isIn === "in"),
  "plug-scanner": (isIn) => plug("scanner", isIn === "in"),
  "plug-wedge": (isIn) => plug("wedge", isIn === "in"),
  "plug-keypad": (isIn) => plug("keypad", isIn === "in"),
  "plug-buttons": (isIn) => plugChipAside(isIn === "in"),
  "plug-lamps": (isIn) => plugChipAside(isIn === "in", "lamps"),
  "pull-printer-at-next-slip": () => {
    atNextSlip = () => void far.online(false).then(() => tell("pulled"));
  },
  "kill-at-next-slip": () => {
    far.reading(true, SIP_BYTES);
    atNextSlip = () => {
      far.reading(false); // the rest waits in the cable until the stand has ended
      service.kill("SIGKILL");
    };
  },
  "write-scanner": (scanner) => void writeStandFile(setup, scanner as WrittenScanner),
  kill: () => service.kill("SIGKILL"),
  hang: () => service.kill("SIGUSR2"),
};

for (const line of BUTTON_LINES) hold(line, false);
await far.online(true);
const PLUGGED: readonly Gadget[] = ["scanner", "wedge", "keypad"];
for (const gadget of PLUGGED) await plug(gadget, true);
service.start();
void watchScreen();
createInterface({ input: process.stdin }).on("line", (line) => {
  const [word = "", argument = ""] = line.split(" ");
  Promise.resolve(WORDS[word]?.(argument)).then(
    () => tell("did", line),
    (fault: unknown) => tell("failed", `${line}: ${String(fault)}`),
  );
});
