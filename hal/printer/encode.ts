/**
 * Turns the rows of a slip into an ESC/POS stream.
 * Knows no transport; why this encoder and these settings: docs/decisions/printer-encoder.md.
 */
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import { columnsOf, type Slip } from "./contract.ts";
import type { SlipRow } from "./layout.ts";

/** The number Epson gives to code page 865 (ESC t 5). */
export const EPSON_CP865_TABLE = 5;

/** Settings of one printer. `codeTable` is its number for code page 865. */
export type EncodeOptions = { widthMm: Slip["widthMm"]; cut: boolean; codeTable: number };

/**
 * The whole stream of a slip: ESC @ first, so that nothing left of an earlier slip matters; one code page
 * (865) for all text; then feed and a partial cut (GS V), so that the slip hangs until it is taken.
 */
export function encodeSlip(rows: readonly SlipRow[], options: EncodeOptions): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: "esc-pos",
    columns: columnsOf(options.widthMm),
    codepageMapping: { cp437: 0, cp865: options.codeTable },
    newline: "\n",
    feedBeforeCut: 4,
    feedAfterBlock: false,
    errors: "relaxed",
  });
  encoder.initialize().codepage("cp865");
  for (const row of rows) encodeRow(encoder, row);
  if (options.cut) encoder.cut("partial");
  else encoder.newline(4);
  return encoder.encode();
}

function encodeRow(encoder: ReceiptPrinterEncoder, row: SlipRow): void {
  switch (row.kind) {
    case "text":
      encoder.align(row.align).size(row.size, row.size).bold(row.bold).line(row.text);
      encoder.bold(false).size(1, 1).align("left");
      break;
    case "rule":
      encoder.rule();
      break;
    case "feed":
      encoder.newline(row.lines);
      break;
    case "qr":
      // GS ( k, model 2, error correction M: a crease in the paper does not spoil it
      encoder
        .align("center")
        .qrcode(row.data, { model: 2, size: row.moduleDots, errorlevel: "m" })
        .align("left");
      break;
  }
}
