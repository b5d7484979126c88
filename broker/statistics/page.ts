/**
 * The page of statistics as the hub writes it: a sentence, four tiles, pictures with a table behind each, and what is asked in its
 * address. It needs no script, prints, and can be shared.
 * Pure; knows no server.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { inLanguage, type StaffLanguage } from "../../protocol/terms.ts";
import { clockWords } from "../../protocol/texts/words.ts";
import { escaped } from "../http/escaped.ts";
import { type Asked, type AskedProblem, addressOf, PERIODS } from "./asked.ts";
import { filterForm } from "./form.ts";
import { panels } from "./panels.ts";
import type { Report } from "./report.ts";
import { dayInWords, sentenceOf } from "./sentence.ts";
import { tiles } from "./tiles.ts";
import { STATISTICS_WORDS } from "./words.ts";

/** What the page is made of. `before`: the time that it is compared with. */
export type StatisticsPage = {
  readonly asked: Asked;
  readonly report: Report;
  readonly before: Report | null;
  readonly location: LocationConfig;
  readonly language: StaffLanguage;
  /** Whether figures of one member of staff are shown to whoever asks. */
  readonly hasStaff: boolean;
  /** Everybody who has served, by staff id. */
  readonly staff: readonly string[];
  readonly at: number;
  /** Older events are still being read. */
  readonly isReading: boolean;
  /** Whether nothing at all is known yet. */
  readonly isEmpty: boolean;
};

/** The frame around everything. */
function documentOf(language: StaffLanguage, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/statistics/look.css">
</head>
<body>
${body}</body>
</html>
`;
}

/** The page's address with a question, in a language. */
function pageAddress(asked: Asked, language: StaffLanguage): string {
  return `/statistics?${addressOf(asked)}${language === "da" ? "" : "&language=en"}`;
}

function ways({ asked, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const other = language === "da" ? "en" : "da";
  return `<nav>
<a href="/">${words.home}</a>
<a href="${escaped(pageAddress(asked, other))}" lang="${other}">${words.otherLanguage}</a>
</nav>
`;
}

function periods({ asked, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const links = PERIODS.map((period) => {
    const current = asked.period === period ? ' aria-current="true"' : "";
    const named = language === "da" ? "" : "&language=en";
    const others = new URLSearchParams(addressOf(asked));
    for (const name of ["from", "to", "period"]) others.delete(name);
    const rest = others.size === 0 ? "" : `&${others}`;
    return `<a href="${escaped(`/statistics?period=${period}${rest}${named}`)}"${current}>${words.periods[period]}</a>\n`;
  });
  return `<div class="choices">\n${links.join("")}</div>\n`;
}

function notices({ report, language, isReading }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const partial = report.partial.slice(-5).flatMap(({ date, isOver, awayMin }) => {
    const day = dayInWords(date, language);
    return [isOver ? [] : [words.partial(day)], awayMin > 0 ? [words.away(day, awayMin)] : []].flat();
  });
  const offLine = report.offLine > 0 ? [words.offLine(report.offLine)] : [];
  const all = [...(isReading ? [words.reading] : []), ...partial, ...offLine];
  return all.map((line) => `<p class="notice">${escaped(line)}</p>\n`).join("");
}

function file({ asked, language, at, location }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const clock = clockWords(at, { timeZone: location.timeZone, language });
  const address = `/statistics.csv?${addressOf(asked)}${language === "da" ? "" : "&language=en"}`;
  return `<p class="quiet">${words.updated(clock)}</p>
<p class="file"><a href="${escaped(address)}">${words.csv}</a> · <span class="quiet">${words.print}</span></p>
`;
}

/** The whole page. */
export function statisticsPage(page: StatisticsPage): string {
  const { location, language, report } = page;
  const words = STATISTICS_WORDS[language];
  const place = escaped(inLanguage(location.name, language));
  const sentence = page.isEmpty ? words.nothingYet : sentenceOf(page.asked, report, language);
  const isBare = report.totals.count === 0;
  return documentOf(
    language,
    `${words.title} – ${inLanguage(location.name, language)}`,
    `${ways(page)}<main>
<h1>${words.title} · ${place}</h1>
${periods(page)}<p class="lead">${escaped(sentence)}</p>
${notices(page)}${isBare ? "" : `${tiles(page)}${panels(page)}`}${filterForm(page)}${file(page)}</main>
`,
  );
}

/** What is wrong with what was asked, by field. */
export function problemPage(problems: readonly AskedProblem[], language: StaffLanguage): string {
  const words = STATISTICS_WORDS[language];
  const lines = problems.map(({ path, problem }) => {
    const name = (words.filter as Readonly<Record<string, string>>)[path] ?? path;
    return `<li>${escaped(name)}: ${escaped(words.problems[problem])}</li>\n`;
  });
  return documentOf(
    language,
    words.title,
    `<main>\n<h1>${words.title}</h1>\n<p class="lead">${words.problem}</p>\n<ul>\n${lines.join("")}</ul>\n<p><a href="/statistics">${words.filter.clear}</a></p>\n</main>\n`,
  );
}
