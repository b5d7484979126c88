/**
 * `talon-stand check`: tries the file, the secrets, the card, every driver, the broker and the hub, and says in plain words
 * what is wrong and what to do. Changes nothing but a probe file; prints only when asked to.
 */
import { join } from "node:path";
import { openButtons, openLamps, openPrinter, openScanner } from "../../../hal/open.ts";
import type { Printer } from "../../../hal/printer/contract.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import type { Problem } from "../../../protocol/config.ts";
import { testSlipLines } from "../../../protocol/receipt.ts";
import type { Language } from "../../../protocol/terms.ts";
import { machineDisk, replaceFile } from "../disk.ts";
import { readSecrets, readStandConfig, type Secrets } from "../files.ts";
import { faultWords, type Said, thrownWords } from "./faults.ts";
import { reachHub } from "./reach.ts";
import { CLI_WORDS, type CliWords } from "./words.ts";

export type CheckOptions = {
  readonly configPath: string;
  readonly language: Language;
  readonly print: boolean;
  readonly credentialsFolder: string | undefined;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly now: () => number;
  readonly say: (line: string) => void;
};

/** What one part was found to be: well (with a word about it), or wrong, with what to do. */
export type Finding = { readonly isGood: true; readonly note: string } | ({ readonly isGood: false } & Said);

const good = (note = ""): Finding => ({ isGood: true, note });
const wrong = (said: Said): Finding => ({ isGood: false, ...said });

const listed = (problems: readonly Problem[]) =>
  problems.map(({ path, problem }) => `${path}: ${problem}`).join("\n       ");

async function tried(language: Language, act: () => Promise<Finding>): Promise<Finding> {
  try {
    return await act();
  } catch (thrown) {
    return wrong(thrownWords(thrown, language));
  }
}

async function checkDisk(config: StandConfig, words: CliWords): Promise<Finding> {
  const disk = machineDisk();
  const probe = join(config.dataDir, "probe");
  try {
    await disk.makeFolder(config.dataDir);
    await replaceFile(disk, probe, Buffer.from("probe\n"));
    await disk.remove(probe);
    return good(config.dataDir);
  } catch (error) {
    return wrong({ problem: (error as Error).message, next: words.diskNext(config.dataDir) });
  }
}

async function checkButtons(config: StandConfig, words: CliWords): Promise<Finding> {
  const { driver } = await openButtons(config.buttons);
  await driver.close();
  return good(`${words.buttonCount(driver.count)} (${config.buttons.driver})`);
}

async function checkLamps(config: StandConfig, words: CliWords): Promise<Finding> {
  const { driver } = await openLamps(config.lamps);
  await driver.close();
  return good(
    config.lamps.driver === "none" ? words.none : `${driver.numbers.length} (${config.lamps.driver})`,
  );
}

async function checkScanner(config: StandConfig, { language }: CheckOptions): Promise<Finding> {
  const { scanner } = config;
  if (scanner.driver === "none") return good(CLI_WORDS[language].none);
  const { driver } = await openScanner(scanner);
  const isPresent = driver.isPresent;
  await driver.close();
  const value = scanner.driver === "serial" ? scanner.path : scanner.driver;
  return isPresent ? good(value) : wrong(faultWords("HAL_SCANNER_GONE", value, language));
}

async function printTest(printer: Printer, config: StandConfig, options: CheckOptions): Promise<Finding> {
  const words = CLI_WORDS[options.language];
  const widthMm = config.paperWidthMm;
  const from = { stand: config.stand, locationName: null, at: options.now(), timeZone: "Europe/Copenhagen" };
  const lines = testSlipLines({ ...from, language: options.language }, widthMm);
  const outcome = await printer.print({ widthMm, lines, cut: true }, { timeoutMs: config.timings.printMs });
  if (outcome.result === "printed") return good(words.printed);
  const said = outcome.code ? faultWords(outcome.code, config.printer.driver, options.language) : null;
  return wrong({
    problem: `${words.notPrinted}: ${said?.problem ?? outcome.result}`,
    next: said?.next ?? "",
  });
}

async function checkPrinter(config: StandConfig, options: CheckOptions): Promise<Finding> {
  const words = CLI_WORDS[options.language];
  if (config.printer.driver === "none") return good(words.none);
  const { driver } = await openPrinter(config.printer);
  try {
    const status = await driver.status();
    if (status.error !== null)
      return wrong(faultWords(status.error, config.printer.driver, options.language));
    return options.print ? await printTest(driver, config, options) : good(words.paper[status.paper]);
  } finally {
    await driver.close();
  }
}

async function checkHub(
  config: StandConfig,
  secrets: Secrets,
  options: CheckOptions,
): Promise<[Finding, Finding | null]> {
  const words = CLI_WORDS[options.language];
  const found = await reachHub(config, secrets, options.after);
  switch (found.kind) {
    case "hub":
      return [good(config.mqtt.url), good(found.version)];
    case "broker-only":
      return [good(config.mqtt.url), wrong({ problem: words.hubSilent, next: words.hubNext })];
    case "refused":
      return [wrong({ problem: found.problem, next: words.refusedNext }), null];
    case "unreachable":
      return [wrong({ problem: found.problem, next: words.brokerNext }), null];
  }
}

/** Says each finding as it comes, and counts what is wrong. */
class Report {
  readonly #options: CheckOptions;
  #wrong = 0;

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  tell(part: string, finding: Finding): void {
    const words = CLI_WORDS[this.#options.language];
    if (finding.isGood) {
      this.#options.say(`${words.ok}  ${part}${finding.note === "" ? "" : `: ${finding.note}`}`);
      return;
    }
    this.#wrong += 1;
    this.#options.say(`${words.wrong}  ${part}: ${finding.problem}`);
    if (finding.next !== "") this.#options.say(`       ${words.doThis} ${finding.next}`);
  }

  /** The last line, and the exit code. */
  end(): number {
    const words = CLI_WORDS[this.#options.language];
    this.#options.say(this.#wrong === 0 ? words.allGood : words.troubles(this.#wrong));
    return this.#wrong === 0 ? 0 : 1;
  }
}

async function checkParts(config: StandConfig, options: CheckOptions, report: Report): Promise<void> {
  const words = CLI_WORDS[options.language];
  const parts: [string, () => Promise<Finding>][] = [
    [words.disk, () => checkDisk(config, words)],
    [words.buttons, () => checkButtons(config, words)],
    [words.lamps, () => checkLamps(config, words)],
    [words.printer, () => checkPrinter(config, options)],
    [words.scanner, () => checkScanner(config, options)],
  ];
  for (const [part, act] of parts) report.tell(part, await tried(options.language, act));
}

/** Runs every check in turn and answers with the exit code: 0 when all is well, 1 otherwise. */
export async function checkStandHere(options: CheckOptions): Promise<number> {
  const words = CLI_WORDS[options.language];
  const report = new Report(options);
  const config = await readStandConfig(options.configPath);
  if (!config.ok) {
    report.tell(words.file, wrong({ problem: listed(config.problems), next: words.fileNext }));
    return report.end();
  }
  report.tell(words.file, good(options.configPath));
  const secrets = await readSecrets(config.value, options.credentialsFolder);
  report.tell(
    words.secrets,
    secrets.ok ? good() : wrong({ problem: listed(secrets.problems), next: words.secretsNext }),
  );
  await checkParts(config.value, options, report);
  if (secrets.ok) {
    const [broker, hub] = await checkHub(config.value, secrets.value, options);
    report.tell(words.broker, broker);
    if (hub) report.tell(words.hub, hub);
  }
  return report.end();
}
