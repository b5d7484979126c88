import { describe, expect, it } from "vitest";
import { counted, drafted } from "../../../protocol/texts/draft.ts";
import {
  missingIn,
  READ_LANGUAGES,
  type ReviewRow,
  reviewOf,
  rowsOf,
} from "../../../protocol/texts/review.ts";
import * as texts from "../../../protocol/texts/texts.ts";

/** What is put into a sentence: places for words, and counts. */
const putIn = (text: string) => (text.match(/\{\d\}|\d+/g) ?? []).sort();

/** A language may say none, one and two in words, as Arabic does; Danish says "Du er den næste" for none. */
const isInWords = ({ key }: ReviewRow) => /\([012]\)$/.test(key);

describe("languages that citizens choose", () => {
  it("are read by somebody before they are offered, all but Danish and English", () => {
    expect(READ_LANGUAGES).toEqual(["de", "ar", "uk", "pl", "tr", "so"]);
  });

  it.each([...READ_LANGUAGES, "en"] as const)(
    "%s puts the same into its sentences as Danish does",
    (language) => {
      const rows = reviewOf(language).filter((row) => row.said !== null && !isInWords(row));
      expect(rows.length).toBeGreaterThan(120);
      for (const { key, danish, said } of rows) expect(putIn(said as string), key).toEqual(putIn(danish));
    },
  );

  it.each(READ_LANGUAGES)(
    "%s leaves no sentence empty, undefined, or as it is in English or Danish",
    (language) => {
      const english = new Map(reviewOf("en").map(({ key, said }) => [key, said]));
      const same = reviewOf(language).filter(({ key, danish, said }) => {
        if (said === null) return false;
        expect(said, key).toMatch(/\S/);
        expect(said, key).not.toMatch(/undefined|\[object|NaN|#/);
        return (
          /[a-zæøå]{4}/i.test(said.replace(/\{\d\}/g, "")) && (said === english.get(key) || said === danish)
        );
      });
      expect(same.map(({ key }) => key)).toEqual(language === "de" ? ["Words.call"] : []);
    },
  );

  it.each(READ_LANGUAGES)("%s says in English what is not translated yet", (language) => {
    // Not a fault of whoever adds a text: until it is translated the language cannot be signed off.
    const missing = missingIn(language);
    if (missing.length > 0) process.stdout.write(`${language} lacks ${missing.join(", ")}\n`);
    expect(drafted({ a: "one", b: { c: "two", d: "three" } }, { b: { d: "drei" } })).toEqual({
      ...{ a: "one", b: { c: "two", d: "drei" } },
    });
    for (const [key, sentence] of Object.entries(texts.STAND_TEXTS[language]))
      expect(sentence, key).toBeDefined();
  });

  it("tell each count in its own form", () => {
    const ahead = ([language, counts]: ["ar" | "pl" | "uk" | "de" | "tr" | "so", number[]]) =>
      counts.map((count) => texts.TICKET_TEXTS[language].ahead(count));
    expect(ahead(["pl", [1, 2, 5, 12, 22, 25]])).toEqual(
      ["1 osoba", "2 osoby", "5 osób", "12 osób", "22 osoby", "25 osób"].map(
        (words) => `Przed Państwem: ${words}`,
      ),
    );
    expect(ahead(["uk", [1, 3, 5, 11, 21, 24]])).toEqual(
      ["1 особа", "3 особи", "5 осіб", "11 осіб", "21 особа", "24 особи"].map(
        (words) => `Перед вами ${words}`,
      ),
    );
    expect(ahead(["ar", [0, 1, 2, 3, 11, 100]])).toEqual([
      ...["أنت التالي", "أمامك شخص واحد", "أمامك شخصان", "أمامك 3 أشخاص", "أمامك 11 شخصًا", "أمامك 100 شخص"],
    ]);
    expect(ahead(["de", [0, 1, 2]])).toEqual([
      ...["Sie sind als Nächstes an der Reihe", "1 Person vor Ihnen", "2 Personen vor Ihnen"],
    ]);
    expect(counted("ar", 5, { other: "# x" })).toBe("5 x");
  });

  it("have nothing where a draft says nothing, be it a sentence, a count or a group", () => {
    const danish = { a: "ja", b: { ahead: (count: number) => `${count} foran` } };
    expect(rowsOf("X", danish, {}).map(({ said }) => said)).toEqual(Array(10).fill(null));
    expect(drafted<{ a: string; b: { c: string } }>({ a: "one", b: { c: "two" } }, {})).toEqual({
      ...{ a: "one", b: { c: "two" } },
    });
  });

  it("lists a text that a draft lacks by its name, once for all its counts", () => {
    expect(missingIn("da")).toEqual([]);
    const [first] = reviewOf("ar");
    expect(first).toMatchObject({ key: "Stand.title", danish: "Træk et nummer", said: "خذ رقمًا" });
  });
});

it("a sentence that a draft lacks is a row without words", () => {
  expect(rowsOf("key", "Dansk", undefined)).toEqual([{ key: "key", danish: "Dansk", said: null }]);
  expect(rowsOf("", { key: "Dansk" }, undefined)).toEqual([{ key: "key", danish: "Dansk", said: null }]);
});
