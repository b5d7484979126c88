import { describe, expect, it } from "vitest";
import {
  CALL_TURN_MS,
  languagesAt,
  layoutLanguage,
  speakerOf,
} from "../../../../device/display/page/languages.ts";
import { dirOf, type Language } from "../../../../protocol/terms.ts";
import { DISPLAY_TEXTS } from "../../../../protocol/texts/texts.ts";
import { MORNING } from "../../../system/pages/town.ts";

const both: Language[] = ["da", "en"];
const turning = { languages: both, show: { languageTurnS: 10 } };
const start = Math.floor(MORNING / 20_000) * 20_000;

describe("the languages of a display", () => {
  it("are two together where the location says nothing, and Danish where it has none", () => {
    expect(languagesAt({ languages: both }, null, MORNING)).toEqual(both);
    expect(languagesAt({ languages: [] }, null, MORNING)).toEqual(["da"]);
  });

  it("take turns, each for as many seconds as the location says", () => {
    const seen = [0, 9_999, 10_000, 19_999, 20_000].map((ms) => languagesAt(turning, null, start + ms));
    expect(seen.flat()).toEqual(["da", "da", "en", "en", "da"]);
  });

  it("take turns by themselves when they are more than two, which would be too small together", () => {
    const three = { languages: ["da", "en", "da"] as Language[] };
    expect(languagesAt(three, null, MORNING)).toHaveLength(1);
  });

  it("are all seen while a call is announced, the first one first", () => {
    const seen = [0, CALL_TURN_MS, 2 * CALL_TURN_MS].map((ms) => languagesAt(turning, MORNING, MORNING + ms));
    expect(seen.flat()).toEqual(["da", "en", "da"]);
    expect(languagesAt(turning, MORNING, MORNING - 1)).toEqual(["da"]);
    expect(2 * CALL_TURN_MS).toBeLessThanOrEqual(5_000);
  });

  it("turn, but the page stays laid out for the first one", () => {
    expect(layoutLanguage({ languages: ["en", "da"] })).toBe("en");
  });

  it("say words once that are the same in two of them", () => {
    const textsOf = (language: Language) => DISPLAY_TEXTS[language];
    expect(speakerOf(both, textsOf)(() => "Skat")).toEqual([{ language: "da", text: "Skat" }]);
  });

  it("run from right to left where they are written so", () => {
    expect((["da", "en", "ar"] as const).map(dirOf)).toEqual(["ltr", "ltr", "rtl"]);
  });
});
