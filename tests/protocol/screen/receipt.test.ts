import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { layOut } from "../../../hal/printer/layout.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { type PaperWidthMm, type ReceiptLine, textLines } from "../../../protocol/receipt.ts";
import { qrPath, qrSvg } from "../../../protocol/screen/qr.ts";
import { receiptSvg } from "../../../protocol/screen/receipt.ts";

type Text = Extract<ReceiptLine, { kind: "text" }>;
const text = (more: Partial<Text>): Text => ({
  kind: "text",
  text: "A07",
  size: 1,
  bold: false,
  align: "center",
  ...more,
});

it("a slip is as wide as its paper and as long as what stands on it", () => {
  expect(receiptSvg([text({})], 58)).toContain('width="58mm" height="9.75mm" viewBox="0 0 464 78"');
  expect(receiptSvg([text({ size: 8 }), { kind: "feed", lines: 2 }, { kind: "rule" }], 80)).toContain(
    'viewBox="0 0 640 336"',
  );
});

it("letters stand in the printer's columns: left, middle and right", () => {
  const svg = receiptSvg(
    ["left", "center", "right"].map((align) => text({ align: align as "left" })),
    58,
  );
  expect([...svg.matchAll(/<text x="(\d+)"/g)].map(([, x]) => Number(x))).toEqual([40, 214, 388]);
  expect(svg).toContain('textLength="36"');
});

it("two columns keep the right end and a space between", () => {
  const svg = receiptSvg([{ kind: "columns", left: "x".repeat(40), right: "10.05" }], 58);
  expect(svg).toContain(`>${"x".repeat(26)}</text>`);
  expect(svg).toContain(`x="${40 + 27 * 12}"`);
});

it.each([
  ["Byggesagsbehandling", 58],
  ["Beskæftigelsesforvaltningen", 80],
] as const)("%s, too wide in size 2 on %i mm, is drawn whole and smaller", (word, widthMm) => {
  const svg = receiptSvg([text({ text: word, size: 2 })], widthMm);
  expect(svg).toContain(`font-size="20" fill="#111" textLength="${word.length * 12}"`);
  expect(svg).toContain(`>${word}</text>`);
});

/** A printer of 32 and 48 columns, which is what the screen draws. */
const PRINTER = profileOf("citizen-ct-s310");
const printedRows = (line: Text, widthMm: PaperWidthMm) =>
  layOut({ widthMm, lines: [line], cut: false }, PRINTER).map((row) =>
    row.kind === "text" ? { size: row.size, text: row.text } : row,
  );

it("the screen's paper has the printer's rows in the printer's sizes, also where a word is too wide", () => {
  const word = fc.string({ unit: fc.constantFrom(..."abcæøåÆØÅéüßS07-,."), minLength: 1, maxLength: 60 });
  const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(" "));
  const size = fc.integer({ min: 1, max: 8 });
  fc.assert(
    fc.property(words, size, fc.constantFrom(58 as const, 80 as const), (said, asked, widthMm) => {
      const line = text({ text: said, size: asked });
      const onScreen = textLines(line, widthMm);
      expect(onScreen.lines.map((row) => ({ size: onScreen.size, text: row }))).toEqual(
        printedRows(line, widthMm),
      );
    }),
    { seed: 20_261_122, numRuns: 1000 },
  );
});

it("what a location writes is text, never markup", () => {
  const svg = receiptSvg([text({ text: `<b>"&` })], 58);
  expect(svg).toContain("&lt;b>&quot;&amp;</text>");
  expect(qrSvg("x", `"<&`)).toContain('aria-label="&quot;&lt;&amp;"');
});

it("the slip's name for those who hear it is its text, without rules and code", () => {
  const lines: ReceiptLine[] = [text({ text: "Rådhuset" }), { kind: "rule" }, text({})];
  expect(receiptSvg(lines, 80)).toContain('aria-label="Rådhuset. A07"');
});

it("a code is read by a real reader", () => {
  const folder = mkdtempSync(join(tmpdir(), "talon-qr-"));
  const data = "https://queue.example.dk/t/4Z8KQW2M7N5T1V3X9Y6B0CDE8F";
  const { size, path } = qrPath(data);
  const rows = Array.from({ length: size + 8 }, () => Array<number>(size + 8).fill(1));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let at = 0; at < Number(length); at++) rows[Number(y) + 4]![Number(x) + 4 + at] = 0;
  const scale = 6;
  const wide = rows.flatMap((row) =>
    Array<number[]>(scale).fill(row.flatMap((one) => Array<number>(scale).fill(one))),
  );
  const file = join(folder, "code.pgm");
  const edge = (size + 8) * scale;
  writeFileSync(file, `P2\n${edge} ${edge}\n1\n${wide.map((row) => row.join(" ")).join("\n")}\n`);
  const read = execFileSync("zbarimg", ["-q", "--raw", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(read.trim()).toBe(data);
});
