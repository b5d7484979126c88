/**
 * What a citizen means by a text message.
 * Pure; knows no appointment. What is not surely a yes, a no or a stop is none: "1 time forsinket" confirms nothing.
 */

export type Said = "confirmed" | "declined" | "stop" | "start" | "unclear";

const YES = new Set(["1", "ja", "yes", "ok", "okay", "jeps", "jep"]);
/** The letter and the figure are one key on many telephones. */
const NO = new Set(["0", "o", "nul", "nej", "no", "zero"]);
const STOPS = new Set(["afmeld", "afmelding", "unsubscribe", "stopp", "stopall"]);
const POLITE = new Set([
  "tak",
  "mange",
  "thanks",
  "thank",
  "you",
  "mvh",
  "vh",
  "hilsen",
  "please",
  "venlig",
  "med",
]);

/** Letters and figures alone, small; a word that was written letter by letter is one. */
function wordsOf(text: string): string[] {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/(?<=\p{L})[.·*_-](?=\p{L})/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const isSpelled = words.length > 2 && words.every((word) => /^\p{L}$/u.test(word));
  return isSpelled ? [words.join("")] : words;
}

/** `keyword`: what texts to a number that is shared with others begin with; `null` where there is none. */
export function saidBy(text: string, keyword: string | null = null): Said {
  const all = wordsOf(text);
  const words = keyword !== null && all[0] === keyword.toLowerCase() ? all.slice(1) : all;
  const [first = "", ...rest] = words;
  // Whoever begins with it wants it, whatever follows and however long the letter was held.
  if (/^s+t+o+p+$/.test(first) || STOPS.has(first)) return "stop";
  const isAlone = rest.every((word) => POLITE.has(word));
  if (isAlone && /^s+t+a+r+t+$/.test(first)) return "start";
  if (isAlone && YES.has(first)) return "confirmed";
  if (isAlone && NO.has(first)) return "declined";
  return "unclear";
}
