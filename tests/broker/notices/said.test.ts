/** What a citizen means: a stop is always one, and a yes or no only where it surely is. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { saidBy } from "../../../broker/notices/said.ts";

describe("a text from a citizen", () => {
  it.each([
    "stop",
    "STOP",
    " Stop! ",
    "Stop.",
    "stopp",
    "STOOOP",
    "s t o p",
    "S.T.O.P",
    "stop sms",
    "Stop tak",
    "Afmeld",
    "STOP ALLE",
    "stop, jeg kommer ikke",
    "ＳＴＯＰ",
  ])("that says %j wants no more", (text) => expect(saidBy(text)).toBe("stop"));
  it.each(["1", " 1. ", "1 tak", "Ja", "JA TAK!", "ok", "Yes, thank you", "1️⃣", "１"])(
    "that says %j confirms",
    (text) => expect(saidBy(text)).toBe("confirmed"),
  );
  it.each(["0", "0.", "nej", "Nej tak", "O", "No thanks"])("that says %j declines", (text) =>
    expect(saidBy(text)).toBe("declined"),
  );
  it.each(["start", "Start!", "START TAK"])("that says %j wants them again", (text) =>
    expect(saidBy(text)).toBe("start"),
  );
  it.each([
    "",
    "?",
    "10",
    "1 time forsinket",
    "0 problemer, vi ses",
    "hvornår",
    "hvor stopper bussen",
    "start med mig",
    "👍",
    "nonstop",
  ])("that says %j is not understood", (text) => expect(saidBy(text)).toBe("unclear"));

  it("to a number that is shared begins with a word that is passed over, and may leave it out", () => {
    expect([saidBy("Talon 1", "talon"), saidBy("1", "talon"), saidBy("talon stop", "talon")]).toEqual([
      ...["confirmed", "confirmed", "stop"],
    ]);
    expect(saidBy("talon 1")).toBe("unclear");
  });

  it("is a stop in any case and with anything around it", () => {
    const around = fc.string({ unit: fc.constantFrom(..." .!?-\n,;"), maxLength: 4 });
    const spelled = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(around, spelled, around, (before, upper, after) => {
        const word = [..."stop"]
          .map((letter, at) => (upper[at] === true ? letter.toUpperCase() : letter))
          .join("");
        expect(saidBy(`${before}${word}${after}`)).toBe("stop");
      }),
    );
  });

  it("never makes it throw", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void saidBy(text, "x")));
  });
});
