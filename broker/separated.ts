/**
 * Text with separators (CSV as spreadsheets and planners save it) -> rows of cells, each with the line it begins on.
 * Knows no column. Own code, since the parsers at hand lose all that follows a quotation mark that nobody closed.
 */

export type Cells = { readonly line: number; readonly cells: readonly string[] };
/** `openLines`: where a quotation mark is not closed; that line is left out, and the next one begins anew. */
export type Separated = { readonly rows: readonly Cells[]; readonly openLines: readonly number[] };

/** So many line breaks a cell may hold; beyond them its quotation mark was a slip. */
const MOST_BREAKS = 50;

/** The cells of a row that is whole; `null` while a quotation mark is open. */
function cellsOf(row: string, separator: string): string[] | null {
  if (!row.includes('"')) return row.split(separator);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const rest = row.slice(at);
    const quoted = /^\s*"((?:[^"]|"")*)"[^\S\n]*/.exec(rest);
    if (quoted === null && /^\s*"/.test(rest)) return null;
    const end = row.indexOf(separator, at + (quoted?.[0].length ?? 0));
    const plain = row.slice(at + (quoted?.[0].length ?? 0), end === -1 ? row.length : end);
    cells.push((quoted?.[1] ?? "").replaceAll('""', '"') + plain);
    if (end === -1) return cells;
    at = end + separator.length;
  }
}

/** Cuts a text into rows; a cell in quotation marks may hold separators, line breaks and doubled quotation marks. Cells are trimmed. */
export function separated(text: string, separator: string): Separated {
  const lines = text.split(/\r\n|\n|\r/);
  const rows: Cells[] = [];
  const openLines: number[] = [];
  for (let from = 0; from < lines.length; ) {
    let row = lines[from] as string;
    let cells = cellsOf(row, separator);
    let next = from + 1;
    while (cells === null && next < lines.length && next - from <= MOST_BREAKS) {
      row += `\n${lines[next] as string}`;
      next += 1;
      cells = row.endsWith('"') || (lines[next - 1] as string).includes('"') ? cellsOf(row, separator) : null;
    }
    if (cells === null) openLines.push(from + 1);
    else rows.push({ line: from + 1, cells: cells.map((cell) => cell.trim()) });
    from = cells === null ? from + 1 : next;
  }
  return { rows, openLines };
}
