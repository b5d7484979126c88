/** Laying a slip out: rows that fit the paper, in letters that the printer has. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsOf, type SlipLine } from "../../../hal/printer/contract.ts";
import { CP865_LETTERS, layOut, printable, textsOf } from "../../../hal/printer/layout.ts";

const SEED = 20_261_122;
const width = fc.constantFrom(58 as const, 80 as const);
const someText = fc.string({ unit: "grapheme", maxLength: 120 });
const someLine: fc.Arbitrary<SlipLine> = fc.oneof(
  fc.record({
    kind: fc.constant("text" as const),
    text: someText,
    size: fc.integer({ min: -2, max: 12 }),
    bold: fc.boolean(),
    align: fc.constantFrom("left" as const, "center" as const, "right" as const),
  }),
  fc.record({ kind: fc.constant("columns" as const), left: someText, right: someText }),
);

describe("the layout of a slip", () => {
  it("never makes a row wider than the paper, whatever the text and the size", () => {
    fc.assert(
      fc.property(width, fc.array(someLine, { maxLength: 8 }), (widthMm, lines) => {
        const rows = layOut({ widthMm, lines, cut: true });
        const widths = rows.map((row) => (row.kind === "text" ? row.text.length * row.size : 0));
        expect(Math.max(0, ...widths)).toBeLessThanOrEqual(columnsOf(widthMm));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("leaves out nothing of a text but spaces", () => {
    fc.assert(
      fc.property(width, someText, fc.integer({ min: 1, max: 8 }), (widthMm, text, size) => {
        const lines: SlipLine[] = [{ kind: "text", text, size, bold: false, align: "left" }];
        const out = textsOf(layOut({ widthMm, lines, cut: true })).join("");
        expect(out.replaceAll(" ", "")).toBe(printable(text).replaceAll(" ", ""));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("breaks at spaces, and inside a word only when it is wider than the paper", () => {
    const text = "Velkommen til borgerservice, tag plads";
    const lines: SlipLine[] = [{ kind: "text", text, size: 2, bold: false, align: "left" }];
    expect(textsOf(layOut({ widthMm: 58, lines, cut: true }))).toEqual([
      "Velkommen til",
      "borgerservice,",
      "tag plads",
    ]);
    const long: SlipLine[] = [{ kind: "text", text: "x".repeat(20), size: 2, bold: false, align: "left" }];
    expect(textsOf(layOut({ widthMm: 58, lines: long, cut: true }))).toEqual(["x".repeat(16), "xxxx"]);
  });

  it("puts columns at both edges and cuts the left one when both do not fit", () => {
    const row = (left: string, right: string) =>
      textsOf(layOut({ widthMm: 58, lines: [{ kind: "columns", left, right }], cut: true }));
    expect(row("Foran dig", "3")).toEqual([`Foran dig${" ".repeat(22)}3`]);
    expect(row("x".repeat(40), "12 min")).toEqual([`${"x".repeat(25)} 12 min`]);
    expect(row("left", "y".repeat(40))).toEqual(["y".repeat(32)]);
  });

  it("an empty text is an empty line", () => {
    const lines: SlipLine[] = [{ kind: "text", text: "", size: 1, bold: false, align: "left" }];
    expect(layOut({ widthMm: 58, lines, cut: true })).toMatchObject([{ kind: "text", text: "" }]);
  });

  it("makes the modules of a QR code smaller until it fits the paper", () => {
    const dots = (data: string, moduleDots: number) =>
      layOut({ widthMm: 58, lines: [{ kind: "qr", data, moduleDots }], cut: true });
    expect(dots("https://t.example/t/ABC", 6)).toMatchObject([{ moduleDots: 6 }]);
    expect(dots("x".repeat(200), 8)).toMatchObject([{ moduleDots: 5 }]);
    expect(dots("x".repeat(5000), 8)).toMatchObject([{ moduleDots: 3 }]);
    expect(dots("a\u0010\u0004b", 0)).toMatchObject([{ data: "ab", moduleDots: 1 }]);
  });
});

describe("printable text", () => {
  it.each([
    ["Høje-Taastrup ÆØÅæøå", "Høje-Taastrup ÆØÅæøå"],
    ["A\u030Angstro\u0308m", "Ångström".replace("Å", "Å")],
    ["Łódź – “pas”…", 'Lódz - "pas"...'],
    ["Şehir\u00a0Ğ", "Sehir G"],
    ["東京 🎫", "?? ?"],
    ["a\u0010\u0004b\u001b@", "ab@"],
    ["5 €", "5 EUR"],
  ])("%j is %j", (text, out) => {
    expect(printable(text)).toBe(out);
  });

  it("keeps every letter of code page 865", () => {
    expect(printable(CP865_LETTERS)).toBe(CP865_LETTERS);
  });
});
