/**
 * What is wrong with a location's document, in an administrator's words and with the place that it is about.
 * Knows no rule of its own: protocol/config judges, in words for technicians that are turned here into words for everybody.
 */
import type { Problem } from "../../protocol/config.ts";
import { placeOf } from "./places.ts";
import { type Spoken, WORDS } from "./words.ts";

/** One problem: `path` in the document as it was given, where that is for a reader, and what is wrong there. */
export type ToldProblem = { readonly path: string; readonly place: string; readonly problem: string };

type Said = Readonly<Record<Spoken, (...found: string[]) => string>>;

const KINDS: Readonly<Record<string, readonly [da: string, en: string]>> = {
  string: ["en tekst", "a text"],
  number: ["et tal", "a number"],
  boolean: ["ja eller nej", "yes or no"],
  array: ["en liste", "a list"],
  object: ["et afsnit med felter", "a section with fields"],
};

/** What a pattern of the schemas asks for, by a part of it that no other has. */
const SHAPES: readonly (readonly [part: string, da: string, en: string])[] = [
  ["[A-Z]{1,2}", "skal være et eller to store bogstaver (A-Z)", "must be one or two capital letters (A-Z)"],
  ["2[0-3]", "skal være et klokkeslæt som 09:30", "must be a time of day such as 09:30"],
  ["\\d{4}-\\d{2}", "skal være en dato som 2026-12-24", "must be a date such as 2026-12-24"],
  [
    "https",
    "skal være en adresse, der begynder med https://",
    "must be an address that begins with https://",
  ],
  [
    "a-z0-9-",
    "må kun have små bogstaver (a-z), tal og bindestreg, højst 32 tegn",
    "may have small letters (a-z), digits and - only, at most 32",
  ],
];

function shape(pattern: string, language: Spoken): string {
  const found = SHAPES.find(([part]) => pattern.includes(part));
  if (found) return language === "da" ? found[1] : found[2];
  return language === "da" ? "er ikke skrevet, som det skal være" : "is not written as it must be";
}

const kind = (name: string, at: 0 | 1) => KINDS[name]?.[at] ?? name;

/** A language by its name in another one. */
const named = (code: string | undefined, language: Spoken) =>
  WORDS[language].languages[code ?? ""] ?? `"${code ?? ""}"`;

