/**
 * QR codes as dots, and how large they may be on a paper.
 * Knows no printer command.
 */
import { encode } from "uqr";
import { type Bitmap, bitmapOf } from "./bitmap.ts";

/** White modules that a reader needs on every side (ISO/IEC 18004, 9.1). */
export const QUIET_MODULES = 4;

/** How many bytes a QR code of version 1, 2, ... holds at error correction M (ISO/IEC 18004, table 7). */
const QR_BYTES = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
];

/** Whether a code may hold `data` whole: ASCII without control characters, as much as fits version 20. */
export function fitsQr(data: string): boolean {
  return data.length <= (QR_BYTES.at(-1) ?? 0) && /^[\x20-\x7e]*$/.test(data);
}

/** The largest module up to `wanted` (1 to 8 dots) with which code and quiet zone fit `paperDots`; at least 1. */
export function moduleDotsFor(data: string, wanted: number, paperDots: number): number {
  const version = QR_BYTES.findIndex((bytes) => data.length <= bytes) + 1 || QR_BYTES.length;
  const modules = 17 + 4 * version + 2 * QUIET_MODULES;
  return Math.min(Math.max(1, Math.min(8, Math.round(wanted))), Math.max(1, Math.floor(paperDots / modules)));
}

/** The code with its quiet zone, model 2, error correction M. */
export function qrBitmap(data: string, moduleDots: number): Bitmap {
  const { data: modules, size } = encode(data, { ecc: "M", border: QUIET_MODULES });
  const edge = size * moduleDots;
  return bitmapOf(edge, edge, (x, y) =>
    Boolean(modules[Math.floor(y / moduleDots)]?.[Math.floor(x / moduleDots)]),
  );
}
