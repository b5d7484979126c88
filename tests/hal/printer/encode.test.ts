/** The bytes of a slip, read back by a decoder of the tests that honours ESC t. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CP865_LETTERS } from "../../../hal/printer/code-pages.ts";
import type { Slip, SlipLine } from "../../../hal/printer/contract.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { SlipRenderer } from "../../../hal/printer/render.ts";
import { readPaper, textsOn } from "./escpos-reader.ts";
import { danishSlip } from "./slips.ts";

const encode = async (slip: Slip, codeTable?: number): Promise<Uint8Array> =>
  (await new SlipRenderer(profileOf("epson-tm-t20iii", { codeTable }), null).render(slip)).bytes;

const textLine = (text: string, size = 1): SlipLine => ({
  kind: "text",
  text,
  size,
  bold: false,
  align: "left",
});

describe("the ESC/POS stream of a slip", () => {
  it.each([58, 80] as const)(
    "prints Danish letters, number and QR rightly on %d mm paper",
    async (widthMm) => {
      const paper = readPaper(await encode(danishSlip("A042", widthMm)));
      expect(textsOn(paper)).toEqual([
        "Høje-Taastrup ÆØÅæøå",
        "A042",
        expect.stringMatching(/^Foran dig +3$/),
        "Tak for besøget",
      ]);
      expect(paper.qr).toEqual(["https://talon.example/t/A042K7M2Q9XW4R8T6Y1Z3C5V"]);
      expect(paper.cuts).toBe(1);
      expect(paper.lines.every(({ columns }) => columns <= profileOf().widths[widthMm].columns)).toBe(true);
    },
  );

  it("begins by putting the printer back to its first state and out of Chinese, in which cheap ones begin", async () => {
    const stream = await encode(danishSlip("A042", 80));
    expect([...stream.subarray(0, 4)]).toEqual([0x1b, 0x40, 0x1c, 0x2e]);
  });

  it("prints every letter of code page 865", async () => {
    const lines = Array.from(CP865_LETTERS, (letter) => textLine(`x${letter}x`));
    const paper = readPaper(await encode({ widthMm: 80, lines, cut: false }));
    expect(textsOn(paper)).toEqual(Array.from(CP865_LETTERS, (letter) => `x${letter}x`));
  });

  it("uses the table number of a clone", async () => {
    const bytes = await encode(danishSlip(), 77);
    const tables = { 0: "", 77: readableTable() };
    expect(textsOn(readPaper(bytes, tables))).toContain("Høje-Taastrup ÆØÅæøå");
    expect(Buffer.from(bytes).includes(Buffer.of(0x1b, 0x74, 77))).toBe(true);
  });

  it("without a cut feeds the paper past the edge instead", async () => {
    const paper = readPaper(await encode({ widthMm: 58, lines: [textLine("x")], cut: false }));
    expect(paper.cuts).toBe(0);
    expect(paper.lines.slice(-4).every(({ text }) => text === "")).toBe(true);
  });

  it("never overflows the paper and holds no command but its own, whatever the texts", async () => {
    const anyLine = fc.oneof(
      fc
        .tuple(fc.string({ unit: "binary", maxLength: 80 }), fc.integer({ min: 1, max: 8 }))
        .map(([text, size]) => textLine(text, size)),
      fc
        .tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }))
        .map(([left, right]): SlipLine => ({ kind: "columns", left, right })),
      fc
        .string({ unit: "binary", maxLength: 300 })
        .map((data): SlipLine => ({ kind: "qr", data, moduleDots: 8 })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(58 as const, 80 as const),
        fc.array(anyLine, { maxLength: 5 }),
        async (widthMm, lines) => {
          const bytes = await encode({ widthMm, lines, cut: true });
          const paper = readPaper(bytes); // throws at a command it does not know
          expect(paper.cuts).toBe(1);
          expect(Math.max(0, ...paper.lines.map(({ columns }) => columns))).toBeLessThanOrEqual(
            profileOf().widths[widthMm].columns,
          );
          expect(Buffer.from(bytes).includes(Buffer.of(0x10, 0x04))).toBe(false);
        },
      ),
      { seed: 20_261_122, numRuns: 200 },
    );
  });
});

/** Code page 865 under another number, made from what the Epson number prints. */
function readableTable(): string {
  const high = Array.from({ length: 128 }, (_, index) => index + 128);
  const bytes = Uint8Array.from(high.flatMap((byte) => [0x1b, 0x74, 5, byte]));
  return readPaper(Uint8Array.of(...bytes, 0x0a)).lines[0]?.text ?? "";
}
