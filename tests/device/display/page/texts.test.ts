import { describe, expect, it } from "vitest";
import { loadTexts, Texts } from "../../../../device/display/page/texts.ts";
import { LANGUAGES, type Language } from "../../../../protocol/terms.ts";
import { DISPLAY_TEXTS } from "../../../../protocol/texts/texts.ts";

describe("the words of a display", () => {
  it("are those of every language, as everywhere else", async () => {
    for (const language of LANGUAGES) {
      const { waiting, ...texts } = await loadTexts(language);
      const { waiting: everywhere, ...others } = DISPLAY_TEXTS[language];
      const plain = (one: object) => JSON.stringify(one);
      expect([waiting(3), plain(texts)]).toEqual([everywhere(3), plain(others)]);
    }
  });

  it("are Danish and English at once; another language is shown once its words have come, and said so", async () => {
    let come: () => void = () => undefined;
    const hasCome = new Promise<void>((resolve) => (come = resolve));
    const texts = new Texts(loadTexts, () => come());
    expect(texts.known(["ar", "da", "en"])).toEqual(["da", "en"]);
    expect(texts.of("ar")).toBe(texts.of("en"));
    await hasCome;
    expect(texts.known(["ar", "da", "en"])).toEqual(["ar", "da", "en"]);
    expect(texts.of("ar").closed).toBe(DISPLAY_TEXTS.ar.closed);
  });

  it("are asked for once at a time, and again after the line was lost", async () => {
    const asked: Language[] = [];
    const texts = new Texts(
      (language) => {
        asked.push(language);
        return asked.length === 1 ? Promise.reject(new Error("the line is lost")) : loadTexts(language);
      },
      () => undefined,
    );
    expect([texts.known(["uk"]), texts.known(["uk"]), asked]).toEqual([[], [], ["uk"]]);
    await expect.poll(() => texts.known(["uk"]).length + asked.length).toBe(3);
    expect(asked).toEqual(["uk", "uk"]);
  });
});
