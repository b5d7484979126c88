/** The simulated printer keeps the contract; its paper is a file that outlives the process. */
import { appendFile, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openPrinter } from "../../../hal/open.ts";
import type { PrinterFarSide } from "../../../hal/printer/contract.ts";
import { tempFolder, until } from "../until.ts";
import { readPaper, textsOn } from "./escpos-reader.ts";
import { danishSlip } from "./slips.ts";
import { printerSuite } from "./suite.ts";

async function simulated(options: { printMs?: number; paperFile?: string } = {}) {
  const { printMs = 10, paperFile = join(await tempFolder(), "paper", "s1.jsonl") } = options;
  const { driver, farSide } = await openPrinter({ driver: "simulated", paperFile, printMs });
  return { printer: driver, far: farSide as PrinterFarSide, paperFile };
}

const LIMIT = { timeoutMs: 2000 };
const tag = (number: string) => ({ ticketId: `id-${number}`, number });

printerSuite("simulated", async () => {
  const { printer, far } = await simulated();
  return {
    printer,
    paper: far.paper,
    online: (isOnline) => Promise.resolve(far.online(isOnline)),
    jam: far.jam,
    slips: async () => {
      const slips = await far.slips();
      return slips.filter((slip) => slip.complete).map(({ lines, qr }) => ({ lines, qr: qr ?? undefined }));
    },
  };
});

