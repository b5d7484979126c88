/**
 * `talon-stand card`: makes a new service card, on the stand's own paper or as a page for another printer.
 * The card before it is void once the new one is out, and not sooner.
 */
import { stat, writeFile } from "node:fs/promises";
import { openPrinter } from "../../../hal/open.ts";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { cardSlipLines } from "../../../protocol/receipt.ts";
import { qrSvg } from "../../../protocol/screen/qr.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { machineDisk } from "../disk.ts";
import { printerPlace } from "../printer-place.ts";
import { keepCard, newCardCode } from "../service-card.ts";
import { systemWords } from "../system-words.ts";
import { faultWords, type Said } from "./faults.ts";
import { HANDS_WORDS } from "./hands-words.ts";

export type CardOptions = {
  readonly language: StaffLanguage;
  /** A page for another printer; `null` prints on the stand's own. */
  readonly sheet: string | null;
  readonly chance: Uint8Array;
  readonly now: () => number;
};

type Made = { readonly isGood: boolean; readonly lines: readonly string[] };

const made = (line: string): Made => ({ isGood: true, lines: [line] });
const failed = ({ problem, next }: Said): Made => ({ isGood: false, lines: [problem, next] });

/** Prints or writes a new card and keeps its secret. */
export async function makeCard(config: StandConfig, options: CardOptions): Promise<Made> {
  const words = HANDS_WORDS[options.language];
  const { dataDir } = config;
  const isThere = await stat(dataDir).then(
    () => true,
    () => false,
  );
  if (!isThere) return { isGood: false, lines: [words.cardNoFolder(dataDir)] };
  const code = newCardCode(options.chance);
  const out =
    options.sheet === null ? await printed(config, code, options) : await written(config, code, options);
  if (!out.isGood) return out;
  try {
    await keepCard(machineDisk(), dataDir, code);
    return out;
  } catch (error) {
    const problem = `${dataDir} ${systemWords(error, options.language)}`;
    return failed({ problem, next: words.cardNotKept });
  }
}

async function printed(config: StandConfig, code: string, { language, now }: CardOptions): Promise<Made> {
  const words = HANDS_WORDS[language];
  const widthMm = config.paperWidthMm;
  const from = {
    stand: config.stand,
    locationName: null,
    at: now(),
    timeZone: "Europe/Copenhagen",
    language,
  };
  const lines = cardSlipLines({ heading: words.cardHeading, lines: words.cardLines }, code, {
    from,
    widthMm,
  });
  const { driver } = await openPrinter(config.printer);
  try {
    const timeoutMs = config.timings.printMs;
    const { result, code: fault } = await driver.print({ widthMm, lines, cut: true }, { timeoutMs });
    if (result === "printed") return made(words.cardPrinted);
    const said = fault ? faultWords(fault, printerPlace(config.printer), language).problem : result;
    return failed({ problem: said, next: words.cardNoPrinter });
  } finally {
    await driver.close();
  }
}

function page(stand: string, code: string, language: StaffLanguage): string {
  const { cardHeading, cardLines } = HANDS_WORDS[language];
  const lines = cardLines.map((line) => `<p>${line}</p>`).join("");
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${cardHeading} ${stand}</title>
<style>body{font:11pt/1.4 sans-serif;width:85mm;margin:15mm;color:#000;background:#fff}svg{width:45mm}</style></head>
<body><h1>${cardHeading}</h1><p>${stand}</p>${qrSvg(code, cardHeading)}${lines}</body></html>
`;
}

async function written(config: StandConfig, code: string, { sheet, language }: CardOptions): Promise<Made> {
  const words = HANDS_WORDS[language];
  const path = sheet ?? "";
  try {
    await writeFile(path, page(config.stand, code, language), { mode: 0o600 });
    return made(words.cardWritten(path));
  } catch (error) {
    return failed({ problem: `${path} ${systemWords(error, language)}`, next: words.sheetNext });
  }
}
