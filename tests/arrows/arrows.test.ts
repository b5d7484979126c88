/**
 * Proves that the lint guard bites: plants one violation of every arrow and every ban of the house in a scratch copy,
 * runs oxlint once over all of them, and expects each to be refused by its own rule and the clean files to pass.
 * It must not know what the real files hold.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cleanFiles, plants } from "./plants.ts";

const root = new URL("../../", import.meta.url).pathname;

interface Finding {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
}

/** Copies the guard's own settings, and nothing of the product, into an empty folder. */
function layGround(): string {
  const folder = mkdtempSync(join(tmpdir(), "talon-arrows-"));
  for (const name of [".oxlintrc.json", "tsconfig.json", "tests/arrows/house.mjs"]) {
    cpSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function lint(folder: string): Finding[] {
  const program = join(root, "node_modules/oxlint/bin/oxlint");
  const args = [program, "--type-aware", "--format", "json"];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  const report = JSON.parse(run.stdout) as { diagnostics: Finding[] };
  return report.diagnostics;
}

/** Plants are numbered so that two of them may claim the same file name. */
const plantFile = (index: number): string => (plants[index]?.file ?? "").replace("#", `plant${index}`);

describe("the guard of the house", () => {
  let folder = "";
  let findings: Finding[] = [];

  beforeAll(() => {
    folder = layGround();
    for (const [file, text] of Object.entries(cleanFiles)) write(folder, file, text);
    plants.forEach((plant, index) => {
      write(folder, plantFile(index), plant.text);
    });
    findings = lint(folder);
  }, 30_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(plants.map((plant, index) => [plant.rule, plant.says, index] as const))(
    "%s refuses: %s",
    (rule, _says, index) => {
      const here = findings.filter((finding) => finding.filename === plantFile(index));
      expect(here.map((finding) => `${finding.code} ${finding.message}`).join("\n")).toContain(rule);
    },
  );

  test.each(Object.keys(cleanFiles))("%s, which breaks no rule, passes", (file) => {
    expect(findings.filter((finding) => finding.filename === file)).toEqual([]);
  });

  test("every arrow of the table has a plant", () => {
    const table = readFileSync(join(root, "tests/arrows/house.mjs"), "utf8");
    const ids = [...table.matchAll(/^ {4}id: "([a-z-]+)"/gm)].map((match) => `talon(arrows) ${match[1]}:`);
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id) => !plants.some((plant) => plant.rule === id))).toEqual([]);
  });
});
