/**
 * From a slip to the bytes for one kind of printer: lays out, makes the pictures, encodes.
 * Knows no transport; everything is ready before the first byte is sent, so that no slip stops half way for a picture.
 */
import { HalFault } from "../errors.ts";
import { atEdges, type Bitmap, strideOf } from "./bitmap.ts";
import type { Slip, SlipAlign, SlipLine } from "./contract.ts";
import { encodeSlip, type ReadyRow } from "./encode.ts";
import { type DrawnRow, layOut, type SlipRow, undrawn } from "./layout.ts";
import { decodeLogo } from "./logo.ts";
import type { PrinterProfile, PrintWidth } from "./profiles.ts";
import { fitsQr } from "./qr-picture.ts";
import type { TextPictures, TextToDraw } from "./text-picture.ts";

/** A slip ready to be sent. */
export type RenderedSlip = {
  readonly rows: readonly ReadyRow[];
  /** The same rows, of each line of the slip. */
  readonly byLine: readonly (readonly ReadyRow[])[];
  readonly bytes: Uint8Array;
  /**
   * What was done without: HAL_PRINTER_NO_QR when a code was left out that would not be whole, else HAL_PRINTER_NO_FONT when
   * text is written in likenesses of its letters.
   */
  readonly fault: HalFault | undefined;
};

/** Logos are few and large; a slip's is decoded once. */
const KEPT_LOGOS = 4;

/**
 * Renders slips for one printer.
 * Promises: never rejects for a picture: text that cannot be drawn is written in likenesses, a logo that is none is left out.
 */
export class SlipRenderer {
  readonly #profile: PrinterProfile;
  readonly #pictures: TextPictures | null;
  readonly #logos = new Map<string, Bitmap | null>();

  /** Without `pictures`, nothing is drawn. */
  constructor(profile: PrinterProfile, pictures: TextPictures | null) {
    this.#profile = profile;
    this.#pictures = pictures;
  }

