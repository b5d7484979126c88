/**
 * The program talon-caller: reads what was typed and the environment, owns the timers, starts the caller, checks it, stops it.
 * Exit codes (sysexits): 0 stopped or all well, 1 `check` found trouble, 64 not understood, 70 a bug, 78 a faulty file or secret, which trying again does not mend.
 */
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { HalFault } from "../../hal/errors.ts";
import type { Lamps } from "../../hal/lamp/contract.ts";
import { openKeypad, openLamps } from "../../hal/open.ts";
import type { CallerConfig } from "../../protocol/config/caller.ts";
import { askedToStop } from "../../protocol/link/asked-to-stop.ts";
import { type Log, openLog } from "../../protocol/link/log.ts";
import { Supervisor } from "../../protocol/link/supervise.ts";
import { packageVersion } from "../../protocol/link/version.ts";
import { languageOfMachine, STAFF_LANGUAGES, type StaffLanguage } from "../../protocol/terms.ts";
import { readMqttSecrets } from "../mqtt-secrets.ts";
import { checkCallerHere } from "./check.ts";
import { readCallerConfig } from "./files.ts";
import { RunningCaller } from "./run.ts";

const EXIT = { good: 0, trouble: 1, usage: 64, bug: 70, config: 78 } as const;
const STOP_MS = 3_000;
const CONFIG = "/etc/talon/caller.json";
const HELP = `talon-caller [check] [--config <file>]

Et tastatur ved en skranke kalder den næste.
A keypad at a counter calls the next.

  check            prøver fil, tastatur og hub / tries file, keypad and hub
  --config <file>  indstillinger / settings (${CONFIG})
  --language       da, en
  --version        version
  --help           denne hjælp / this help

Slutkoder / exit codes:
  0   stoppet, eller alt er godt / stopped, or all is well
  1   check fandt fejl / check found trouble
  64  ukendt flag eller kommando / unknown flag or command
  70  en fejl i programmet / a bug
  78  fejl i indstillinger eller adgangskodefil / faulty settings or secret

Stop programmet før check (systemctl stop talon-caller): tastaturet bruges af én ad gangen.
Stop the program before check: one at a time can use the keypad.
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

type Typed = {
  readonly command: "run" | "check" | "help" | "version";
  readonly config: string;
  readonly language: StaffLanguage;
  readonly isDemo: boolean;
};

const OPTIONS = {
  config: { type: "string", default: CONFIG },
  language: { type: "string" },
  demo: { type: "boolean", default: false },
  help: { type: "boolean", default: false, short: "h" },
  version: { type: "boolean", default: false },
} as const;

/** `null`: not understood, and said so. */
function decodeArguments(): Typed | null {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
    const [word = "run", ...more] = positionals;
    if (more.length > 0 || (word !== "run" && word !== "check"))
      throw new Error(`Ukendt kommando / unknown command: ${positionals.join(" ")}`);
    const asked = values.language ?? languageOfMachine(process.env["LANG"]);
    const language = STAFF_LANGUAGES.find((one) => one === asked);
    if (language === undefined) throw new Error(`--language: ${STAFF_LANGUAGES.join(", ")}`);
    const command = values.help ? "help" : values.version ? "version" : word;
    return { command, config: values.config, language, isDemo: values.demo };
  } catch (error) {
    complain(`${(error as Error).message}\n\n${HELP}`);
    return null;
  }
}

function complainOf(path: string, problems: readonly { path: string; problem: string }[]): number {
  complain([`${path}:`, ...problems.map((one) => `  ${one.path}: ${one.problem}`)].join("\n"));
  complain("Prøv / try: talon-caller check");
  return EXIT.config;
}

/** A lamp that cannot be lit stops nobody from calling. */
async function lampsOf({ lamps }: CallerConfig, log: Log): Promise<Lamps> {
  try {
    return (await openLamps(lamps)).driver;
  } catch (fault) {
    if (!(fault instanceof HalFault)) throw fault;
    log.error("no lamp", { code: fault.code, problem: fault.message });
    return (await openLamps({ driver: "none" })).driver;
  }
}

async function run({ config: path, isDemo }: Typed): Promise<number> {
  const config = await readCallerConfig(path);
  if (!config.ok) return complainOf(path, config.problems);
  const secrets = await readMqttSecrets(config.value.mqtt, process.env["CREDENTIALS_DIRECTORY"]);
  if (!secrets.ok) return complainOf(path, secrets.problems);
  const log = openLog({
    name: `caller ${config.value.counter}`,
    write: (line) => void process.stdout.write(line),
  });
  const lamps = await lampsOf(config.value, log);
  const { driver: keypad } = await openKeypad(config.value.keypad);
  const supervisor = new Supervisor({
    environment: process.env,
    // Well as long as the event loop runs: no restart brings a cable or a hub back.
    check: () => Promise.resolve({ isGood: true }),
  });
  const caller = new RunningCaller({
    ...{ config: config.value, secrets: secrets.value, keypad, lamps, log },
    wallMs: Date.now,
    newId: randomUUID,
    after: (ms, act) => void setTimeout(act, ms),
    status: (line) => void supervisor.status(line),
  });
  const stopped = askedToStop(isDemo);
  await supervisor.ready("started");
  caller.open();
  log.notice("ready", { counter: config.value.counter, pid: process.pid });
  log.notice("stopping", { because: await stopped });
  void supervisor.stopping();
  setTimeout(() => process.exit(EXIT.good), STOP_MS).unref();
  await caller.close();
  return EXIT.good;
}

async function check({ config, language }: Typed): Promise<number> {
  const isWell = await checkCallerHere({
    configPath: config,
    credentialsFolder: process.env["CREDENTIALS_DIRECTORY"],
    language,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    say,
  });
  return isWell ? EXIT.good : EXIT.trouble;
}

async function main(): Promise<number> {
  const typed = decodeArguments();
  if (typed === null) return EXIT.usage;
  switch (typed.command) {
    case "help":
      say(HELP.trimEnd());
      return EXIT.good;
    case "version":
      say(packageVersion(import.meta.url));
      return EXIT.good;
    case "check":
      return await check(typed);
    case "run":
      return await run(typed);
  }
}

/** A bug: nothing here is kept, and the service manager starts the caller again. */
function die(bug: unknown): never {
  complain(bug instanceof Error ? (bug.stack ?? bug.message) : String(bug));
  process.exit(EXIT.bug);
}

process.on("uncaughtException", die);
process.exit(await main().catch(die));
