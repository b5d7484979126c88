/** Cells of a table that is opened in Excel. Pure. */

/** A cell that Excel takes for text: in quotes, and with an apostrophe where it would be reckoned with. */
export function csvCell(value: string): string {
  const safe = /^\s*[=+\-@|%]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
