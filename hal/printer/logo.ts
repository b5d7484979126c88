/**
 * A logo from a PNG file as dots: scaled down to the paper and dithered.
 * Knows no printer; a picture that is none is answered with the reason, never thrown.
 */
import { PNG } from "pngjs";
import { type Bitmap, bitmapOf } from "./bitmap.ts";

/** More than these and a picture is refused before it is unpacked: a small file can hold a huge picture. */
const MOST_EDGE = 2048;
const MOST_DOTS = 576 * 1024;

const SIGNATURE = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** A decoded logo, or why there is none. */
export type DecodedLogo =
  | { readonly ok: true; readonly bitmap: Bitmap }
  | { readonly ok: false; readonly problem: string };

/** The PNG in `base64` as dots, at most `paperDots` wide and never enlarged. What is see-through is white. */
export function decodeLogo(base64: string, paperDots: number): DecodedLogo {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(SIGNATURE))
    return { ok: false, problem: "is no PNG picture" };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width === 0 || height === 0 || Math.max(width, height) > MOST_EDGE || width * height > MOST_DOTS)
    return { ok: false, problem: `is ${width} by ${height} dots, which is too large for a receipt` };
  try {
    const png = PNG.sync.read(bytes);
    return { ok: true, bitmap: dithered(shades(png, Math.min(1, paperDots / width))) };
  } catch (error) {
    return { ok: false, problem: `is a PNG picture that is broken: ${String(error)}` };
  }
}

type Shades = { width: number; height: number; at: Float32Array };

/** Brightness from 0 (black) to 1 of every dot, each the mean of what falls on it. */
function shades(png: PNG, scale: number): Shades {
  const width = Math.max(1, Math.floor(png.width * scale));
  const height = Math.max(1, Math.round(png.height * scale));
  const at = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) at[y * width + x] = meanOf(png, { x, y, width, height });
  }
  return { width, height, at };
}

function meanOf(png: PNG, dot: { x: number; y: number; width: number; height: number }): number {
  const [left, right] = spanOf(dot.x, dot.width, png.width);
  const [top, bottom] = spanOf(dot.y, dot.height, png.height);
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) sum += brightness(png.data, (y * png.width + x) * 4);
  }
  return sum / ((right - left) * (bottom - top));
}

function spanOf(index: number, of: number, total: number): [number, number] {
  const from = Math.floor((index * total) / of);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * total) / of))];
}

/** On white paper, by the weights of ITU-R BT.601. */
function brightness(data: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0, alpha = 255] = data.subarray(at, at + 4);
  const shade = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  return 1 - (1 - shade) * (alpha / 255);
}

/** Floyd and Steinberg's way: the error of each dot is carried to its neighbours. */
function dithered({ width, height, at }: Shades): Bitmap {
  const carry = (x: number, y: number, error: number): void => {
    const dot = y * width + x;
    if (x >= 0 && x < width && y < height) at[dot] = (at[dot] as number) + error;
  };
  const black = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = at[y * width + x] as number;
      const isBlack = shade < 0.5;
      black[y * width + x] = Number(isBlack);
      const error = shade - (isBlack ? 0 : 1);
      carry(x + 1, y, (error * 7) / 16);
      carry(x - 1, y + 1, (error * 3) / 16);
      carry(x, y + 1, (error * 5) / 16);
      carry(x + 1, y + 1, error / 16);
    }
  }
  return bitmapOf(width, height, (x, y) => black[y * width + x] === 1);
}
