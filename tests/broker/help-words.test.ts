import { expect, it } from "vitest";
import { EXIT_CODES } from "../../broker/exit-codes.ts";
import { HELP } from "../../broker/help-words.ts";
import { languageAnswered } from "../../broker/typed.ts";
import { STAFF_LANGUAGES } from "../../protocol/terms.ts";

it("the help names the same commands, flags and exit codes in each language", () => {
  for (const language of STAFF_LANGUAGES) {
    expect(HELP[language]).toContain(EXIT_CODES[language]);
    for (const code of [0, 1, 64, 69, 70, 75, 78])
      expect(EXIT_CODES[language]).toMatch(new RegExp(`^  ${code} `, "m"));
    const named = (text: string) => new Set(text.match(/(?<=talon-hub )[a-z][a-z-]+|--[a-z-]+/g));
    expect(named(HELP[language])).toEqual(named(HELP.da));
  }
});

it("whoever types is answered in the language that was asked for, else in that of the machine", () => {
  expect(languageAnswered(["check", "--language", "en"], "C")).toBe("en");
  expect(languageAnswered(["check", "--language=da"], "en_GB")).toBe("da");
  expect(languageAnswered(["check", "--language", "xx"], "en_GB")).toBe("en");
  expect(languageAnswered(["texts", "--language", "en"], "C")).toBe("da");
  expect(languageAnswered([], undefined)).toBe("da");
});
