/**
 * The problems of a configuration file in Danish: the schemas tell them in English, one sentence each.
 * Knows no schema; a sentence that is not known here stays English.
 */
import type { Problem } from "../../../protocol/config.ts";
import type { StaffLanguage } from "../../../protocol/terms.ts";
import { SYSTEM_WORDS } from "../system-words.ts";

const TYPES: Readonly<Record<string, string>> = {
  string: "en tekst",
  number: "et tal",
  boolean: "true eller false",
  object: "en gruppe { }",
  array: "en liste [ ]",
};

const unit = (said: string | undefined) =>
  said === undefined ? "" : said.includes("characters") ? " tegn langt" : " led";

type Said = (...parts: string[]) => string;

/** English to Danish, the more special first. */
const SENTENCES: readonly (readonly [RegExp, Said])[] = [
  [/^is missing$/, () => "mangler"],
  [/^must be a whole number$/, () => "skal være et helt tal"],
  [
    /^must be a whole number (\S+) or a line's name$/,
    (range = "") => `skal være et helt tal ${range} eller en linjes navn`,
  ],
  [/^must be of type (.+)$/, (type = "") => `skal være ${TYPES[type] ?? type}`],
  [
    /^must be at least (\S+)( characters long| entries)?$/,
    (least = "", of?: string) => `skal være mindst ${least}${unit(of)}`,
  ],
  [
    /^must be at most (\S+)( characters long| entries)?$/,
    (most = "", of?: string) => `skal være højst ${most}${unit(of)}`,
  ],
  [/^is not written as it must be \((.+)\)$/s, (form = "") => `er ikke skrevet, som det skal (${form})`],
  [/^there is no setting (.+)$/, (names = "") => `der findes ingen indstilling ${names}`],
  [/^must be one of (.+)$/, (values = "") => `skal være en af ${values}`],
  [
    /^is no known (\w+): must be one of (.+)$/,
    (kind = "", values = "") => `er ingen kendt ${kind}: skal være en af ${values}`,
  ],
  [/^has none of the allowed shapes$/, () => "har ingen af de tilladte former"],
  [/^is not valid$/, () => "er ikke gyldig"],
  [
    /^(".*") can be reached from other machines: .*$/,
    (host = "") => `${host} kan nås fra andre maskiner: lyt på 127.0.0.1`,
  ],
  [
    /^name either (\w+) or (\w+)$/,
    (one = "", other = "") => `angiv enten ${one} eller ${other}, og kun én af dem`,
  ],
  [/^must not be below (\w+)$/, (other = "") => `må ikke være under ${other}`],
  [/^"none" needs a screen: .*$/, () => `"none" kræver en skærm: ellers får ingen deres nummer at vide`],
  [
    /^name either its path or at least one of usb, name and phys$/,
    () => "skriv enten path eller mindst en af usb, name og phys",
  ],
  [/^GPIO line (.+) is used twice$/, (line = "") => `GPIO-linje ${line} er brugt to gange`],
  [
    /^GPIO line (.+) is a button's, too \((\S+)\)$/,
    (line = "", button = "") => `GPIO-linje ${line} er også en knaps (${button})`,
  ],
  [
    /^is no key: write it as (\w+), as in (\S+)$/,
    (key = "", list = "") => `er ingen tast: skriv den som ${key}, som i ${list}`,
  ],
  [
    /^must name at least one key; .*$/,
    () => "skal nævne mindst én tast; udeladt er det et almindeligt taltastatur",
  ],
  [
    /^a (\S+) answers no question: leave confirm out, .*$/,
    (profile = "") => `en ${profile} svarer ikke på spørgsmål: udelad confirm, eller vælg en anden profile`,
  ],
  [/^a caller needs a keypad$/, () => "der skal være et tastatur"],
  [/^no key does call-next$/, () => "ingen tast har opgaven call-next"],
  [/^the keypad has no key named (".*")$/, (key = "") => `tastaturet har ingen tast, der hedder ${key}`],
  [/^is not JSON: (.+)$/s, (why = "") => `er ikke JSON: ${why}`],
  [/^(.+) is empty$/, (file = "") => `${file} er tom`],
  [
    /^"(.+)" is a systemd credential, .*$/,
    (name = "") => `"${name}" er en systemd-credential, som kun systemd udleverer`,
  ],
];

const systemSaid = Object.values(SYSTEM_WORDS);

/** A sentence about a file of its own: `<file> does not exist`. */
function danishSystem(problem: string): string | null {
  const words = systemSaid.find(({ en }) => problem === en || problem.endsWith(` ${en}`));
  return words ? problem.slice(0, problem.length - words.en.length) + words.da : null;
}

function danish(problem: string): string {
  for (const [pattern, say] of SENTENCES) {
    const match = pattern.exec(problem);
    if (match) return say(...match.slice(1));
  }
  return danishSystem(problem) ?? problem;
}

/** What is wrong, without its place. */
export function problemWords(problem: string, language: StaffLanguage): string {
  return language === "da" ? danish(problem) : problem;
}

/** Every problem with its place, one a line; of `file` as a whole in one sentence. */
export function listedProblems(
  file: string,
  problems: readonly Problem[],
  language: StaffLanguage,
): string[] {
  return problems.map(({ path, problem }) => {
    const words = problemWords(problem, language);
    return path === file ? `${path} ${words}` : `${path}: ${words}`;
  });
}
