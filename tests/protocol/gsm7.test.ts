/** Text messages as an operator counts them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lettersOf, plainSms, septetsOf, smsCost } from "../../protocol/gsm7.ts";

describe("what a text message costs", () => {
  it.each([
    ["nothing", "", { alphabet: "gsm7", parts: 0, left: 160 }],
    ["all Danish letters", "æøåÆØÅ", { alphabet: "gsm7", parts: 1, left: 154 }],
    ["160 å", "å".repeat(160), { parts: 1, left: 0 }],
    ["161 å", "å".repeat(161), { parts: 2, left: 145 }],
    ["80 euro signs, two places each", "€".repeat(80), { alphabet: "gsm7", parts: 1, left: 0 }],
    ["81 euro signs, none of them parted", "€".repeat(81), { used: 162, parts: 2, left: 143 }],
    ["one dash that no telephone has", `${"x".repeat(69)}–`, { alphabet: "ucs2", parts: 1, left: 0 }],
    ["one dash more", `${"x".repeat(70)}–`, { alphabet: "ucs2", parts: 2, left: 63 }],
    ["faces, two places each", "🙂".repeat(35), { alphabet: "ucs2", used: 70, parts: 1 }],
    ["faces, none of them parted", "🙂".repeat(36), { parts: 2, left: 61 }],
    ["a letter of Turkish", "ş", { alphabet: "ucs2" }],
  ])("%s", (_, text, cost) => {
    expect(smsCost(text)).toMatchObject(cost);
  });

  it("never falls when a text grows, and every part but the last is full", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 400 }),
        fc.string({ unit: "grapheme" }),
        (a, b) => {
          const [short, long] = [smsCost(a), smsCost(a + b)];
          expect(long.parts).toBeGreaterThanOrEqual(short.parts);
          const each = long.alphabet === "gsm7" ? 153 : 67;
          if (long.parts > 1) expect(long.parts * each - long.left).toBeGreaterThanOrEqual(long.used);
          if (long.parts > 1) expect((long.parts - 1) * (each - 1)).toBeLessThan(long.used);
        },
      ),
    );
  });
});

describe("a text written plainly", () => {
  it("has dashes, quotation marks and blanks that every telephone has", () => {
    const text = "Husk pas – og “foto”…\u00A0Å som e\u0301n";
    expect(plainSms(text)).toBe('Husk pas - og "foto"... Å som én');
    expect(smsCost(plainSms(text)).alphabet).toBe("gsm7");
    expect(smsCost(text).alphabet).toBe("ucs2");
  });

  it("keeps what has no plain form", () => {
    expect(plainSms("şükrü 🙂")).toBe("şükrü 🙂");
  });
});

describe("letters that a telephone sent", () => {
  it("are those that they were made of", () => {
    const text = "æøå ÆØÅ {€} [~] @1\n";
    expect(lettersOf([...text].flatMap((letter) => septetsOf(letter) ?? []))).toBe(text);
  });

  it("are read on after an escape that means nothing here", () => {
    expect(lettersOf([27, 0x41, 27, 27, 0x31, 27])).toBe("A 1");
  });
});
