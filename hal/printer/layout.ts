/**
 * Lays a slip out in rows that fit the paper, each in a code page of the printer that has all its letters.
 * Knows no printer command; the encoder turns rows into bytes.
 */
import { type CodePage, CP865_LETTERS, hasLetter } from "./code-pages.ts";
import type { Slip, SlipAlign, SlipLine } from "./contract.ts";
import type { PrinterProfile } from "./profiles.ts";
import { fitsQr, moduleDotsFor } from "./qr-picture.ts";

/** Text in letters that the printer has. A row's `text` never is wider than the paper at its `size`. */
export type TextRow = {
  kind: "text";
  text: string;
  size: number;
  bold: boolean;
  align: SlipAlign;
  page: CodePage;
};

/** Text that must be drawn because no code page has its letters; not wrapped yet. `right` stands at the right edge of the same row. */
export type DrawnRow = {
  kind: "drawn";
  text: string;
  right?: string;
  size: number;
  bold: boolean;
  align: SlipAlign;
};

/** A slip laid out, before its pictures are made. */
export type SlipRow =
  | TextRow
  | DrawnRow
  | { kind: "rule" }
  | { kind: "feed"; lines: number }
  | { kind: "qr"; data: string; moduleDots: number }
  | { kind: "picture"; png: string };

/** Typographic marks as every code page has them; nobody misses the others on paper. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ["–", "-"],
  ["—", "-"],
  ["‑", "-"],
  ["−", "-"],
  ["‘", "'"],
  ["’", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["»", '"'],
  ["•", "·"],
  ["…", "..."],
]);

/** What is written otherwise where it cannot be drawn, because code page 865 lacks it and taking off the accent does not help. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
  ...MARKS,
  ["€", "EUR"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ð", "d"],
  ["Ð", "D"],
  ["þ", "th"],
  ["Þ", "Th"],
  ["œ", "oe"],
  ["Œ", "Oe"],
  ["ı", "i"],
]);

/** The rows of a slip, from top to bottom. Sizes outside 1 to 8 and modules outside 1 to 8 dots are brought inside. */
export function layOut(slip: Slip, profile: PrinterProfile): SlipRow[] {
  return slip.lines.flatMap((line) => rowsOf(line, { slip, profile }));
}

/** `text` in letters of code page 865: no control characters, "?" for a letter without any likeness. */
export function printable(text: string): string {
  const letters = Array.from(text.normalize("NFC"), (letter) => letterOf(letter));
  return letters.join("");
}

/** A row that cannot be drawn, in letters that code page 865 has: readable for most, and nothing is left out. */
export function undrawn(row: DrawnRow, columns: number): TextRow[] {
  const { size, bold, align } = row;
  const text =
    row.right === undefined
      ? printable(row.text)
      : atBothEdges({ left: printable(row.text), right: printable(row.right) }, columns);
  return textRows({ text, size, bold, align, page: "cp865" }, columns);
}

type On = { slip: Slip; profile: PrinterProfile };

function rowsOf(line: SlipLine, { slip, profile }: On): SlipRow[] {
  const { columns, dots } = profile.widths[slip.widthMm];
  switch (line.kind) {
    case "text":
      return textLine({ ...line, size: inside(line.size, 8) }, columns, profile);
    case "columns":
      return [columnsLine(line, columns, profile)];
    case "qr": {
      const { data, moduleDots } = line;
      if (!fitsQr(data)) return []; // a code of a part of it would be read, and lead elsewhere
      return [{ kind: "qr", data, moduleDots: moduleDotsFor(data, moduleDots, dots) }];
    }
    case "feed":
      return [{ kind: "feed", lines: inside(line.lines, 20) }];
    case "rule":
    case "picture":
      return [line];
  }
}

function textLine(
  line: Extract<SlipLine, { kind: "text" }>,
  columns: number,
  profile: PrinterProfile,
): SlipRow[] {
  const { size, bold, align } = line;
  const found = inPage([line.text], profile);
  if (found === undefined) return [{ kind: "drawn", text: clean(line.text), size, bold, align }];
  return textRows({ text: found.texts.join(""), size, bold, align, page: found.page }, columns);
}

/** A word that is wider than the paper is printed smaller as long as that helps, so that a ticket number stays in one piece. */
function textRows(row: Omit<TextRow, "kind">, columns: number): TextRow[] {
  const longest = Math.max(1, ...row.text.split(" ").map(({ length }) => length));
  const size = Math.min(row.size, Math.max(1, Math.floor(columns / longest)));
  return wrap(row.text, Math.floor(columns / size)).map((text) => ({ ...row, kind: "text", text, size }));
}

function columnsLine(
  line: { left: string; right: string },
  columns: number,
  profile: PrinterProfile,
): SlipRow {
  const plain = { size: 1, bold: false, align: "left" as const };
  const found = inPage([line.left, line.right], profile);
  if (found === undefined)
    return { kind: "drawn", text: clean(line.left), right: clean(line.right), ...plain };
  const [left = "", right = ""] = found.texts;
  return { kind: "text", text: atBothEdges({ left, right }, columns), ...plain, page: found.page };
}

/**
 * The texts in the first code page that has all their letters, typographic marks made plain where only that helps;
 * undefined when there is none.
 */
function inPage(
  texts: readonly string[],
  { codePages }: PrinterProfile,
): { texts: string[]; page: CodePage } | undefined {
  const tidy = texts.map(clean);
  for (const words of [tidy, tidy.map(withPlainMarks)]) {
    const letters = Array.from(words.join(""));
    const found = codePages.find(({ page }) => letters.every((letter) => hasLetter(page, letter)));
    if (found !== undefined) return { texts: words, page: found.page };
  }
  return undefined;
}

function withPlainMarks(text: string): string {
  return Array.from(text, (letter) => MARKS.get(letter) ?? letter).join("");
}

/** Composed letters, plain spaces, no control characters; what shapes and orders letters (joiners, isolates) stays. */
function clean(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\s\u00a0\u202f]/gu, " ")
    .replaceAll(/[\p{Cc}\p{Cs}\u00ad\ufeff]/gu, "");
}

function atBothEdges(line: { left: string; right: string }, columns: number): string {
  const right = line.right.slice(0, columns);
  const left = line.left.slice(0, Math.max(0, columns - right.length - 1));
  return left + right.padStart(columns - left.length);
}

/** Breaks at spaces; a word that is wider than the paper is broken where it must be. An empty text is one empty row. */
function wrap(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ").flatMap((whole) => piecesOf(whole, columns))) {
    const longer = row === "" ? word : `${row} ${word}`;
    if (longer.length <= columns) {
      row = longer;
    } else {
      rows.push(row);
      row = word;
    }
  }
  return [...rows, row];
}

function piecesOf(word: string, columns: number): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < word.length; from += columns) pieces.push(word.slice(from, from + columns));
  return pieces;
}

function letterOf(letter: string): string {
  if (isPrintable(letter)) return letter;
  if (/\s/u.test(letter)) return " ";
  if (/[\p{Cc}\p{Cf}\p{M}]/u.test(letter)) return "";
  const otherwise = OTHERWISE.get(letter);
  if (otherwise !== undefined) return otherwise;
  const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "");
  return plain !== "" && Array.from(plain).every(isPrintable) ? plain : "?";
}

function isPrintable(letter: string): boolean {
  return (letter >= " " && letter <= "~") || CP865_LETTERS.includes(letter);
}

function inside(value: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round(value)));
}
