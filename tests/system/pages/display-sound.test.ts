import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser.ts";
import { call, calling, display } from "./scenes.ts";
import { stageNow } from "./stage.ts";
import { staged } from "./staged.ts";

const wall = { viewport: { width: 1920, height: 1080 } };
const { stage, open } = staged();

type Heard = { readonly at: number; readonly ms: number; readonly volume: number };
type Shown = { readonly at: number; readonly number: string };
type Ears = { readonly heard: Heard[]; readonly shown: Shown[]; readonly flashes: number };

/** Listens to what the page gives to the loudspeaker, and watches its big place. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ears = { heard: [] as unknown[], shown: [] as unknown[], flashes: 0 };
    (window as unknown as { ears: typeof ears }).ears = ears;
    const connect = Reflect.get(AudioBufferSourceNode.prototype, "connect") as (to: AudioNode) => AudioNode;
    const volumes = new WeakMap<AudioNode, AudioNode>();
    AudioBufferSourceNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
      volumes.set(this, to);
      return connect.call(this, to);
    } as unknown as AudioNode["connect"];
    const start = Reflect.get(AudioBufferSourceNode.prototype, "start") as (...when: unknown[]) => void;
    AudioBufferSourceNode.prototype.start = function (...when) {
      const volume = (volumes.get(this) as GainNode).gain.value;
      ears.heard.push({ at: performance.now(), ms: Math.round((this.buffer?.duration ?? 0) * 1000), volume });
      return start.apply(this, when);
    };
    const big = document.querySelector(".big") as Element;
    big.addEventListener("animationstart", () => (ears.flashes += 1));
    const number = document.querySelector(".big .number") as Element;
    const note = () => ears.shown.push({ at: performance.now(), number: number.textContent });
    new MutationObserver(note).observe(big, { attributes: true, attributeFilter: ["data-key"] });
  });
}

const ears = (page: Page) => page.evaluate(() => (window as unknown as { ears: Ears }).ears);
const heardMs = async (page: Page) => (await ears(page)).heard.map(({ ms }) => ms);

/** Each sound its own length, so that the page's sounds are told apart. */
const LENGTHS: Readonly<Record<string, number>> = {
  "/gong.wav": 300,
  "/speech/da-8.wav": 400,
  "/speech/en-8.wav": 500,
  "/speech/da-9.wav": 600,
  "/speech/en-9.wav": 700,
};

async function begin(options: object = {}) {
  stage.soundMs = (path) => LENGTHS[path] ?? 50;
  stage.show("picture", display());
  const page = await open("/display/d1", { ...wall, ...options });
  await page.waitForSelector("[data-mode=live]");
  await listen(page);
  return page;
}

describe("what a display lets be heard", () => {
  it("two calls in one second are both seen for five seconds, and both heard, one after the other, the first in one language", async () => {
    const page = await begin();
    const at = stageNow();
    stage.show("picture", display(calling(call(8, "A20", "1", at))));
    stage.show("picture", display(calling(call(8, "A20", "1", at), call(9, "B21", "2", at + 800))));
    await expect.poll(() => heardMs(page), { timeout: 20_000 }).toEqual([300, 400, 300, 600, 700]);
    const { heard, shown } = await ears(page);
    for (const [index, { at: from, ms }] of heard.entries())
      expect((heard[index + 1]?.at ?? Number.POSITIVE_INFINITY) - from).toBeGreaterThanOrEqual(ms - 20);
    expect(shown.map(({ number }) => number)).toEqual(["A20", "B21"]);
    expect((shown[1]?.at ?? 0) - (shown[0]?.at ?? 0)).toBeGreaterThanOrEqual(4_950);
    expect(await page.locator(".big .number").textContent()).toBe("B21");
  });

  it("a sound that is still heard when the next call has its turn is cut off", async () => {
    const page = await begin();
    stage.soundMs = (path) => (path === "/speech/da-8.wav" ? 25_000 : (LENGTHS[path] ?? 50));
    const at = stageNow();
    stage.show("picture", display(calling(call(8, "A20", "1", at), call(9, "B21", "2", at + 1))));
    await expect.poll(() => heardMs(page), { timeout: 20_000 }).toEqual([300, 25_000, 300, 600, 700]);
    const { heard, shown } = await ears(page);
    expect(heard[2]!.at - heard[1]!.at).toBeLessThan(11_000);
    expect(shown.map(({ number }) => number)).toEqual(["A20", "B21"]);
  });

  it("a recall chimes and blinks again, at most twice a second", async () => {
    const page = await begin({ reducedMotion: "no-preference" });
    const at = stageNow();
    const [first, again] = [call(8, "A20", "1", at), { ...call(9, "A20", "1", at + 1), recall: true }];
    stage.show("picture", display(calling(first)));
    await expect.poll(() => heardMs(page), { timeout: 20_000 }).toEqual([300, 400, 500]);
    const { flashes } = await ears(page);
    expect(flashes).toBeGreaterThan(0);
    stage.show("picture", display(calling(first, again)));
    await expect.poll(() => heardMs(page), { timeout: 20_000 }).toEqual([300, 400, 500, 300, 600, 700]);
    expect((await ears(page)).flashes).toBe(2 * flashes);
    const { animationDuration, animationIterationCount } = await page
      .locator(".big")
      .evaluate((big) => ({ ...getComputedStyle(big) }));
    expect([animationDuration, animationIterationCount]).toEqual(["1.2s", "2"]);
  });

  it("is as loud as the location says, and without a gong where it wants none", async () => {
    const page = await begin();
    const show = { sound: { volume: 30, gong: false } };
    stage.show("picture", display({ show }));
    stage.show("picture", display({ show, ...calling(call(8, "A20", "1", stageNow())) }));
    await expect.poll(() => heardMs(page), { timeout: 20_000 }).toEqual([400, 500]);
    expect((await ears(page)).heard.map(({ volume }) => Math.round(volume * 100))).toEqual([30, 30]);
    expect(stage.sounds).not.toContain("/gong.wav");
  });

  it("is nothing at all where its sound is off, and nobody is asked for a tap", async () => {
    const careful = await openBrowser(false);
    const show = { sound: { on: false } };
    stage.show("picture", display({ show }));
    const page = await openPage(careful, `${stage.url}/display/d1`, wall);
    await page.waitForSelector("[data-mode=live]");
    const two = calling(call(8, "A20", "1", stageNow()), call(9, "B21", "2", stageNow() + 1));
    stage.show("picture", display({ show, ...two }));
    await page.locator(".big .number", { hasText: "B21" }).waitFor({ timeout: 20_000 });
    expect(await page.locator("button.sound").isVisible()).toBe(false);
    expect(stage.sounds).toEqual([]);
    await careful.close();
  });
});
