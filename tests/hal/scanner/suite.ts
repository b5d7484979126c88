/**
 * The contract suite of scanners; every driver runs it.
 * Knows no driver: the far side sends bytes as a scanner does.
 */
import { describe, expect, it } from "vitest";
import type { HalFault } from "../../../hal/errors.ts";
import type { CodeFrame } from "../../../hal/scanner/clean.ts";
import { MAX_CODE_BYTES, type Scan, type Scanner, type ScanProblem } from "../../../hal/scanner/contract.ts";
import { handClock } from "../clocks.ts";
import { until } from "../until.ts";

/** A driver and its far side; `send` resolves when the bytes are on the wire. */
export type ScannerUnderTest = {
  scanner: Scanner;
  send: (bytes: Uint8Array) => Promise<void>;
  plugged: (isPlugged: boolean) => Promise<void>;
};

/** Opens a driver that is set up with this frame, without one when there is none. */
export type ScannerFrameOpener = (
  clock: ReturnType<typeof handClock>,
  frame?: CodeFrame,
) => Promise<ScannerUnderTest>;

export type ScannerOpener = (clock: ReturnType<typeof handClock>) => Promise<ScannerUnderTest>;

async function watched(opening: ReturnType<ScannerOpener>, clock: ReturnType<typeof handClock>) {
  const under = await opening;
  const scans: Scan[] = [];
  const problems: ScanProblem[] = [];
  const faults: HalFault[] = [];
  let back = 0;
  under.scanner.onCode((scan) => scans.push(scan));
  under.scanner.onProblem((problem) => problems.push(problem));
  under.scanner.onGone((fault) => faults.push(fault));
  under.scanner.onBack(() => {
    back += 1;
  });
  const send = (text: string): Promise<void> => under.send(Buffer.from(text, "latin1"));
  const codes = (): string[] => scans.map((scan) => scan.code);
  const count = async (wanted: number): Promise<void> =>
    until(
      () => `${wanted} codes are told, not ${codes().join(" ")}`,
      () => scans.length >= wanted,
    );
  return {
    ...under,
    send,
    sendBytes: under.send,
    scans,
    codes,
    count,
    problems,
    faults,
    backs: () => back,
    pass: clock.pass,
  };
}

function beginner(open: ScannerOpener) {
  return () => {
    const clock = handClock();
    return watched(open(clock), clock);
  };
}

