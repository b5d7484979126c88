/**
 * All that citizens read and hear, in one language beside Danish: what a reader goes through before the language is offered.
 * Pure; knows no file and no reader.
 */
import { isStaffLanguage, LANGUAGES, type Language } from "../terms.ts";
import * as appointment from "./appointment-page.ts";
import * as appointmentDrafts from "./appointment-page-drafts.ts";
import * as ar from "./ar.ts";
import * as checkIn from "./check-in.ts";
import * as checkInDrafts from "./check-in-drafts.ts";
import { CITIZEN_REFUSALS } from "./citizen-refusals.ts";
import * as da from "./da.ts";
import * as de from "./de.ts";
import * as en from "./en.ts";
import * as pl from "./pl.ts";
import * as so from "./so.ts";
import { WORD_TEXTS } from "./times.ts";
import * as tr from "./tr.ts";
import * as uk from "./uk.ts";

/** Languages that a named reader signs off before they are offered. */
export const READ_LANGUAGES: readonly Language[] = LANGUAGES.filter((one) => !isStaffLanguage(one));

/** One sentence, with `{1}` and `{2}` where something is put in, or with an example count. */
export type ReviewRow = {
  /** Where it is said and its name, e.g. `Ticket.ahead(2)`. */
  readonly key: string;
  readonly danish: string;
  /** `null` where it is not translated yet. */
  readonly said: string | null;
};

type Group = { readonly [key: string]: unknown };
const FILES: Readonly<Record<Language, Group>> = { da, en, de, ar, uk, pl, tr, so };
/** Texts that lie by what they are about, all languages together. */
const TOGETHER: Group = { ...checkIn, ...checkInDrafts, ...appointment, ...appointmentDrafts };
const GROUPS = [
  ...(["Stand", "Receipt", "Display", "Ticket", "Door", "Words", "States", "Refusals"] as const),
  ...(["CheckIn", "Appointment"] as const),
];

/** Texts that are given a count; each kind of plural of the languages here is among the examples. */
const COUNTED: ReadonlySet<string> = new Set(["ahead", "waiting", "digits", "postpone"]);
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 22, 100] as const;

function groupOf(language: Language, group: (typeof GROUPS)[number]): Group {
  if (group === "Words") return WORD_TEXTS[language];
  const name = `${language}${group}`;
  const file = (FILES[language][name] ?? TOGETHER[name]) as Group;
  if (group !== "Refusals") return file;
  return Object.fromEntries(CITIZEN_REFUSALS.map((reason) => [reason, file[reason]]));
}

type Said = (...given: unknown[]) => string | readonly string[];

/** What is said in several lines is read as one. */
function inOneLine(said: unknown): string {
  return typeof said === "string" ? said : (said as readonly string[]).join(" ");
}

const saidOf = (text: unknown, given: readonly unknown[]): string => inOneLine((text as Said)(...given));

/** The sentences below one name; what a draft lacks is `null`. */
export function rowsOf(key: string, danish: unknown, said: unknown): ReviewRow[] {
  if (typeof danish === "string" || Array.isArray(danish))
    return [{ key, danish: inOneLine(danish), said: said === undefined ? null : inOneLine(said) }];
  if (typeof danish !== "function")
    return Object.entries(danish as Group).flatMap(([name, text]) =>
      rowsOf(key === "" ? name : `${key}.${name}`, text, (said as Group | undefined)?.[name]),
    );
  const isCounted = COUNTED.has(key.slice(key.lastIndexOf(".") + 1));
  const examples: readonly (readonly unknown[])[] = isCounted
    ? COUNTS.map((count) => [count])
    : [["{1}", "{2}"]];
  return examples.map((given) => ({
    key: isCounted ? `${key}(${String(given[0])})` : key,
    danish: saidOf(danish, given),
    said: said === undefined ? null : saidOf(said, given),
  }));
}

/** Every sentence of a language, in the order in which Danish has them. */
export function reviewOf(language: Language): ReviewRow[] {
  return GROUPS.flatMap((group) => rowsOf(group, groupOf("da", group), groupOf(language, group)));
}

/** Names of what is not translated yet, and said in English as long as the language is a draft. */
export function missingIn(language: Language): string[] {
  const missing = reviewOf(language).filter(({ said }) => said === null);
  return [...new Set(missing.map(({ key }) => key.replace(/\(\d+\)$/, "")))];
}
