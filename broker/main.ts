/**
 * The program talon-hub: reads what it is told, opens the hub, ticks, and ends cleanly.
 * Knows no rule. Exit codes: 0 ended as asked, 2 a port or the ledger is taken, 70 it broke, 75 try again later
 * (the broker or another hub), 78 the settings are wrong (sysexits.h; the unit does not restart on 78).
 */
import "./frugal.ts";
import { mkdirSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openVoice } from "../hal/voice/open.ts";
import { openLog } from "../protocol/link/log.ts";
import { openAssets } from "../protocol/link/static.ts";
import { Supervisor } from "../protocol/link/supervise.ts";
import { openClock, timesyncd } from "./clock.ts";
import { HELP, readCommandLine, type Told } from "./command-line.ts";
import { type HubCode, HubFault, systemCode } from "./errors.ts";
import { type Hub, openHub } from "./hub.ts";
import type { Ledger } from "./ledger/contract.ts";
import { openSqliteLedger } from "./ledger/sqlite.ts";
import { hashPassword } from "./password.ts";
import { demoSettings, fileSettings, type HubSettings } from "./settings.ts";

const TAKEN: readonly HubCode[] = ["HUB_PORT_TAKEN", "HUB_LEDGER_IN_USE"];
const PASSING: readonly HubCode[] = ["HUB_BROKER_UNREACHABLE", "HUB_OTHER_ONLINE", "HUB_TAKEN_OVER"];
const BROKEN: readonly HubCode[] = ["HUB_LEDGER_APPEND_FAILED", "HUB_CLOSING", "HUB_LEDGER_CLOSED"];
const STOP_MS = 1800;

function exitCode(fault: unknown): number {
  if (!(fault instanceof HubFault) || BROKEN.includes(fault.code)) return 70;
  if (TAKEN.includes(fault.code)) return 2;
  return PASSING.includes(fault.code) ? 75 : 78;
}

const log = openLog({ name: "hub", write: (line) => process.stdout.write(line) });

/** Says why in words on standard error and as a line of the log, then ends at once: nothing may be answered any more. */
function die(fault: unknown): never {
  const code = fault instanceof HubFault ? fault.code : systemCode(fault);
  const words = fault instanceof Error ? fault.message : String(fault);
  log.critical("the hub ends", { code, why: words });
  const isExpected = fault instanceof HubFault;
  process.stderr.write(
    `talon-hub: ${isExpected || !(fault instanceof Error) ? words : (fault.stack ?? words)}\n`,
  );
  process.exit(exitCode(fault));
}

/** The package's version, from beside the built program. */
function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return String((JSON.parse(text) as { version?: unknown }).version);
}

function folder(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  } catch (cause) {
    throw new HubFault("HUB_FILE_UNREADABLE", path, cause);
  }
}

/** The newest moment in the ledger, which the clock may not be before. */
function lastAt(ledger: Ledger): number {
  let at = 0;
  for (const event of ledger.load(Math.max(0, ledger.seq() - 1))) at = event.at;
  return at;
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

async function open(settings: HubSettings): Promise<Hub> {
  const { location, dataDir } = settings;
  const assets = await openAssets(new URL("./pages/", import.meta.url).pathname).catch((cause: unknown) => {
    throw new HubFault("HUB_FILE_MISSING", "dist/pages (the built pages: npm run build)", cause);
  });
  folder(dataDir);
  const { driver: voice } = await openVoice(settings.voice);
  const ledger = openSqliteLedger({ file: join(dataDir, "ledger.sqlite"), location: location.location });
  const clock = openClock({
    floorAt: lastAt(ledger),
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    synced: timesyncd,
  });
  return await openHub({
    ...settings,
    ...{ ledger, clock, voice, assets, log },
    version: version(),
    freeBytes: () => freeBytes(dataDir),
    failed: die,
  });
}

async function stop(hub: Hub, supervisor: Supervisor): Promise<void> {
  setTimeout(() => process.exit(0), STOP_MS).unref();
  void supervisor.stopping();
  await hub.close();
  log.info("stopped");
  process.exit(0);
}

async function run(settings: HubSettings, isDemo: boolean): Promise<void> {
  for (const { path, problem } of settings.leftOut)
    log.warning("a part of the location is left out", { path, problem });
  const hub = await open(settings);
  const supervisor = new Supervisor({
    environment: process.env,
    check: async () => {
      const { ok, problems } = await hub.health();
      return ok ? { isGood: true } : { isGood: false, problem: problems.join("; ") };
    },
  });
  const ticks = setInterval(() => {
    hub.tick().catch((fault: unknown) => {
      if (!isStopping) die(fault);
    });
  }, 1000);
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    clearInterval(ticks);
    void stop(hub, supervisor).catch(die);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  if (isDemo) endWithParent(end);
  log.info("ready", hub.places);
  await supervisor.ready("ready");
}

/** The demo's hub must not outlive the demo, however that one ended: its end of the pipe closes. */
function endWithParent(end: () => void): void {
  process.on("disconnect", end);
  process.stdin.on("end", end).on("close", end).on("error", end).resume();
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return "";
}

function check(settings: HubSettings): void {
  const { location, leftOut } = settings;
  for (const { path, problem } of leftOut) process.stdout.write(`left out: ${path}: ${problem}\n`);
  process.stdout.write(`The configuration of ${location.name.da} (${location.location}) is good.\n`);
}

async function act(told: Told): Promise<void> {
  switch (told.kind) {
    case "help":
      process.stdout.write(HELP);
      return;
    case "version":
      process.stdout.write(`${version()}\n`);
      return;
    case "hash-password":
      process.stdout.write(`${await hashPassword(await firstLine())}\n`);
      return;
    case "check":
      check(fileSettings(told.config, process.env.CREDENTIALS_DIRECTORY));
      return;
    case "run":
      return await run(fileSettings(told.config, process.env.CREDENTIALS_DIRECTORY), false);
    case "demo":
      return await run(demoSettings(told.flags), true);
  }
}

process.on("uncaughtException", die);
process.on("unhandledRejection", die);
try {
  await act(readCommandLine(process.argv.slice(2)));
} catch (fault) {
  die(fault);
}
