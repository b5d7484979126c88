import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { ToMend } from "../../../protocol/terms.ts";
import { MENDS_TEXTS } from "../../../protocol/texts/texts.ts";
import { findings, isTooWide } from "./browser.ts";
import { CHECK_IN_SCENES } from "./check-in-scenes.ts";
import { badKeys, coveredBy, isCut, keyMiddles, middles, movedBy } from "./keys.ts";
import { staged } from "./staged.ts";
import { keyed, STAND_SCENES, stand } from "./stand-scenes.ts";

const screen = { viewport: { width: 1024, height: 768 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

describe("the keys of the stand's screen", () => {
  it("stay beside their buttons in Arabic, whose words run from right to left", async () => {
    const sides = (page: Page) =>
      page.evaluate(() =>
        [...document.querySelectorAll(".soft")].map((key) => {
          const { left, width } = key.getBoundingClientRect();
          return `${key.querySelector(".key-number")?.textContent} ${left + width / 2 < innerWidth / 2 ? "left" : "right"}`;
        }),
      );
    stage.show("picture", stand({ languages: ["da", "en", "ar"] }));
    const page = await open("/", screen);
    await page.locator(".soft").first().waitFor();
    const danish = await sides(page);
    stage.show("picture", stand({ languages: ["da", "en", "ar"], language: "ar" }));
    await page.getByText("أهلًا وسهلًا").waitFor();
    expect(await sides(page)).toEqual(danish);
    expect(danish).toContain("1 left");
    const place = await page.locator(".place").boundingBox();
    expect(place?.x).toBeGreaterThan(screen.viewport.width / 2);
    expect(await findings(page)).toEqual([]);
    if (process.env["SHOTS"]) await page.screenshot({ path: `${process.env["SHOTS"]}/stand-ar.png` });
  });

  it("shows three pictures of what anybody can mend, and covers no key with them", async () => {
    for (const viewport of [screen.viewport, { width: 800, height: 480 }, { width: 1920, height: 1080 }]) {
      stage.show("picture", stand());
      const page = await open("/", { viewport });
      for (const name of ["out", "cover", "jam", "all", "eight-out"]) {
        stage.show("picture", { ...STAND_SCENES[name]!, locationName: { da: name } });
        await page.locator(".place", { hasText: new RegExp(`^${name}$`) }).waitFor();
        expect(await page.locator(".mend li svg").count(), name).toBe(3);
        expect(await coveredBy(page, ".mend"), `${name} ${viewport.width}`).toEqual([]);
        expect(await isCut(page, ".mend"), `${name} ${viewport.width}`).toBe(false);
        expect(await isTooWide(page), name).toBe(false);
      }
      stage.show("picture", STAND_SCENES["simulated-out"]);
      await page.locator(".machine.simulated .mend").waitFor();
      expect(await coveredBy(page, ".mend"), `simulated ${viewport.width}`).toEqual([]);
      stage.show("picture", stand());
      await page.locator(".mend").waitFor({ state: "detached" });
    }
  });

  it.each([
    [800, 480],
    [1024, 768],
    [1920, 1080],
  ])(
    "keeps each key beside its button whatever is shown, at %i x %i",
    async (width, height) => {
      for (const count of [4, 8]) {
        stage.show("picture", keyed(count, {}));
        const page = await open("/", { viewport: { width, height } });
        await page.locator(".soft").first().waitFor();
        const before = await keyMiddles(page);
        expect(before).toHaveLength(count);
        for (const [name, scene] of Object.entries({ ...STAND_SCENES, ...CHECK_IN_SCENES })) {
          if (scene.service !== null || scene.simulated) continue;
          for (const language of ["da", "en"] as const) {
            const place = `${name} ${language}`;
            const because = scene.buttons[0]?.because ?? null;
            stage.show("picture", keyed(count, { ...scene, language, locationName: { da: place } }, because));
            await page.locator(".place", { hasText: new RegExp(`^${place}$`) }).waitFor();
            expect(movedBy(before, await keyMiddles(page)), `${place}, ${count} keys`).toBeLessThanOrEqual(2);
            expect(await badKeys(page), `${place}, ${count} keys`).toEqual([]);
          }
        }
        await page.context().close();
      }
    },
    60_000,
  );

  it("keeps each key beside its button while somebody mends by the pictures or the stand is silent", async () => {
    const mends = Object.keys(MENDS_TEXTS.da.mend) as ToMend[];
    for (const viewport of [screen.viewport, { width: 800, height: 480 }]) {
      stage.show("picture", keyed(8, {}));
      const page = await open("/?silence=600", { viewport });
      await page.locator(".soft").first().waitFor();
      const before = await keyMiddles(page);
      for (const what of mends) {
        stage.show("picture", keyed(8, { mends: [what], locationName: { da: what }, scannerOnline: false }));
        await page.locator(".place", { hasText: new RegExp(`^${what}$`) }).waitFor();
        const strip = page.locator(".mend-strip button");
        if ((await strip.count()) > 0) await strip.press("Enter");
        await page.locator(".mend").waitFor();
        expect(movedBy(before, await keyMiddles(page)), what).toBeLessThanOrEqual(2);
        expect(await badKeys(page), what).toEqual([]);
        expect(await isCut(page, ".mend"), `${what} ${viewport.width}`).toBe(false);
      }
      if (viewport.height === 480) {
        stage.silence();
        await page.getByText("Skærmen har mistet forbindelsen til standeren").waitFor();
        expect(movedBy(before, await keyMiddles(page))).toBeLessThanOrEqual(2);
        expect(await badKeys(page)).toEqual([]);
      }
      await page.context().close();
    }
  }, 60_000);

  it("keeps the keys of a menu beside their buttons on a stand that has more of them", async () => {
    for (const viewport of [screen.viewport, { width: 800, height: 480 }]) {
      stage.show("picture", { ...keyed(8, {}), locationName: { da: "first" } });
      const page = await open("/", { viewport });
      await page.locator(".place", { hasText: "first" }).waitFor();
      const before = await keyMiddles(page);
      stage.show("picture", { ...STAND_SCENES["menu-of-eight"]!, locationName: { da: "menu" } });
      await page.locator(".place", { hasText: "menu" }).waitFor();
      expect(movedBy(before.slice(0, 3), await keyMiddles(page))).toBeLessThanOrEqual(2);
      stage.show("picture", { ...STAND_SCENES["menu-of-eight"]!, simulated: true });
      await page.locator(".push").nth(7).waitFor();
      const keys = await keyMiddles(page);
      const buttons = await middles(page, ".push");
      for (const [index, { y }] of keys.entries())
        expect(Math.abs(y - buttons[index]!.y), `button ${index + 1}`).toBeLessThan(8);
      await page.context().close();
    }
  });

  it("shows the technician what to do now larger than that the stand is closed, and promises no number", async () => {
    const round = STAND_SCENES["service-out"]!;
    for (const viewport of [{ width: 800, height: 480 }, screen.viewport, phone.viewport]) {
      stage.show("picture", round);
      const page = await open("/", { viewport });
      await page.locator(".mend").waitFor();
      const sizeOf = (selector: string) =>
        page.locator(selector).evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(round.service!.help.da);
      expect(await sizeOf(".service h1")).toBeGreaterThan(await sizeOf(".closed"));
      expect(await page.getByText("Dit nummer").count()).toBe(0);
      expect(await isTooWide(page)).toBe(false);
      if (viewport !== phone.viewport) expect(await isCut(page, ".centre"), `${viewport.width}`).toBe(false);
      const isOver = await page.evaluate(() => {
        const [words, panel] = [".service", ".mend"].map((one) =>
          document.querySelector(one)!.getBoundingClientRect(),
        );
        const isBeside = words!.right <= panel!.left || words!.bottom <= panel!.top;
        const lines = [...document.querySelectorAll<HTMLElement>(".service li")];
        return !isBeside || lines.some((line) => line.scrollWidth > line.clientWidth + 1);
      });
      expect(isOver, `${viewport.width}`).toBe(false);
      await page.context().close();
    }
  });
});