/** Runs the contract of scanners on the driver that `open` opens. */
export function scannerSuite(driver: string, open: ScannerOpener): void {
  const begin = beginner(open);

  describe(`the contract of scanners, ${driver}`, () => {
    it("a code is told once, with both times", async () => {
      const { scanner, send, scans, count } = await begin();
      await send("T-42\r");
      await count(1);
      expect(scans).toEqual([{ code: "T-42", monotonicMs: 1000, at: 1_700_000_000_000 }]);
      await scanner.close();
    });

    it("CR, LF and CRLF all end a code, and none of them gives an empty one", async () => {
      const { scanner, send, codes, count } = await begin();
      await send("A\rB\nC\r\nD\r\r\n\nE\r");
      await count(5);
      expect(codes()).toEqual(["A", "B", "C", "D", "E"]);
      await scanner.close();
    });

    it("silence ends a code of a scanner without a suffix", async () => {
      const { scanner, send, codes, count } = await begin();
      await send("T-43");
      await count(1);
      await send("T-44");
      await count(2);
      expect(codes()).toEqual(["T-43", "T-44"]);
      await scanner.close();
    });

    it("AIM id, control characters and spaces around are taken off", async () => {
      const { scanner, send, codes, count } = await begin();
      await send("]Q1HTTPS://T/T/ABC\r]C0 77\x00\x1b[A\x7f\r  x y \r]x\r");
      await count(4);
      expect(codes()).toEqual(["HTTPS://T/T/ABC", "77[A", "x y", "]x"]);
      await scanner.close();
    });

    it("a code of other letters than ASCII is read as UTF-8", async () => {
      const { scanner, sendBytes, codes, count } = await begin();
      await sendBytes(Buffer.from("Høje-Taastrup\r", "utf8"));
      await count(1);
      expect(codes()).toEqual(["Høje-Taastrup"]);
      await scanner.close();
    });

    it("a code too long is one problem and no code, and the next code is told", async () => {
      const { scanner, send, codes, count, problems } = await begin();
      await send(`${"x".repeat(MAX_CODE_BYTES)}\r`);
      await count(1);
      await send(`${"y".repeat(MAX_CODE_BYTES + 1)}\rZ\r`);
      await count(2);
      expect(codes()).toEqual(["x".repeat(MAX_CODE_BYTES), "Z"]);
      expect(problems).toEqual([{ problem: "too-long", bytes: MAX_CODE_BYTES + 1, at: 1_700_000_000_000 }]);
      await scanner.close();
    });

    it("codes held before the glass are each told once every two seconds, and another one at once", async () => {
      const { scanner, send, pass, codes, count } = await begin();
      await send("A\rA\rB\rA\rB\rA\r");
      await count(2);
      pass(1999);
      await send("A\rB\rC\r");
      await count(3);
      pass(2000);
      await send("C\rC\rD\rA\r");
      await count(6);
      expect(codes()).toEqual(["A", "B", "C", "C", "D", "A"]);
      await scanner.close();
    });

    it("a problem that goes on and on is told once every two seconds", async () => {
      const { scanner, send, pass, codes, count, problems } = await begin();
      const tooLong = `${"y".repeat(MAX_CODE_BYTES + 1)}\r`;
      await send(`${tooLong}${tooLong}A\r`);
      await count(1);
      pass(2000);
      await send(`${tooLong}B\r`);
      await count(2);
      expect(codes()).toEqual(["A", "B"]);
      expect(problems.map(({ at }) => at)).toEqual([1_700_000_000_000, 1_700_000_002_000]);
      await scanner.close();
    });

    it("a pulled cable is told once, the half code is forgotten, and the scanner comes back by itself", async () => {
      const { scanner, send, plugged, codes, count, faults, backs } = await begin();
      await send("before\r");
      await count(1);
      expect(scanner.isPresent).toBe(true);
      await send("ha");
      await plugged(false);
      await until("the scanner is told as gone", () => faults.length > 0);
      expect(scanner.isPresent).toBe(false);
      await plugged(true);
      await until("the scanner is told as back", () => backs() > 0);
      await send("after\r");
      await until("the code after is told", () => codes().includes("after"));
      expect(codes().filter((code) => code !== "ha")).toEqual(["before", "after"]);
      expect(faults.map((fault) => fault.code)).toEqual(["HAL_SCANNER_GONE"]);
      expect(backs()).toBe(1);
      await scanner.close();
    });

    it("whoever begins to listen while the scanner is gone is told at once", async () => {
      const { scanner, plugged, faults } = await begin();
      await plugged(false);
      await until("the scanner is told as gone", () => faults.length > 0);
      const late: string[] = [];
      scanner.onGone((fault) => late.push(fault.code));
      expect(late).toEqual(["HAL_SCANNER_GONE"]);
      await scanner.close();
    });

    it("after close nothing is told", async () => {
      const { scanner, send, codes, faults, plugged } = await begin();
      await scanner.close();
      await send("T-42\r").catch(() => undefined);
      await plugged(false);
      expect([codes(), faults, scanner.isPresent]).toEqual([[], [], false]);
    });
  });
}

/** What only a scanner that sends bytes can do wrong; a keyboard has no byte that is no text. */
export function byteScannerSuite(driver: string, open: ScannerOpener): void {
  const begin = beginner(open);

  describe(`the contract of scanners that send bytes, ${driver}`, () => {
    it("bytes that are no text are a problem and no code", async () => {
      const { scanner, send, codes, count, problems } = await begin();
      await send("\xff\xfe\x80\rok\r");
      await count(1);
      expect(codes()).toEqual(["ok"]);
      expect(problems).toEqual([{ problem: "not-text", bytes: 3, at: 1_700_000_000_000 }]);
      await scanner.close();
    });

    it("problems of two kinds in turns are each told once every two seconds", async () => {
      const { scanner, send, codes, count, problems } = await begin();
      const tooLong = `${"y".repeat(MAX_CODE_BYTES + 1)}\r`;
      await send(`\xff\r${tooLong}\xfe\r${tooLong}ok\r`);
      await count(1);
      expect([codes(), problems.map(({ problem }) => problem)]).toEqual([["ok"], ["not-text", "too-long"]]);
      await scanner.close();
    });
  });
}

/** A scanner that is set up with a frame around its codes; `open` passes the frame on to the driver. */
export function scannerFrameSuite(driver: string, open: ScannerFrameOpener): void {
  describe(`the contract of scanners with a prefix and a suffix, ${driver}`, () => {
    it("both are taken off where they are, with the AIM id before or behind the prefix", async () => {
      const begin = beginner((clock) => open(clock, { prefix: "\u0002<<", suffix: ">>" }));
      const { scanner, send, codes, count } = await begin();
      await send("<<A>>\r]Q1<<B>>\r<<]Q1C>>\rD\r<<<<E\r>>\r<<>>\rF\r");
      await count(6);
      expect(codes()).toEqual(["A", "B", "C", "D", "<<E", "F"]);
      await scanner.close();
    });
  });
}
