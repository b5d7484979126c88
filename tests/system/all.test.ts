/** How `npm test` counts, with a stand-in for npm: what a crash of vitest, a skipped test or a good run come to. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
let folder = "";

function program(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
  chmodSync(join(folder, file), 0o755);
}

const report = (passed: number, total: number, results: object[] = []) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: 0, numTotalTests: total, testResults: results });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-all-"));
  for (const name of ["tests", "bin"]) mkdirSync(join(folder, name));
  cpSync(join(root, "tests/all.mjs"), join(folder, "tests/all.mjs"));
  program("tests/setup", "#!/bin/sh\n");
  // Every check and group is good and has two tests, but for the unit tests: $UNIT is run with their report's file.
  program(
    "bin/npm",
    `#!/bin/sh
for one in "$@"; do case "$one" in --outputFile.json=*) file="\${one#*=}";; esac; done
if [ "$3" = test:unit ]; then eval "$UNIT"; exit; fi
if [ -n "$file" ]; then echo '${report(2, 2)}' > "$file"; fi
`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The last line and the exit code of `npm test` when the unit tests end with this line of shell. */
function ends(unit: string): { last: string | undefined; status: number | null } {
  const env = { ...process.env, UNIT: unit, PATH: `${join(folder, "bin")}:${process.env["PATH"]}` };
  const run = spawnSync(process.execPath, [join(folder, "tests/all.mjs")], { env, encoding: "utf8" });
  return { last: run.stdout.trimEnd().split("\n").at(-1), status: run.status };
}

test("a good run counts four checks and every test", () => {
  expect(ends(`echo '${report(5, 5)}' > $file`)).toEqual({
    last: "tests: 13 passed, 0 failed",
    status: 0,
  });
});

test.each([
  ["is killed", "kill -9 $$", 8, 1],
  ["ends badly without a report", "exit 1", 8, 1],
  ["ends well without a report", "exit 0", 8, 1],
  ["is killed while it writes its report", `echo '{"numPass' > $file; kill -9 $$`, 8, 1],
  ["finds no test", `echo '${report(0, 0)}' > $file`, 8, 1],
  [
    "cannot load a file",
    `echo '${report(5, 5, [{ status: "failed", assertionResults: [] }])}' > $file; exit 1`,
    13,
    1,
  ],
  ["ends badly though every test passed", `echo '${report(5, 5)}' > $file; exit 1`, 13, 1],
  ["skips two tests", `echo '${report(3, 5)}' > $file`, 11, 2],
])("a vitest that %s has failed, and the last line says so", (_, unit, passed, failed) => {
  expect(ends(unit)).toEqual({ last: `tests: ${passed} passed, ${failed} failed`, status: 1 });
});
