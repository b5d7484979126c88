/**
 * `talon-hub check` on calendars: each is asked once, and nothing of what it answers is kept.
 * Knows no hub.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import type { CalendarRule } from "../../protocol/config/appointment-source.ts";
import type { StaffLanguage } from "../../protocol/terms.ts";
import type { CalendarsInlet, Microsoft365Inlet } from "../appointments/contract.ts";
import { CalendarFault, faultSaid } from "./fault.ts";
import { meaningOf } from "./meaning.ts";
import { openCalendars, openMailboxes } from "./open.ts";
import { entryProblem } from "./problems.ts";
import type { OwnedCalendar } from "./source.ts";

type Line = { readonly text: string; readonly isTrouble: boolean };

const WORDS = {
  da: {
    calendar: (source: string, number: number) => `kalender ${number} af "${source}"`,
    read: (entries: number, guests: number) =>
      `${entries} poster i de kommende 7 dage, ${guests} af dem aftaler med gæster`,
    line: "linje",
  },
  en: {
    calendar: (source: string, number: number) => `calendar ${number} of "${source}"`,
    read: (entries: number, guests: number) =>
      `${entries} entries in the coming 7 days, ${guests} of them appointments with guests`,
    line: "line",
  },
} as const;

const DAYS = 7;
const MOST_PROBLEMS = 5;

export type CheckOptions = {
  readonly at: number;
  readonly language: StaffLanguage;
  readonly timeZone: string;
  readonly rule: CalendarRule;
};

async function linesOf(
  name: string,
  { reader, owner }: OwnedCalendar,
  options: CheckOptions,
): Promise<Line[]> {
  const { at, language, timeZone, rule } = options;
  const words = WORDS[language];
  try {
    const stretch = { from: endOfDay(timeZone, at, -1), until: endOfDay(timeZone, at, DAYS) };
    const { entries, problems } = await reader.read(stretch);
    const guests = entries.filter((entry) => meaningOf(entry, owner, rule).kind === "appointment").length;
    const said = problems.slice(0, MOST_PROBLEMS).map((one) => {
      return {
        text: `${name}, ${words.line} ${one.line}: ${entryProblem(one, null)[language]}`,
        isTrouble: true,
      };
    });
    return [{ text: `${name}: ${words.read(entries.length, guests)}`, isTrouble: false }, ...said];
  } catch (fault) {
    if (!(fault instanceof CalendarFault)) throw fault;
    return [{ text: `${name}: ${faultSaid(fault)[language]}`, isTrouble: true }];
  }
}

/** A line for each calendar: what it has, or why it cannot be read; and what is wrong with its entries. */
export async function calendarLines(
  inlet: CalendarsInlet | Microsoft365Inlet,
  options: CheckOptions,
): Promise<Line[]> {
  const open = { timeZone: () => options.timeZone, at: () => options.at };
  const { calendars, close } =
    inlet.kind === "microsoft365" ? openMailboxes(inlet, open) : openCalendars(inlet, open);
  try {
    const lines: Line[] = [];
    for (const [at, calendar] of calendars.entries())
      lines.push(
        ...(await linesOf(WORDS[options.language].calendar(inlet.source, at + 1), calendar, options)),
      );
    return lines;
  } finally {
    close();
  }
}
