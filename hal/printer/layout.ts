/**
 * Lays a slip out in rows that fit the paper, in letters that code page 865 has.
 * Knows no printer command; the encoder turns rows into bytes.
 */
import { columnsOf, type Slip, type SlipAlign, type SlipLine } from "./contract.ts";

/** A slip ready for encoding. A row's `text` never is wider than the paper at its `size`. */
export type SlipRow =
  | { kind: "text"; text: string; size: number; bold: boolean; align: SlipAlign }
  | { kind: "rule" }
  | { kind: "feed"; lines: number }
  | { kind: "qr"; data: string; moduleDots: number };

/** The letters above ASCII of code page 865 (Nordic) that text uses; box-drawing and mathematics are left out. */
export const CP865_LETTERS = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£ØáíóúñÑªº¿¬½¼¡«¤ßµ±÷°·²";

/** What is written otherwise, because code page 865 lacks it and taking off the accent does not help. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
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
export function layOut(slip: Slip): SlipRow[] {
  return slip.lines.flatMap((line) => rowsOf(line, slip.widthMm));
}

/** The texts of the rows, as a reader of the paper sees them. */
export function textsOf(rows: readonly SlipRow[]): string[] {
  return rows.flatMap((row) => (row.kind === "text" && row.text !== "" ? [row.text] : []));
}

/** `text` in letters that the printer has: no control characters, "?" for a letter without any likeness. */
export function printable(text: string): string {
  const letters = Array.from(text.normalize("NFC"), (letter) => letterOf(letter));
  return letters.join("");
}

function rowsOf(line: SlipLine, widthMm: 58 | 80): SlipRow[] {
  const columns = columnsOf(widthMm);
  switch (line.kind) {
    case "text": {
      const size = inside(line.size, 8);
      const rows = wrap(printable(line.text), Math.floor(columns / size));
      return rows.map((text) => ({ kind: "text", text, size, bold: line.bold, align: line.align }));
    }
    case "columns":
      return [{ kind: "text", text: atBothEdges(line, columns), size: 1, bold: false, align: "left" }];
    case "qr":
      return [qrRow(line, widthMm)];
    case "feed":
      return [{ kind: "feed", lines: inside(line.lines, 20) }];
    case "rule":
      return [line];
  }
}

function atBothEdges(line: { left: string; right: string }, columns: number): string {
  const right = printable(line.right).slice(0, columns);
  const left = printable(line.left).slice(0, Math.max(0, columns - right.length - 1));
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

/** How many bytes a QR code of version 1, 2, ... holds at error correction M (ISO/IEC 18004, table 7). */
const QR_BYTES = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
];

/** Makes the modules smaller until the code and its quiet zone of 4 modules at either side fit the paper. */
function qrRow(line: { data: string; moduleDots: number }, widthMm: 58 | 80): SlipRow {
  const data = line.data.replace(/[^\x20-\x7e]/g, "");
  const version = QR_BYTES.findIndex((bytes) => data.length <= bytes) + 1 || QR_BYTES.length;
  const modules = 17 + 4 * version + 8;
  const paperDots = columnsOf(widthMm) * 12;
  const moduleDots = Math.min(inside(line.moduleDots, 8), Math.max(1, Math.floor(paperDots / modules)));
  return { kind: "qr", data, moduleDots };
}

function inside(value: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round(value)));
}
