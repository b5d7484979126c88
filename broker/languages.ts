/**
 * Which languages a location offers: Danish and English, and each other one that a named reader has signed off as its texts are now.
 * Knows no file and no page; what is not offered is told by its path.
 */
import { createHash } from "node:crypto";
import type { LocationConfig, Problem } from "../protocol/config.ts";
import { dirOf, LANGUAGES, type Language } from "../protocol/terms.ts";
import { LANGUAGE_NAMES } from "../protocol/texts/names.ts";
import { missingIn, READ_LANGUAGES, type ReviewRow, reviewOf } from "../protocol/texts/review.ts";

/** Who read all texts of a language and found them good. */
export type SignOff = NonNullable<LocationConfig["signOffs"]>[number];

/** What a sign-off is of: 16 hexadecimal digits that any changed sentence changes. */
export function digestOf(rows: readonly ReviewRow[]): string {
  const said = rows.map((row) => [row.key, row.said]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}

/** One language as a reader and an administrator see it. */
export type LanguageItem = {
  readonly id: Language;
  /** What its own speakers call it. */
  readonly name: string;
  readonly dir: "ltr" | "rtl";
  /** Whether a location may offer it now. */
  readonly offered: boolean;
  /** What a sign-off would be of; `null` for Danish and English, which need none. */
  readonly of: string | null;
  readonly signedBy: { readonly reader: string; readonly at: string } | null;
  /** Whether the sign-off is of texts that have changed since. */
  readonly isVoid: boolean;
  /** Texts that are not translated yet; with any of them it cannot be signed off. */
  readonly missing: readonly string[];
};

/** A language as this location's document has it. */
export function languageItem(
  language: Language,
  { signOffs = [] }: Pick<LocationConfig, "signOffs">,
): LanguageItem {
  const facts = { id: language, name: LANGUAGE_NAMES[language], dir: dirOf(language) };
  if (!READ_LANGUAGES.includes(language))
    return { ...facts, offered: true, of: null, signedBy: null, isVoid: false, missing: [] };
  const of = digestOf(reviewOf(language));
  const missing = missingIn(language);
  // The last one counts: a language is signed off anew when its texts have changed.
  const signed = signOffs.findLast((one) => one.language === language);
  const offered = signed?.of === of && missing.length === 0;
  const signedBy = signed ? { reader: signed.reader, at: signed.at } : null;
  return { ...facts, offered, of, signedBy, isVoid: signed !== undefined && !offered, missing };
}

/** Every language that Talon has texts for. */
export function languageItems(location: Pick<LocationConfig, "signOffs">): LanguageItem[] {
  return LANGUAGES.map((language) => languageItem(language, location));
}

function problemOf({ id, signedBy, isVoid }: LanguageItem): string {
  const how = `talon-hub texts --language ${id}, then talon-hub sign-off`;
  return isVoid && signedBy
    ? `"${id}" is not offered: its texts have changed since ${signedBy.reader} signed them off (${how})`
    : `"${id}" is not offered: nobody has signed off its texts (${how})`;
}

/** The location with the languages that it may offer, Danish where it may offer none, and a problem for each other one. */
export function withOfferedLanguages(location: LocationConfig): {
  readonly location: LocationConfig;
  readonly leftOut: readonly Problem[];
} {
  const items = location.languages.map((language) => languageItem(language, location));
  const offered = items.filter((item) => item.offered).map(({ id }) => id);
  const leftOut = items.flatMap((item, at) =>
    item.offered ? [] : [{ path: `languages.${at}`, problem: problemOf(item) }],
  );
  if (leftOut.length === 0) return { location, leftOut };
  return { location: { ...location, languages: offered.length > 0 ? offered : ["da"] }, leftOut };
}
