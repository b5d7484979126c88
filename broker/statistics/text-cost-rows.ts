/**
 * What a house's text messages cost, month by month and kind by kind: rows for a page, and a table that Danish Excel opens rightly.
 * Pure; knows no page and no gateway. Nothing of it is about a person.
 */
import { csvCell } from "../keeping/csv.ts";
import { type Spent, TEXT_KINDS, type TextCosts, type TextKind } from "../queue/text-costs.ts";

/** One month's messages of one kind. */
export type CostRow = {
  readonly month: string;
  readonly kind: TextKind;
  readonly sure: Spent;
  readonly perhaps: Spent;
};

export const KIND_WORDS: Readonly<Record<"da" | "en", Readonly<Record<TextKind, string>>>> = {
  da: {
    ...{ invitation: "Første besked", reminder: "Påmindelse", moved: "Flyttet", cancelled: "Aflyst" },
    "host-answer": "Værters svar",
    ...{ answer: "Svar til borgere", place: "Plads i køen", trouble: "Standere, der mangler hænder" },
  },
  en: {
    ...{ invitation: "First message", reminder: "Reminder", moved: "Moved", cancelled: "Cancelled" },
    "host-answer": "Hosts’ answers",
    ...{ answer: "Answers to citizens", place: "Place in the queue", trouble: "Stands that need hands" },
  },
};

/** The newest month first, kinds in their own order; what came to nothing is left out. */
export function costRows(costs: TextCosts): CostRow[] {
  const months = [...new Set([...costs.keys()].map((key) => key.slice(0, 7)))].sort().reverse();
  return months.flatMap((month) =>
    TEXT_KINDS.flatMap((kind) => {
      const found = costs.get(`${month} ${kind}`);
      return found === undefined || found.sure.texts + found.perhaps.texts === 0
        ? []
        : [{ month, kind, ...found }];
    }),
  );
}

/** Kroner with a decimal comma, as Danish Excel reckons with them; nothing where no price was set for any part. */
function kroner({ ore, unpriced, parts }: Spent): string {
  if (parts > 0 && unpriced === parts) return "";
  return (ore / 100)
    .toFixed(4)
    .replace(/0{1,2}$/, "")
    .replace(".", ",");
}

const HEAD = [
  ...["lokation", "måned", "slags", "beskeder", "dele", "kr.", "dele uden pris"],
  ...["måske sendt", "måske dele", "måske kr."],
];

/** Semicolons, CRLF, and the mark by which Excel knows UTF-8. */
export function costsCsv(rows: readonly CostRow[], location: string): string {
  const lines = rows.map(({ month, kind, sure, perhaps }) => [
    ...[location, month, KIND_WORDS.da[kind], String(sure.texts), String(sure.parts), kroner(sure)],
    ...[String(sure.unpriced), String(perhaps.texts), String(perhaps.parts), kroner(perhaps)],
  ]);
  const line = (cells: readonly string[]) => `${cells.map(csvCell).join(";")}\r\n`;
  return `\ufeff${[HEAD, ...lines].map(line).join("")}`;
}
