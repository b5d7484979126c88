/**
 * `/sms`: what text messages cost, for leaders and administrators, in plain words and without script.
 * Pure; knows no server.
 */
import { inLanguage, type LocalText } from "../../protocol/terms.ts";
import { escaped } from "../http/escaped.ts";
import type { Spent } from "../queue/text-costs.ts";
import { NO_SHOW_BY, type NoShowBy, type NoShowRow, percent } from "./no-show-rows.ts";
import { type CostRow, KIND_WORDS } from "./text-cost-rows.ts";

export type FiguresPage = {
  readonly language: "da" | "en";
  readonly place: LocalText;
  readonly costs: readonly CostRow[];
  /** Oere a part today; `null`: none is set. */
  readonly price: number | null;
  /** How many stay away, by each thing that may matter; and what trials of wordings show. */
  readonly noShows: Readonly<Record<NoShowBy, readonly NoShowRow[]>>;
  readonly trials: readonly { readonly trial: string; readonly words: string }[];
};

const WORDS = {
  da: {
    title: "SMS",
    costs: "Hvad SMS koster",
    head: ["Slags", "Beskeder", "Dele", "Kr."],
    sum: "I alt",
    none: "Der er ikke sendt SMS endnu.",
    price: (kr: string) =>
      `En del koster nu ${kr} kr. Hver besked er regnet med den pris, der gjaldt, da den blev sendt.`,
    noPrice: "Der er ingen pris sat. Sæt den under Huset i administrationen; den gælder fra da af.",
    unpriced: (parts: number) =>
      `${parts} dele er sendt, mens der ikke var nogen pris, og er ikke med i kronerne.`,
    perhaps: (texts: number, kr: string) =>
      `Desuden ${texts} beskeder, der måske er sendt (gatewayen svarede ikke): op til ${kr} kr.`,
    noShows: "Udeblivelser",
    by: { service: "Ydelse", source: "Kilde", plan: "Påmindelser, før mødet", lead: "Aftalen lavet" },
    noShowHead: ["Aftaler", "Udeblev", "Sandsynligvis mellem"],
    few: "for få til at sige",
    noNoShows:
      "Der er endnu ingen aftaler at tælle. Her tælles fysiske møder, når en time er gået efter mødetiden.",
    and: "og",
    trials: "Forsøg med ord",
    csv: "Hent som regneark (CSV)",
    other: "English",
    back: "Til forsiden",
    about:
      "En lang besked sendes i flere dele, og hver del koster. Æ, ø og å koster ikke ekstra; det gør tankestreger og emojier.",
  },
  en: {
    title: "Text messages",
    costs: "What text messages cost",
    head: ["Kind", "Messages", "Parts", "DKK"],
    sum: "In all",
    none: "No text message was sent yet.",
    price: (kr: string) =>
      `A part costs DKK ${kr} now. Each message is reckoned at the price of the day on which it was sent.`,
    noPrice: "No price is set. Set it under The house in the administration; it holds from then on.",
    unpriced: (parts: number) =>
      `${parts} parts were sent while there was no price, and are not in these kroner.`,
    perhaps: (texts: number, kr: string) =>
      `Besides, ${texts} messages that may have been sent (the gateway did not answer): up to DKK ${kr}.`,
    noShows: "No-shows",
    by: { service: "Service", source: "Source", plan: "Reminders, before it", lead: "Appointment made" },
    noShowHead: ["Appointments", "Stayed away", "Probably between"],
    few: "too few to say",
    noNoShows:
      "There are no appointments to count yet. Meetings in the house are counted here an hour after their time.",
    and: "and",
    trials: "Trials of words",
    csv: "Take out as a spreadsheet (CSV)",
    other: "Dansk",
    back: "To the first page",
    about:
      "A long message goes in several parts, and each part costs. Danish letters cost nothing extra; dashes of printers and emojis do.",
  },
} as const;

function total(spent: readonly Spent[]): Spent {
  const sum = (of: (one: Spent) => number) => spent.reduce((all, one) => all + of(one), 0);
  return {
    texts: sum((one) => one.texts),
    parts: sum((one) => one.parts),
    ore: sum((one) => one.ore),
    unpriced: sum((one) => one.unpriced),
  };
}

