import { expect, it } from "vitest";
import { good, passed, simulated, wrong } from "../../../../device/stand/cli/report.ts";
import { type SheetFacts, sheetHtml, sheetLines } from "../../../../device/stand/cli/sheet.ts";
import { checkStand } from "../../../../protocol/config/stand.ts";

function facts(lines: SheetFacts["lines"]): SheetFacts {
  const config = checkStand({
    v: 1,
    location: "demo",
    stand: "s1",
    dataDir: "/var/lib/talon-stand",
    mqtt: { url: "mqtt://127.0.0.1:1", username: "s1", passwordFile: "unused" },
    http: { host: "127.0.0.1", port: 8081 },
    screen: true,
    buttons: { driver: "simulated", count: 4 },
    printer: { driver: "escpos", transport: "tcp", host: "10.0.0.7", port: 32915 },
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  return { config: config.value, lines, verdict: "Alt er i orden.", at: 0, versions: { Talon: "0.1.0" } };
}

it("a printer on the network stands on the sheet with its address as it is written everywhere", () => {
  expect(sheetHtml(facts([]))).toContain("<td>10.0.0.7:32915</td>");
});

it("what was not tried is said once, and why beside it", () => {
  const page = sheetHtml(
    facts([
      { part: "Knap 1", finding: passed("ikke prøvet") },
      { part: "Eftersyn", finding: passed("ikke prøvet: --no-hands-on") },
    ]),
  );
  expect(page).toContain("<td>Knap 1</td><td>ikke prøvet / not tried</td><td></td>");
  expect(page).toContain("<td>ikke prøvet / not tried</td><td>--no-hands-on</td>");
});

it("a simulated part is never in order, and one that is wrong is wrong", () => {
  const sheet = facts([
    { part: "Knapper", finding: simulated(good("4 knapper")) },
    { part: "Printer", finding: simulated(wrong({ problem: "kan ikke skrives", next: "" })) },
  ]);
  expect(sheetHtml(sheet)).toContain("<td>Knapper</td><td>simuleret / simulated</td><td>4 knapper</td>");
  expect(sheetHtml(sheet)).toContain("<td>FEJL / WRONG</td><td>kan ikke skrives</td>");
  expect(sheetLines(sheet)).toContain("SIM Knapper");
});
