import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const checklist = readFileSync(join(root, "docs/accessibility.md"), "utf8");

it("every file that the checklist of EN 301 549 names as a proof is there", () => {
  const named = [...checklist.matchAll(/`((?:tests|device|protocol|hal|broker|docs)\/[\w./-]+)`/g)].map(
    ([, path = ""]) => path,
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("each clause of the checklist's tables says that it is met, partly or not, whose it is, or why it does not apply", () => {
  const rows = checklist.split("\n").filter((line) => /^\| \d/.test(line));
  expect(rows.length).toBeGreaterThan(50);
  const said = /^(met|partly|not met|not verified|do not apply|does not apply|installer|as above)/;
  expect(rows.filter((row) => !said.test(row.split("|")[2]?.trim() ?? ""))).toEqual([]);
});
