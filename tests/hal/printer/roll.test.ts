/** How much paper a slip takes, read from its bytes. */
import { describe, expect, it } from "vitest";
import { bitmapOf } from "../../../hal/printer/bitmap.ts";
import type { Slip, SlipLine } from "../../../hal/printer/contract.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { rasterBytes } from "../../../hal/printer/raster.ts";
import { SlipRenderer } from "../../../hal/printer/render.ts";
import { fedMm } from "../../../hal/printer/roll.ts";
import { stepsOf } from "./escpos-reader.ts";
import { danishSlip } from "./slips.ts";

const T20 = profileOf("epson-tm-t20iii");
const NAMES = [
  "epson-tm-t20iii",
  "epson-tm-t88",
  "bixolon-srp-350",
  "citizen-ct-s310",
  "no-name-58",
] as const;

async function mmOf(lines: SlipLine[], profile = T20): Promise<number> {
  const slip: Slip = { widthMm: 80, lines, cut: true };
  return fedMm((await new SlipRenderer(profile, null).render(slip)).bytes, profile);
}
const text = (size: number): SlipLine => ({ kind: "text", text: "A042", size, bold: true, align: "center" });

describe("the paper of a slip", () => {
  it("is its lines, each as high as its tallest letter, and the feed before the cut", async () => {
    const empty = await mmOf([]);
    expect(empty).toBe(15); // 4 lines of 30 dots, 8 dots a millimetre
    expect(await mmOf([text(1)])).toBe(Math.round((5 * 30) / (203 / 25.4)));
    expect(await mmOf([text(6)])).toBe(Math.round((4 * 30 + 6 * 24) / (203 / 25.4)));
    expect(await mmOf([{ kind: "feed", lines: 10 }])).toBeGreaterThan(empty + 35);
  });

  it("is the rows of a picture, whichever command sends it", () => {
    const picture = bitmapOf(64, 800, () => true);
    for (const name of NAMES) {
      const profile = profileOf(name);
      const dotsPerMm = profile.widths[80].dots === 512 ? 7.09 : 7.99;
      expect(fedMm(rasterBytes(picture, profile), profile)).toBe(Math.round(800 / dotsPerMm));
    }
  });

  it("is about the same whether the printer draws the QR code or is sent its dots", async () => {
    const lines: SlipLine[] = [{ kind: "qr", data: "https://talon.example/t/A042K7M2Q9", moduleDots: 6 }];
    const native = await mmOf(lines, { ...T20, qr: "native" });
    const raster = await mmOf(lines, { ...T20, qr: "raster" });
    expect(Math.abs(native - raster)).toBeLessThanOrEqual(1);
    expect(native).toBeGreaterThan(15 + 25);
  });

  it.each(NAMES)("of a receipt is what an independent reader of the bytes feeds, on %s", async (name) => {
    const profile = profileOf(name);
    const { bytes } = await new SlipRenderer(profile, null).render(danishSlip());
    const dots = stepsOf(bytes).reduce((sum, step) => {
      if (step.does === "feed") return sum + step.dots;
      return step.does === "dots" ? sum + step.rows : sum;
    }, 0);
    const lines = stepsOf(bytes).filter(({ does }) => does === "line").length;
    const least = (dots + lines * 30) / 8;
    expect(fedMm(bytes, profile)).toBeGreaterThan(least - 1);
    expect(fedMm(bytes, profile)).toBeLessThan(least + 60); // the code and the large number
  });

  it("of a torn slip counts as far as its bytes go, wherever they end", async () => {
    const { bytes } = await new SlipRenderer(T20, null).render(danishSlip());
    let last = 0;
    for (let length = 0; length <= bytes.length; length++) {
      const mm = fedMm(bytes.subarray(0, length), T20);
      expect(mm).toBeGreaterThanOrEqual(last);
      last = mm;
    }
    expect(last).toBeGreaterThan(60);
  });
});
