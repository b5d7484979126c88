/**
 * A table with separators -> rows by field.
 * Knows what columns are called, and not what may stand in them.
 */
import { separated } from "../separated.ts";
import { type Field, fieldOf, type Row } from "./columns.ts";
import type { RowProblem } from "./contract.ts";
import { problemOf } from "./problems.ts";

export type Rows = { readonly rows: readonly Row[]; readonly problems: readonly RowProblem[] };

const SEPARATORS = [";", "\t", ","] as const;

const fieldsOf = (head: string, separator: string) =>
  head.split(separator).map((cell) => fieldOf(cell.replaceAll('"', "")));

/** The separator with which the first line names most columns; `null` when it names no appointment's id with any. */
function separatorOf(head: string): string | null {
  const known = (separator: string) => new Set(fieldsOf(head, separator)).size;
  const best = SEPARATORS.reduce((a, b) => (known(b) > known(a) ? b : a));
  return fieldsOf(head, best).includes("id") ? best : null;
}

function rowOf(
  columns: readonly (Field | undefined)[],
  { line, cells }: { line: number; cells: readonly string[] },
): Row {
  const filled: Partial<Record<Field, string>> = {};
  columns.forEach((field, at) => {
    // Excel is told by ="0123" that a number is a text.
    const text = (cells[at] ?? "").replace(/^="?([^"]*)"?$/, "$1");
    if (field !== undefined && text !== "" && filled[field] === undefined) filled[field] = text;
  });
  return { line, cells: filled };
}

/**
 * The rows of a table, whose first line names its columns; unknown columns are left alone, empty rows too. `null` when no column
 * is an appointment's id. Never throws.
 */
export function readTable(text: string): Rows | null {
  const bare = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(bare.slice(0, bare.search(/[\r\n]|$/)));
  if (separator === null) return null;
  const { rows, openLines } = separated(bare, separator);
  const [head, ...others] = rows;
  const columns = (head?.cells ?? []).map(fieldOf);
  return {
    rows: others.map((row) => rowOf(columns, row)).filter(({ cells }) => Object.keys(cells).length > 0),
    problems: openLines.map((line) => problemOf(line, "quoteOpen")),
  };
}
