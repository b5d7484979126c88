import { describe, expect, it } from "vitest";
import { LANGUAGES, REFUSALS, STAFF_LANGUAGES, TICKET_STATES } from "../../../protocol/terms.ts";
import { LOGIN_TEXTS } from "../../../protocol/texts/login.ts";
import { daSession, enSession } from "../../../protocol/texts/session.ts";
import * as texts from "../../../protocol/texts/texts.ts";

/** Every sentence of a group, functions asked with 0, 1 and 2. */
function sentences(group: unknown, at = ""): [string, string][] {
  if (typeof group === "string") return [[at, group]];
  if (typeof group === "function")
    return [0, 1, 2].map((count) => [
      `${at}(${count})`,
      String((group as (...given: unknown[]) => unknown)(count, "x")),
    ]);
  return Object.entries(group as object).flatMap(([key, value]) => sentences(value, `${at}.${key}`));
}

describe.each(Object.entries(texts))("%s", (_, everywhere) => {
  it("has words for every key, and all languages have the same keys", () => {
    const keys = sentences(everywhere.da).map(([key]) => key);
    for (const language of LANGUAGES) {
      const said = sentences(everywhere[language]);
      expect(said.map(([key]) => key).sort(), language).toEqual(keys.toSorted());
      for (const [key, words] of said) expect(words, key).toMatch(/\S/);
    }
  });

  it("says nothing undefined", () => {
    for (const language of LANGUAGES)
      for (const [key, words] of sentences(everywhere[language]))
        expect(words, key).not.toMatch(/undefined|\[object|NaN/);
  });
});

it("every refusal and every state has its sentence", () => {
  for (const language of LANGUAGES) {
    expect(Object.keys(texts.REFUSAL_TEXTS[language]).sort()).toEqual([...REFUSALS].sort());
    expect(Object.keys(texts.STATE_TEXTS[language]).sort()).toEqual([...TICKET_STATES].sort());
    expect(Object.keys(texts.TICKET_TEXTS[language].state).sort()).toEqual([...TICKET_STATES].sort());
  }
});

it("the login service has words for every trouble, in both languages of the staff", () => {
  const said = STAFF_LANGUAGES.map((language) => sentences(LOGIN_TEXTS[language]));
  expect(said[0]?.map(([key]) => key)).toEqual(said[1]?.map(([key]) => key));
  for (const [key, words] of said.flat()) expect(words, key).toMatch(/^(?!.*undefined).*\S/);
  expect(LOGIN_TEXTS.da.signInBy("Høje-Taastrups login")).toBe("Log ind med Høje-Taastrups login");
});

it("a login service that is away says until when one stays signed in, where that is known", () => {
  expect(daSession.loginAway("17.10")).toContain("til kl. 17.10");
  expect(enSession.loginAway("17:10")).toContain("until 17:10");
  expect(daSession.loginAway(null)).toContain("stadig logget ind");
  expect(enSession.loginAway(null)).toContain("still signed in");
});

it("each refusal has words of its own", () => {
  for (const language of LANGUAGES) {
    const words = Object.values(texts.REFUSAL_TEXTS[language]);
    expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([]);
  }
});

it("a count that may be too low says so", () => {
  expect([true, false].map((isAtLeast) => texts.STAFF_TEXTS.da.closesUpTo(2, isAtLeast))).toEqual([
    "Afslutter mindst 2 ventende.",
    "Afslutter 2 ventende.",
  ]);
  expect([true, false].map((isAtLeast) => texts.STAFF_TEXTS.en.closesUpTo(2, isAtLeast))).toEqual([
    "Ends at least 2 waiting.",
    "Ends 2 waiting.",
  ]);
});

it("one person is a person, two are people", () => {
  expect(texts.RECEIPT_TEXTS.da.ahead(1)).toBe("1 person foran dig");
  expect(texts.RECEIPT_TEXTS.en.ahead(2)).toBe("2 people ahead of you");
  expect(texts.RECEIPT_TEXTS.da.ahead(0)).toBe("Du er den næste");
});

it("whoever comes to help without a name is a colleague", () => {
  const [da, en] = LANGUAGES.map((language) => texts.SESSION_TEXTS[language]);
  expect(da!.comes(null, "Skranke 2")).toBe("En kollega er på vej til Skranke 2");
  expect(en!.comesToYou(null)).toBe("A colleague is on the way to you");
  expect(da!.comesToYou(null)).toBe("En kollega er på vej til dig");
  expect(en!.comes(null, "Counter 2")).toBe("A colleague is on the way to Counter 2");
  expect(texts.STAFF_TEXTS.da.notice["colleague-answered"]("Skranke 2", null)).toMatch(/^En kollega/);
  expect(texts.STAFF_TEXTS.en.notice["colleague-answered"]("Counter 2", null)).toMatch(/^A colleague/);
});

it("who checked in already hears their number, or that they are called", () => {
  const say = [texts.CHECK_IN_TEXTS.da, texts.CHECK_IN_TEXTS.en].map(
    ({ refused }) => refused["already-checked-in"],
  );
  expect(say.map((one) => one("10.15", "A07")[1])).toEqual([
    "Vent, til A07 bliver kaldt.",
    "Please wait until A07 is called.",
  ]);
  expect(say.map((one) => one("10.15", "")[1])).toEqual([
    "Vent, til du bliver kaldt.",
    "Please wait until you are called.",
  ]);
});
