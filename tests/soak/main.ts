/** `npm run soak [-- runs] [first seed] [seconds]`: the crash matrix, by default 200 runs of ten seconds, with a printed report of what was tried. */
import { crashRun, printed, type RunReport } from "./run.ts";

const [runs = 200, first = 1, seconds = 10] = process.argv.slice(2).map(Number);
const tried = new Map<string, number>();
const reports: RunReport[] = [];
for (let seed = first; seed < first + runs; seed++) {
  const report = await crashRun(seed, { programs: import.meta.dirname, runMs: seconds * 1000, tried });
  reports.push(report);
  const verdict = report.broken.length === 0 ? "good" : `BROKEN\n  ${report.broken.join("\n  ")}`;
  process.stdout.write(`seed ${seed}: ${report.papers} papers, ${report.tickets} tickets, ${verdict}\n`);
}
process.stdout.write(`\n${printed(reports, tried)}\n`);
process.exit(reports.every((report) => report.broken.length === 0) ? 0 : 1);
