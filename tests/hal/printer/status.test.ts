/** The status bits of ESC/POS printers. */
import { describe, expect, it } from "vitest";
import {
  isDrainedAnswer,
  isRealTimeAnswer,
  realTimeQuestion,
  statusOf,
} from "../../../hal/printer/status.ts";

const FIXED = 0b0001_0010;

describe("the status of a printer", () => {
  it.each([
    ["is well", {}, { online: true, paper: "ok", cover: "closed", error: null }],
    ["is off line", { printer: 8 }, { online: false, error: "HAL_PRINTER_OFFLINE" }],
    [
      "has its cover open",
      { printer: 8, cause: 4 },
      { online: false, cover: "open", error: "HAL_PRINTER_COVER_OPEN" },
    ],
    [
      "stopped because the paper ended",
      { printer: 8, cause: 32 },
      { paper: "out", error: "HAL_PRINTER_PAPER_OUT" },
    ],
    ["has an error", { printer: 8, cause: 64 }, { error: "HAL_PRINTER_ERROR" }],
    ["is near the paper's end", { paper: 12 }, { online: true, paper: "low", error: null }],
    ["has no paper", { paper: 0x6c }, { paper: "out", error: "HAL_PRINTER_PAPER_OUT" }],
  ])("says that it %s", (_title, bits: { printer?: number; cause?: number; paper?: number }, status) => {
    const { printer = 0, cause = 0, paper = 0 } = bits;
    const answers = { printer: FIXED | printer, cause: FIXED | cause, paper: FIXED | paper };
    expect(statusOf(answers, 7)).toMatchObject({ ...status, at: 7 });
  });

  it("of a clone that answers the first question only is unknown where it is silent", () => {
    const status = statusOf({ printer: FIXED, cause: undefined, paper: undefined }, 7);
    expect(status).toEqual({ online: true, paper: "unknown", cover: "unknown", error: null, at: 7 });
  });

  it("an answer is known by its fixed bits", () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    expect(all.filter(isRealTimeAnswer).length).toBe(16);
    expect([0x12, 0x1e, 0x7e].every(isRealTimeAnswer)).toBe(true);
    expect([0x00, 0x0f, 0x6f].every(isDrainedAnswer)).toBe(true);
    expect(all.filter((byte) => isRealTimeAnswer(byte) && isDrainedAnswer(byte))).toEqual([]);
  });

  it("is asked for by DLE EOT n", () => {
    expect([...realTimeQuestion(4)]).toEqual([0x10, 0x04, 4]);
  });
});
