/** The crash matrix of twenty seeded runs; `npm run soak` does two hundred longer ones. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { crashRun, printed, type RunReport } from "../soak/run.ts";
import { DUE } from "../soak/troubles.ts";

const RUNS = 20;
const RUN_MS = 6_000;
const programs = join(import.meta.dirname, "../../dist");

describe("whatever breaks, every paper has exactly one ticket and no number stands on two papers", () => {
  const tried = new Map<string, number>();
  const reports: RunReport[] = [];

  test.each(Array.from({ length: RUNS }, (_, at) => at + 1))(
    "seed %i",
    async (seed) => {
      const report = await crashRun(seed, { programs, runMs: RUN_MS, tried });
      reports.push(report);
      expect(report.broken, report.said.join("\n")).toEqual([]);
    },
    90_000,
  );

  test("the runs together gave paper and broke every kind of thing", () => {
    process.stdout.write(`${printed(reports, tried)}\n`);
    expect(reports.reduce((sum, report) => sum + report.papers, 0)).toBeGreaterThan(RUNS * 5);
    expect([...tried.keys()]).toEqual(expect.arrayContaining(DUE.map(([name]) => name)));
  });
});
