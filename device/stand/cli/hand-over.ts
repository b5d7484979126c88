/**
 * Gives the hand-over sheet out: as a page in a file, and in short on the stand's own paper.
 * Knows no check; the sheet itself is made in sheet.ts.
 */
import { readFile, writeFile } from "node:fs/promises";
import { arch, release } from "node:os";
import { openPrinter } from "../../../hal/open.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { reportSlipLines } from "../../../protocol/receipt.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { printerPlace } from "../printer-place.ts";
import { systemWords } from "../system-words.ts";
import { faultWords } from "./faults.ts";
import { HANDS_WORDS } from "./hands-words.ts";
import { good, type Report, wrong } from "./report.ts";
import { type SheetFacts, sheetHtml, sheetLines } from "./sheet.ts";

export type SheetOptions = {
  /** The file for the page; `null` for none. */
  readonly sheet: string | null;
  /** Whether the short form goes to the stand's printer. */
  readonly printSheet: boolean;
  readonly version: string;
};

type Asked = { readonly sheet: SheetOptions; readonly language: StaffLanguage; readonly now: () => number };

/** `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"` (os-release(5)). */
async function systemName(): Promise<string> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? "Linux";
}

async function versionsOf(version: string): Promise<Record<string, string>> {
  return {
    Talon: version,
    "Node.js": process.version,
    System: `${await systemName()}, ${release()} ${arch()}`,
  };
}

/** Writes and prints as asked; what cannot be given out is a finding of its own. */
export async function handOver(config: StandConfig, report: Report, asked: Asked): Promise<void> {
  const { sheet, printSheet, version } = asked.sheet;
  if (sheet === null && !printSheet) return;
  const facts: SheetFacts = {
    config,
    lines: [...report.lines],
    verdict: report.verdict,
    at: asked.now(),
    versions: await versionsOf(version),
  };
  if (sheet !== null) await writeSheet(sheet, facts, { report, asked });
  if (printSheet) await printSheetOf(facts, { report, asked });
}

type Told = { readonly report: Report; readonly asked: Asked };

async function writeSheet(path: string, facts: SheetFacts, { report, asked }: Told): Promise<void> {
  const words = HANDS_WORDS[asked.language];
  try {
    await writeFile(path, sheetHtml(facts));
    report.tell(words.sheet, good(words.sheetWritten(path)));
  } catch (error) {
    const problem = `${path} ${systemWords(error, asked.language)}`;
    report.tell(words.sheet, wrong({ problem, next: words.sheetNext }));
  }
}

async function printSheetOf(facts: SheetFacts, { report, asked }: Told): Promise<void> {
  const { language } = asked;
  const { config, at } = facts;
  const words = HANDS_WORDS[language];
  const { driver } = await openPrinter(config.printer);
  try {
    const from = { stand: config.stand, locationName: null, at, timeZone: "Europe/Copenhagen", language };
    const lines = reportSlipLines(words.sheetHeading, sheetLines(facts), from);
    const slip = { widthMm: config.paperWidthMm, lines, cut: true };
    const { result, code } = await driver.print(slip, { timeoutMs: config.timings.printMs });
    if (result === "printed") return report.tell(words.sheet, good(words.sheetPrinted));
    const said = code ? faultWords(code, printerPlace(config.printer), language) : null;
    const problem = `${words.sheetNotPrinted}: ${said?.problem ?? result}`;
    report.tell(words.sheet, wrong({ problem, next: said?.next ?? "" }));
  } finally {
    await driver.close();
  }
}
