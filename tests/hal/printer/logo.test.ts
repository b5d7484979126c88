/** A logo from a PNG file, or a reason why there is none. */
import fc from "fast-check";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { isBlackAt } from "../../../hal/printer/bitmap.ts";
import { decodeLogo } from "../../../hal/printer/logo.ts";

type Paint = (x: number, y: number) => [red: number, green: number, blue: number, alpha: number];

function png(width: number, height: number, paint: Paint): string {
  const picture = new PNG({ width, height });
  for (let at = 0; at < width * height; at++)
    picture.data.set(paint(at % width, Math.floor(at / width)), at * 4);
  return PNG.sync.write(picture).toString("base64");
}

function blackShare(base64: string, paperDots = 576): number {
  const logo = decodeLogo(base64, paperDots);
  if (!logo.ok) throw new Error(logo.problem);
  const { width, height } = logo.bitmap;
  let black = 0;
  for (let at = 0; at < width * height; at++)
    black += Number(isBlackAt(logo.bitmap, at % width, Math.floor(at / width)));
  return black / (width * height);
}

describe("a logo", () => {
  it("keeps black black, white white, and see-through white", () => {
    expect(blackShare(png(40, 20, () => [0, 0, 0, 255]))).toBe(1);
    expect(blackShare(png(40, 20, () => [255, 255, 255, 255]))).toBe(0);
    expect(blackShare(png(40, 20, () => [0, 0, 0, 0]))).toBe(0);
  });

  it("shows a grey as that share of black dots", () => {
    expect(blackShare(png(80, 80, () => [128, 128, 128, 255]))).toBeCloseTo(0.5, 1);
    expect(blackShare(png(80, 80, () => [192, 192, 192, 255]))).toBeCloseTo(0.25, 1);
  });

  it("is made smaller for a narrower paper and never larger", () => {
    const wide = png(500, 100, () => [0, 0, 0, 255]);
    expect(decodeLogo(wide, 384)).toMatchObject({ ok: true, bitmap: { width: 384, height: 77 } });
    expect(decodeLogo(wide, 576)).toMatchObject({ ok: true, bitmap: { width: 500, height: 100 } });
  });

  it("that is no PNG, broken or far too large is a reason and no crash", () => {
    const good = Buffer.from(
      png(20, 20, () => [0, 0, 0, 255]),
      "base64",
    );
    expect(decodeLogo("", 576)).toEqual({ ok: false, problem: "is no PNG picture" });
    expect(decodeLogo(Buffer.from("GIF89a".repeat(20)).toString("base64"), 576)).toMatchObject({ ok: false });
    expect(decodeLogo(good.subarray(0, 50).toString("base64"), 576)).toMatchObject({ ok: false });
    const huge = Buffer.from(good);
    huge.writeUInt32BE(60_000, 16);
    expect(decodeLogo(huge.toString("base64"), 576)).toEqual({
      ok: false,
      problem: "is 60000 by 20 dots, which is too large for a receipt",
    });
  });

  it("with any byte changed is a picture or a reason", () => {
    const good = Buffer.from(
      png(30, 30, (x) => [x * 8, 0, 0, 255]),
      "base64",
    );
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        expect(decodeLogo(changed.toString("base64"), 384)).toHaveProperty("ok");
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });
});
