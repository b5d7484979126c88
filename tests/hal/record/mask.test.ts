import fc from "fast-check";
import { expect, it } from "vitest";
import { PAD_KEYS } from "../../../hal/keypad/contract.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { SlipRenderer } from "../../../hal/printer/render.ts";
import { TextPictures } from "../../../hal/printer/text-picture.ts";
import { maskKey, maskPrint, maskScan, maskText } from "../../../hal/record/mask.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const slip = (text: string, qr: string) => ({
  widthMm: 80 as const,
  cut: true,
  lines: [
    { kind: "text" as const, text, size: 2, bold: true, align: "center" as const },
    { kind: "columns" as const, left: text, right: "12:05" },
    { kind: "rule" as const },
    { kind: "qr" as const, data: qr, moduleDots: 6 },
  ],
});

async function printed(profile: Parameters<typeof profileOf>[0], text: string, qr: string) {
  const renderer = new SlipRenderer(profileOf(profile), new TextPictures());
  return (await renderer.render(slip(text, qr))).bytes;
}

it.each(["epson-tm-t88", "star-esc-pos", "no-name-58"] as const)(
  "on %s nothing of a name, a number or a code is left, and every byte keeps its place",
  async (profile) => {
    const bytes = await printed(profile, "Jens Østergård 0101701234", "https://q.dk/t/K7M2Q9XW4R8T6Y1Z");
    const masked = maskPrint(bytes);
    expect(masked.length).toBe(bytes.length);
    const left = Buffer.from(masked).toString("latin1");
    for (const word of ["Jens", "sterg", "0101701234", "K7M2Q9", "1Z"]) expect(left).not.toContain(word);
    expect(left).toContain("0000000000");
  },
);

it("two slips that differ only in what they say are the same after masking: on any profile, pictures of text included", async () => {
  for (const profile of ["epson-tm-t88", "no-name-58"] as const) {
    const one = maskPrint(await printed(profile, "Anna Holm 12", "https://q.dk/t/AAAA"));
    const other = maskPrint(await printed(profile, "Bent Dahl 98", "https://q.dk/t/BBBB"));
    expect(hex(one)).toBe(hex(other));
  }
});

it("what a scanner sent keeps its separators, its AIM id's shape and its characters' widths", () => {
  expect(Buffer.from(maskScan(Buffer.from("]Q1T-42\r\n\tÆø€\r"))).toString()).toMatch(
    /^\]x0x-00\r\n\t.{3}\r$/u,
  );
  expect(maskText("ABC-123:")).toBe("xxx-000:");
});

it("of two scans with characters of the same kinds nothing is left to tell them apart, in UTF-8 and in Latin-1", () => {
  const masked = (text: string, encoding: "utf8" | "latin1") => hex(maskScan(Buffer.from(text, encoding)));
  expect(masked("Søren Ågård 12", "utf8")).toBe(masked("Tåsse Øjård 98", "utf8"));
  expect(masked("Łódź€😀", "utf8")).toBe(masked("Ñąbć₤🎈", "utf8"));
  expect(masked("Ægir æ 1", "latin1")).toBe(masked("Åses å 2", "latin1"));
  expect(Buffer.from(maskScan(Buffer.from("€😀"))).toString()).toMatch(/^[^�][^�]{2}$/);
});

it("of a key only its kind is left: no digit, and no name that the options give", () => {
  const kinds = ["digit", "enter", "backspace", "clear"];
  expect([...new Set(PAD_KEYS.map(maskKey))]).toEqual(kinds);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (name) => {
      expect([...kinds, "other"]).toContain(maskKey(name));
    }),
  );
  expect(["seven", "77", "next", "digit", "٧"].map(maskKey)).toEqual(
    Array.from({ length: 5 }, () => "other"),
  );
});

it("no digit but 0 and no letter but x is left of any text, which stays text of the same length, and rubbish stays rubbish", () => {
  const isText = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8").includes("\ufffd") === false;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const bytes = Buffer.from(text.replaceAll("\ufffd", ""), "utf8");
      const masked = maskScan(bytes);
      expect(masked.length).toBe(bytes.length);
      expect(Buffer.from(masked).toString("latin1")).not.toMatch(/[1-9A-Za-wyz]/);
      expect(isText(masked)).toBe(isText(bytes));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(maskScan(bytes).length).toBe(bytes.length);
      expect(maskPrint(bytes).length).toBe(bytes.length);
    }),
  );
});
