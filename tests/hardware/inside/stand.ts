/**
 * A whole stand in the machine: the built program on the machine's devices, and everybody who is at their far side. Told by lines
 * on stdin (see WORDS), tells what happens as lines "@event {json}". Knows no hub; what must hold is the business of stand.test.ts.
 * Argument: a StandSetup as JSON.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { until } from "../../hal/until.ts";
import { connectPrinter } from "./gadget-printer.ts";
import { PATHS, plug } from "./gadgets.ts";
import { BUTTON_LINES, hold, LAMP_LINES, level, plugChipAside } from "./lines.ts";
import { Service } from "./service.ts";

/** `mqttPort` is the hub's on the host, `program` the built stand, `dataDir` where it keeps its state. */
export type StandSetup = {
  mqttPort: number;
  username: string;
  password: string;
  program: string;
  dataDir: string;
};

const HTTP_PORT = 8081;
/** An emulated stand is slow at everything. */
const WATCHDOG_MS = 15_000;
const LAMP_LIMIT_MS = 30_000;

const setup = JSON.parse(process.argv[2] ?? "{}") as StandSetup;
const tell = (what: string, about: unknown = null): void =>
  void process.stdout.write(`@event ${JSON.stringify({ what, about })}\n`);
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let isCutAtNextSlip = false;
let slips = 0;
const far = connectPrinter(() => {
  const came = far.machine.slips();
  for (; slips < came.length; slips++) tell("slip", came[slips]);
});

/** The stand's file, as a technician would write it for these devices. */
function writeConfig(): string {
  const folder = "/tmp/stand";
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "password"), setup.password, { mode: 0o600 });
  const config = {
    v: 1,
    stand: "s1",
    location: "demo",
    dataDir: setup.dataDir,
    mqtt: {
      url: `mqtt://10.0.2.2:${setup.mqttPort}`,
      username: setup.username,
      passwordFile: join(folder, "password"),
    },
    http: { host: "127.0.0.1", port: HTTP_PORT },
    screen: true,
    buttons: { driver: "auto", lines: ["BUTTON_1", "BUTTON_2", "BUTTON_3"] },
    lamps: { driver: "auto", lines: ["LAMP_1", "LAMP_2", "LAMP_3"] },
    printer: { driver: "escpos", transport: "usb", path: PATHS.printer, answerMs: 2000, pollMs: 1000 },
    scanner: { driver: "serial", path: PATHS.scanner, reopenMs: 200 },
    timings: { guardMinMs: 300, guardMaxMs: 1000, answerMs: 5000, printMs: 10_000, shownMs: 3000 },
  };
  writeFileSync(join(folder, "stand.json"), JSON.stringify(config));
  return join(folder, "stand.json");
}

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

/** A citizen presses a lit button: a dark one gives nothing. Tells how long after the closed contact the printer had the slip's first byte. */
async function press(number: number): Promise<void> {
  const lamp = LAMP_LINES[number - 1] ?? 0;
  await until(`lamp ${number} is lit`, () => level(lamp) === 1, LAMP_LIMIT_MS);
  const line = BUTTON_LINES[number - 1] ?? 0;
  hold(line, true);
  const pressedMs = performance.now();
  far.machine.onSlipBytes = () => {
    tell("first-byte", performance.now() - pressedMs);
    if (isCutAtNextSlip) void far.online(false).then(() => tell("pulled"));
    isCutAtNextSlip = false;
  };
  await pass(60);
  hold(line, false);
}

async function scan(code: string): Promise<void> {
  const scanner = await open("/dev/ttyGS0", "r+");
  await scanner.write(`${code}\r`);
  await scanner.close();
}

const service = new Service({
  command: [
    "--import",
    join(import.meta.dirname, "hang-on-signal.mjs"),
    setup.program,
    "--config",
    writeConfig(),
  ],
  watchdogMs: WATCHDOG_MS,
  onLog: (line) => tell("log", line),
  onChange: (what) => tell(what === "ready" ? "ready" : "ended", what),
});

const WORDS: Readonly<Record<string, (argument: string) => unknown>> = {
  press: (number) => press(Number(number)),
  scan,
  "plug-printer": (isIn) => far.online(isIn === "in"),
  "plug-scanner": (isIn) => plug("scanner", isIn === "in"),
  "plug-buttons": (isIn) => plugChipAside(isIn === "in"),
  "pull-printer-at-next-slip": () => {
    isCutAtNextSlip = true;
  },
  kill: () => service.kill("SIGKILL"),
  hang: () => service.kill("SIGUSR2"),
};

for (const line of BUTTON_LINES) hold(line, false);
await far.online(true);
await plug("scanner", true);
service.start();
void watchScreen();
createInterface({ input: process.stdin }).on("line", (line) => {
  const [word = "", argument = ""] = line.split(" ");
  Promise.resolve(WORDS[word]?.(argument)).then(
    () => tell("did", line),
    (fault: unknown) => tell("failed", `${line}: ${String(fault)}`),
  );
});
