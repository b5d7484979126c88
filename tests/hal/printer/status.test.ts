/** The status bits of ESC/POS printers. */
import { describe, expect, it } from "vitest";
import { confirmOf } from "../../../hal/printer/confirm.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import {
  isDrainedAnswer,
  isRealTimeAnswer,
  isUnaskedHead,
  readAnswers,
  readUnasked,
  realTimeQuestion,
  statusOf,
} from "../../../hal/printer/status.ts";

const FIXED = 0b0001_0010;

const BITS = profileOf().status.bits;
const WELL = { online: true, paper: "ok", cover: "closed", error: null };

describe("the status of a printer", () => {
  it.each<[string, { [question: number]: number }, object]>([
    ["is well", {}, WELL],
    ["is off line", { 1: 8 }, { online: false, error: "HAL_PRINTER_OFFLINE" }],
    ["has its cover open", { 1: 8, 2: 4 }, { online: false, cover: "open", error: "HAL_PRINTER_COVER_OPEN" }],
    ["stopped because the paper ended", { 1: 8, 2: 32 }, { paper: "out", error: "HAL_PRINTER_PAPER_OUT" }],
    ["has an error", { 1: 8, 2: 64 }, { error: "HAL_PRINTER_ERROR" }],
    ["has an error that does not mend itself", { 1: 8, 2: 64, 3: 32 }, { error: "HAL_PRINTER_ERROR" }],
    ["has its knife stuck", { 1: 8, 2: 64, 3: 8 }, { error: "HAL_PRINTER_CUTTER_JAM" }],
    ["is too hot", { 1: 8, 2: 64, 3: 64 }, { error: "HAL_PRINTER_HOT" }],
    ["is held at its feed button", { 1: 8, 2: 8 }, { error: "HAL_PRINTER_FEEDING" }],
    ["is near the paper's end", { 4: 12 }, { online: true, paper: "low", error: null }],
    ["has no paper", { 4: 0x6c }, { paper: "out", error: "HAL_PRINTER_PAPER_OUT" }],
    ["has no paper and an open cover", { 2: 36 }, { paper: "out", error: "HAL_PRINTER_COVER_OPEN" }],
  ])("says that it %s", (_title, bits, status) => {
    const answers = Object.fromEntries([1, 2, 3, 4].map((n) => [n, FIXED | (bits[n] ?? 0)]));
    expect(statusOf(readAnswers(answers, BITS), 7)).toMatchObject({ ...status, at: 7 });
  });

  it.each<[string, number[], object]>([
    ["is well", [0x10, 0, 0, 0x0f], WELL],
    ["is off line", [0x18, 0, 0, 0], { online: false, error: "HAL_PRINTER_OFFLINE" }],
    ["has its cover open", [0x38, 0, 0, 0], { cover: "open", error: "HAL_PRINTER_COVER_OPEN" }],
    ["is held at its feed button", [0x58, 2, 0, 0], { error: "HAL_PRINTER_FEEDING" }],
    ["has its knife stuck", [0x18, 8, 0, 0], { error: "HAL_PRINTER_CUTTER_JAM" }],
    ["has an error", [0x18, 0x20, 0, 0], { error: "HAL_PRINTER_ERROR" }],
    ["has a mechanical error", [0x18, 4, 0, 0], { error: "HAL_PRINTER_ERROR" }],
    ["is too hot", [0x18, 0x40, 0, 0], { error: "HAL_PRINTER_HOT" }],
    ["is near the paper's end", [0x10, 0, 3, 0], { ...WELL, paper: "low" }],
    ["has no paper", [0x18, 0, 0x0f, 0], { paper: "out", error: "HAL_PRINTER_PAPER_OUT" }],
  ])("told unasked, says that it %s", (_title, bytes, status) => {
    expect(statusOf(readUnasked(bytes), 7)).toMatchObject(status);
  });

  it("of a clone that answers the first question only is unknown where it is silent", () => {
    const status = statusOf(readAnswers({ 1: FIXED }, BITS), 7);
    expect(status).toEqual({ online: true, paper: "unknown", cover: "unknown", error: null, at: 7 });
  });

  it("is asked for as far as the printer answers", () => {
    const replies = (name: Parameters<typeof profileOf>[0]) => profileOf(name).status;
    expect(confirmOf(undefined, replies("epson-tm-t88"))).toBe("drained");
    expect(confirmOf("status", replies("epson-tm-t88"))).toBe("status");
    expect(confirmOf("none", replies("epson-tm-t88"))).toBe("none");
    expect(confirmOf("drained", replies("no-name-58"))).toBe("none");
    expect(confirmOf("drained", { ...replies("epson-tm-t88"), drained: false })).toBe("status");
  });

  it("an answer is known by its fixed bits", () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    expect(all.filter(isRealTimeAnswer).length).toBe(16);
    expect([0x12, 0x1e, 0x7e].every(isRealTimeAnswer)).toBe(true);
    expect([0x00, 0x0f, 0x6f].every(isDrainedAnswer)).toBe(true);
    const kinds = [isRealTimeAnswer, isDrainedAnswer, isUnaskedHead];
    expect(all.filter((byte) => kinds.filter((is) => is(byte)).length > 1)).toEqual([]);
  });

  it("is asked for by DLE EOT n", () => {
    expect([...realTimeQuestion(4)]).toEqual([0x10, 0x04, 4]);
  });
});
