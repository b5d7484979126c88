import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { language, languages } from "../../protocol/messages/parts.ts";
import {
  dirOf,
  formatNumber,
  hasEnded,
  inLanguage,
  isSpoken,
  parseNumber,
  parseToken,
  STAFF_ID,
  staffLanguage,
  ticketIdOf,
  tokenInCode,
  tokenOf,
} from "../../protocol/terms.ts";

it("a reader speaks its own version and the one before it, and none below 1", () => {
  expect([0, 1, 2].map((v) => isSpoken(v, 1))).toEqual([false, true, false]);
  expect([1, 2, 3, 4].map((v) => isSpoken(v, 3))).toEqual([false, true, true, false]);
  expect(isSpoken(1)).toBe(true);
});

it("a text without a translation is told in Danish", () => {
  expect(inLanguage({ da: "Pas", en: "Passport" }, "en")).toBe("Passport");
  expect(inLanguage({ da: "Pas" }, "en")).toBe("Pas");
});

it("a served ticket has ended, a called one has not", () => {
  expect(hasEnded("served")).toBe(true);
  expect(hasEnded("called")).toBe(false);
});

describe("a ticket number", () => {
  it("has at least two digits and widens instead of wrapping", () => {
    expect([7, 42, 99, 100, 1000].map((ordinal) => formatNumber("A", ordinal))).toEqual([
      "A07",
      "A42",
      "A99",
      "A100",
      "A1000",
    ]);
  });

  it("is read as people write it", () => {
    expect(parseNumber(" ab7 ")).toEqual({ letters: "AB", ordinal: 7, number: "AB07" });
    expect(parseNumber("A00")).toBeNull();
    expect(parseNumber("7A")).toBeNull();
  });

  it("reads back what was written", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z]{1,4}$/),
        fc.integer({ min: 1, max: 999_999 }),
        (letters, ordinal) => {
          expect(parseNumber(formatNumber(letters, ordinal))).toMatchObject({ letters, ordinal });
        },
      ),
    );
  });
});

describe("a ticket's token", () => {
  const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

  it("is 26 characters that scanners may change the case of, and two tickets never share one", () => {
    fc.assert(
      fc.property(sixteen, sixteen, (one, other) => {
        const token = tokenOf(one);
        expect(parseToken(token.toLowerCase())).toBe(token);
        expect(tokenOf(other) === token).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  it("is found in the address on the paper and alone, and nowhere else", () => {
    const token = tokenOf(new Uint8Array(16).fill(1));
    expect(tokenInCode(`HTTPS://QUEUE.EXAMPLE.DK/t/${token.toLowerCase()}`)).toBe(token);
    expect(tokenInCode(`HTTPS://QUEUE.EXAMPLE.DK/T/${token}`), "a scanner that types capitals").toBe(token);
    expect(tokenInCode(` ${token}/`)).toBeNull();
    expect(tokenInCode(token)).toBe(token);
    expect(tokenInCode("5701234567899")).toBeNull();
  });

  it("written with I, L or O is the one that was meant", () => {
    expect(parseToken("0".repeat(24) + "IO")).toBe("0".repeat(24) + "10");
  });
});

it("a ticket's id is a UUID version 7 that sorts by its time", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.integer({ min: 0, max: 2 ** 47 }),
      (bytes, at) => {
        expect(ticketIdOf(bytes, at)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        expect(ticketIdOf(bytes, at) < ticketIdOf(bytes, at + 1)).toBe(true);
      },
    ),
  );
});

it("a language that only a newer program knows is read as English, and offered by nobody here", () => {
  expect(language.parse("xx")).toBe("en");
  expect(language.parse("ar")).toBe("ar");
  expect(languages.parse(["xx", "uk", "da"])).toEqual(["uk", "da"]);
  expect(languages.parse(["xx"])).toEqual(["da"]);
  expect([inLanguage({ da: "Kø" }, "ar"), inLanguage({ da: "Kø", en: "Queue" }, "so")]).toEqual([
    "Kø",
    "Queue",
  ]);
  expect([dirOf("ar"), dirOf("so"), staffLanguage("ar"), staffLanguage("da")]).toEqual([
    "rtl",
    "ltr",
    "en",
    "da",
  ]);
});

describe("the id of one of the staff", () => {
  it.each(["anna", "anna.berg", "a", "anna-marie.b_holm", "a.b.c", "x".repeat(64)])("may be %s", (id) => {
    expect(STAFF_ID.test(id)).toBe(true);
  });

  it.each([
    "",
    ".",
    "..",
    "anna.",
    ".anna",
    "a..b",
    "a/b",
    "a+b",
    "#",
    "Anna",
    "æ",
    "a b",
    "-a",
    "x".repeat(65),
    "a\n",
  ])("may not be %j", (id) => {
    expect(STAFF_ID.test(id)).toBe(false);
  });
});
