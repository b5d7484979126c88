/** What comes from a printer is believed when it is an answer, and counted when it is rubbish: any bytes whatever. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Heard, PrinterEar } from "../../../hal/printer/ear.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { readAnswers, readUnasked, type StatusQuestion, statusOf } from "../../../hal/printer/status.ts";
import { heldMb } from "../held.ts";

const WELL_UNASKED = [0x10, 0, 0, 0];
const PAPER_OUT_UNASKED = [0x18, 0, 0x0f, 0];

const of = (...bytes: number[]) => Uint8Array.from(bytes);
/** Pieces, 1 ms after each other. */
function heardIn(pieces: readonly Uint8Array[]): { ear: PrinterEar; heard: Heard[] } {
  const ear = new PrinterEar();
  return { ear, heard: pieces.flatMap((piece, at) => ear.hear(piece, at)) };
}

/** What no printer says: a byte that is neither an answer, nor flow control, nor the beginning of an unasked status. */
const isRubbish = (byte: number) =>
  byte >= 0x80 || ((byte & 0x10) !== 0 && (byte & 1) !== 0 && byte !== 0x11 && byte !== 0x13);
const RUNS = 10_000;

describe("the ear for a printer", () => {
  it("tells the three kinds of answers apart, however they are cut", () => {
    const said = [0x12, ...WELL_UNASKED, 0x00, 0x1e, ...PAPER_OUT_UNASKED];
    const kinds = ["real-time", "unasked", "drained", "real-time", "unasked"];
    const whole = heardIn([of(...said)]).heard;
    const cut = heardIn(said.map((byte) => of(byte))).heard;
    expect(whole.map(({ kind }) => kind)).toEqual(kinds);
    expect(cut).toEqual(whole);
  });

  it("passes over flow control, also in the middle of an unasked status", () => {
    const { ear, heard } = heardIn([of(0x11, 0x12, 0x13, 0x10, 0x13, 0, 0, 0x11, 0)]);
    expect(heard.map(({ kind }) => kind)).toEqual(["real-time", "unasked"]);
    expect(ear.rubbish).toBe(0);
  });

  it("drops the head of an unasked status whose rest does not come", () => {
    const ear = new PrinterEar();
    expect(ear.hear(of(0x10), 0)).toEqual([]);
    expect(ear.hear(of(0, 0, 0), 1000)).toEqual([]);
    expect(ear.rubbish).toBe(1);
    expect(ear.hear(of(0x12), 2000)).toEqual([{ kind: "real-time", byte: 0x12 }]);
  });

  it("believes nothing beside rubbish, nor right after it", () => {
    const ear = new PrinterEar();
    expect(ear.hear(of(0x12, 0xff, 0x12), 0)).toEqual([]);
    expect(ear.hear(of(0x12), 100)).toEqual([]);
    expect(ear.hear(of(0x12), 200)).toHaveLength(1);
  });

  it("hears what it sends itself, on a line that echoes, as rubbish", () => {
    expect(heardIn([of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4)]).heard).toEqual([]);
  });

  it(`never fails and never believes a piece with rubbish in it, over ${RUNS} streams`, () => {
    const piece = fc.uint8Array({ maxLength: 64 });
    const streams = fc.array(piece, { maxLength: 12 });
    fc.assert(
      fc.property(streams, (pieces) => {
        const ear = new PrinterEar();
        pieces.forEach((bytes, at) => {
          const heard = ear.hear(bytes, at * 1000);
          if (bytes.some(isRubbish)) expect(heard).toEqual([]);
          expect(heard.length).toBeLessThanOrEqual(bytes.length);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it(`makes of any bytes a status that hangs together, over ${RUNS} readings`, () => {
    const { bits } = profileOf().status;
    const byte = fc.nat(255);
    const answers = fc.record({ 1: byte, 2: byte, 3: byte, 4: byte }, { requiredKeys: [] });
    const reading = fc.oneof(
      answers.map((given: { [Question in StatusQuestion]?: number }) => readAnswers(given, bits)),
      fc.array(byte, { minLength: 4, maxLength: 4 }).map(readUnasked),
    );
    fc.assert(
      fc.property(reading, (read) => {
        const { online, paper, cover, error } = statusOf(read, 7);
        if (!online || paper === "out" || cover === "open") expect(error).not.toBe(null);
        if (error === "HAL_PRINTER_PAPER_OUT") expect(paper).toBe("out");
        if (error === "HAL_PRINTER_COVER_OPEN") expect(cover).toBe("open");
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps nothing of a flood", () => {
    const ear = new PrinterEar();
    const flood = Uint8Array.from({ length: 65_536 }, (_, at) => (at * 197 + 0x9b) & 0xff);
    for (let at = 0; at < 20; at++) ear.hear(flood, at);
    const before = heldMb();
    for (let at = 20; at < 220; at++) expect(ear.hear(flood, at)).toEqual([]);
    expect(heldMb() - before).toBeLessThan(5); // 13 MB went through; an array of it were 100
    expect(ear.rubbish).toBeGreaterThan(1_000_000);
  });
});
