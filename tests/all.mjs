/**
 * Runs everything that must hold, one step after the other, and ends with the plain line `tests: N passed, N failed`.
 * Each check counts as one test; the rest is counted from vitest's own reports. A step that fails does not hide the
 * later ones, but a missing report, or a group in which no test ran, is a failure. It must not know any single test.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, ".reports");

const checks = ["check:types", "check:lint", "check:knip", "build"];
const groups = [
  { script: "check:arrows", report: "arrows.json" },
  { script: "test:unit", report: "unit.json" },
  { script: "test:system", report: "system.json" },
];

/** Runs a command in the root with our own output and no input; true when it ended well. */
function run(command, args) {
  console.log(`\n== ${[command, ...args].join(" ")}`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error) console.error(error.message);
  return status === 0;
}

const tallyOf = (script, isGood) => ({ script, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, isGood });

/** What vitest reported, or nothing when it crashed before it had written all of it. */
function reportIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    console.error(`no report of the tests in ${file}: ${cause.message}`);
    return undefined;
  }
}

/** Counts one report of vitest; a file that could not even be loaded, and a test that was skipped, count as failed. */
function tallyGroup({ script, report }) {
  const file = join(reports, report);
  const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const isGood = run("npm", ["run", "--silent", script, "--", ...reporting]);
  const told = reportIn(file);
  if (told === undefined) return tallyOf(script, false);
  const { numPassedTests: passed, numTotalTests, testResults } = told;
  const unloaded = testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.length === 0,
  ).length;
  const failed = numTotalTests - passed + unloaded;
  const isEmpty = numTotalTests === 0;
  // vitest also ends badly for what is no test: an unhandled rejection, or a coverage below its threshold.
  return {
    script,
    passed,
    failed: failed === 0 && (!isGood || isEmpty) ? 1 : failed,
    isGood: isGood && !isEmpty,
  };
}

if (!run("tests/setup", [])) {
  console.error("tests: 0 passed, 1 failed");
  process.exit(1);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const tallies = [
  ...checks.map((script) => tallyOf(script, run("npm", ["run", "--silent", script]))),
  ...groups.map(tallyGroup),
];
const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
const bad = tallies.filter((tally) => !tally.isGood || tally.failed > 0);
console.log(
  `\n${bad.length === 0 ? "all steps passed" : `failed: ${bad.map((tally) => tally.script).join(", ")}`}`,
);
console.log(`tests: ${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(bad.length === 0 ? 0 : 1);
