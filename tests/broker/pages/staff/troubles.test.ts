import { describe, expect, it } from "vitest";
import { problemWords } from "../../../../broker/pages/staff/troubles.tsx";
import { STAFF_TEXTS } from "../../../../protocol/texts/texts.ts";

describe("a stand's trouble", () => {
  it("is told in words, with the code for the technician", () => {
    expect(problemWords("HAL_PRINTER_PAPER_OUT", STAFF_TEXTS.da)).toBe(
      "Der er ikke mere papir (HAL_PRINTER_PAPER_OUT)",
    );
    expect(problemWords("HAL_PRINTER_SLOW", STAFF_TEXTS.en)).toBe(
      "The printer does not work (HAL_PRINTER_SLOW)",
    );
  });
  it("stays as it is when it already is words", () => {
    expect(problemWords("Døren er åben", STAFF_TEXTS.da)).toBe("Døren er åben");
  });
});
