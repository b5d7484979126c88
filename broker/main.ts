/**
 * The program talon-hub: reads what it is told, opens the hub, ticks, and ends cleanly.
 * Knows no rule; with which code it ends stands in exit-codes.ts.
 */
import "./frugal.ts";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Voice } from "../hal/voice/contract.ts";
import { openVoice } from "../hal/voice/open.ts";
import { openLog } from "../protocol/link/log.ts";
import { openAssets } from "../protocol/link/static.ts";
import { Supervisor } from "../protocol/link/supervise.ts";
import { packageVersion } from "../protocol/link/version.ts";
import { importSaid } from "./administration/import-command.ts";
import { exportLocation } from "./administration/offline.ts";
import { ledgerFile } from "./administration/stored.ts";
import { askPassword } from "./ask-password.ts";
import { readAuthority } from "./certificates/authority.ts";
import { hasTrouble } from "./check-settings.ts";
import { openClock, timesyncd } from "./clock.ts";
import { readCommandLine, type Told } from "./command-line.ts";
import { COMMAND_WORDS } from "./command-words.ts";
import { demoDataSaid } from "./demo-data/command.ts";
import { demoSettings } from "./demo-settings.ts";
import { HubFault, systemCode } from "./errors.ts";
import { EX_STOPPED, EX_TROUBLE, exitCode } from "./exit-codes.ts";
import { faultWords } from "./fault-words.ts";
import { freeBytes } from "./free-bytes.ts";
import { HELP } from "./help-words.ts";
import { printHolidays } from "./holidays-said.ts";
import { type Hub, openHub } from "./hub.ts";
import { actKeeping } from "./keeping/act.ts";
import { leaveAct } from "./keeping/acts.ts";
import { type Keeping, openKeeping, openStore } from "./keeping/run.ts";
import type { Ledger } from "./ledger/contract.ts";
import { type FileLedger, openSqliteLedger } from "./ledger/sqlite.ts";
import { printedAcl } from "./mosquitto-acl.ts";
import { openHostWays } from "./notices/host-channels/open.ts";
import { hashPassword } from "./password.ts";
import { doorKey } from "./phone/key.ts";
import type { Noted } from "./queue/events.ts";
import { secretKey } from "./secret-key.ts";
import { fileSettings, type HubSettings, locationSettings } from "./settings.ts";
import { signOff } from "./sign-off.ts";
import { STATISTICS_FILE } from "./statistics/schema.ts";
import { textsSaid } from "./texts-page.ts";
import { languageAnswered } from "./typed.ts";

const STOP_MS = 1800;

const log = openLog({ name: "hub", write: (line) => process.stdout.write(line) });

const ARGUMENTS = process.argv.slice(2);

const language = languageAnswered(ARGUMENTS, process.env.LANG);

function wordsOf(fault: unknown): string {
  if (fault instanceof HubFault) return faultWords(fault, language);
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

function complain(fault: unknown): void {
  process.stderr.write(`talon-hub: ${wordsOf(fault)}\n`);
}

/** Says why in words on standard error and as a line of the log, then ends at once: nothing may be answered any more. */
function die(fault: unknown): never {
  const code = fault instanceof HubFault ? fault.code : systemCode(fault);
  log.critical("the hub ends", { code, why: fault instanceof Error ? fault.message : String(fault) });
  complain(fault);
  process.exit(exitCode(fault));
}

function folder(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  } catch (cause) {
    throw new HubFault("HUB_FOLDER_UNWRITABLE", path, cause);
  }
}

/** This program down to its last byte: its file names every part that is loaded late by that part's own digest. */
function programDigest(): string {
  return createHash("sha256")
    .update(readFileSync(new URL(import.meta.url)))
    .digest("hex");
}

/** The newest moment in the ledger, which the clock may not be before. */
function lastAt(ledger: Ledger): number {
  let at = 0;
  for (const event of ledger.load(Math.max(0, ledger.seq() - 1))) at = event.at;
  return at;
}

/** The only fault of an opening voice is its folder; a missing program is told when somebody is called. */
async function openVoiceIn(options: HubSettings["voice"]): Promise<Voice> {
  try {
    return (await openVoice(options)).driver;
  } catch (cause) {
    const where = options.driver === "none" ? "" : options.cacheFolder;
    throw new HubFault("HUB_FOLDER_UNWRITABLE", where, cause);
  }
}

/** The ledger of a data folder; one of before there was a chain says in itself that it was chained now. */
function openLedger({ location, dataDir }: HubSettings): FileLedger {
  const chained = (events: number) => {
    log.notice("the ledger's events were chained", { events });
    leaveAct(dataDir, { act: "ledger-chained", by: null, about: { events } });
  };
  return openSqliteLedger({ file: ledgerFile(dataDir), location: location.location, chained });
}

