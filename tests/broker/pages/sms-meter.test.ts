import { describe, expect, it } from "vitest";
import { dearLetters, kroner } from "../../../broker/pages/sms-meter.tsx";

describe("what makes a text dear", () => {
  it("is told by its letters: those with a plain form, and those without", () => {
    expect(dearLetters("Kom kl. 9–10 … “nu” – ş 🙂 æøå")).toEqual({
      typographic: ["–", "…", "“", "”"],
      rare: ["ş", "🙂"],
    });
    expect(dearLetters("Kom kl. 9-10, Åse! €")).toEqual({ typographic: [], rare: [] });
    expect(dearLetters("a\u00A0b").typographic).toEqual(["\u00A0"]);
  });

  it("is told in kroner as the reader writes them", () => {
    expect([kroner(18, "da"), kroner(36.5, "da"), kroner(36.5, "en")]).toEqual(["0,18", "0,365", "0.365"]);
  });
});
