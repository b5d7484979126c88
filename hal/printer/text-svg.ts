/**
 * Texts below each other as an SVG document, each in a slot of its own, for a program that shapes every script.
 * Knows no program and no printer.
 */

/** One text on one line; `scale` makes it smaller than its size says. */
export type SlotText = {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly scale: number;
};

/** Noto has nearly every script (Debian fonts-noto-core); the others are what a small machine may have instead. */
const FONTS = "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, DejaVu Sans, sans-serif";

/** Letters of size 1 are 22 dots high, which looks as large as font A, on lines of 34 dots: Arabic reaches far down. */
const EM = 22;
const LINE = 34;
const BASELINE = 24;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** How high the slot of a text of this size is, in dots. */
export function slotHeight(size: number): number {
  return LINE * size;
}

/** About how wide a space is, in dots; rather too wide than too narrow. */
export function spaceWidth(size: number): number {
  return EM * size * 0.32;
}

/** The document, `width` dots wide and as high as all slots together. */
export function svgOf(texts: readonly SlotText[], width: number): string {
  let y = 0;
  const slots = texts.map((text) => {
    const slot = slotOf(text, width, y);
    y += slotHeight(text.size);
    return slot;
  });
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.max(1, y)}">`;
  return `${head}<rect width="100%" height="100%" fill="#fff"/>${slots.join("")}</svg>`;
}

function slotOf({ text, size, bold, scale }: SlotText, width: number, y: number): string {
  const look = `font-family="${FONTS}" font-size="${(EM * size * scale).toFixed(2)}"${bold ? ' font-weight="bold"' : ""}`;
  const words = `direction="${directionOf(text)}" text-anchor="middle" xml:space="preserve"`;
  const place = `x="${width / 2}" y="${BASELINE * size}"`;
  return `<svg y="${y}" width="${width}" height="${slotHeight(size)}"><text ${place} ${look} ${words}>${escaped(text)}</text></svg>`;
}

/** By the first letter that has a direction (UAX #9, P2); a ticket number inside keeps its own, from left to right. */
function directionOf(text: string): "rtl" | "ltr" {
  const first = Array.from(text).find((letter) => /\p{L}/u.test(letter));
  return first !== undefined && RIGHT_TO_LEFT.test(first) ? "rtl" : "ltr";
}

/** XML has no place for control characters, lone surrogates and U+FFFE. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}
