/**
 * The frame of a page that the hub writes for a citizen's phone: its head, the house, the choice of language.
 * Pure; knows no page. Addresses in it are relative.
 */
import { dirOf, inLanguage, type Language, type LocalText } from "../../protocol/terms.ts";
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
<link rel="stylesheet" href="${root}d/look.css">
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
