import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { LANGUAGES, type Language } from "../../../protocol/terms.ts";
import { findings, isTooWide } from "./browser.ts";
import { badKeys, keyMiddles, movedBy } from "./keys.ts";
import { staged } from "./staged.ts";
import { keyed, STAND_SCENES } from "./stand-scenes.ts";

const { stage, open } = staged();

/** What is said above the keys, one scene for each kind of it. */
const SAID = ["open", "ticket", "speaking", "mute", "help-coming", "warned", "off-line", "jam", "closed"];
const READ: readonly Language[] = ["da", "ar", "uk"];

/** What of the strip above the keys is cut off, and the number's height when one is shown. */
function strip(page: Page): Promise<{ cut: string[]; number: number | null }> {
  return page.evaluate(() => {
    const zone = document.querySelector(".zone")!;
    const around = zone.getBoundingClientRect();
    const cut = [...zone.querySelectorAll("*:not(.hidden, .hidden *, bdi)")].flatMap((one) => {
      const box = one.getBoundingClientRect();
      const isIn = box.top >= around.top - 1 && box.bottom <= around.bottom + 1;
      return isIn && box.left >= around.left - 1 && box.right <= around.right + 1 ? [] : [one.textContent];
    });
    const { left, right } = document.querySelector(".screen")!.getBoundingClientRect();
    const isOut = [...document.querySelectorAll(".top button")].some((one) => {
      const box = one.getBoundingClientRect();
      return box.left < left || box.right > right || box.bottom > around.top + 1;
    });
    if (isOut) cut.push("the row above the strip");
    const number = zone.querySelector(".number")?.getBoundingClientRect().height ?? null;
    return { cut: around.height > 40 ? cut : [...cut, `the strip itself: ${around.height} px`], number };
  });
}

async function shown(page: Page, picture: StandPicture, place: string): Promise<void> {
  stage.show("picture", { ...picture, locationName: { da: place } });
  await page.locator(".place", { hasText: new RegExp(`^${place}$`) }).waitFor();
}

/** Every scene with few languages and with all, in ordinary and in large type. */
function cases(simulated: boolean): (readonly [place: string, name: string, picture: StandPicture])[] {
  const offers: (readonly Language[])[] = [["da", "en", "uk"], LANGUAGES];
  const kinds = [false, true].flatMap((isHigh) => offers.map((languages) => ({ isHigh, languages })));
  const wanted = kinds.flatMap((kind) => SAID.map((name) => ({ ...kind, name })));
  return wanted.flatMap(({ isHigh, languages, name }) =>
    READ.filter((one) => languages.includes(one)).map((language) => {
      const scene = STAND_SCENES[name]!;
      const access = { ...scene.access, isHigh: isHigh || scene.access.isHigh };
      const change = { ...scene, simulated, languages, language, access };
      const place = `${name} ${language} ${languages.length} ${isHigh} ${simulated}`;
      return [place, name, keyed(8, change, scene.buttons[0]!.because)] as const;
    }),
  );
}

describe("the strip above the keys", () => {
  it.each([
    [800, 480],
    [1024, 768],
    [1280, 800],
    [1366, 768],
    [1920, 1080],
  ])(
    "shows number and message whole, whatever languages there are to choose from, at %i x %i",
    async (width, height) => {
      const bad: string[] = [];
      for (const simulated of [false, true]) {
        stage.show("picture", keyed(8, { simulated }));
        const page = await open("/", { viewport: { width, height } });
        for (const [place, name, picture] of cases(simulated)) {
          await shown(page, picture, place);
          const { cut, number } = await strip(page);
          bad.push(...cut.map((what) => `${place}: ${what}`));
          if (name === "ticket" && !(number !== null && number >= 48)) bad.push(`${place}: ${number} px`);
        }
        await page.context().close();
      }
      expect(bad).toEqual([]);
    },
    120_000,
  );

  it.each([
    [400, 850],
    [800, 480],
    [1024, 768],
    [1920, 1080],
  ])(
    "opens more languages than there is room for between the keys, and moves no key, at %i x %i",
    async (width, height) => {
      stage.reply = () => ({ status: 200, body: {} });
      stage.show("picture", keyed(8, { languages: LANGUAGES }));
      const page = await open("/", { viewport: { width, height } });
      const key = page.getByRole("button", { name: "Vælg sprog" });
      await key.waitFor();
      const before = await keyMiddles(page);
      await key.click();
      await page.getByRole("button", { name: "العربية" }).waitFor();
      expect(await key.getAttribute("aria-expanded")).toBe("true");
      expect(await page.locator(".languages button").count()).toBe(LANGUAGES.length - 1);
      if (width > 760) {
        expect(movedBy(before, await keyMiddles(page))).toBeLessThanOrEqual(2);
        expect(await badKeys(page)).toEqual([]);
      }
      expect(await isTooWide(page)).toBe(false);
      expect(await findings(page)).toEqual([]);
      if (process.env["SHOTS"])
        await page.screenshot({ path: `${process.env["SHOTS"]}/languages-${width}.png` });
      await page.getByRole("button", { name: "العربية" }).click();
      await expect.poll(() => stage.posts.map(({ body }) => body)).toEqual([{ language: "ar" }]);
      await page.locator(".languages").waitFor({ state: "detached" });
      // Whoever presses a button meanwhile sees what comes of it.
      await key.click();
      await page.locator(".languages").waitFor();
      stage.show("picture", { ...STAND_SCENES["ticket"]!, languages: LANGUAGES });
      await page.locator(".on-screen-rest").waitFor();
      expect(await page.locator(".languages").count()).toBe(0);
    },
  );
});
