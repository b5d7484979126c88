/**
 * What `talon-hub holidays` prints.
 * Knows no location: which document they go into is whoever pastes them.
 */
import { danishHolidays, holidayExceptions } from "../protocol/holidays.ts";
import type { StaffLanguage } from "../protocol/terms.ts";
import { COMMAND_WORDS } from "./command-words.ts";

type Chosen = { readonly year: number; readonly chosen: readonly string[] };

/** The exceptions alone go to standard output, to be pasted; what was offered besides is said beside it. */
export function printHolidays({ year, chosen }: Chosen, language: StaffLanguage): void {
  process.stdout.write(`${JSON.stringify(holidayExceptions(year, chosen), null, 2)}\n`);
  const others = danishHolidays(year).filter(({ date, isChosen }) => !isChosen && !chosen.includes(date));
  const words = others.map(({ date, name }) => `${date} (${name[language]})`).join(", ");
  if (words !== "") process.stderr.write(`${COMMAND_WORDS[language].openDays(words)}\n`);
}
