/**
 * A slip of paper drawn to scale, one unit a printer dot (8 dots are 1 mm): what the citizen would hold in the hand.
 * Knows no printer and no page; gives an SVG document as text, with every text escaped.
 */
import { type PaperWidthMm, type ReceiptLine, receiptColumns, receiptText, textLines } from "../receipt.ts";
import { pngEdges } from "./png.ts";
import { qrPath } from "./qr.ts";

/** Font A of an ESC/POS printer: 12 by 24 dots, and 6 dots between lines. */
const LETTER = { width: 12, height: 24, gap: 6 } as const;
const EDGE = 24;

type Drawn = { readonly height: number; readonly svg: string };
type Paper = {
  readonly widthMm: PaperWidthMm;
  readonly dots: number;
  readonly margin: number;
  readonly columns: number;
};

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

type Placed = { readonly text: string; readonly x: number; readonly size: number; readonly bold: boolean };

/** A text whose letters stand in the printer's columns, whatever font the screen has. */
function letters({ text, x, size, bold }: Placed): Drawn {
  const height = LETTER.height * size + LETTER.gap;
  const width = Array.from(text).length * LETTER.width * size;
  const look = `font-size="${20 * size}"${bold ? ' font-weight="700"' : ""} fill="#111"`;
  const fit = `textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  const svg = text
    ? `<text x="${x}" y="${LETTER.height * size * 0.8}" ${look} ${fit}>${escaped(text)}</text>`
    : "";
  return { height, svg };
}

function textLine(line: Extract<ReceiptLine, { kind: "text" }>, paper: Paper): Drawn {
  let height = 0;
  let svg = "";
  const { size, lines } = textLines(line, paper.widthMm);
  for (const text of lines) {
    const space = paper.dots - Array.from(text).length * LETTER.width * size;
    const shift = { left: 0, center: space / 2, right: space }[line.align];
    const one = letters({ text, x: paper.margin + shift, size, bold: line.bold });
    svg += height === 0 ? one.svg : `<g transform="translate(0 ${height})">${one.svg}</g>`;
    height += one.height;
  }
  return { height, svg };
}

function columnsLine(line: Extract<ReceiptLine, { kind: "columns" }>, paper: Paper): Drawn {
  const right = Array.from(line.right).slice(-paper.columns).join("");
  const room = Math.max(0, paper.columns - right.length - 1);
  const left = Array.from(line.left).slice(0, room).join("");
  const plain = { size: 1, bold: false };
  const first = letters({ text: left, x: paper.margin, ...plain });
  const x = paper.margin + (paper.columns - right.length) * LETTER.width;
  return { height: first.height, svg: first.svg + letters({ text: right, x, ...plain }).svg };
}

function codeLine(line: Extract<ReceiptLine, { kind: "qr" }>, paper: Paper): Drawn {
  const { size, path } = qrPath(line.data);
  const edge = size * line.moduleDots;
  const x = paper.margin + (paper.dots - edge) / 2;
  const place = `translate(${x} 12) scale(${line.moduleDots})`;
  return { height: edge + EDGE, svg: `<path transform="${place}" fill="#111" d="${path}"/>` };
}

/** In the middle, made smaller where it is wider than the paper, as the printer does; nothing for what is no PNG. */
function pictureLine(png: string, paper: Paper): Drawn {
  const edges = pngEdges(png);
  if (edges === null) return { height: 0, svg: "" };
  const scale = Math.min(1, paper.dots / edges.width);
  const [width, height] = [Math.floor(edges.width * scale), Math.round(edges.height * scale)];
  const x = paper.margin + (paper.dots - width) / 2;
  const look = `width="${width}" height="${height}"`;
  return { height, svg: `<image x="${x}" ${look} href="data:image/png;base64,${escaped(png)}"/>` };
}

function drawn(line: ReceiptLine, paper: Paper): Drawn {
  const lineHeight = LETTER.height + LETTER.gap;
  switch (line.kind) {
    case "text":
      return textLine(line, paper);
    case "columns":
      return columnsLine(line, paper);
    case "qr":
      return codeLine(line, paper);
    case "picture":
      return pictureLine(line.png, paper);
    case "feed":
      return { height: lineHeight * line.lines, svg: "" };
    case "rule":
      return {
        height: lineHeight,
        svg: `<path fill="#111" d="M${paper.margin} 14h${paper.dots}v2h-${paper.dots}z"/>`,
      };
  }
}

/**
 * The slip as an SVG document, as wide as its paper in real millimetres. Its accessible name is the slip's text.
 * Texts are wrapped as on paper, and as large.
 */
export function receiptSvg(lines: readonly ReceiptLine[], widthMm: PaperWidthMm): string {
  const columns = receiptColumns(widthMm);
  const dots = columns * LETTER.width;
  const paper: Paper = { widthMm, dots, columns, margin: (widthMm * 8 - dots) / 2 };
  let y = EDGE;
  let body = "";
  for (const line of lines) {
    const { height, svg } = drawn(line, paper);
    if (svg) body += `<g transform="translate(0 ${y})">${svg}</g>`;
    y += height;
  }
  const [width, height] = [widthMm * 8, y + EDGE];
  const label = receiptText(lines, widthMm).map((text) => text.trim());
  const name = escaped(label.filter((text) => /\w/.test(text)).join(". "));
  const font = `font-family="'DejaVu Sans Mono', monospace" xml:space="preserve"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${height / 8}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}" direction="ltr" ${font}><path fill="#fdfdf8" d="M0 0h${width}v${height}h-${width}z"/>${body}</svg>`;
}