async function open(settings: HubSettings): Promise<{ hub: Hub; keeping: Keeping }> {
  const { location, dataDir, missingFile } = settings;
  const assets = await openAssets(new URL("./pages/", import.meta.url).pathname).catch((cause: unknown) => {
    throw new HubFault("HUB_FILE_MISSING", "dist/pages (the built pages: npm run build)", cause);
  });
  folder(dataDir);
  if (missingFile !== undefined)
    log.warning("the location's file is missing; the hub starts with the document in its ledger", {
      ...{ file: missingFile, version: location.version },
      next: "put the file back (talon-hub export writes one), or correct its path in the configuration",
    });
  const voice = await openVoiceIn(settings.voice);
  const ledger = openLedger(settings);
  const persons = openStore(dataDir, settings.keeping);
  const clock = openClock({
    floorAt: lastAt(ledger),
    wallMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    synced: timesyncd,
  });
  const { certificates } = settings;
  if (certificates.isUsed) await certificates.open(clock().at);
  const hosts = await openHostWays(dataDir, {
    settings: settings.hostNotices ?? null,
    gateway: settings.sms?.gateway ?? null,
  });
  let keeping: Keeping | null = null;
  const hub = await openHub({
    ...settings,
    chain: () => keeping?.chain() ?? null,
    persons: () => keeping?.persons ?? null,
    ...{ ledger, clock, voice, assets, log, doorKey: doorKey(dataDir) },
    coverKey: secretKey(dataDir, "cover-names"),
    appointments: {
      persons,
      ...{ key: secretKey(dataDir, "appointments"), inlets: settings.appointments },
      ...{ sms: settings.sms, hosts },
    },
    statisticsFile: join(dataDir, STATISTICS_FILE),
    ...{ version: packageVersion(import.meta.url), program: programDigest() },
    freeBytes: () => freeBytes(dataDir),
    failed: die,
  });
  const note = (act: Noted) => hub.note(act);
  keeping = await openKeeping({ ...settings, ledger, persons, clock, note, log });
  return { hub, keeping };
}

async function stop(hub: Hub, supervisor: Supervisor): Promise<void> {
  setTimeout(() => process.exit(EX_STOPPED), STOP_MS).unref();
  void supervisor.stopping();
  await hub.close();
  log.info("stopped");
  process.exit(EX_STOPPED);
}

async function run(settings: HubSettings, isDemo: boolean): Promise<void> {
  const { hub, keeping } = await open(settings);
  const supervisor = new Supervisor({
    environment: process.env,
    check: async () => {
      const { ok, problems } = await hub.health();
      return ok ? { isGood: true } : { isGood: false, problem: problems.join("; ") };
    },
  });
  const ticks = setInterval(() => {
    keeping.tick();
    void hub.lookForAppointments(Date.now()).catch((fault: unknown) => {
      if (!isStopping) die(fault);
    });
    hub.tick().catch((fault: unknown) => {
      if (!isStopping) die(fault);
    });
    hub.sendNotices().catch((fault: unknown) => {
      if (!isStopping) die(fault);
    });
  }, 1000);
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    clearInterval(ticks);
    keeping.close();
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

async function printAccount(staff: string): Promise<void> {
  const password = await askPassword({
    input: process.stdin,
    isTerminal: process.stdin.isTTY,
    ask: (words) => process.stderr.write(words),
    language,
  });
  process.stdout.write(`${JSON.stringify({ staff, hash: await hashPassword(password) })}\n`);
}

async function check({ config, isOffline }: Extract<Told, { kind: "check" }>): Promise<void> {
  try {
    if (!(await hasTrouble(config, { ...surroundings(), isOffline }))) return;
  } catch (fault) {
    if (!(fault instanceof HubFault)) throw fault;
    complain(fault);
  }
  process.exitCode = EX_TROUBLE;
}

/** The certificate alone goes to standard output, to be kept in a file; what it is known by is said beside it. */
function printAuthority(config: string): void {
  const { dataDir } = locationSettings(config);
  const authority = readAuthority(dataDir);
  if (authority === null) throw new HubFault("HUB_CA_NONE", dataDir);
  process.stdout.write(authority.cert);
  process.stderr.write(`${COMMAND_WORDS[language].fingerprint(authority.fingerprint)}\n`);
}

function printExport(config: string): void {
  const settings = locationSettings(config);
  process.stdout.write(`${JSON.stringify(exportLocation(settings, Date.now()), null, 2)}\n`);
}

const surroundings = () => ({
  say: (text: string) => process.stdout.write(text),
  credentialsFolder: process.env.CREDENTIALS_DIRECTORY,
  version: packageVersion(import.meta.url),
  at: Date.now(),
  language,
});

async function act(told: Told): Promise<void> {
  switch (told.kind) {
    case "help":
      process.stdout.write(HELP[language]);
      return;
    case "version":
      process.stdout.write(`${packageVersion(import.meta.url)}\n`);
      return;
    case "hash-password":
      return await printAccount(told.staff);
    case "demo-data":
      process.stdout.write(demoDataSaid(told, Date.now(), language));
      return;
    case "holidays":
      printHolidays(told, language);
      return;
    case "texts":
      process.stdout.write(textsSaid(told.language, told.isCsv, language));
      return;
    case "sign-off":
      process.stdout.write(`${signOff(told, Date.now(), language)}\n`);
      return;
    case "check":
      return await check(told);
    case "export":
      printExport(told.config);
      return;
    case "ca":
      printAuthority(told.config);
      return;
    case "mosquitto-acl":
      process.stdout.write(printedAcl(told.config));
      return;
    case "import":
      process.stdout.write(importSaid(told, Date.now(), language));
      return;
    case "keeping":
      if (await actKeeping(told.told, surroundings())) process.exitCode = EX_TROUBLE;
      return;
    case "run":
      return await run(fileSettings(told.config, process.env.CREDENTIALS_DIRECTORY), false);
    case "demo":
      return await run(demoSettings(told.flags), true);
  }
}

function refuse(fault: unknown): never {
  complain(fault);
  process.exit(exitCode(fault));
}

/** A hub's fault is a line of its log too; for whoever only asks something, or asks wrongly, words are enough. */
async function main(args: readonly string[]): Promise<void> {
  let end: (fault: unknown) => never = refuse;
  try {
    const told = readCommandLine(args, process.env.LANG);
    if (told.kind === "run" || told.kind === "demo") end = die;
    await act(told);
  } catch (fault) {
    end(fault);
  }
}

process.on("uncaughtException", die);
process.on("unhandledRejection", die);
await main(ARGUMENTS);
