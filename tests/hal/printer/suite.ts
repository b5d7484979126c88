/**
 * The contract suite of printers; every driver runs it.
 * Knows no driver: the far side is given.
 */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Printer, PrinterStatus } from "../../../hal/printer/contract.ts";
import { until } from "../until.ts";
import type { FakePrinter } from "./fake-printer.ts";
import { danishSlip } from "./slips.ts";

/** A driver and its far side. `slips` gives whole slips only. */
export type PrinterUnderTest = {
  printer: Printer;
  paper: (state: "ok" | "low" | "out") => void;
  online: (isOnline: boolean) => Promise<void>;
  jam: (isJammed: boolean) => void;
  slips: () => Promise<{ lines: string[]; qr: string | undefined }[]>;
};

const LIMIT = { timeoutMs: 4000 };

/** A driver before the tests' own machine, as the suite asks for it. */
export function machineUnderTest({
  printer,
  machine,
  online,
}: Pick<PrinterUnderTest, "printer" | "online"> & { readonly machine: FakePrinter }): PrinterUnderTest {
  return {
    printer,
    online,
    paper: (state) => {
      machine.paper = state;
    },
    jam: (isJammed) => {
      if (isJammed) machine.isJammed = true;
      else machine.clearJam();
    },
    slips: () => Promise.resolve(machine.slips().map(({ lines, qr }) => ({ lines, qr: qr[0] }))),
  };
}

/** Runs the contract of printers on the driver that `open` opens. */
export function printerSuite(driver: string, open: () => Promise<PrinterUnderTest>): void {
  const begin = async () => {
    const under = await open();
    onTestFinished(() => under.printer.close());
    const statuses: PrinterStatus[] = [];
    under.printer.onStatus((status) => statuses.push(status));
    return { ...under, statuses };
  };

  describe(`the contract of printers, ${driver}`, () => {
    it("a slip comes out with its Danish letters, number and QR code", async () => {
      const { printer, slips } = await begin();
      const outcome = await printer.print(danishSlip("A042"), LIMIT);
      const { bytesAccepted, paperMm = 0 } = outcome;
      expect(outcome).toEqual({ result: "printed", bytesAccepted, paperMm });
      expect(bytesAccepted).toBeGreaterThan(200);
      expect([paperMm > 60, paperMm < 150]).toEqual([true, true]);
      expect(await slips()).toEqual([
        {
          lines: ["Høje-Taastrup ÆØÅæøå", "A042", expect.stringMatching(/^Foran dig +3$/), "Tak for besøget"],
          qr: "https://talon.example/t/A042K7M2Q9XW4R8T6Y1Z3C5V",
        },
      ]);
    });

    it("slips asked for at once come out one after the other, in that order", async () => {
      const { printer, slips } = await begin();
      const numbers = ["A001", "A002", "A003"];
      const outcomes = await Promise.all(numbers.map((number) => printer.print(danishSlip(number), LIMIT)));
      expect(outcomes.map(({ result }) => result)).toEqual(["printed", "printed", "printed"]);
      expect((await slips()).map(({ lines }) => lines[1])).toEqual(numbers);
    });

    it("without paper a slip fails with nothing sent, and prints once there is paper", async () => {
      const { printer, paper, slips } = await begin();
      paper("out");
      const outcome = await printer.print(danishSlip(), LIMIT);
      expect(outcome).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_PRINTER_PAPER_OUT" });
      expect(outcome.detail).toContain("no paper");
      expect(await slips()).toEqual([]);
      paper("ok");
      expect((await printer.print(danishSlip(), LIMIT)).result).toBe("printed");
    });

    it("low paper is told and prints all the same", async () => {
      const { printer, paper } = await begin();
      paper("low");
      expect(await printer.status()).toMatchObject({ online: true, paper: "low", error: null });
      expect((await printer.print(danishSlip(), LIMIT)).result).toBe("printed");
    });

    it("unplugged, a slip fails with nothing sent, and prints once it is back", async () => {
      const { printer, online, slips } = await begin();
      await printer.print(danishSlip("A001"), LIMIT);
      await online(false);
      const outcome = await printer.print(danishSlip("A002"), LIMIT);
      expect(outcome).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_PRINTER_GONE" });
      expect(await printer.status()).toMatchObject({ online: false, error: "HAL_PRINTER_GONE" });
      await online(true);
      expect((await printer.print(danishSlip("A003"), LIMIT)).result).toBe("printed");
      expect((await slips()).map(({ lines }) => lines[1])).toEqual(["A001", "A003"]);
    });

    it("a jam in the middle of a slip leaves it torn, until it is cleared", async () => {
      const { printer, jam, slips } = await begin();
      jam(true);
      const outcome = await printer.print(danishSlip("A001"), LIMIT);
      expect(outcome).toMatchObject({ result: "torn", code: "HAL_PRINTER_ERROR" });
      expect(outcome.bytesAccepted).toBeGreaterThan(0);
      expect(await printer.status()).toMatchObject({ error: "HAL_PRINTER_ERROR" });
      jam(false);
      expect((await printer.print(danishSlip("A002"), LIMIT)).result).toBe("printed");
      expect((await slips()).map(({ lines }) => lines[1])).toEqual(["A002"]);
    });

    it("a change of status is told once", async () => {
      const { printer, paper, statuses } = await begin();
      await printer.status();
      statuses.length = 0;
      paper("out");
      await printer.status();
      await printer.status();
      await until("the change is told", () => statuses.length > 0);
      expect(statuses.map((status) => status.paper)).toEqual(["out"]);
      expect(statuses[0]?.at).toBeGreaterThan(0);
    });

    it("after close it is used by nobody and tells nothing", async () => {
      const { printer, paper, statuses } = await begin();
      await printer.status();
      statuses.length = 0;
      await printer.close();
      paper("out");
      await expect(printer.print(danishSlip(), LIMIT)).rejects.toMatchObject({ code: "HAL_CLOSED" });
      expect(statuses).toEqual([]);
    });

    it("closed while slips are waiting, those fail with nothing sent", async () => {
      const { printer } = await begin();
      const first = printer.print(danishSlip("A001"), LIMIT);
      const second = printer.print(danishSlip("A002"), LIMIT);
      await printer.close();
      expect(await second).toMatchObject({ result: "failed", bytesAccepted: 0, code: "HAL_CLOSED" });
      expect((await first).result).not.toBe("printed");
    });
  });
}
