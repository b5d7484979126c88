/**
 * The program talon-stand: reads what was typed and the environment, owns the timers, and starts, checks or lists.
 * Exit codes (sysexits): 0 stopped or all well, 1 `check` or `list` found trouble, 64 not understood, 69 a port, the data
 * folder or the buttons are taken or not there, 70 a bug, 78 a faulty file or secret, which trying again does not mend.
 */
import "./frugal.ts";
import { randomFillSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { machineClock } from "../../hal/clock.ts";
import { HalFault } from "../../hal/errors.ts";
import { findDevices } from "../../hal/open.ts";
import type { Problem } from "../../protocol/config.ts";
import { askedToStop } from "../../protocol/link/asked-to-stop.ts";
import { type Log, openLog } from "../../protocol/link/log.ts";
import { Supervisor } from "../../protocol/link/supervise.ts";
import { packageVersion } from "../../protocol/link/version.ts";
import { languageOfMachine, STAFF_LANGUAGES } from "../../protocol/terms.ts";
import { type AssembledStand, openStand, outboxFolder } from "./assemble.ts";
import { type Command, decodeArguments } from "./cli/arguments.ts";
import { makeCard } from "./cli/card.ts";
import { checkStandHere } from "./cli/check.ts";
import { devicesJson, devicesText } from "./cli/devices.ts";
import { enrolHere } from "./cli/enrol.ts";
import { thrownWords } from "./cli/faults.ts";
import { listOpenTickets } from "./cli/list.ts";
import { listedProblems } from "./cli/problem-words.ts";
import { recordTo } from "./cli/record.ts";
import { replayFile } from "./cli/replay.ts";
import { askRoll } from "./cli/roll.ts";
import { openTerminal } from "./cli/terminal.ts";
import { CLI_WORDS } from "./cli/words.ts";
import { StandFault } from "./fault.ts";
import { readSecrets, readStandConfig } from "./files.ts";
import { garbageCollector } from "./garbage.ts";
import type { Outside } from "./run.ts";

const EXIT = { good: 0, trouble: 1, usage: 64, unavailable: 69, bug: 70, config: 78 } as const;
/** A printer that hangs must not hold the machine back from stopping; its ticket is `unknown` at the next start. */
const STOP_MS = 1_800;

const machine = machineClock();
const outside: Outside = {
  wallMs: machine.wallMs,
  monoMs: machine.monotonicMs,
  chance: (bytes) => randomFillSync(new Uint8Array(bytes)),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  tidy: garbageCollector(),
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

function complainOf(problems: readonly Problem[], { config, language }: Command): number {
  for (const line of listedProblems(config, problems, language)) complain(line);
  complain(CLI_WORDS[language].tryCheck);
  return EXIT.config;
}

async function list(typed: Command): Promise<number> {
  const config = await readStandConfig(typed.config);
  if (!config.ok) return complainOf(config.problems, typed);
  const folder = outboxFolder(config.value.dataDir);
  const { text, trouble } = await listOpenTickets(config.value, folder, typed.language);
  process.stdout.write(text);
  for (const line of trouble) complain(line);
  return trouble.length > 0 ? EXIT.trouble : EXIT.good;
}

async function roll(typed: Command): Promise<number> {
  const config = await readStandConfig(typed.config);
  if (!config.ok) return complainOf(config.problems, typed);
  const { isGood, lines } = await askRoll(config.value, { isNew: typed.new, language: typed.language });
  for (const line of lines) (isGood ? say : complain)(line);
  return isGood ? EXIT.good : EXIT.trouble;
}

async function check(typed: Command): Promise<number> {
  const { config, language, print, sheet, printSheet } = typed;
  const version = packageVersion(import.meta.url);
  const path = typed.command === "record" ? typed.file : typed.record;
  const recorder = path === null ? undefined : await recordTo(path, typed, { version, say });
  if (recorder === "failed") return EXIT.trouble;
  const isByHand = typed.handsOn ?? process.stdin.isTTY;
  const terminal = isByHand ? openTerminal(process.stdin) : null;
  try {
    return await checkStandHere({
      configPath: config,
      language,
      print,
      credentialsFolder: process.env["CREDENTIALS_DIRECTORY"],
      after: outside.after,
      now: outside.wallMs,
      say,
      hands: terminal ? { hands: terminal } : typed.handsOn === false ? "not-asked" : "no-terminal",
      handOver: { sheet, printSheet, version },
      recorder,
    });
  } finally {
    terminal?.close();
    recorder?.close();
  }
}

async function card(typed: Command): Promise<number> {
  const config = await readStandConfig(typed.config);
  if (!config.ok) return complainOf(config.problems, typed);
  const { language, sheet } = typed;
  const options = { language, sheet, chance: outside.chance(26), now: outside.wallMs };
  const { isGood, lines } = await makeCard(config.value, options);
  for (const line of lines) (isGood ? say : complain)(line);
  return isGood ? EXIT.good : EXIT.trouble;
}

async function enrolMachine(typed: Command): Promise<number> {
  const config = await readStandConfig(typed.config);
  if (!config.ok) return complainOf(config.problems, typed);
  const { isGood, lines } = await enrolHere(config.value, {
    ...{ url: typed.file ?? "", code: typed.code ?? "", language: typed.language },
    ...{
      chance: outside.chance(16),
      now: outside.wallMs(),
      outboxFolder: outboxFolder(config.value.dataDir),
    },
  });
  for (const line of lines) (isGood ? say : complain)(line);
  return isGood ? EXIT.good : EXIT.trouble;
}

async function live(stand: AssembledStand, log: Log, isDemo: boolean): Promise<number> {
  const supervisor = new Supervisor({ environment: process.env, check: stand.health });
  const stopped = askedToStop(isDemo);
  log.notice("ready", { http: stand.url, pid: process.pid });
  void supervisor.ready(`${stand.url}/`);
  const because = await stopped;
  log.notice("stopping", { because });
  void supervisor.stopping();
  setTimeout(() => process.exit(EXIT.good), STOP_MS).unref();
  await stand.close();
  return EXIT.good;
}

/** Nobody has told the demo a language, so it speaks both, as its greeting does. */
function faultCode(fault: unknown, { language, demo }: Command, log: Log): number {
  if (!(fault instanceof HalFault || fault instanceof StandFault)) throw fault;
  for (const one of demo ? STAFF_LANGUAGES : [language]) {
    const { problem, next } = thrownWords(fault, one);
    complain(next === "" ? problem : `${problem}. ${next}`);
  }
  log.critical("cannot start", { code: fault.code, problem: fault.message });
  return EXIT.unavailable;
}

async function run(typed: Command): Promise<number> {
  const config = await readStandConfig(typed.config);
  if (!config.ok) return complainOf(config.problems, typed);
  const secrets = await readSecrets(config.value, process.env["CREDENTIALS_DIRECTORY"]);
  if (!secrets.ok) return complainOf(secrets.problems, typed);
  const log = openLog({
    name: `stand ${config.value.stand}`,
    write: (line) => void process.stdout.write(line),
  });
  const version = packageVersion(import.meta.url);
  const recorder =
    typed.record === null ? undefined : await recordTo(typed.record, typed, { version, say: complain });
  if (recorder === "failed") return EXIT.unavailable;
  const pages = fileURLToPath(new URL("./pages/", import.meta.url));
  const parts = {
    config: config.value,
    secrets: secrets.value,
    outside,
    log,
    recorder,
    version,
    pages,
  };
  try {
    return await live(await openStand(parts), log, typed.demo);
  } catch (fault) {
    return faultCode(fault, typed, log);
  }
}

async function devices({ json, language }: Command): Promise<number> {
  const machine = await findDevices();
  process.stdout.write(json ? devicesJson(machine) : devicesText(machine, language));
  return EXIT.good;
}

async function main(): Promise<number> {
  const usual = languageOfMachine(process.env["LANG"]);
  const typed = decodeArguments(process.argv.slice(2), usual);
  if (!typed.ok) {
    complain(CLI_WORDS[usual].unknown(typed.problem));
    return EXIT.usage;
  }
  const { command, language } = typed.value;
  switch (command) {
    case "help":
      process.stdout.write(CLI_WORDS[language].help);
      return EXIT.good;
    case "version":
      say(packageVersion(import.meta.url));
      return EXIT.good;
    case "list":
      return await list(typed.value);
    case "devices":
      return await devices(typed.value);
    case "roll":
      return await roll(typed.value);
    case "check":
    case "record":
      return await check(typed.value);
    case "enrol":
      return await enrolMachine(typed.value);
    case "card":
      return await card(typed.value);
    case "replay":
      return await replayFile(typed.value.file ?? "", { language, say });
    case "run":
      return await run(typed.value);
  }
}

/** A bug: everything that counts is on the card, and the service manager starts the stand again. */
function die(bug: unknown): void {
  complain(bug instanceof Error ? (bug.stack ?? bug.message) : String(bug));
  process.exit(EXIT.bug);
}

process.on("uncaughtException", die);
process.exitCode = await main();
// Nothing that still hangs on a device may keep a stopped stand alive.
process.exit();
