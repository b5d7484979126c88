import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAsked } from "../../../broker/statistics/asked.ts";
import { COLUMNS, visitsCsv } from "../../../broker/statistics/csv.ts";
import { problemPage, type StatisticsPage, statisticsPage } from "../../../broker/statistics/page.ts";
import { type Report, reportOf } from "../../../broker/statistics/report.ts";
import { worstHour } from "../../../broker/statistics/sentence.ts";
import type { Statistics } from "../../../broker/statistics/statistics.ts";
import { type Visit, waitMs } from "../../../broker/statistics/visit.ts";
import { NINE, town } from "../town.ts";
import { events, ledgerOf, open, visitsOf } from "./town-years.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-statistics-page-"));
let statistics: Statistics;
let visits: Visit[];
beforeAll(async () => {
  const all = events(5);
  visits = visitsOf(all);
  statistics = open(join(folder, "statistics.sqlite"), ledgerOf(all));
  await statistics.catchUp();
});
afterAll(() => {
  statistics.close();
  rmSync(folder, { recursive: true, force: true });
});

function asked(query: object) {
  const read = readAsked(query as never, "2026-11-25");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.asked;
}

function report(query: object): Report {
  const { question } = asked(query);
  return reportOf({
    ...{ question, targetMin: 5, names: statistics.names },
    sums: statistics.ask(question, [], (date) => date),
    days: statistics.days(question.from, question.to),
  });
}

const ALL = { from: "2026-11-01", to: "2026-12-31", compare: "none" };

function page(query: object, otherwise: Partial<StatisticsPage> = {}): string {
  return statisticsPage({
    ...{ asked: asked(query), report: report(query), before: null, location: town(), language: "da" },
    ...{ hasStaff: false, staff: [], at: NINE, isReading: false, isEmpty: false },
    ...otherwise,
  });
}

describe("a report", () => {
  it("says what a slow look at every visit says", () => {
    const { totals, cells, openDays } = report(ALL);
    const waits = visits.flatMap((visit) => waitMs(visit) ?? []).sort((a, b) => a - b);
    const half = waits[Math.ceil(waits.length / 2) - 1]!;
    expect(totals.count).toBe(visits.length);
    expect(totals.called).toBe(waits.length);
    expect(totals.outcomes.served).toBe(visits.filter((visit) => visit.outcome === "served").length);
    expect(totals.withinTarget).toBe(waits.filter((wait) => wait < 300_000).length);
    expect(Math.abs(totals.halfMin! - half / 60_000)).toBeLessThan(1.25);
    expect(totals.halfMin! * 60_000).toBeGreaterThanOrEqual(half);
    expect(cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(visits.length);
    expect(openDays).toBe(new Set(visits.map((visit) => visit.serviceDay.slice(0, 10))).size);
  });

  it("names as the worst hour the one with the longest wait, and of equal ones the one with more people", () => {
    const cell = (day: number, hour: number, count: number, halfMin: number | null) => ({
      day,
      hour,
      count,
      halfMin,
    });
    expect(worstHour([cell(1, 9, 5, 10), cell(2, 9, 9, 10), cell(3, 9, 2, 99), cell(4, 9, 9, null)])).toEqual(
      cell(2, 9, 9, 10),
    );
    expect(worstHour([cell(1, 9, 5, 0)])).toBeNull();
  });
});

describe("the page", () => {
  it("begins with a sentence, and has a table behind each picture", () => {
    const html = page(ALL);
    expect(html).toMatch(
      /<p class="lead">Fra 1\. november 2026 til 31\. december 2026 ventede borgerne længst /,
    );
    expect(html.match(/<svg/g)?.length).toBe(4);
    expect(html.match(/<details><summary>Som tabel/g)?.length).toBe(5);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
    expect(page(ALL, { language: "en" })).toContain('<html lang="en">');
  });

  it("says that nobody came, that there is nothing yet, and that older figures are still read", () => {
    expect(page({ from: "2020-01-01", to: "2020-01-02" })).toContain("kom der ingen");
    expect(page({ from: "2020-01-01", to: "2020-01-02" }, { isEmpty: true })).toContain(
      "Der er ingen tal endnu",
    );
    expect(page(ALL, { isReading: true })).toContain("læses stadig ind");
  });

  it("shows nobody of the staff but to whoever may see them, and fewer than five of nobody", () => {
    expect(page(ALL)).not.toContain("Medarbejdere");
    const few = { ...report(ALL).totals, count: 4 };
    const many = { ...report(ALL).totals, count: 5 };
    const staff = [
      { id: "anna", totals: few },
      { id: "bo", totals: many },
    ];
    const html = page(ALL, { hasStaff: true, staff: ["anna", "bo"], report: { ...report(ALL), staff } });
    expect(html).toMatch(/anna<\/th><td>under 5<\/td><td>–/);
    expect(html).toMatch(/bo<\/th><td>5<\/td>/);
  });

  it("says which field cannot be asked", () => {
    expect(problemPage([{ path: "waitTo", problem: "order" }], "da")).toContain(
      "Ventede højst (min.): ligger før begyndelsen",
    );
  });
});

describe("the file", () => {
  it("opens right in Danish Excel: a mark, semicolons, decimal commas, and no cell that is reckoned with", () => {
    const location = town({
      queues: [{ queue: "a", name: { da: '=1+"1"' }, letters: "A" }],
      catchAll: "a",
      services: [],
    });
    const { head, line } = visitsCsv({ language: "da", location, hasStaff: false });
    expect(head.startsWith('\uFEFF"dato";"nummer"')).toBe(true);
    const [row] = statistics
      .rows("2026-11-01", "2026-12-31")
      .filter((one) => one.queue === "a" && one.wait_ms !== null);
    const cells = line({ ...row!, wait_ms: 90_000, staff: "anna" })
      .trimEnd()
      .split(";");
    expect(cells).toHaveLength(COLUMNS.length);
    expect(cells[COLUMNS.findIndex((one) => one.en === "queue")]).toBe('"\'=1+""1"""');
    expect(cells[COLUMNS.findIndex((one) => one.en === "waiting time (min)")]).toBe('"1,5"');
    expect(cells.join()).not.toContain("anna");
  });
});