function costTable({ language, costs }: FiguresPage): string {
  const t = WORDS[language];
  const tag = language === "da" ? "da-DK" : "en-GB";
  const money = (ore: number) =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(ore / 100);
  const count = (value: number) => new Intl.NumberFormat(tag).format(value);
  const monthName = (month: string) =>
    new Intl.DateTimeFormat(tag, { month: "long", year: "numeric", timeZone: "UTC" }).format(
      Date.parse(`${month}-01T12:00:00Z`),
    );
  const cells = ({ texts, parts, ore }: Spent) =>
    [texts, parts].map((value) => `<td class="number">${count(value)}</td>`).join("") +
    `<td class="number">${money(ore)}</td>`;
  const months = [...new Set(costs.map(({ month }) => month))];
  const bodies = months.map((month) => {
    const own = costs.filter((one) => one.month === month);
    const rows = own.map(
      ({ kind, sure }) => `<tr><th scope="row">${KIND_WORDS[language][kind]}</th>${cells(sure)}</tr>`,
    );
    const sum = total(own.map(({ sure }) => sure));
    return `<tbody><tr><th scope="rowgroup" colspan="4" class="month">${monthName(month)}</th></tr>
${rows.join("\n")}\n<tr class="sum"><th scope="row">${t.sum}</th>${cells(sum)}</tr></tbody>`;
  });
  const [sure, perhaps] = [total(costs.map((one) => one.sure)), total(costs.map((one) => one.perhaps))];
  const notes = [
    ...(sure.unpriced > 0 ? [t.unpriced(sure.unpriced)] : []),
    ...(perhaps.texts > 0 ? [t.perhaps(perhaps.texts, money(perhaps.ore))] : []),
  ];
  return `<div class="wide" tabindex="0" role="region" aria-label="${t.costs}"><table>
<thead><tr>${t.head.map((word, at) => `<th scope="col"${at > 0 ? ' class="number"' : ""}>${word}</th>`).join("")}</tr></thead>
${bodies.join("\n")}
</table></div>
${notes.map((note) => `<p>${note}</p>`).join("\n")}
<p><a href="/sms/costs.csv">${t.csv}</a></p>`;
}

/** One table for each thing that may matter, and what trials show. */
function noShowPart({ language, noShows, trials }: FiguresPage): string {
  const t = WORDS[language];
  if (noShows.service.length === 0) return `<p>${t.noNoShows}</p>`;
  const cells = ({ part }: NoShowRow) =>
    part === null
      ? `<td class="number" colspan="3">${t.few}</td>`
      : `<td class="number">${part.n}</td><td class="number">${percent(part.of / part.n, language)}</td><td class="number">${percent(part.from, language)} ${t.and} ${percent(part.to, language)}</td>`;
  const head = (by: NoShowBy) =>
    `<th scope="col">${t.by[by]}</th>${t.noShowHead.map((word) => `<th scope="col" class="number">${word}</th>`).join("")}`;
  const tables = NO_SHOW_BY.map((by) => {
    const rows = noShows[by].map((row) => `<tr><th scope="row">${escaped(row.name)}</th>${cells(row)}</tr>`);
    return `<div class="wide" tabindex="0" role="region" aria-label="${t.noShows}: ${t.by[by]}"><table>
<thead><tr>${head(by)}</tr></thead>
<tbody>${rows.join("\n")}</tbody>
</table></div>`;
  });
  const told = trials.map(({ trial, words }) => `<h3>${escaped(trial)}</h3>\n<p>${words}</p>`);
  return `${tables.join("\n")}${told.length === 0 ? "" : `\n<h2>${t.trials}</h2>\n${told.join("\n")}`}`;
}

/** The whole document. */
export function figuresPage(page: FiguresPage): string {
  const { language, place, costs, price } = page;
  const t = WORDS[language];
  const kr = (ore: number) =>
    new Intl.NumberFormat(language === "da" ? "da-DK" : "en-GB", {
      minimumFractionDigits: 2,
      maximumFractionDigits: 4,
    }).format(ore / 100);
  const other = language === "da" ? "en" : "da";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title} – ${escaped(inLanguage(place, language))}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/hjaelp/look.css">
<link rel="stylesheet" href="/sms/look.css">
</head>
<body>
<main>
<p class="top"><a href="/">${t.back}</a> <a lang="${other}" href="/sms?language=${other}">${t.other}</a></p>
<h1>${t.title}</h1>
<h2>${t.costs}</h2>
<p>${price === null ? t.noPrice : t.price(kr(price))}</p>
${costs.length === 0 ? `<p>${t.none}</p>` : costTable(page)}
<p>${t.about}</p>
<h2>${t.noShows}</h2>
${noShowPart(page)}
</main>
</body>
</html>
`;
}

/** Besides the look of the hub's own pages. */
export const FIGURES_LOOK = `
.top { display: flex; justify-content: space-between; gap: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; min-width: 60%; }
th, td { padding: .35rem .7rem; border-bottom: 1px solid #8799ab; text-align: start; vertical-align: top; }
th[scope="row"] { font-weight: normal; }
th, td { overflow-wrap: normal; hyphens: none; }
.month { padding-block-start: 1rem; text-transform: capitalize; }
.sum th, .sum td { font-weight: bold; border-bottom-width: 2px; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
`;
