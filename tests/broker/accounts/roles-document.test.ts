import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { REACH } from "../../../broker/accounts/reach.ts";
import { PERSON_ROLES, RIGHTS } from "../../../broker/accounts/rights.ts";

const file = new URL("../../../docs/roles.md", import.meta.url);
const [begin, end] = ["<!-- rights -->\n", "<!-- /rights -->"];

function table(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const reach: Readonly<Record<string, string>> = REACH;
  const columns = ["deed", ...PERSON_ROLES, "reaches"];
  const head = row(columns) + row(columns.map(() => "---"));
  const deeds = Object.entries(RIGHTS).map(([deed, roles]) =>
    row([
      `\`${deed}\``,
      ...PERSON_ROLES.map((role) => (roles.includes(role) ? "x" : "")),
      ...(deed in reach ? [`\`${reach[deed]}\``] : [""]),
    ]),
  );
  return head + deeds.join("");
}

it("prints in docs/roles.md what each role may do, as the hub judges it", () => {
  const text = readFileSync(file, "utf8");
  const now = `${text.slice(0, text.indexOf(begin) + begin.length)}${table()}${text.slice(text.indexOf(end))}`;
  if (process.env["UPDATE_DOCS"] === "1") writeFileSync(file, now);
  expect(readFileSync(file, "utf8")).toBe(now);
});
