/**
 * Turns the rows of a slip into an ESC/POS stream.
 * Knows no transport; why this encoder and these settings: docs/decisions/printer-encoder.md.
 */
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import type { Bitmap } from "./bitmap.ts";
import type { Slip, SlipAlign } from "./contract.ts";
import type { DrawnRow, SlipRow, TextRow } from "./layout.ts";
import type { PrinterProfile } from "./profiles.ts";
import { QUIET_MODULES, qrBitmap } from "./qr-picture.ts";
import { rasterBytes } from "./raster.ts";

/** A row whose pictures are made: the drawn and the decoded ones are bitmaps. `text` is what a drawn one says. */
export type ReadyRow =
  | Exclude<SlipRow, DrawnRow | { kind: "picture" }>
  | { kind: "bitmap"; bitmap: Bitmap; align: SlipAlign; text: string };

const ESC = 0x1b;
const LF = 0x0a;
const ALIGNED: Readonly<Record<SlipAlign, number>> = { left: 0, center: 1, right: 2 };

/**
 * The whole stream of a slip: ESC @ first, so that nothing left of an earlier slip matters, and FS . since cheap printers
 * begin in Chinese; then the rows, and feed and cut (GS V) as the profile has them, so that the slip hangs until it is taken.
 */
export function encodeSlip(
  rows: readonly ReadyRow[],
  slip: Pick<Slip, "widthMm" | "cut">,
  profile: PrinterProfile,
): Uint8Array {
  const encoder = new SlipEncoder(slip.widthMm, profile);
  const body = rows.map((row) => encoder.row(row));
  return Buffer.concat([Buffer.of(ESC, 0x40, 0x1c, 0x2e, ESC, 0x4d, 0), ...body, endOf(slip.cut, profile)]);
}

function endOf(isCut: boolean, { cut, feedLines }: PrinterProfile): Uint8Array {
  const feed = Buffer.alloc(feedLines, LF);
  if (!isCut || cut === "none") return feed;
  return Buffer.concat([feed, Buffer.of(0x1d, 0x56, cut === "partial" ? 1 : 0)]);
}

/** Rows of one slip to bytes; each row leaves the printer aligned left, plain and of normal size. */
class SlipEncoder {
  readonly #widthMm: Slip["widthMm"];
  readonly #profile: PrinterProfile;

  constructor(widthMm: Slip["widthMm"], profile: PrinterProfile) {
    this.#widthMm = widthMm;
    this.#profile = profile;
  }

  row(row: ReadyRow): Uint8Array {
    switch (row.kind) {
      case "text":
        return this.#text(row);
      case "rule":
        return this.#text(this.#rule());
      case "feed":
        return Buffer.alloc(row.lines, LF);
      case "qr":
        return this.#qr(row);
      case "bitmap":
        return aligned(row.align, rasterBytes(row.bitmap, this.#profile));
    }
  }

  /** The encoder ends each text with a line feed. */
  #text(row: TextRow): Uint8Array {
    const bytes = this.#encoder()
      .codepage(row.page)
      .size(row.size, row.size)
      .bold(row.bold)
      .text(row.text)
      .bold(false)
      .size(1, 1)
      .encode();
    return aligned(row.align, bytes);
  }

  /** In the box-drawing of code pages 865 and 858. */
  #rule(): TextRow {
    const text = "─".repeat(this.#profile.widths[this.#widthMm].columns);
    return { kind: "text", text, size: 1, bold: false, align: "left", page: "cp865" };
  }

  /** GS ( k, model 2, error correction M (a crease in the paper does not spoil it), or the same code as dots. */
  #qr({ data, moduleDots }: Extract<ReadyRow, { kind: "qr" }>): Uint8Array {
    if (this.#profile.qr === "raster")
      return aligned("center", rasterBytes(qrBitmap(data, moduleDots), this.#profile));
    const code = this.#encoder().qrcode(data, { model: 2, size: moduleDots, errorlevel: "m" }).encode();
    // the printer draws no quiet zone: ESC J feeds it
    const quiet = Buffer.of(ESC, 0x4a, QUIET_MODULES * moduleDots);
    return aligned("center", Buffer.concat([quiet, code, quiet]));
  }

  #encoder(): ReceiptPrinterEncoder {
    const tables = this.#profile.codePages.map(({ page, table }) => [page, table] as const);
    return new ReceiptPrinterEncoder({
      language: "esc-pos",
      columns: 48, // rows are laid out and aligned here, so the encoder's own columns must only be enough
      codepageMapping: Object.fromEntries(tables),
      newline: "\n",
      feedAfterBlock: false,
      errors: "relaxed",
    });
  }
}

/** ESC a around what is not at the left. */
function aligned(align: SlipAlign, bytes: Uint8Array): Uint8Array {
  if (align === "left") return bytes;
  return Buffer.concat([Buffer.of(ESC, 0x61, ALIGNED[align]), bytes, Buffer.of(ESC, 0x61, 0)]);
}
