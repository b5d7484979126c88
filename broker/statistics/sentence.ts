/**
 * What matters, as a sentence: when people waited longest, and how long half of them did.
 * Pure; knows no page.
 */

import type { StaffLanguage } from "../../protocol/terms.ts";
import { dateWords } from "../../protocol/texts/words.ts";
import type { Asked } from "./asked.ts";
import type { Cell, Report } from "./report.ts";
import { STATISTICS_WORDS } from "./words.ts";

/** Fewer in an hour say nothing about it. */
const FEW = 3;

/** A day in words: `24. november 2026`. */
export function dayInWords(date: string, language: StaffLanguage): string {
  return dateWords(Date.parse(`${date}T12:00:00Z`), { timeZone: "UTC", language });
}

/** A day, or a month (`2026-11`), in words. */
export function spanWords(span: string, language: StaffLanguage): string {
  return span.length === 7
    ? dayInWords(`${span}-01`, language).replace(/^\d+\.? /, "")
    : dayInWords(span, language);
}

/** "I denne uge", "Fra 1. til ...", as a sentence begins. */
function whenWords({ question: { from, to }, period }: Asked, language: StaffLanguage): string {
  const words = STATISTICS_WORDS[language];
  if (period !== null) return words.inPeriod[period];
  const [first, last] = [from, to].map((date) => dayInWords(date, language)) as [string, string];
  return from === to ? words.on(first) : words.between(first, last);
}

/** The hour of the week in which half of the people waited longest; of equal ones that with more people. */
export function worstHour(cells: readonly Cell[]): Cell | null {
  const known = cells.filter((cell) => cell.count >= FEW && (cell.halfMin ?? 0) > 0);
  return known.reduce<Cell | null>((worst, cell) => {
    const [waits, before] = [cell.halfMin ?? 0, worst?.halfMin ?? 0];
    return worst === null || waits > before || (waits === before && cell.count > worst.count) ? cell : worst;
  }, null);
}

/** The page's first line. */
export function sentenceOf(asked: Asked, report: Report, language: StaffLanguage): string {
  const words = STATISTICS_WORDS[language];
  const when = whenWords(asked, language);
  const { totals } = report;
  if (totals.count === 0) return words.nobody(when);
  if (totals.halfMin === null) return words.nobodyWaited(when);
  const worst = worstHour(report.cells);
  const longest =
    worst === null ? "" : `${words.longest(when, words.weekdays[worst.day - 1] as string, `${worst.hour}`)} `;
  return `${longest}${words.half(totals.halfMin)}`;
}
