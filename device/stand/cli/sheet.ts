/**
 * The hand-over sheet: what was checked, by which driver, where, with which verdict, as one plain page to print and sign.
 * Pure; knows no file and no printer. Danish first, English second; findings stand in the language they were told in.
 */
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { clockWords, dateWords } from "../../../protocol/texts/words.ts";
import type { Finding, ReportLine } from "./report.ts";

export type SheetFacts = {
  readonly config: StandConfig;
  readonly lines: readonly ReportLine[];
  readonly verdict: string;
  readonly at: number;
  /** The program's, node's and the system's versions, by name. */
  readonly versions: Readonly<Record<string, string>>;
};

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

type Option = Readonly<Record<string, unknown>>;

/** Where a part is, as the file says it. */
function pathOf(options: Option): string {
  const named = ["path", "usb", "name", "phys", "device", "paperFile"].flatMap((key) => {
    const value = options[key];
    return typeof value === "string" ? [value] : [];
  });
  const { host, port, lines } = options;
  if (typeof host === "string") named.push(`${host}:${typeof port === "number" ? port : 9100}`);
  if (Array.isArray(lines))
    named.push(
      `GPIO ${lines.map((line: unknown) => (typeof line === "string" || typeof line === "number" ? line : "-")).join(", ")}`,
    );
  return named.join(" ");
}

function partRows({ buttons, lamps, printer, scanner, keypad, speaker }: StandConfig): string {
  const parts: readonly (readonly [string, Option])[] = [
    ["Knapper / Buttons", buttons],
    ["Lamper / Lamps", lamps],
    ["Printer / Printer", printer],
    ["Scanner / Scanner", scanner],
    ["Tastatur / Keypad", keypad],
    ["Højttaler / Speaker", speaker],
  ];
  const driverOf = ({ driver, transport, profile }: Option) =>
    [driver, transport, profile].filter((word) => typeof word === "string").join(", ");
  return parts.map(([name, options]) => row([name, driverOf(options), pathOf(options)])).join("\n");
}

const row = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => `<td>${safe(cell)}</td>`).join("")}</tr>`;

function verdictMark(finding: Finding): string {
  if (!finding.isGood) return "FEJL / WRONG";
  if (finding.isSimulated) return "simuleret / simulated";
  return finding.isPassed ? "ikke prøvet / not tried" : "i orden / in order";
}

function noteOf(finding: Finding): string {
  // The verdict beside it says already that it was not tried.
  if (finding.isGood)
    return finding.isPassed ? finding.note.replace(/^(ikke prøvet|not tried)(: )?/, "") : finding.note;
  return finding.next === "" ? finding.problem : `${finding.problem}. ${finding.next}`;
}

const STYLE = `@page{size:A4;margin:12mm}body{font:8.5pt/1.2 sans-serif;margin:0;color:#000;background:#fff}h1{font-size:15pt;margin:0}
table{border-collapse:collapse;width:100%;margin:2mm 0}td,th{border:1px solid #888;padding:.3mm 1.5mm;text-align:left;vertical-align:top}
tr,.verdict{break-inside:avoid}.sign td{height:12mm}.verdict{font-weight:bold;border:2px solid #000;padding:2mm;margin:2mm 0}h2{font-size:10.5pt;margin:3mm 0 0}
.found td:nth-child(-n+2){white-space:nowrap}@media screen{body{margin:15mm}}`;

/** The page: an HTML document that needs nothing else. */
export function sheetHtml({ config, lines, verdict, at, versions }: SheetFacts): string {
  const timeZone = "Europe/Copenhagen";
  const when = (language: "da" | "en") =>
    `${dateWords(at, { timeZone, language })} ${clockWords(at, { timeZone, language })}`;
  const facts = [
    row(["Stander, lokation / Stand, location", `${config.stand}, ${config.location}`]),
    row(["Dato / Date", `${when("da")} / ${when("en")}`]),
    row(["Papir / Paper", `${config.paperWidthMm} mm`]),
    row([
      "Versioner / Versions",
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ]),
  ];
  const findings = lines.map(({ part, finding }) => row([part, verdictMark(finding), noteOf(finding)]));
  return `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>${safe(`Talon ${config.stand}: overlevering / hand-over`)}</title><style>${STYLE}</style></head><body>
<h1>Overlevering af stander / Hand-over of a stand</h1>
<table>
${facts.join("\n")}
</table>
<h2>Dele / Parts</h2>
<table>
<tr><th>Del / Part</th><th>Driver</th><th>Sted / Place</th></tr>
${partRows(config)}
</table>
<h2>Fundet / Found</h2>
<table class="found">
<tr><th>Del / Part</th><th>Resultat / Verdict</th><th>Bemærkning / Remark</th></tr>
${findings.join("\n")}
</table>
<p class="verdict">${safe(verdict)}</p>
<table class="sign">
<tr><th>Afleveret af (navn, dato, underskrift) / Handed over by (name, date, signature)</th><th>Modtaget af / Received by</th></tr>
<tr><td></td><td></td></tr>
</table>
</body></html>
`;
}

/** The short form for the stand's own paper: one line a part, the verdict, and where to sign. */
export function sheetLines({ lines, verdict, versions }: SheetFacts): string[] {
  const signs: Readonly<Record<string, string>> = {
    "i orden / in order": "OK",
    "FEJL / WRONG": "FEJL",
    "simuleret / simulated": "SIM",
  };
  return [
    ...Object.entries(versions).map(([name, version]) => `${name}: ${version}`),
    ...lines.map(({ part, finding }) => `${signs[verdictMark(finding)] ?? "-"} ${part}`),
    verdict,
    "",
    "Underskrift / Signature:",
    "",
    "________________________",
  ];
}
