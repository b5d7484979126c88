/**
 * The frame of a page that the hub writes for a citizen's phone: its head, the house, the choice of language.
 * Pure; knows no page. Addresses in it are relative.
 */
import { dirOf, inLanguage, type Language, type LocalText } from "../../protocol/terms.ts";
import { LANGUAGE_NAMES } from "../../protocol/texts/names.ts";
import { escaped } from "../http/escaped.ts";

/** `root`: the way to where all pages lie. `languages` and `body` are HTML. */
export type PhonePage = {
  readonly language: Language;
  readonly place: LocalText;
  readonly title: string;
  readonly root: string;
  readonly languages: string;
  readonly body: string;
};

type Choice = {
  readonly languages: readonly Language[];
  readonly language: Language;
  readonly label: string;
  /** This page's own, as seen from itself. */
  readonly address: string;
};

/** The languages of the house, each by its own name; nothing where there is one alone. */
export function languageLinks({ languages: offered, language, label, address }: Choice): string {
  if (offered.length < 2) return "";
  const each = offered.map((one) => {
    const said = `lang="${one}" dir="${dirOf(one)}"`;
    return one === language
      ? `<span ${said} aria-current="true">${LANGUAGE_NAMES[one]}</span>`
      : `<a ${said} href="${address}?language=${one}">${LANGUAGE_NAMES[one]}</a>`;
  });
  return `<nav aria-label="${escaped(label)}">${each.join("\n")}</nav>\n`;
}

/** The whole document. */
export function phonePage({ language, place, title, root, languages, body }: PhonePage): string {
  return `<!doctype html>
<html lang="${language}" dir="${dirOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}d/look.css" referrerpolicy="no-referrer">
</head>
<body>
<header>
<p class="place">${escaped(inLanguage(place, language))}</p>
${languages}</header>
<main>
<h1>${escaped(title)}</h1>
${body}</main>
</body>
</html>
`;
}
