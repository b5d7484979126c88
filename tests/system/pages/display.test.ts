import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings, isTooWide, openBrowser, openPage } from "./browser.ts";
import { call, calling, DISPLAY_SCENES, display } from "./scenes.ts";
import { stageNow } from "./stage.ts";
import { staged } from "./staged.ts";

const wall = { viewport: { width: 1920, height: 1080 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

const bigNumber = (page: Page) => page.locator(".big .number").textContent();

/** Resolves when the big place has had these numbers, in this order. */
async function shownNumbers(page: Page, count: number): Promise<string[]> {
  await page.waitForFunction(
    (wanted) => (window as unknown as { seen: string[] }).seen.length >= wanted,
    count,
    { timeout: 60_000 },
  );
  return page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

/** Notes every number that gets the big place. */
function watchNumbers(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: string[] = [];
    (window as unknown as { seen: string[] }).seen = seen;
    const number = document.querySelector(".big .number");
    new MutationObserver(() => seen.push(number?.textContent ?? "")).observe(number as Node, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
}

describe("the display's page", () => {
  it("is fit for people with disabilities in every state, and stands on wall and phone", async () => {
    const page = await open("/display/d1", phone);
    await page.waitForSelector("[data-mode=connecting]");
    expect(await findings(page)).toEqual([]);
    for (const [name, picture] of Object.entries(DISPLAY_SCENES)) {
      stage.show("picture", { ...picture, locationName: { da: name } });
      await page.locator(".place", { hasText: new RegExp(`^${name}$`) }).waitFor();
      expect(await findings(page), name).toEqual([]);
      expect(await isTooWide(page), name).toBe(false);
    }
  });

  it("shows the number at least a quarter of the wall high, and everything inside the screen", async () => {
    stage.show("picture", display());
    const page = await open("/display/d1", wall);
    await page.waitForSelector("[data-mode=live]");
    const height = () =>
      page.evaluate(() => {
        const number = document.querySelector(".big .number");
        return Number.parseFloat(getComputedStyle(number as Element).fontSize) / window.innerHeight;
      });
    expect(await height()).toBeGreaterThan(0.27);
    stage.silence();
    await page.goto(`${stage.url}/display/d1?silence=500`);
    stage.speak("picture", DISPLAY_SCENES["live-long"]);
    await page.waitForSelector("[data-mode=live]");
    stage.silence();
    await page.waitForSelector("[data-mode=lost]");
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll("main *, footer *")]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          return box.width > 0 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
        })
        .map((element) => element.className),
    );
    expect(outside).toEqual([]);
    expect(await findings(page)).toEqual([]);
  });

  it("breaks no phrase of its queues, however long their names are, and hides none of it", async () => {
    const page = await open("/display/d1", wall);
    stage.show("picture", DISPLAY_SCENES["live-queues"]);
    /* The first page of its queues, which take turns. */
    await page.locator(".letters", { hasText: /^AB$/ }).waitFor();
    const phrases = await page.locator(".about .first:visible, .about .second:visible").evaluateAll((all) =>
      all.map((element) => ({
        text: element.textContent,
        lines: Math.round(element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight)),
        isCut: element.scrollWidth > element.clientWidth,
      })),
    );
    expect(phrases.length).toBeGreaterThan(12);
    expect(phrases.filter(({ lines, isCut }) => lines !== 1 || isCut)).toEqual([]);
  });

  it("shows three calls at once one after the other, gong and words each, and a recall again", async () => {
    stage.show("picture", display());
    const page = await open("/display/d1", wall);
    await page.waitForSelector("[data-mode=live]");
    await watchNumbers(page);
    const at = stageNow();
    const three = [call(8, "A20", "1", at), call(9, "B21", "2", at + 1), call(10, "A20", "1", at + 2)];
    stage.show("picture", display(calling(...three)));
    const startedAt = Date.now();
    expect(await shownNumbers(page, 3)).toEqual(["A20", "B21", "A20"]);
    expect(Date.now() - startedAt).toBeGreaterThan(9_500);
    await expect
      .poll(() => stage.sounds.filter((path) => path.includes("speech")))
      .toEqual([
        "/speech/da-8.wav",
        "/speech/en-8.wav",
        "/speech/da-9.wav",
        "/speech/en-9.wav",
        "/speech/da-10.wav",
        "/speech/en-10.wav",
      ]);
    expect(stage.sounds[0]).toBe("/gong.wav");
  });

  it("calls nobody whose visit is over before their number had its turn, and has the three calls behind it within half a minute", async () => {
    stage.soundMs = (path) => (path.includes("speech") ? 6_000 : 1_000);
    stage.show("picture", display());
    const page = await open("/display/d1", wall);
    await page.waitForSelector("[data-mode=live]");
    await watchNumbers(page);
    const at = stageNow();
    const [first, ended, last] = [
      call(8, "A20", "1", at),
      call(9, "A21", "2", at + 1),
      call(10, "A22", "2", at + 2),
    ];
    stage.show("picture", display(calling(first, ended, last)));
    expect(await shownNumbers(page, 2)).toEqual(["A20", "A22"]);
    expect(stageNow() - at).toBeLessThan(13_000);
    await page.locator(".row .number", { hasText: "A21" }).waitFor();
    await page.locator(".big .label", { hasText: "Nu kaldes" }).waitFor();
    const { calls, counters } = calling(first, ended, last);
    const free = counters.map((counter) => ({ ...counter, state: "free" as const, number: null }));
    stage.show("picture", display({ calls, counters: free }));
    await page.locator(".big .label", { hasText: "Sidst kaldt" }).waitFor();
    expect(stage.sounds).not.toContain("/speech/da-9.wav");
    const late = await open("/display/d1", wall);
    await late.waitForSelector("[data-mode=live]");
    await late.locator(".big .label", { hasText: "Sidst kaldt" }).waitFor();
  });

  it("greys out when the beat stops, and shows and speaks what it missed when it is back", async () => {
    stage.show("picture", display());
    const page = await open("/display/d1?silence=700", wall);
    await page.waitForSelector("[data-mode=live]");
    stage.silence();
    await page.waitForSelector("[data-mode=lost]");
    expect(await page.locator(".banner").textContent()).toContain("Skærmen har mistet forbindelsen");
    expect(await bigNumber(page)).toBe("A05");
    await watchNumbers(page);
    const old = call(8, "A30", "1", stageNow() - 120_000);
    const young = call(9, "A31", "2", stageNow() - 5_000);
    stage.speak("picture", display(calling(old, young)));
    expect(await shownNumbers(page, 2)).toEqual(["A30", "A31"]);
    await expect.poll(() => stage.sounds).toContain("/speech/da-9.wav");
    expect(stage.sounds).not.toContain("/speech/da-8.wav");
  });

  it("loads itself anew when another build is served", async () => {
    stage.show("picture", display());
    const page = await open("/display/d1?silence=500", wall);
    await page.waitForSelector("[data-mode=live]");
    stage.silence();
    await page.waitForSelector("[data-mode=lost]");
    stage.buildMark = "another build";
    stage.speak("picture", display());
    await expect.poll(() => page.title(), { timeout: 15_000 }).toBe("another build");
    stage.buildMark = "";
  });

  it("offers a button for sound where the browser wants a tap", async () => {
    const careful = await openBrowser(false);
    stage.show("picture", display());
    const page = await openPage(careful, `${stage.url}/display/d1`, wall);
    const button = page.locator("button.sound");
    await button.waitFor({ state: "visible" });
    expect(await findings(page)).toEqual([]);
    await page.waitForSelector("[data-mode=live]");
    const young = call(8, "A30", "1", stageNow());
    stage.show("picture", display(calling(young)));
    await page.locator(".big .number", { hasText: "A30" }).waitFor();
    expect(stage.sounds).toEqual([]);
    await button.click();
    await button.waitFor({ state: "hidden" });
    await expect
      .poll(() => stage.sounds.filter((path) => path.includes("speech")), { timeout: 10_000 })
      .toEqual(["/speech/da-8.wav", "/speech/en-8.wav"]);
    await careful.close();
  });
});
