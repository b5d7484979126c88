/** From a slip to bytes: pictures for what no code page has, likenesses where nothing can be drawn, logos, QR codes as dots. */
import { writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { PNG } from "pngjs";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPrinter } from "../../../hal/open.ts";
import { inkOf } from "../../../hal/printer/bitmap.ts";
import type { Slip, SlipLine } from "../../../hal/printer/contract.ts";
import { type PrinterProfile, profileOf } from "../../../hal/printer/profiles.ts";
import { SlipRenderer, textsOn } from "../../../hal/printer/render.ts";
import { TextPictures } from "../../../hal/printer/text-picture.ts";
import { tempFolder, until } from "../until.ts";
import { readPaper, stepsOf, textsOn as textsRead } from "./escpos-reader.ts";

const text = (words: string, size = 1): SlipLine => ({
  kind: "text",
  text: words,
  size,
  bold: false,
  align: "center",
});
const slip = (...lines: SlipLine[]): Slip => ({ widthMm: 80, lines, cut: true });
const rendered = (lines: SlipLine[], profile: PrinterProfile = profileOf(), pictures = new TextPictures()) =>
  new SlipRenderer(profile, pictures).render(slip(...lines));

describe("a slip for a printer", () => {
  it("has Danish as letters and Arabic as a picture, in their order", async () => {
    const { rows, bytes, fault } = await rendered([text("Rådhus"), text("رقمك"), text("Tak")]);
    expect(fault).toBeUndefined();
    expect(rows.map(({ kind }) => kind)).toEqual(["text", "bitmap", "text"]);
    expect(textsOn(rows)).toEqual(["Rådhus", "رقمك", "Tak"]);
    const kinds = stepsOf(bytes).map((step) => step.does);
    expect(kinds.indexOf("dots")).toBeGreaterThan(kinds.indexOf("line"));
    expect(textsRead(readPaper(bytes))).toEqual(["Rådhus", "Tak"]);
  });

  it("without a program that draws is whole all the same, and says what is missing", async () => {
    const pictures = new TextPictures({ program: "/nowhere/rsvg-convert" });
    const columns: SlipLine = { kind: "columns", left: "Łódź", right: "10.05" };
    const { bytes, fault } = await rendered([text("Łódź"), text("A042", 8), columns], profileOf(), pictures);
    expect(fault).toMatchObject({ code: "HAL_PRINTER_NO_FONT" });
    const texts = textsRead(readPaper(bytes));
    expect(texts).toEqual(["Lódz", "A042", expect.stringMatching(/^Lódz +10\.05$/)]);
  });

  it("puts two drawn columns at both edges, and below each other when they do not fit", async () => {
    const columns = (left: string): SlipLine => ({ kind: "columns", left, right: "١٠:٠٥" });
    const short = await rendered([columns("رقمك")]);
    expect(short.rows).toMatchObject([{ kind: "bitmap", bitmap: { width: 576 }, text: "رقمك ١٠:٠٥" }]);
    const long = await rendered([columns("رقمك ".repeat(30))]);
    expect(long.rows.length).toBeGreaterThan(2);
    expect(long.rows.at(-1)).toMatchObject({ align: "right", text: "١٠:٠٥" });
  });

  it("at the right edge ends there to the dot", async () => {
    const line: SlipLine = { kind: "text", text: "رقمك", size: 1, bold: false, align: "right" };
    const { rows } = await rendered([line]);
    const [row] = rows;
    if (row?.kind !== "bitmap") throw new Error("the row is not drawn");
    expect(row.bitmap.width % 8).toBe(0);
    expect(inkOf(row.bitmap)?.right).toBe(row.bitmap.width);
  });

  it("with a picture that is none comes out without it", async () => {
    const { rows } = await rendered([{ kind: "picture", png: "bm90IGEgUE5H" }, text("Rådhus")]);
    expect(rows).toMatchObject([{ kind: "text" }]);
  });

  it("has its logo in the middle, made smaller for a narrow printer", async () => {
    const png = PNG.sync.write(new PNG({ width: 500, height: 50 })).toString("base64");
    const renderer = new SlipRenderer(profileOf("no-name-58"), null);
    for (let times = 0; times < 6; times++) {
      const { rows } = await renderer.render({ ...slip({ kind: "picture", png }), widthMm: 58 });
      expect(rows).toMatchObject([{ kind: "bitmap", align: "center", bitmap: { width: 384 } }]);
    }
  });

  it("has its code as dots for a printer that draws none, with four white modules around", async () => {
    const qr: SlipLine = { kind: "qr", data: "https://t.example/t/ABC", moduleDots: 4 };
    const native = await rendered([qr]);
    expect(readPaper(native.bytes)).toMatchObject({ qr: ["https://t.example/t/ABC"], dots: 0 });
    expect(stepsOf(native.bytes).filter((step) => step.does === "feed")).toEqual([
      { does: "feed", dots: 16 },
      { does: "feed", dots: 16 },
    ]);
    const dots = await rendered([qr], profileOf("epson-tm-t20iii", { qr: "raster" }));
    expect(readPaper(dots.bytes)).toMatchObject({ qr: [], dots: (25 + 8) * 4 + 4 });
  });

  it("is cut or only fed, as the printer can", async () => {
    const cuts = async (profile: PrinterProfile) =>
      readPaper((await rendered([text("x")], profile)).bytes).cuts;
    expect(await cuts(profileOf("citizen-ct-s310"))).toBe(1);
    expect(await cuts({ ...profileOf(), cut: "full" })).toBe(1);
    expect(await cuts(profileOf("no-name-58"))).toBe(0);
  });
});

describe("a slip on its way to a printer", () => {
  it("waits for a program that hangs no longer than half of its own time, and is printed in likenesses", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "hangs"), "#!/bin/sh\nsleep 20\n", { mode: 0o755 });
    const renderer = new SlipRenderer(profileOf(), new TextPictures({ program: join(folder, "hangs") }));
    const start = performance.now();
    const { bytes, fault } = await renderer.render(slip(text("Łódź")), 150);
    expect(performance.now() - start).toBeLessThan(1500);
    expect(fault).toMatchObject({ code: "HAL_PRINTER_NO_FONT" });
    expect(textsRead(readPaper(bytes))).toEqual(["Lódz"]);
  });

  it("is as the profile of the configuration says, and whole before its first byte", async () => {
    const got: Buffer[] = [];
    const printer = createServer((socket) => socket.on("data", (bytes) => got.push(bytes)));
    await new Promise<void>((resolve) => printer.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void printer.close());
    const { port } = printer.address() as AddressInfo;
    const wanted = slip(text("رقمك"), { kind: "qr", data: "https://t.example/t/A", moduleDots: 4 });
    const { driver } = await openPrinter({
      driver: "escpos",
      transport: "tcp",
      host: "127.0.0.1",
      port,
      profile: "no-name-58",
      confirm: "none",
    });
    onTestFinished(() => driver.close());
    const outcome = await driver.print(wanted, { timeoutMs: 20_000 });
    const { bytes } = await new SlipRenderer(profileOf("no-name-58"), new TextPictures()).render(wanted);
    expect(outcome).toMatchObject({ result: "printed", bytesAccepted: bytes.length });
    await until("all bytes came", () => Buffer.concat(got).length >= bytes.length);
    expect(Buffer.concat(got)).toEqual(Buffer.from(bytes));
  });
});
