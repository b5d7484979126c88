/**
 * Pictures as the printer's raster commands.
 * Knows no slip; promises that no picture holds a real-time request, which printers obey even inside image data.
 */
import { type Bitmap, strideOf } from "./bitmap.ts";
import type { PrinterProfile } from "./profiles.ts";

const GS = 0x1d;
const DLE = 0x10;
/** The second bytes of real-time requests: DLE EOT (status), DLE ENQ (recover), DLE DC4 (pulse, power off). */
const REAL_TIME: ReadonlySet<number> = new Set([0x04, 0x05, 0x14]);

/** The bytes that print a picture, in bands that fit the printer's memory; nothing for a picture without dots. */
export function rasterBytes(bitmap: Bitmap, profile: PrinterProfile): Uint8Array {
  const stride = strideOf(bitmap.width);
  const safe = withoutRealTime(bitmap.dots);
  const bands: Uint8Array[] = [];
  for (let from = 0; from < bitmap.height && stride > 0; ) {
    const rows = bandRows(Math.min(profile.rasterRows, bitmap.height - from), stride);
    const data = safe.subarray(from * stride, (from + rows) * stride);
    bands.push(bandBytes(data, { stride, rows, command: profile.raster }));
    from += rows;
  }
  return Buffer.concat(bands);
}

/**
 * The same dots, except that a lone dot before a byte that would make a real-time request (DLE EOT ...) gets one black
 * neighbour: an eighth of a millimetre that nobody sees. Rows follow each other without a gap, so the search does not stop at them.
 */
export function withoutRealTime(dots: Uint8Array): Uint8Array {
  const safe = Uint8Array.from(dots);
  for (let at = 0; at + 1 < safe.length; at++) {
    if (safe[at] === DLE && REAL_TIME.has(safe[at + 1] as number)) safe[at] = DLE | (DLE >> 1);
  }
  return safe;
}

type Band = { stride: number; rows: number; command: PrinterProfile["raster"] };

/** Fewer rows where the length of GS ( L itself would read as a real-time request (10 04, 10 05 or 10 14). */
function bandRows(most: number, stride: number): number {
  const length = most * stride + 10;
  const isRequest = (length & 0xff) === DLE && REAL_TIME.has(length >> 8);
  return isRequest && most > 1 ? most - 1 : most;
}

function bandBytes(data: Uint8Array, { stride, rows, command }: Band): Uint8Array {
  // GS v 0: m = 0 (normal), then bytes across and dots down, low byte first
  if (command === "gs-v-0")
    return Buffer.concat([Buffer.of(GS, 0x76, 0x30, 0, ...low(stride), ...low(rows)), data]);
  // GS ( L, function 112: one tone (48), as large as it is (1, 1), first colour (49), dots across and down; then function 50
  const head = [0x30, 0x70, 0x30, 1, 1, 0x31, ...low(stride * 8), ...low(rows)];
  const store = Buffer.of(GS, 0x28, 0x4c, ...low(head.length + data.length), ...head);
  return Buffer.concat([store, data, Buffer.of(GS, 0x28, 0x4c, 2, 0, 0x30, 0x32)]);
}

function low(number: number): [number, number] {
  return [number & 0xff, number >> 8];
}
