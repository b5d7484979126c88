/** Text drawn by rsvg-convert: every script, whole words, within the paper and the time limit. */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HalFault } from "../../../hal/errors.ts";
import { type Bitmap, cropped, inkOf } from "../../../hal/printer/bitmap.ts";
import { TextPictures } from "../../../hal/printer/text-picture.ts";
import { tempFolder } from "../until.ts";

const ARABIC = "وقت الانتظار المتوقع: حوالي 10-20 دقيقة، يرجى الجلوس حتى يتم استدعاء رقمك على الشاشة";

const plain = (text: string, size = 1) => ({ text, size, bold: false });

async function drawn(texts: Parameters<TextPictures["draw"]>[0], paperDots = 576): Promise<Bitmap[][]> {
  const lines = await new TextPictures().draw(texts, paperDots);
  if (lines instanceof HalFault) throw lines;
  return [...lines];
}

/** A program that is called like rsvg-convert. */
async function program(script: string): Promise<string> {
  const path = join(await tempFolder(), "rsvg-convert");
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe("drawn text", () => {
  it("wraps to lines that fit the paper", async () => {
    for (const paperDots of [360, 576]) {
      for (const [size, least] of [
        [1, 2],
        [3, 4],
      ] as const) {
        const [lines = []] = await drawn([plain(ARABIC, size)], paperDots);
        expect(lines.length).toBeGreaterThanOrEqual(least);
        for (const line of lines) {
          expect(line.width).toBeLessThanOrEqual(paperDots);
          expect(line.width).toBeGreaterThan(20);
          expect(line.height).toBe(34 * size);
        }
      }
    }
  });

  it("of a word wider than the paper is smaller and whole", async () => {
    const [lines = []] = await drawn([plain("Їжакопроживальницький".repeat(3), 4)], 360);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.width).toBeLessThanOrEqual(360);
    expect(lines[0]?.width).toBeGreaterThan(280);
  });

  it("is bolder when it is bold and larger when it is larger", async () => {
    const [[thin], [bold], [large]] = (await drawn([
      plain("Паспорт"),
      { ...plain("Паспорт"), bold: true },
      plain("Паспорт", 2),
    ])) as [Bitmap[], Bitmap[], Bitmap[]];
    expect(bold?.width).toBeGreaterThan(thin?.width ?? 0);
    expect(large?.width).toBeGreaterThan(1.8 * (thin?.width ?? 0));
    expect(large?.height).toBe(68);
  });

  it("shapes and orders Arabic: the letters of a word are joined, and its first is at the right", async () => {
    const [[joined], [apart], [three]] = (await drawn(
      ["بببب", "ب\u200cب\u200cب\u200cب", "ااب"].map((text) => plain(text)),
    )) as [Bitmap[], Bitmap[], Bitmap[]];
    expect(joined?.width).toBeLessThan(0.9 * (apart?.width ?? 0));
    // alif, alif, beh: the tall letters come first, so they are at the right
    const part = (left: number, right: number) =>
      inkOf(cropped(three as Bitmap, { left, right, top: 0, bottom: 34 }))?.top ?? 34;
    const width = three?.width ?? 0;
    expect(part(width - 6, width)).toBeLessThan(part(0, 6) - 4);
  });

  it("leaves a ticket number inside Arabic from left to right", async () => {
    const [[line], [number], [turned]] = (await drawn(
      ["رقمك A042", "A042", "240A"].map((text) => plain(text)),
    )) as [Bitmap[], Bitmap[], Bitmap[]];
    const end = (width: number) => cropped(line as Bitmap, { left: 0, right: width, top: 0, bottom: 34 });
    const likeness = (one: Bitmap): number => {
      const other = end(one.width);
      const same = Array.from(one.dots).filter((byte, at) => byte === other.dots[at]);
      return same.length / one.dots.length;
    };
    expect(likeness(number as Bitmap)).toBeGreaterThan(0.7);
    expect(likeness(number as Bitmap)).toBeGreaterThan(likeness(turned as Bitmap) + 0.1);
  });

  it("keeps markup as text and survives what XML has no place for", async () => {
    const [lines = []] = await drawn([plain(`<b>&"ł\u0001\ufffe\ud800`)]);
    expect(lines).toHaveLength(1);
    expect(await drawn([plain(" "), plain("")])).toEqual([[], []]);
  });

  it("is kept: the program is not asked for the same text again", async () => {
    const log = join(await tempFolder(), "calls");
    const pictures = new TextPictures({
      program: await program(`echo call >> ${log}; exec rsvg-convert "$@"`),
    });
    const first = await pictures.draw([plain("رقمك")], 576);
    expect(await pictures.draw([plain("رقمك")], 576)).toEqual(first);
    expect(await readFile(log, "utf8")).toBe("call\n");
  });

  it("keeps no more pictures than it may", async () => {
    const log = join(await tempFolder(), "calls");
    const pictures = new TextPictures({
      program: await program(`echo call >> ${log}; exec rsvg-convert "$@"`),
      cached: 1,
    });
    for (const text of ["ї", "є", "ї"]) await pictures.draw([plain(text)], 576);
    // a slip with more texts than are kept is whole all the same, also when one of them is the oldest kept
    expect(
      await pictures.draw(
        ["ї", "є", "ж"].map((text) => plain(text)),
        576,
      ),
    ).toEqual([[expect.anything()], [expect.anything()], [expect.anything()]]);
    expect((await readFile(log, "utf8")).split("\n")).toHaveLength(5);
  });
});

describe("the program that draws", () => {
  it("with its fonts is no problem", async () => {
    expect(await new TextPictures().problem()).toBeUndefined();
  });

  it.each([
    ["missing", () => Promise.resolve("/nowhere/rsvg-convert"), "ENOENT"],
    ["ending with an error", () => program("exit 3"), "exit 3"],
    ["giving rubbish", () => program("cat > /dev/null; echo rubbish"), "exit 0"],
    ["too slow", () => program("sleep 20"), "too slow"],
  ])("%s is told as HAL_PRINTER_NO_FONT in time", async (_, path, why) => {
    const pictures = new TextPictures({ program: await path(), timeoutMs: 400 });
    const start = performance.now();
    for (const answer of [await pictures.draw([plain("رقمك")], 576), await pictures.problem()]) {
      expect(answer).toMatchObject({ code: "HAL_PRINTER_NO_FONT", value: expect.stringContaining(why) });
    }
    expect(performance.now() - start).toBeLessThan(2500);
  });

  it("without fonts is told: it draws the same box for every letter", async () => {
    const box = `cat > /dev/null; echo '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="102"><rect width="300" height="102" fill="#fff"/><path d="M9 9h10v20h-10zM9 43h10v20h-10zM9 77h10v20h-10z"/></svg>' | rsvg-convert`;
    const pictures = new TextPictures({ program: await program(box) });
    expect(await pictures.problem()).toMatchObject({
      code: "HAL_PRINTER_NO_FONT",
      value: expect.stringContaining("without fonts"),
    });
  });
});