describe("simulated paper", () => {
  it("is in the file before print resolves, with tag, texts, QR data and the ESC/POS stream", async () => {
    const { printer, paperFile, far } = await simulated();
    const before = Date.now();
    const outcome = await printer.print(danishSlip("A042"), { ...LIMIT, tag: tag("A042") });
    const lines = (await readFile(paperFile, "utf8")).split("\n");
    const slip = JSON.parse(lines[0] ?? "") as Awaited<ReturnType<typeof far.slips>>[number];
    expect(lines).toHaveLength(2);
    expect(slip).toMatchObject({ ticketId: "id-A042", number: "A042", complete: true });
    expect(slip.printedAt).toBeGreaterThanOrEqual(before);
    const bytes = Buffer.from(slip.bytes, "base64");
    expect(bytes).toHaveLength(outcome.bytesAccepted);
    const paper = readPaper(bytes);
    expect(textsOn(paper)).toEqual(slip.lines.map((line) => line.trim()));
    expect(paper.qr).toEqual([slip.qr]);
    await printer.close();
  });

  it("of a torn slip holds what came out, and says that it is incomplete", async () => {
    const { printer, far } = await simulated();
    far.jam(true);
    const outcome = await printer.print(danishSlip(), { ...LIMIT, tag: tag("A042") });
    const [slip] = await far.slips();
    expect(slip).toMatchObject({ number: "A042", complete: false, qr: null });
    expect(slip?.lines).toEqual(["Høje-Taastrup ÆØÅæøå", "A042", expect.stringContaining("Foran dig")]);
    expect(Buffer.from(slip?.bytes ?? "", "base64")).toHaveLength(outcome.bytesAccepted);
    expect(far.hanging()[0]?.slip).toEqual({
      ...danishSlip(),
      cut: false,
      lines: danishSlip().lines.slice(0, 4),
    });
    await printer.close();
  });

  it("of a slip torn between two rows of one text shows the rows that came out", async () => {
    const { printer, far } = await simulated();
    far.jam(true);
    const long = {
      kind: "text",
      text: "en to tre fire fem seks",
      size: 6,
      bold: true,
      align: "left",
    } as const;
    const slip = { widthMm: 80, lines: [{ kind: "rule" }, long], cut: true } as const;
    await printer.print(slip, LIMIT);
    const [hanging] = far.hanging();
    expect(hanging?.slip?.lines).toEqual([{ kind: "rule" }, { ...long, text: "en to" }]);
    expect(hanging?.lines).toEqual(["en to"]);
    await printer.close();
  });

  it("of earlier processes is read too, and a torn last line of the file is passed over", async () => {
    const { printer, far, paperFile } = await simulated();
    await printer.print(danishSlip("A001"), { ...LIMIT, tag: tag("A001") });
    await appendFile(paperFile, '{"ticketId":"id-half","li');
    expect((await far.slips()).map(({ number }) => number)).toEqual(["A001"]);
    await printer.close();
    const again = await simulated({ paperFile });
    await again.printer.print(danishSlip("A002"), { ...LIMIT, tag: tag("A002") });
    expect((await again.far.slips()).map(({ number }) => number)).toEqual(["A001", "A002"]);
    await again.printer.close();
  });

  it("lines of the file that are no slips are passed over", async () => {
    const { printer, far, paperFile } = await simulated();
    await appendFile(paperFile, 'rubbish\n{"a":1}\n\n7\n');
    await printer.print(danishSlip("A001"), LIMIT);
    expect(await far.slips()).toHaveLength(1);
    await printer.close();
  });

  it("on a file that cannot be written is a fault that names the file", async () => {
    const folder = await tempFolder();
    await appendFile(join(folder, "file"), "x");
    for (const paperFile of [folder, join(folder, "file", "s1.jsonl")])
      await expect(simulated({ paperFile })).rejects.toMatchObject({
        code: "HAL_PRINTER_PAPER_FILE",
        value: paperFile,
      });
  });

  it("in a folder that was removed is a slip that failed, and the next one comes when the folder is back", async () => {
    const { printer, far, paperFile } = await simulated();
    await rm(dirname(paperFile), { recursive: true });
    const outcome = await printer.print(danishSlip("A001"), { ...LIMIT, tag: tag("A001") });
    expect(outcome).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_PRINTER_PAPER_FILE" });
    expect(outcome.detail).toContain(`${paperFile} (ENOENT)`);
    expect([await far.slips(), far.hanging()]).toEqual([[], []]);
    await mkdir(dirname(paperFile));
    expect(await printer.print(danishSlip("A002"), { ...LIMIT, tag: tag("A002") })).toMatchObject({
      result: "printed",
    });
    expect((await far.slips()).map(({ number }) => number)).toEqual(["A002"]);
    await printer.close();
  });

  it.each([false, true])(
    "on a full disk is a slip that failed, torn by a jam or not (%s)",
    async (isJammed) => {
      const paperFile = join(await tempFolder(), "s1.jsonl");
      await symlink("/dev/full", paperFile);
      const { printer, far } = await simulated({ paperFile });
      far.jam(isJammed);
      const outcome = await printer.print(danishSlip(), LIMIT);
      expect(outcome).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_PRINTER_PAPER_FILE" });
      expect(outcome.detail).toContain("ENOSPC");
      await printer.close();
    },
  );

  it("that fails after its asker has gone breaks nothing", async () => {
    const { printer, paperFile } = await simulated({ printMs: 60 });
    await rm(dirname(paperFile), { recursive: true });
    expect(await printer.print(danishSlip(), { timeoutMs: 5 })).toMatchObject({ result: "unknown" });
    expect(await printer.print(danishSlip(), LIMIT)).toMatchObject({ code: "HAL_PRINTER_PAPER_FILE" });
    await printer.close();
  });

  it("hangs out of the printer until it is torn off", async () => {
    const { printer, far } = await simulated();
    const told: unknown[] = [];
    far.onSlip((slip) => told.push(slip.number));
    await printer.print(danishSlip("A001"), { ...LIMIT, tag: tag("A001") });
    await printer.print(danishSlip("A002"), { ...LIMIT, tag: tag("A002") });
    expect(far.hanging().map(({ number }) => number)).toEqual(["A001", "A002"]);
    expect(far.tearOff()).toHaveLength(2);
    expect(far.hanging()).toEqual([]);
    expect(told).toEqual(["A001", "A002"]);
    await printer.close();
  });

  it("that nobody tears off is the newest fifty slips; the file has them all", async () => {
    const { printer, far } = await simulated({ printMs: 0 });
    for (let count = 1; count <= 52; count++)
      await printer.print(danishSlip(`A${count}`), { ...LIMIT, tag: tag(`A${count}`) });
    const hanging = far.hanging();
    expect(hanging).toHaveLength(50);
    expect([hanging.at(0)?.number, hanging.at(-1)?.number]).toEqual(["A3", "A52"]);
    expect(hanging.every(({ slip }) => slip !== undefined)).toBe(true);
    expect(await far.slips()).toHaveLength(52);
    await printer.close();
  });

  it.each([70_000, 65_536, 200_000])(
    "torn in a last line of %i bytes keeps the slips before it",
    async (bytes) => {
      const { printer, paperFile } = await simulated();
      await printer.print(danishSlip("A001"), { ...LIMIT, tag: tag("A001") });
      await printer.close();
      const whole = await readFile(paperFile, "utf8");
      await appendFile(paperFile, "x".repeat(bytes));
      const again = await simulated({ paperFile });
      await again.printer.close();
      expect(await readFile(paperFile, "utf8")).toBe(whole);
    },
  );

  it("that comes slower than the asker waits is unknown, comes all the same, and before the next slip", async () => {
    const { printer, far } = await simulated({ printMs: 120 });
    const first = await printer.print(danishSlip("A001"), { timeoutMs: 20, tag: tag("A001") });
    expect(first).toMatchObject({ result: "unknown", code: "HAL_PRINTER_SLOW" });
    await printer.print(danishSlip("A002"), { ...LIMIT, tag: tag("A002") });
    expect((await far.slips()).map(({ number, complete }) => [number, complete])).toEqual([
      ["A001", true],
      ["A002", true],
    ]);
    await printer.close();
  });

  it.each([
    ["unplugged", (far: PrinterFarSide) => far.online(false), "HAL_PRINTER_GONE"],
    ["out of paper", (far: PrinterFarSide) => far.paper("out"), "HAL_PRINTER_PAPER_OUT"],
  ])("is torn when the printer is %s in the middle of a slip", async (_title, happen, code) => {
    const { printer, far } = await simulated({ printMs: 300 });
    const printing = printer.print(danishSlip(), LIMIT);
    await turn(); // the printer has taken the slip
    happen(far);
    expect(await printing).toMatchObject({ result: "torn", code });
    await until("the paper hangs out", () => far.hanging().length === 1);
    expect(far.hanging()[0]?.complete).toBe(false);
    await printer.close();
  });
});

describe("no printer", () => {
  it("fails every slip with nothing sent", async () => {
    const { driver } = await openPrinter({ driver: "none" });
    expect(await driver.print(danishSlip(), LIMIT)).toMatchObject({
      result: "failed",
      bytesAccepted: 0,
      code: "HAL_PRINTER_NONE",
    });
    expect(await driver.status()).toMatchObject({ online: false, error: "HAL_PRINTER_NONE" });
    driver.onStatus(() => undefined)();
    await driver.close();
  });
});
