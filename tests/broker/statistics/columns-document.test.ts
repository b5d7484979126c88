import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COLUMNS } from "../../../broker/statistics/csv.ts";

const file = new URL("../../../docs/statistics.md", import.meta.url);
const [begin, end] = ["<!-- columns -->\n", "<!-- /columns -->"];

it("prints in docs/statistics.md the file's columns as the hub writes them", () => {
  const rows = COLUMNS.map(({ da, en, says }) => `| \`${da}\` | \`${en}\` | ${says} |\n`);
  const table = `| Danish | English | what |\n| --- | --- | --- |\n${rows.join("")}`;
  const text = readFileSync(file, "utf8");
  const now = `${text.slice(0, text.indexOf(begin) + begin.length)}${table}${text.slice(text.indexOf(end))}`;
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, now);
  expect(readFileSync(file, "utf8")).toBe(now);
});