/** Each sentence of protocol/config, and what an administrator reads. */
const SENTENCES: readonly (readonly [RegExp, Said])[] = [
  [/^is missing$/, { da: () => "mangler", en: () => "is missing" }],
  [/^must be a whole number$/, { da: () => "skal være et helt tal", en: () => "must be a whole number" }],
  [
    /^must be of type (\w+)$/,
    { da: (type) => `skal være ${kind(type, 0)}`, en: (type) => `must be ${kind(type, 1)}` },
  ],
  [/^must be at least 1 characters long$/, { da: () => "må ikke være tom", en: () => "must not be empty" }],
  [
    /^must be at least 1 entries$/,
    { da: () => "skal have mindst én linje", en: () => "needs at least one entry" },
  ],
  [
    /^must be at least (\S+) (?:characters long|entries)$/,
    { da: (least) => `skal have mindst ${least}`, en: (least) => `needs at least ${least}` },
  ],
  [
    /^must be at least (\S+)$/,
    { da: (least) => `skal være mindst ${least}`, en: (least) => `must be at least ${least}` },
  ],
  [
    /^must be at most (\S+) characters long$/,
    {
      da: (most) => `må højst være ${most} tegn lang`,
      en: (most) => `must be at most ${most} characters long`,
    },
  ],
  [
    /^must be at most (\S+) entries$/,
    { da: (most) => `må højst have ${most} linjer`, en: (most) => `must have at most ${most} entries` },
  ],
  [
    /^must be at most (\S+)$/,
    { da: (most) => `må højst være ${most}`, en: (most) => `must be at most ${most}` },
  ],
  [
    /^is not written as it must be \((.*)\)$/s,
    { da: (pattern) => shape(pattern, "da"), en: (pattern) => shape(pattern, "en") },
  ],
  [
    /^(?:is no known \w+: )?must be one of (.*)$/,
    { da: (all) => `skal være en af ${all}`, en: (all) => `must be one of ${all}` },
  ],
  [
    /^"(\w+)" is not offered: nobody has signed off its texts/,
    {
      da: (code) => `${named(code, "da")} vises ikke for borgerne: ingen har læst og godkendt dets tekster`,
      en: (code) => `${named(code, "en")} is not shown to citizens: nobody has read and signed off its texts`,
    },
  ],
  [
    /^"(\w+)" is not offered: its texts have changed since (.*) signed them off/s,
    {
      da: (code, reader) =>
        `${named(code, "da")} vises ikke for borgerne: teksterne er ændret, siden ${reader} godkendte dem`,
      en: (code, reader) =>
        `${named(code, "en")} is not shown to citizens: its texts have changed since ${reader} signed them off`,
    },
  ],
  [
    /^"(.*)" is used twice$/s,
    { da: (id) => `"${id}" er brugt to gange`, en: (id) => `"${id}" is used twice` },
  ],
  [
    /^"(.*)" is also the letter of the emergency roll$/,
    {
      da: (letters) => `${letters} er også bogstavet på nødrullen`,
      en: (letters) => `${letters} is also the letter of the emergency roll`,
    },
  ],
  [
    /^"(.*)" is also the letter of "(.*)"$/s,
    {
      da: (letters, queue) => `${letters} er også bogstavet for køen "${queue}"`,
      en: (letters, queue) => `${letters} is also the letter of the queue "${queue}"`,
    },
  ],
  [
    /^"(.*)" does not exist in this location$/s,
    {
      da: (id) => `"${id}" findes ikke på dette sted`,
      en: (id) => `"${id}" does not exist in this location`,
    },
  ],
  [
    /^"(.*)" leads here: a circle$/s,
    {
      da: (id) =>
        `menuen "${id}" fører selv hertil, så borgeren går i ring: fjern valget, "Tilbage" er der i forvejen`,
      en: (id) =>
        `menu "${id}" itself leads here, so that citizens go round in a circle: remove the choice, "Back" is there anyway`,
    },
  ],
  [
    /^"(.*)" has two exceptions$/s,
    { da: (day) => `${day} står to gange`, en: (day) => `${day} is there twice` },
  ],
  [
    /^is no day of the calendar/,
    {
      da: () => "er ingen dag i kalenderen (skrives 2026-12-24)",
      en: () => "is no day of the calendar (written 2026-12-24)",
    },
  ],
  [
    /^must not lie before the closure's from$/,
    { da: () => "må ikke ligge før den første lukkedag", en: () => "must not lie before the first day" },
  ],
  [
    /^must be minutes before closing/,
    {
      da: () => 'skal være minutter før lukketid (0 til 720) eller "can-be-served"',
      en: () => 'must be minutes before closing (0 to 720) or "can-be-served"',
    },
  ],
  [
    /^is larger than 32 kB/,
    { da: () => "er over 32 kB: gør billedet mindre", en: () => "is over 32 kB: make the picture smaller" },
  ],
  [/^is not base64/, { da: () => "er ikke et billede (base64)", en: () => "is no picture (base64)" }],
  [/^is not a PNG picture$/, { da: () => "er ikke et PNG-billede", en: () => "is not a PNG picture" }],
  [
    /^is (\d+) by (\d+) dots; at most (\d+)/,
    {
      da: (width, height, most) => `er ${width} x ${height} prikker; højst ${most} x ${most} er plads til`,
      en: (width, height, most) => `is ${width} by ${height} dots; at most ${most} by ${most} fit`,
    },
  ],
  [
    /^must be a time of day/,
    { da: () => "skal være et klokkeslæt som 09:30", en: () => "must be a time of day such as 09:30" },
  ],
  [
    /^two reminders at one moment$/,
    { da: () => "har samme tidspunkt to gange", en: () => "has the same moment twice" },
  ],
  [/^has none of the allowed shapes$/, { da: () => "er ikke i orden", en: () => "is not valid" }],
  [/^is not valid$/, { da: () => "er ikke i orden", en: () => "is not valid" }],
  [
    /^must not be lower than the series' first$/,
    {
      da: () => "må ikke være lavere end det første nummer",
      en: () => "must not be lower than the first number",
    },
  ],
  [
    /^no time zone of this name is known/,
    {
      da: () => "er ingen kendt tidszone, fx Europe/Copenhagen",
      en: () => "is no known time zone, e.g. Europe/Copenhagen",
    },
  ],
];

function sentence(problem: string, language: Spoken): string {
  for (const [pattern, said] of SENTENCES) {
    const found = pattern.exec(problem);
    if (found) return said[language](...found.slice(1));
  }
  return language === "da" ? `er ikke i orden (${problem})` : problem;
}

/** Problems of a document as they are told. */
export function told(document: unknown, problems: readonly Problem[], language: Spoken): ToldProblem[] {
  return problems.map(({ path, problem }) => {
    const { place, field } = placeOf(document, path, language);
    const words = sentence(problem, language);
    return { path, place, problem: field === "" ? words : `${field}: ${words}` };
  });
}
