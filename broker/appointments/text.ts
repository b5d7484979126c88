/**
 * Bytes of a file -> text, in whatever coding a planner's export has, and how sure that is.
 * Knows no table.
 */

/** `isSure`: nothing else could have been meant. */
export type ReadText = {
  readonly text: string;
  readonly coding: "utf-8" | "utf-16" | "windows-1252";
  readonly isSure: boolean;
};

/** What Danish text in Windows-1252 has beyond ASCII; anything else there may be another coding's letter. */
const DANISH = /^[\p{ASCII}æøåÆØÅéÉüÜöÖäÄôóáúàèâêëïîíñ§°´½£€–’“”…«»\u00A0]*$/u;

function inUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Reads a whole file. Never throws; a mark at the beginning (BOM) decides, then whether it is UTF-8, then it is Latin-1 as Windows has it. */
export function readText(bytes: Uint8Array): ReadText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), coding: "utf-16", isSure: true };
  const text = inUtf8(bytes);
  if (text !== null) return { text, coding: "utf-8", isSure: true };
  const latin = new TextDecoder("windows-1252").decode(bytes);
  return { text: latin, coding: "windows-1252", isSure: DANISH.test(latin) };
}