  /** `timeoutMs` is the longest that drawing may take; the settings of the pictures may allow less. */
  async render(slip: Slip, timeoutMs?: number): Promise<RenderedSlip> {
    const laidOut = slip.lines.map((line) => layOut({ ...slip, lines: [line] }, this.#profile));
    const width = this.#profile.widths[slip.widthMm];
    const drawn = await this.#drawn(laidOut.flat(), width, timeoutMs);
    const fault = qrFault(slip) ?? (drawn instanceof HalFault ? drawn : undefined);
    const byLine = laidOut.map((rows) =>
      this.#ready(rows, width, drawn instanceof HalFault ? undefined : drawn),
    );
    const rows = byLine.flat();
    return { rows, byLine, bytes: this.encode(rows, slip), fault };
  }

  /** The bytes of rows, for a printer that stops in the middle of them. */
  encode(rows: readonly ReadyRow[], slip: Pick<Slip, "widthMm" | "cut">): Uint8Array {
    return encodeSlip(rows, slip, this.#profile);
  }

  #ready(
    rows: readonly SlipRow[],
    { dots, columns }: PrintWidth,
    drawn: ReadonlyMap<DrawnRow, ReadyRow[]> | undefined,
  ): ReadyRow[] {
    return rows.flatMap((row): ReadyRow[] => {
      if (row.kind === "picture") return this.#logo(row.png, dots);
      if (row.kind !== "drawn") return [row];
      return drawn?.get(row) ?? undrawn(row, columns);
    });
  }

  async #drawn(
    laidOut: readonly SlipRow[],
    { dots }: PrintWidth,
    timeoutMs: number | undefined,
  ): Promise<ReadonlyMap<DrawnRow, ReadyRow[]> | HalFault> {
    const rows = laidOut.filter((row) => row.kind === "drawn");
    if (rows.length === 0 || this.#pictures === null) return new Map();
    const texts = rows.flatMap(({ text, right, size, bold }): TextToDraw[] =>
      [text, ...(right === undefined ? [] : [right])].map((one) => ({ text: one, size, bold })),
    );
    const drawn = await this.#pictures.draw(texts, dots, timeoutMs);
    if (drawn instanceof HalFault) return drawn;
    const next = drawn[Symbol.iterator]();
    const lines = (): Bitmap[] => next.next().value ?? [];
    return new Map(
      rows.map((row) => [
        row,
        bitmapRows(row, { left: lines(), right: row.right === undefined ? [] : lines() }, dots),
      ]),
    );
  }

  #logo(png: string, paperDots: number): ReadyRow[] {
    const key = `${paperDots} ${png}`;
    let bitmap = this.#logos.get(key);
    if (bitmap === undefined) {
      const decoded = decodeLogo(png, paperDots);
      bitmap = decoded.ok ? decoded.bitmap : null;
      if (this.#logos.size >= KEPT_LOGOS) this.#logos.clear();
      this.#logos.set(key, bitmap);
    }
    return bitmap === null ? [] : [{ kind: "bitmap", bitmap, align: "center", text: "" }];
  }
}

function qrFault({ lines }: Slip): HalFault | undefined {
  const tooMuch = lines.find((line) => line.kind === "qr" && !fitsQr(line.data));
  return tooMuch?.kind === "qr" ? new HalFault("HAL_PRINTER_NO_QR", String(tooMuch.data.length)) : undefined;
}

/**
 * The lines of a slip of which only the first `count` rows came out. A text that was torn between its rows keeps those that
 * are on the paper; any other line counts as out once its first row is.
 */
export function linesOut(
  lines: readonly SlipLine[],
  { byLine }: Pick<RenderedSlip, "byLine">,
  count: number,
): SlipLine[] {
  let left = count;
  return lines.flatMap((line, index): SlipLine[] => {
    const rows = byLine[index] ?? [];
    const out = rows.slice(0, Math.max(0, left));
    left -= rows.length;
    if (out.length === 0) return [];
    if (left >= 0) return [line];
    const texts = out.flatMap((row) => (row.kind === "text" ? [row] : []));
    const [first] = texts;
    return line.kind === "text" && first
      ? [{ ...line, size: first.size, text: texts.map(({ text }) => text).join(" ") }]
      : [line];
  });
}

/** The texts of the rows, as a reader of the paper sees them from top to bottom. */
export function textsOn(rows: readonly ReadyRow[]): string[] {
  return rows.flatMap((row) => ("text" in row && row.text !== "" ? [row.text] : []));
}

/** Two columns stand on one row where they fit, else below each other: drawn text is never cut. */
function bitmapRows(
  { text, right, align }: DrawnRow,
  drawn: { left: readonly Bitmap[]; right: readonly Bitmap[] },
  paperDots: number,
): ReadyRow[] {
  const [first, second] = [drawn.left[0], drawn.right[0]];
  const isOneRow = drawn.left.length === 1 && drawn.right.length === 1;
  if (first && second && isOneRow && first.width + second.width < paperDots)
    return [
      { kind: "bitmap", bitmap: atEdges(first, second, paperDots), align: "left", text: `${text} ${right}` },
    ];
  const rows = (lines: readonly Bitmap[], words: string, at: SlipAlign): ReadyRow[] =>
    lines.map((line, index) => ({
      kind: "bitmap",
      bitmap: at === "right" ? flushRight(line) : line,
      align: at,
      text: index === 0 ? words : "",
    }));
  return [...rows(drawn.left, text, align), ...rows(drawn.right, right ?? "", "right")];
}

/** A row of dots ends with a whole byte: what must stand at the right edge is filled up at its left. */
function flushRight(bitmap: Bitmap): Bitmap {
  const nothing = { width: 0, height: 0, dots: new Uint8Array() };
  return atEdges(nothing, bitmap, strideOf(bitmap.width) * 8);
}
