/** Laying a slip out: rows that fit the paper, in letters that the printer has. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CP865_LETTERS } from "../../../hal/printer/code-pages.ts";
import type { Slip, SlipLine } from "../../../hal/printer/contract.ts";
import { layOut as layOutFor, printable, type SlipRow, undrawn } from "../../../hal/printer/layout.ts";
import { type PrinterProfile, profileOf } from "../../../hal/printer/profiles.ts";

const SEED = 20_261_122;
/** A printer whose columns are those of a plain 58 and 80 mm one. */
const PLAIN = profileOf("citizen-ct-s310");
/** Everything as text, as it is where nothing can be drawn. */
const layOut = (slip: Slip, profile: PrinterProfile = PLAIN): SlipRow[] =>
  layOutFor(slip, profile).flatMap((row) =>
    row.kind === "drawn" ? undrawn(row, profile.widths[slip.widthMm].columns) : [row],
  );
const textsOf = (rows: readonly SlipRow[]): string[] =>
  rows.flatMap((row) => (row.kind === "text" && row.text !== "" ? [row.text] : []));
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
        expect(Math.max(0, ...widths)).toBeLessThanOrEqual(PLAIN.widths[widthMm].columns);
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
    const long: SlipLine[] = [{ kind: "text", text: "x".repeat(40), size: 1, bold: false, align: "left" }];
    expect(textsOf(layOut({ widthMm: 58, lines: long, cut: true }))).toEqual(["x".repeat(32), "x".repeat(8)]);
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
    expect(dots("x".repeat(666), 8)).toMatchObject([{ moduleDots: 3 }]);
    expect(dots("ab", 0)).toMatchObject([{ data: "ab", moduleDots: 1 }]);
  });

  it.each([
    ["longer than the largest code holds", "x".repeat(667)],
    ["not plain ASCII", "a\u0010\u0004b"],
  ])("leaves a QR code out whose data is %s: one of a part of it would lead elsewhere", (_why, data) => {
    const lines: SlipLine[] = [{ kind: "qr", data, moduleDots: 4 }];
    expect(layOut({ widthMm: 58, lines, cut: true })).toEqual([]);
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

describe("letters and columns of a printer", () => {
  const line = (text: string, size = 1): SlipLine => ({
    kind: "text",
    text,
    size,
    bold: false,
    align: "left",
  });
  const rows = (text: string, profile: PrinterProfile) =>
    layOutFor({ widthMm: 80, lines: [line(text)], cut: true }, profile);

  it("a text stands in the first code page that has all its letters, and is drawn where none has", () => {
    const epson = profileOf("epson-tm-t20iii");
    expect(rows("Rødgrød", epson)).toMatchObject([{ kind: "text", page: "cp865" }]);
    expect(rows("5 € – gebyr", epson)).toMatchObject([{ page: "windows1252", text: "5 € – gebyr" }]);
    expect(rows("5 € – gebyr", profileOf("bixolon-srp-350"))).toMatchObject([
      { page: "cp858", text: "5 € - gebyr" },
    ]);
    expect(rows("5 €", profileOf("no-name-58"))).toMatchObject([{ kind: "drawn", text: "5 €" }]);
    for (const text of ["Łódź", "Şehir Ğ", "Паспорт", "رقمك A042"])
      expect(rows(text, epson)).toMatchObject([{ kind: "drawn", text }]);
    expect(rows("Magacaaga waa", epson)).toMatchObject([{ kind: "text", page: "cp865" }]);
  });

  it("only typographic marks are made plain, and only where no page has them", () => {
    expect(rows("“Hej” – vi ses…", profileOf("no-name-58"))).toMatchObject([
      { kind: "text", text: '"Hej" - vi ses...' },
    ]);
  });

  it("a table number of one's own is trusted for code page 865 alone", () => {
    const profile = profileOf("epson-tm-t20iii", { codeTable: 77 });
    expect(profile.codePages).toEqual([{ page: "cp865", table: 77 }]);
    expect(rows("5 €", profile)).toMatchObject([{ kind: "drawn" }]);
  });

  it("two columns with letters that no page has are drawn as one row", () => {
    const lines: SlipLine[] = [{ kind: "columns", left: "رقمك", right: "10.05" }];
    expect(layOutFor({ widthMm: 80, lines, cut: true }, PLAIN)).toMatchObject([
      { kind: "drawn", text: "رقمك", right: "10.05" },
    ]);
  });

  it("a ticket number is printed smaller rather than in two pieces", () => {
    const narrow = profileOf("epson-tm-t88");
    const lines = [line("AB112", 8)];
    expect(layOutFor({ widthMm: 58, lines, cut: true }, narrow)).toMatchObject([{ text: "AB112", size: 6 }]);
  });
});
