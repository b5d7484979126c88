/**
 * `npm run conformance -- --paho <folder> --mosquitto <folder>`: two suites of other people's against the hub's own broker and plain aedes.
 * Their sources are never part of this repository; docs/mqtt-conformance.md says where they are and what came of it.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BROKERS, type BrokerName, commandOf, isBroker, runBroker } from "./brokers.ts";
import { passes, tableOf, type Verdicts } from "./report.ts";
import { isAtHand, KNOWN_BY, openMosquitto, openPaho, type Suite, type SuiteName } from "./suites.ts";
import type { Verdict } from "./verdict.ts";

const EX_USAGE = 64;
const EX_UNAVAILABLE = 69;

const USAGE = `usage: npm run conformance -- [--paho FOLDER] [--mosquitto FOLDER] [--brokers NAMES] [--only WORD] [--limit SECONDS] [--said FOLDER]

  --paho        eclipse paho.mqtt.testing:  git clone https://github.com/eclipse-paho/paho.mqtt.testing
  --mosquitto   mosquitto's source:         git clone --branch v2.0.11 https://github.com/eclipse-mosquitto/mosquitto
  --brokers     some of ${BROKERS.join(", ")}, with commas (default: aedes,hub,hub-sessions)
  --only        only tests whose name contains this
  --limit       seconds that one test may take (default: 60)
  --said        where to keep what failed tests said, a file each

Ends with 1 where the hub's broker passes fewer tests than plain aedes.
`;

function end(code: number, why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(code);
}

const words = () =>
  parseArgs({
    options: {
      paho: { type: "string" },
      mosquitto: { type: "string" },
      brokers: { type: "string", default: "aedes,hub,hub-sessions" },
      only: { type: "string", default: "" },
      limit: { type: "string", default: "60" },
      said: { type: "string" },
    },
  }).values;

type Words = ReturnType<typeof words>;

function read(): Words {
  try {
    return words();
  } catch (cause) {
    return end(EX_USAGE, `${cause instanceof Error ? cause.message : String(cause)}\n\n${USAGE}`);
  }
}

/** The suites whose sources are at hand; says what is missing. */
function suitesOf(given: Words): [SuiteName, string][] {
  const asked = (["paho", "mosquitto"] as const).flatMap((suite): [SuiteName, string][] => {
    const folder = given[suite];
    return folder === undefined ? [] : [[suite, resolve(folder)]];
  });
  if (asked.length === 0) end(EX_USAGE, `the sources of a suite are needed\n\n${USAGE}`);
  for (const [suite, folder] of asked)
    if (!isAtHand(suite, folder))
      end(EX_USAGE, `--${suite} ${folder}: there is no ${KNOWN_BY[suite]}\n\n${USAGE}`);
  return asked;
}

function brokersOf({ brokers }: Words): BrokerName[] {
  const names = brokers.split(",");
  const unknown = names.find((name) => !isBroker(name));
  if (unknown !== undefined) end(EX_USAGE, `--brokers: there is no "${unknown}"\n\n${USAGE}`);
  return names.filter(isBroker);
}

/** What is needed of the machine, beside node. */
function missing(brokers: readonly BrokerName[]): string | null {
  const isThere = (program: string, option: string) =>
    spawnSync(program, [option], { stdio: "ignore" }).error === undefined;
  if (!isThere("python3", "--version")) return "python3 is not installed (Debian: python3)";
  if (brokers.includes("mosquitto") && !isThere("mosquitto", "-h"))
    return "mosquitto is not installed (Debian: mosquitto)";
  return null;
}

function keep(folder: string | undefined, name: string, said: string | undefined): void {
  if (folder === undefined || said === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.txt`), said);
}

async function runAll(suite: Suite, { only, said }: Words, about: string): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const name of suite.names.filter((each) => each.includes(only))) {
    const verdict = await suite.run(name);
    verdicts.set(name, verdict);
    keep(said, `${about}, ${name}`, verdict.said);
    if (verdict.is !== "apart")
      process.stdout.write(
        `${about}: ${verdict.is} ${name}${verdict.why === "" ? "" : `: ${verdict.why}`}\n`,
      );
  }
  return verdicts;
}

async function runSuite(name: SuiteName, folder: string, given: Words): Promise<Verdicts> {
  const program = [process.execPath, fileURLToPath(import.meta.url)];
  const runners = fileURLToPath(new URL("../tests/conformance/", import.meta.url));
  const verdicts = new Map<string, ReadonlyMap<string, Verdict>>();
  for (const broker of brokersOf(given)) {
    const options = {
      folder,
      runners,
      broker: commandOf(broker, program),
      limitMs: Number(given.limit) * 1000,
    };
    const suite = await (name === "paho" ? openPaho : openMosquitto)(options);
    try {
      verdicts.set(broker, await runAll(suite, given, `${name}, ${broker}`));
    } finally {
      suite.close();
    }
  }
  return verdicts;
}

/** Whether the hub's broker holds at least as much as what it is built on. */
function isGood(verdicts: Verdicts): boolean {
  const least = passes(verdicts.get("aedes") ?? new Map());
  return [...verdicts].every(([broker, each]) => !broker.startsWith("hub") || passes(each) >= least);
}

async function main(): Promise<void> {
  const given = read();
  const suites = suitesOf(given);
  const lack = missing(brokersOf(given));
  if (lack !== null) end(EX_UNAVAILABLE, lack);
  const tables: string[] = [];
  let hasRun = false;
  for (const [name, folder] of suites) {
    const verdicts = await runSuite(name, folder, given);
    tables.push(tableOf(name, verdicts));
    hasRun ||= [...verdicts.values()].some(({ size }) => size > 0);
    if (!isGood(verdicts)) process.exitCode = 1;
  }
  if (!hasRun) end(EX_USAGE, `--only: no test's name contains "${given.only}"`);
  process.stdout.write(`\n${tables.join("\n\n")}\n`);
}

const [first, second = ""] = process.argv.slice(2);
if (first === "broker" && isBroker(second) && second !== "mosquitto")
  await runBroker(second, Number(process.argv.at(-1)));
else await main();
