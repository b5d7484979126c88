/**
 * The panels of the page: each a picture or a list, with a table behind every picture.
 * Pure; knows no server.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { inLanguage, type StaffLanguage } from "../../protocol/terms.ts";
import { escaped } from "../http/escaped.ts";
import type { StatisticsPage } from "./page.ts";
import { busyHalves, daysOf, heatMap, hoursOf, waitBand, workBars } from "./pictures.ts";
import type { Cell, HalfHour, Part, Totals } from "./report.ts";
import { spanWords } from "./sentence.ts";
import { goneOf, shareOf } from "./tiles.ts";
import { STATISTICS_WORDS, type StatisticsWords } from "./words.ts";

/** Groups smaller than this are hidden where they are of one member of staff. */
const FEW = 5;
const HIDDEN = ["–", "–", "–", "–", "–"];

type Table = {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

function table({ caption, heads, rows }: Table): string {
  const head = heads.map((words) => `<th scope="col">${escaped(words)}</th>`).join("");
  const lines = rows.map(([first = "", ...rest]) => {
    const cells = rest.map((words) => `<td>${escaped(words)}</td>`).join("");
    return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>\n`;
  });
  return `<div class="scroll" tabindex="0"><table><caption>${escaped(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${lines.join("")}</tbody></table></div>
`;
}

type Panel = {
  readonly head: string;
  readonly note: string;
  readonly body: string;
  readonly behind?: Table | undefined;
  readonly why?: string | undefined;
};

/** A table that stands in a panel by itself: the panel's heading says what its caption does. */
const own = (one: Table) => `<div class="own">${table(one)}</div>`;

function panel({ head, note, body, behind, why }: Panel, words: StatisticsWords): string {
  const tableBehind =
    behind === undefined ? "" : `<details><summary>${words.table}</summary>${table(behind)}</details>\n`;
  const whence =
    why === undefined
      ? ""
      : `<details class="why"><summary>${words.where}</summary><p>${escaped(why)}</p></details>\n`;
  return `<section class="panel">\n<h2>${escaped(head)}</h2>\n${note === "" ? "" : `<p class="quiet">${escaped(note)}</p>\n`}${body}${tableBehind}${whence}</section>\n`;
}

const clock = (minute: number, language: StaffLanguage) =>
  `${Math.floor(minute / 60)}${language === "da" ? "." : ":"}${String(minute % 60).padStart(2, "0")}`;
const orDash = (value: number | null) => (value === null ? "–" : `${value}`);

function heat({ report, language }: StatisticsPage, id: "came" | "waited"): string {
  const words = STATISTICS_WORDS[language];
  const [title, note] =
    id === "came" ? [words.heat.came, words.heat.cameNote] : [words.heat.waited, words.heat.waitedNote];
  const value = (cell: Cell) => (id === "came" ? cell.count || null : cell.halfMin);
  const { cells } = report;
  const rows = hoursOf(cells).map((hour) => [
    `${hour}`,
    ...daysOf(cells).map((day) => orDash(value(cells[(day - 1) * 24 + hour] as Cell))),
  ]);
  const heads = [words.column.hour, ...daysOf(cells).map((day) => words.weekdays[day - 1] as string)];
  return panel(
    {
      ...{ head: title, note, behind: { caption: note, heads, rows } },
      body: heatMap({ id, title, note, cells, weekdays: words.shortWeekdays, value, closed: words.closed }),
      why: id === "came" ? undefined : words.explain.wait,
    },
    words,
  );
}

function decimal(value: number, language: StaffLanguage): string {
  const options = { maximumFractionDigits: 1 };
  return value.toLocaleString(language === "da" ? "da-DK" : "en-GB", options);
}

function band({ report, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const { title, note } = words.band;
  const halves = busyHalves(report.day);
  const heads = [words.column.time, words.band.half, words.band.nine];
  const rows = halves.map(({ from, halfMin, nineMin }) => [
    clock(from, language),
    orDash(halfMin),
    orDash(nineMin),
  ]);
  return panel(
    {
      ...{ head: title, note: `${note} (${words.minutes(report.targetMin)})` },
      body: waitBand({ id: "band", title, note, day: report.day, targetMin: report.targetMin }),
      ...{ behind: { caption: title, heads, rows }, why: words.explain.quantile },
    },
    words,
  );
}

function work({ report, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const { title, note, atWork, serving, came, idle } = words.work;
  const number = (value: number) => decimal(value, language);
  const row = (half: HalfHour) => [
    clock(half.from, language),
    ...[half.came, half.atWork, half.serving, Math.max(0, half.atWork - half.serving)].map(number),
  ];
  return panel(
    {
      ...{ head: title, note, why: words.explain.work },
      body: workBars({ id: "work", title, note, day: report.day, number }),
      behind: {
        ...{ caption: title, heads: [words.column.time, came, atWork, serving, idle] },
        rows: busyHalves(report.day).map(row),
      },
    },
    words,
  );
}

/** A row of figures. */
function figures(name: string, totals: Totals): string[] {
  const share = shareOf(totals);
  return [
    ...[
      name,
      `${totals.count}`,
      `${totals.outcomes.served}`,
      `${goneOf(totals)}`,
      orDash(totals.halfMin),
      orDash(totals.nineMin),
    ],
    share === null ? "–" : `${share} %`,
  ];
}

const headsOf = ({ column }: StatisticsWords) => [
  ...[column.name, column.came, column.served, column.gone, column.half, column.nine, column.target],
];

type Naming = { readonly language: StaffLanguage; readonly location: LocationConfig };

/** What a queue or service is called; what the document no longer has keeps its id. */
export function nameOf(kind: "queue" | "service", id: string | null, { language, location }: Naming): string {
  if (id === null) return STATISTICS_WORDS[language].none;
  const found =
    kind === "queue"
      ? location.queues.find((one) => one.queue === id)
      : location.services.find((one) => one.service === id);
  return found === undefined ? id : inLanguage(found.name, language);
}

function parts(page: StatisticsPage, kind: "queue" | "service", all: readonly Part[]): string {
  const words = STATISTICS_WORDS[page.language];
  const head = kind === "queue" ? words.queues : words.services;
  const rows = all.map(({ id, totals }) => figures(nameOf(kind, id, page), totals));
  return panel({ head, note: "", body: own({ caption: head, heads: headsOf(words), rows }) }, words);
}

function staff({ report, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const known = report.staff.filter(({ id }) => id !== null);
  const rows = known.map(({ id, totals }) =>
    totals.count < FEW ? [id as string, words.few, ...HIDDEN] : figures(id as string, totals),
  );
  const body = own({ caption: words.staff, heads: headsOf(words), rows });
  return panel({ head: words.staff, note: words.explain.few, body }, words);
}

/** Days and months on which anybody came. */
function spans({ report, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const busy = report.spans.filter(({ totals }) => totals.count > 0);
  const rows = busy.map(({ span, totals }) => figures(spanWords(span, language), totals));
  const behind = { caption: words.spans, heads: headsOf(words), rows };
  return panel({ head: words.spans, note: "", body: "", behind }, words);
}

function outcomes({ report, language }: StatisticsPage): string {
  const words = STATISTICS_WORDS[language];
  const counted = Object.entries(report.totals.outcomes).filter(([, count]) => count > 0);
  const rows = counted.map(([outcome, count]) => [
    words.outcomes[outcome as keyof typeof words.outcomes],
    `${count}`,
  ]);
  const heads = [words.filter.outcome, words.column.came];
  return panel(
    { head: words.filter.outcome, note: "", body: own({ caption: words.filter.outcome, heads, rows }) },
    words,
  );
}

/** All panels. */
export function panels(page: StatisticsPage): string {
  const { report, hasStaff } = page;
  return `<div class="panels">
${heat(page, "waited")}${heat(page, "came")}${band(page)}${work(page)}${parts(page, "service", report.services)}${parts(page, "queue", report.queues)}${outcomes(page)}${spans(page)}${hasStaff ? staff(page) : ""}</div>
`;
}
