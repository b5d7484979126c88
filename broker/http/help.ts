/**
 * The instructions as pages that the hub writes itself, without a script, so that any browser shows and prints them.
 * Pure; knows no server.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";
import { daHelp } from "../help/da.ts";
import { enHelp } from "../help/en.ts";
import { type HelpTexts, type Part, ROLES_TOLD, type ToldRole } from "../help/instructions.ts";

const HELP: Readonly<Record<StaffLanguage, HelpTexts>> = { da: daHelp, en: enHelp };
const OTHER: Readonly<Record<StaffLanguage, StaffLanguage>> = { da: "en", en: "da" };

/** One page of paper; colours as on every screen of Talon. */
export const HELP_LOOK = `
:root { font-family: "Noto Sans", "DejaVu Sans", system-ui, sans-serif; line-height: 1.5; color: #06182b; background: #f3f6f9; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; }
a { color: #06182b; font-weight: 600; display: inline-block; padding: 0.6rem 0; margin-inline-end: 1.2rem; }
li > a { display: block; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-block: 1.4rem 0.4rem; }
li { margin-block: 0.35rem; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { padding: 0.4rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th:first-child { width: 26%; }
.card { border: 4px solid #06182b; border-radius: 12px; background: #ffb000; padding: 0.4rem 1.4rem 0.8rem; margin-block-start: 1.6rem; break-inside: avoid; }
.card li { font-weight: 600; }
:focus-visible { outline: 3px solid #06182b; outline-offset: 2px; }
@media print {
  @page { margin: 14mm; }
  :root { background: #ffffff; font-size: 10.5pt; }
  body { padding: 0; max-width: none; }
  nav { display: none; }
  .card { background: #ffffff; }
}
`;

/** A role as its address says, or `null` for one that has no page. */
export function toldRole(text: string): ToldRole | null {
  return ROLES_TOLD.find((role) => role === text) ?? null;
}

const address = (language: StaffLanguage, role: ToldRole | null) =>
  `/hjaelp${role === null ? "" : `/${role}`}${language === "da" ? "" : `?language=${language}`}`;

function page(language: StaffLanguage, role: ToldRole | null, body: string): string {
  const texts = HELP[language];
  const title = role === null ? texts.title : texts.role[role].title;
  const other = OTHER[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Talon</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/hjaelp/look.css">
<nav aria-label="${texts.title}">
${role === null ? "" : `<a href="${address(language, null)}">${texts.all}</a>\n`}<a href="${address(other, role)}" lang="${other}">${texts.otherLanguage}</a>
</nav>
<main>
<h1>${title}</h1>
${body}</main>
</html>
`;
}

const listOf = (kind: "ul" | "ol", lines: readonly string[]) =>
  `<${kind}>\n${lines.map((line) => `<li>${line}</li>\n`).join("")}</${kind}>\n`;

const partOf = ({ head, lines }: Part) => `<h2>${head}</h2>\n${listOf("ul", lines)}`;

/** The instructions of one role with its action card. */
export function instructionsPage(role: ToldRole, language: StaffLanguage): string {
  const { parts, card } = HELP[language].role[role];
  const outage = `<section class="card">\n<h2>${card.head}</h2>\n${listOf("ol", card.lines)}</section>\n`;
  return page(language, role, `${parts.map(partOf).join("")}${outage}`);
}

/** The list of all roles. */
export function helpPage(language: StaffLanguage): string {
  const texts = HELP[language];
  const links = ROLES_TOLD.map(
    (role) => `<a href="${address(language, role)}">${texts.role[role].title}</a>`,
  );
  return page(language, null, `${listOf("ul", links)}<p>${texts.print}</p>\n`);
}
