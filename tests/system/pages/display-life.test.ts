import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { display } from "./scenes.ts";
import { staged } from "./staged.ts";
import { MINUTE } from "./town.ts";

const wall = { viewport: { width: 1920, height: 1080 } };
const HOUR = 60 * MINUTE;
const { stage, open } = staged();

/** Counts the beats that the page's own streams hear. */
function countBeats(page: Page): Promise<void> {
  return page.evaluate(() => {
    const counted = window as unknown as { beats: number };
    counted.beats = 0;
    const listen = Reflect.get(EventSource.prototype, "addEventListener") as (...all: unknown[]) => void;
    EventSource.prototype.addEventListener = function (this: EventSource, name: string, ...rest: never[]) {
      if (name === "beat") listen.call(this, "beat", () => (counted.beats += 1));
      return listen.call(this, name, ...rest);
    };
  });
}

const beats = (page: Page, count: number) =>
  page.waitForFunction((wanted) => (window as unknown as { beats: number }).beats >= wanted, count);

/** A mark that a page loses when it is loaded anew. */
const mark = (page: Page) => page.evaluate(() => ((window as unknown as { marked: boolean }).marked = true));
const isMarked = (page: Page) =>
  page.evaluate(() => (window as unknown as { marked?: boolean }).marked === true);

describe("a display that runs for months", () => {
  it("does not grow: 20,000 pictures leave as many nodes and listeners as 200, and no more memory", async () => {
    const page = await open("/display/d1", wall);
    const devtools = await page.context().newCDPSession(page);
    const measure = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      await devtools.send("HeapProfiler.collectGarbage");
      const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
      return { nodes, jsEventListeners, bytes: (await devtools.send("Runtime.getHeapUsage")).usedSize };
    };
    const show = async (from: number, to: number) => {
      for (let index = from; index < to; index++) {
        const calls = display().calls.map((one, place) => ({ ...one, callSeq: place + 1 + index }));
        const queues = display().queues.map((queue) => ({ ...queue, waiting: index % 40 }));
        const locationName = { da: `Sted ${index}`, en: `Place ${index}` };
        const messages = index % 3 === 0 ? [{ da: `Besked ${index}` }] : [];
        stage.show("picture", display({ locationName, queues, calls, show: { messages } }));
        if (index % 50 === 49) await page.getByText(`Sted ${index}`).first().waitFor();
      }
    };
    await show(0, 200);
    const before = await measure();
    await show(200, 20_000);
    const after = await measure();
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 10);
    expect(after.jsEventListeners).toBeLessThanOrEqual(before.jsEventListeners);
    expect((after.bytes - before.bytes) / 1_048_576).toBeLessThan(1);
  }, 180_000);

  it("loads itself anew at night, but not while somebody is called", async () => {
    stage.aheadMs = -13 * HOUR;
    const calls = display().calls.map((one) => ({ ...one, calledAt: one.calledAt - 20 * HOUR }));
    stage.show("picture", display({ calls }));
    const page = await open("/display/d1", wall);
    await page.waitForSelector("[data-mode=live]");
    await mark(page);
    /* At 03.15 the page is open for five hours and a half; from 03.51 on for over six, but A05 is being called. */
    for (const [aheadH, clock] of [
      [-7.5, /^03\.1\d$/],
      [-6.9, /^03\.5[1-4]$/],
      [-6.82, /^03\.5[5-9]$/],
    ] as const) {
      stage.aheadMs = aheadH * HOUR;
      await page.locator(".clock", { hasText: clock }).waitFor();
    }
    expect(await isMarked(page)).toBe(true);
    const served = display().counters.map((counter) => ({ ...counter, state: "serving" as const }));
    stage.show("picture", display({ calls, counters: served }));
    await expect.poll(() => isMarked(page).catch(() => true), { timeout: 10_000 }).toBe(false);
    await page.waitForSelector("[data-mode=live]");
  });
});

describe("what is old is never shown as new", () => {
  it("a line that only beats is not yet one that tells", async () => {
    stage.show("picture", display());
    const page = await open("/display/d1?silence=700", wall);
    await page.waitForSelector("[data-mode=live]");
    stage.silence();
    await page.waitForSelector("[data-mode=lost]");
    await countBeats(page);
    stage.clear();
    await beats(page, 4);
    expect(await page.locator("#display").getAttribute("data-mode")).toBe("lost");
    stage.show("picture", display());
    await page.waitForSelector("[data-mode=live]");
  });
});
