/**
 * JSON, as programs push it -> rows by field, so that one reader judges both.
 * Knows the names of properties, and not what may stand in them. An object's line is its place in the list.
 */
import { type Field, fieldOf, type Row } from "./columns.ts";
import type { RowProblem } from "./contract.ts";
import { problemOf } from "./problems.ts";
import type { Rows } from "./table.ts";

type Bag = Readonly<Record<string, unknown>>;

const isBag = (value: unknown): value is Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value))
    return (
      value
        .map(textOf)
        .filter((one) => one !== undefined)
        .join(",") || undefined
    );
  return undefined;
}

function cellsOf(bag: Bag): Partial<Record<Field, string>> {
  const cells: Partial<Record<Field, string>> = {};
  for (const [name, value] of Object.entries(bag)) {
    const field = fieldOf(name);
    const text = textOf(value);
    if (field !== undefined && text !== undefined) cells[field] ??= text;
  }
  return cells;
}

/** A row for each participant, with the meeting's own fields in each. */
function rowsOf(bag: Bag, line: number): Row[] {
  const cells = cellsOf(bag);
  const people = [bag["participants"], bag["deltagere"]].find(Array.isArray) ?? [];
  if (people.length === 0) return [{ line, cells }];
  return people.filter(isBag).map((person) => {
    const { id, ...own } = cellsOf(person);
    // Of a person an `id` is that person's.
    return { line, cells: { ...cells, ...own, ...(id === undefined ? {} : { person: id }) } };
  });
}

/** The rows of a list of appointments; `null` when it is none. Never throws. */
export function readObjects(list: unknown): Rows | null {
  if (!Array.isArray(list)) return null;
  const problems: RowProblem[] = [];
  const rows = list.flatMap((one: unknown, at) => {
    if (isBag(one)) return rowsOf(one, at + 1);
    problems.push(problemOf(at + 1, "columns", typeof one));
    return [];
  });
  return { rows, problems };
}
