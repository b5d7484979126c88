import { describe, expect, it } from "vitest";
import { standWords } from "../../../../broker/pages/staff/troubles.tsx";
import { HAL_FAULTS } from "../../../../hal/errors.ts";
import { LANGUAGES } from "../../../../protocol/terms.ts";
import { problemWords } from "../../../../protocol/texts/stand-problems.ts";
import { STAFF_TEXTS } from "../../../../protocol/texts/texts.ts";

const parts = /^HAL_(?:PRINTER|SCANNER|BUTTON|GPIO|LAMP)_/;
const storage = ["STAND_STORAGE", "STAND_STORAGE_FULL", "STAND_STORAGE_READ_ONLY"];
const codes = [...Object.keys(HAL_FAULTS).filter((code) => parts.test(code)), ...storage];

describe("a stand's trouble", () => {
  it("is told in words and never by its code", () => {
    expect(problemWords("HAL_PRINTER_PAPER_OUT", STAFF_TEXTS.da)).toBe("Der er ikke mere papir");
    expect(problemWords("paper out", STAFF_TEXTS.da)).toBe("Der er ikke mere papir");
    expect(problemWords("HAL_PRINTER_SLOW", STAFF_TEXTS.en)).toBe("The printer does not work");
  });
  it.each(codes)("has words of its own part for %s", (code) => {
    for (const language of LANGUAGES) {
      const texts = STAFF_TEXTS[language];
      expect(problemWords(code, texts)).not.toBe(texts.standProblemOther);
      expect(problemWords(code, texts)).not.toMatch(/[A-Z]_/);
    }
  });
  it("by a code of tomorrow is told in the words of its part", () => {
    expect(problemWords("HAL_SCANNER_TOMORROW", STAFF_TEXTS.da)).toBe("Scanneren virker ikke");
    expect(problemWords("STAND_STORAGE_TOMORROW", STAFF_TEXTS.en)).toContain("cannot store numbers");
  });
  it("is told in general words where the stand's own are for its technician", () => {
    for (const problem of ["HAL_TOMORROW", "EIO: i/o error, write", ""])
      expect(problemWords(problem, STAFF_TEXTS.da)).toBe("Standeren melder en fejl. Tilkald teknikeren");
  });
  it("does not hide that paper runs low", () => {
    const stand = { online: true, problem: "HAL_SCANNER_GONE", paperLow: true };
    expect(standWords(stand, "da")).toBe(
      "Scanneren er uden forbindelse. Se efter kablet. Der er snart ikke mere papir",
    );
    expect(standWords({ ...stand, problem: null }, "da")).toBe("Der er snart ikke mere papir");
    expect(standWords({ ...stand, online: false }, "da")).toBe("Uden forbindelse");
  });
});
