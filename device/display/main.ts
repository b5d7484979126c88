/**
 * The program talon-display: reads what was typed and the environment, starts the display, stops it.
 * Exit codes: 0 stopped, 1 the port is taken or the pages are not built, 2 not understood, 78 (EX_CONFIG) a faulty file.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HalFault } from "../../hal/errors.ts";
import { openVoice } from "../../hal/open.ts";
import { openLog } from "../../protocol/link/log.ts";
import { openAssets } from "../../protocol/link/static.ts";
import { Supervisor } from "../../protocol/link/supervise.ts";
import { readDisplayConfig, readDisplaySecrets } from "./files.ts";
import { DisplayHttpFault } from "./http.ts";
import { RunningDisplay } from "./run.ts";

const EXIT = { good: 0, trouble: 1, notUnderstood: 2, config: 78 } as const;
const STOP_MS = 3_000;
const HELP = `talon-display --config <file>

Følger hubben over MQTT og viser køen i skærmens egen browser.
Follows the hub over MQTT and shows the queue in the display's own browser.
`;

const complain = (text: string): void => void process.stderr.write(`${text}\n`);

type Typed = { readonly config: string; readonly isDemo: boolean } | { readonly help: true } | null;

function decodeArguments(): Typed {
  try {
    const { values } = parseArgs({
      options: {
        config: { type: "string", default: "/etc/talon/display.json" },
        demo: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
      },
    });
    return values.help ? { help: true } : { config: values.config, isDemo: values.demo };
  } catch (error) {
    complain(`${(error as Error).message}\n\n${HELP}`);
    return null;
  }
}

function complainOf(path: string, problems: readonly { path: string; problem: string }[]): number {
  complain([`${path}:`, ...problems.map((one) => `  ${one.path}: ${one.problem}`)].join("\n"));
  return EXIT.config;
}

/** Resolves when the process is told to stop, or with `--demo` when the demo has gone. */
function stopAsked(isDemo: boolean): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve(signal));
    if (!isDemo) return;
    process.stdin.resume();
    process.stdin.once("end", () => resolve("demo gone"));
    process.stdin.once("error", () => resolve("demo gone"));
  });
}

async function run(path: string, isDemo: boolean): Promise<number> {
  const config = await readDisplayConfig(path);
  if (!config.ok) return complainOf(path, config.problems);
  const secrets = await readDisplaySecrets(config.value, process.env["CREDENTIALS_DIRECTORY"]);
  if (!secrets.ok) return complainOf(path, secrets.problems);
  const log = openLog({
    name: `display ${config.value.display}`,
    write: (line) => void process.stdout.write(line),
  });
  const assets = await openAssets(fileURLToPath(new URL("./pages/", import.meta.url)));
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
  log.notice("ready", { http: url, pid: process.pid });
  void supervisor.ready(`${url}/display/${config.value.display}`);
  log.notice("stopping", { because: await stopAsked(isDemo) });
  void supervisor.stopping();
  setTimeout(() => process.exit(EXIT.good), STOP_MS).unref();
  await display.close();
  return EXIT.good;
}

async function main(): Promise<number> {
  const typed = decodeArguments();
  if (typed === null) return EXIT.notUnderstood;
  if ("help" in typed) {
    process.stdout.write(HELP);
    return EXIT.good;
  }
  try {
    return await run(typed.config, typed.isDemo);
  } catch (fault) {
    if (!(fault instanceof HalFault || fault instanceof DisplayHttpFault)) throw fault;
    complain(fault.message);
    return EXIT.trouble;
  }
}

process.exitCode = await main();
process.exit();
