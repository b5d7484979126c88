/**
 * The program talon-display: reads what was typed and the environment, owns the timers, starts the display, checks it, stops it.
 * Exit codes (sysexits): 0 stopped or all well, 1 `check` found trouble, 64 not understood, 69 the port is taken or pages or
 * voice are not there, 70 a bug, 78 a faulty file or secret, which trying again does not mend.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HalFault } from "../../hal/errors.ts";
import { openVoice } from "../../hal/open.ts";
import { askedToStop } from "../../protocol/link/asked-to-stop.ts";
import { openLog } from "../../protocol/link/log.ts";
import { type Assets, openAssets } from "../../protocol/link/static.ts";
import { Supervisor } from "../../protocol/link/supervise.ts";
import { packageVersion } from "../../protocol/link/version.ts";
import { readMqttSecrets } from "../mqtt-secrets.ts";
import { checkDisplayHere } from "./check.ts";
import { readDisplayConfig } from "./files.ts";
import { DisplayHttpFault } from "./http.ts";
import { RunningDisplay } from "./run.ts";

const EXIT = { good: 0, trouble: 1, usage: 64, unavailable: 69, bug: 70, config: 78 } as const;
const STOP_MS = 3_000;
const CONFIG = "/etc/talon/display.json";
const HELP = `talon-display [check] [--config <file>]

Følger hubben over MQTT og viser køen i skærmens egen browser.
Follows the hub over MQTT and shows the queue in the display's own browser.

  check            prøver fil, MQTT og stemme / tries file, broker and voice
  --config <file>  indstillinger / settings (${CONFIG})
  --version        version
  --help           denne hjælp / this help

Slutkoder / exit codes:
  0   stoppet, eller alt er godt / stopped, or all is well
  1   check fandt fejl / check found trouble
  64  ukendt flag eller kommando / unknown flag or command
  69  porten er optaget, eller noget mangler / the port is taken, or something is missing
  70  en fejl i programmet / a bug
  78  fejl i indstillinger eller adgangskodefil / faulty settings or secret
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

type Typed = {
  readonly command: "run" | "check" | "help" | "version";
  readonly config: string;
  readonly isDemo: boolean;
};

/** `null`: not understood, and said so. */
function decodeArguments(): Typed | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        config: { type: "string", default: CONFIG },
        demo: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
        version: { type: "boolean", default: false },
      },
    });
    const [word = "run", ...more] = positionals;
    if (more.length > 0 || (word !== "run" && word !== "check"))
      throw new Error(`Ukendt kommando / unknown command: ${positionals.join(" ")}`);
    const command = values.help ? "help" : values.version ? "version" : word;
    return { command, config: values.config, isDemo: values.demo };
  } catch (error) {
    complain(`${(error as Error).message}\n\n${HELP}`);
    return null;
  }
}

function complainOf(path: string, problems: readonly { path: string; problem: string }[]): number {
  complain([`${path}:`, ...problems.map((one) => `  ${one.path}: ${one.problem}`)].join("\n"));
  complain("Prøv / try: talon-display check");
  return EXIT.config;
}

async function pages(): Promise<Assets> {
  const folder = fileURLToPath(new URL("./pages/", import.meta.url));
  try {
    return await openAssets(folder);
  } catch (cause) {
    const message = `Siderne mangler i ${folder}: kør npm run build. / The pages are missing in ${folder}: run npm run build.`;
    throw new DisplayHttpFault("DISPLAY_PAGES_MISSING", message, cause);
  }
}

async function run(path: string, isDemo: boolean): Promise<number> {
  const config = await readDisplayConfig(path);
  if (!config.ok) return complainOf(path, config.problems);
  const secrets = await readMqttSecrets(config.value.mqtt, process.env["CREDENTIALS_DIRECTORY"]);
  if (!secrets.ok) return complainOf(path, secrets.problems);
  const log = openLog({
    name: `display ${config.value.display}`,
    write: (line) => void process.stdout.write(line),
  });
  const assets = await pages();
  const { driver: voice } = await openVoice(config.value.voice);
  const display = new RunningDisplay({
    config: config.value,
    secrets: secrets.value,
    voice,
    assets,
    log,
    wallMs: Date.now,
  });
  const url = await display.open();
  const supervisor = new Supervisor({ environment: process.env, check: display.health });
  const stopped = askedToStop(isDemo);
  log.notice("ready", { http: url, pid: process.pid });
  void supervisor.ready(`${url}/display/${config.value.display}`);
  log.notice("stopping", { because: await stopped });
  void supervisor.stopping();
  setTimeout(() => process.exit(EXIT.good), STOP_MS).unref();
  await display.close();
  return EXIT.good;
}

async function check(configPath: string): Promise<number> {
  const isWell = await checkDisplayHere({
    configPath,
    credentialsFolder: process.env["CREDENTIALS_DIRECTORY"],
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    say,
  });
  return isWell ? EXIT.good : EXIT.trouble;
}

async function live({ config, isDemo }: Typed): Promise<number> {
  try {
    return await run(config, isDemo);
  } catch (fault) {
    if (!(fault instanceof HalFault || fault instanceof DisplayHttpFault)) throw fault;
    complain(fault.message);
    return EXIT.unavailable;
  }
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
      return await check(typed.config);
    case "run":
      return await live(typed);
  }
}

/** A bug: nothing here is kept, and the service manager starts the display again. */
function die(bug: unknown): never {
  complain(bug instanceof Error ? (bug.stack ?? bug.message) : String(bug));
  process.exit(EXIT.bug);
}

process.on("uncaughtException", die);
process.exit(await main().catch(die));
