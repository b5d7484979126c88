/**
 * Runs test files inside the machine with vitest's own runner, without vitest around it, which opens thousands of files.
 * Each test is told on a line of its own, "@test {json}"; the last line is "@end {json}", and without it nothing is proven.
 */
import { join } from "node:path";
import { type File, startTests, type Test, type VitestRunner } from "@vitest/runner";

const say = (kind: "test" | "end", what: object): void =>
  void process.stdout.write(`@${kind} ${JSON.stringify(what)}\n`);

function titleOf(test: Test): string {
  const names: string[] = [];
  for (let suite = test.suite; suite !== undefined; suite = suite.suite)
    if (suite.name !== "") names.unshift(suite.name);
  return [...names, test.name].join(" > ");
}

function tell(test: Test): void {
  const { state = "skip", duration = 0, errors = [] } = test.result ?? {};
  const problem = errors.map((error) => error.stack ?? error.message).join("\n");
  say("test", { title: titleOf(test), state, ms: Math.round(duration), problem });
}

const runner: VitestRunner = {
  config: {
    root: import.meta.dirname,
    name: "inside",
    setupFiles: [],
    passWithNoTests: false,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: 0, hooks: "stack", setupFiles: "list" },
    chaiConfig: undefined,
    maxConcurrency: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  },
  importFile: (path) => import(/* @vite-ignore */ path) as Promise<unknown>,
  onAfterRunTask: tell,
};

/** Files that could not be loaded, and hooks that failed, stand at files and suites and not at a test. */
function troublesOf(file: File): string[] {
  const own = (file.result?.errors ?? []).map((error) => error.stack ?? error.message);
  const below = file.tasks.flatMap((task) =>
    task.type === "suite" ? (task.result?.errors ?? []).map((error) => error.message) : [],
  );
  return [...own, ...below].map((problem) => `${file.filepath}: ${problem}`);
}

const paths = process.argv.slice(2).map((name) => join(import.meta.dirname, `${name}.mjs`));
const files = await startTests(paths, runner);
say("end", { files: files.length, troubles: files.flatMap(troublesOf) });
process.exit();
