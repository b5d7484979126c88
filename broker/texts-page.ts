/**
 * All texts of a language beside Danish: a page to read and print, a table for a spreadsheet, or the list of languages.
 * Pure; knows no server and no file.
 */
import { dirOf, type Language, type StaffLanguage } from "../protocol/terms.ts";
import { LANGUAGE_NAMES } from "../protocol/texts/names.ts";
import { missingIn, type ReviewRow, reviewOf } from "../protocol/texts/review.ts";
import { type LanguageItem, languageItem, languageItems } from "./languages.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] as string);

function tableRow({ key, danish, said }: ReviewRow, language: Language): string {
  const cell =
    said === null
      ? `<td class="missing">mangler / missing</td>`
      : `<td lang="${language}" dir="${dirOf(language)}">${escaped(said)}</td>`;
  return `<tr><th scope="row"><code>${escaped(key)}</code></th><td>${escaped(danish)}</td>${cell}</tr>\n`;
}

/** Everything that citizens read and hear in `language`, with what a sign-off would be of. */
export function textsPage(language: Language): string {
  const name = escaped(LANGUAGE_NAMES[language]);
  const { of } = languageItem(language, {});
  const missing = missingIn(language).length;
  const sign =
    of === null ? "" : `<p>Tekst / texts: <code>${of}</code>. Mangler / missing: ${missing}.</p>\n`;
  const rows = reviewOf(language).map((row) => tableRow(row, language));
  return `<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Talon – ${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/hjaelp/look.css">
<main>
<h1>Dansk – <span lang="${language}">${name}</span></h1>
<p>Alt, hvad borgere læser og hører. {1} og {2} er steder, hvor noget sættes ind; tal i parentes er eksempler.</p>
<p lang="en">All that citizens read and hear. {1} and {2} are places where something is put in; numbers in brackets are examples.</p>
${sign}<table border="1">
<thead><tr><th scope="col">Tekst / text</th><th scope="col">Dansk</th><th scope="col" lang="${language}">${name}</th></tr></thead>
<tbody>
${rows.join("")}</tbody>
</table>
</main>
</html>
`;
}

/** RFC 4180, with a byte order mark, without which spreadsheets take UTF-8 for something else. */
export function textsCsv(language: Language): string {
  const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = reviewOf(language).map(({ key, danish, said }) => [key, danish, said ?? ""]);
  return `\ufeff${[["text", "da", language], ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

const LISTED = {
  da: {
    noReader: "kræver ingen læser",
    lacks: (keys: readonly string[]) => `mangler ${keys.length}: ${keys.join(", ")}`,
    whole: "hel; tilbydes, hvor den er godkendt",
  },
  en: {
    noReader: "needs no reader",
    lacks: (keys: readonly string[]) => `lacks ${keys.length}: ${keys.join(", ")}`,
    whole: "whole; offered where it is signed off",
  },
} as const;

function listed({ id, name, of, missing }: LanguageItem, speech: StaffLanguage): string {
  const t = LISTED[speech];
  const state = of === null ? t.noReader : `${of}  ${missing.length > 0 ? t.lacks(missing) : t.whole}`;
  return `${id}  ${name.padEnd(12)} ${state}\n`;
}

/** What `talon-hub texts` prints, for whoever reads `speech`. */
export function textsSaid(language: Language | null, isCsv: boolean, speech: StaffLanguage = "da"): string {
  if (language === null)
    return languageItems({})
      .map((one) => listed(one, speech))
      .join("");
  return isCsv ? textsCsv(language) : textsPage(language);
}
