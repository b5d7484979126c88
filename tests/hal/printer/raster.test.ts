/** Pictures as raster commands: the same dots on paper, in bands, and never a real-time request inside. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bitmap, bitmapOf, inkOf, isBlackAt, strideOf } from "../../../hal/printer/bitmap.ts";
import { PRINTER_PROFILES, type PrinterProfile, profileOf } from "../../../hal/printer/profiles.ts";
import { rasterBytes, withoutRealTime } from "../../../hal/printer/raster.ts";
import { stepsOf } from "./escpos-reader.ts";

const SEED = { seed: 20_261_122, numRuns: 300 };
const profiles = fc.constantFrom(...Object.values<PrinterProfile>(PRINTER_PROFILES));
/** Mostly the bytes that real-time requests are made of, so that they meet. */
const tricky = fc.oneof(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01, 0x02), fc.nat(255));
const pictures = fc
  .tuple(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 1, max: 300 }))
  .chain(([stride, height]) =>
    fc
      .array(tricky, { minLength: 64, maxLength: 256 })
      .map((some): Bitmap => ({ width: stride * 8, height, dots: repeated(some, stride * height) })),
  );

function repeated(some: readonly number[], length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => some[at % some.length] as number);
}

/** DLE EOT, DLE ENQ or DLE DC4. */
function hasRealTimeRequest(bytes: Uint8Array): boolean {
  return bytes.some((byte, at) => byte === 0x10 && [0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0));
}

/** All dots that the commands print, from top to bottom. */
function paper(bytes: Uint8Array): Uint8Array {
  return Buffer.concat(stepsOf(bytes).flatMap((step) => (step.does === "dots" ? [step.dots] : [])));
}

describe("a picture as raster commands", () => {
  it("never holds a real-time request, with no printer, whatever the dots", () => {
    fc.assert(
      fc.property(profiles, pictures, (profile, picture) => {
        expect(hasRealTimeRequest(rasterBytes(picture, profile))).toBe(false);
      }),
      SEED,
    );
  });

  it("prints every dot, and at most one more beside a lone one", () => {
    fc.assert(
      fc.property(profiles, pictures, (profile, picture) => {
        const printed = paper(rasterBytes(picture, profile));
        expect(printed).toHaveLength(picture.dots.length);
        for (const [at, byte] of picture.dots.entries())
          if (printed[at] !== byte) expect([byte, printed[at]]).toEqual([0x10, 0x18]);
      }),
      SEED,
    );
  });

  it("comes in bands that fit the printer's memory", () => {
    const picture = bitmapOf(384, 100, (x, y) => x === y);
    const rows = stepsOf(rasterBytes(picture, profileOf("no-name-58"))).map((step) =>
      step.does === "dots" ? step.rows : 0,
    );
    expect(rows).toEqual([24, 24, 24, 24, 4]);
  });

  it("is shortened by a row where the length of GS ( L itself would read as a request", () => {
    const picture = bitmapOf(48, 171, () => true); // 6 * 171 + 10 = 0x410 plus 4
    for (let height = 150; height < 230; height++) {
      for (const stride of [1, 2, 5, 6, 10, 15, 30]) {
        const bytes = rasterBytes(
          bitmapOf(stride * 8, height, () => true),
          profileOf("epson-tm-t88"),
        );
        expect(hasRealTimeRequest(bytes)).toBe(false);
      }
    }
    expect(paper(rasterBytes(picture, profileOf("epson-tm-t88")))).toEqual(Buffer.from(picture.dots));
  });

  it("of nothing is nothing", () => {
    expect(
      rasterBytes(
        bitmapOf(0, 34, () => true),
        profileOf(),
      ),
    ).toHaveLength(0);
    expect(withoutRealTime(Uint8Array.of())).toHaveLength(0);
  });
});

describe("a bitmap", () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }));
  it("finds its ink to the dot", () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.tuple(fc.nat(59), fc.nat(19))), ([width, height], black) => {
        const inside = black.filter(([x, y]) => x < width && y < height);
        const bitmap = bitmapOf(width, height, (x, y) => inside.some(([bx, by]) => bx === x && by === y));
        const [xs, ys] = [inside.map(([x]) => x), inside.map(([, y]) => y)];
        const box = {
          left: Math.min(...xs),
          right: Math.max(...xs) + 1,
          top: Math.min(...ys),
          bottom: Math.max(...ys) + 1,
        };
        expect(inkOf(bitmap)).toEqual(inside.length === 0 ? undefined : box);
        expect(bitmap.dots).toHaveLength(strideOf(width) * height);
        for (const [x, y] of inside) expect(isBlackAt(bitmap, x, y)).toBe(true);
      }),
      SEED,
    );
  });
});
