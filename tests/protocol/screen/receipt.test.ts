import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ReceiptLine } from "../../../protocol/receipt.ts";
import { qrPath, qrSvg } from "../../../protocol/screen/qr.ts";
import { receiptSvg } from "../../../protocol/screen/receipt.ts";

const text = (more: Partial<Extract<ReceiptLine, { kind: "text" }>>): ReceiptLine => ({
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
