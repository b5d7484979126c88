import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findings } from "./browser.ts";
import { call, calling, DISPLAY_SCENES, display } from "./scenes.ts";
import { stageNow } from "./stage.ts";
import { staged } from "./staged.ts";

const { stage, open } = staged();

/** What stands outside of the screen or out of its own box, in words. */
function spilt(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxOf = (element: Element) => element.getBoundingClientRect();
    const isOut = (inner: DOMRect, outer: DOMRect) =>
      inner.width > 0 &&
      (inner.left < outer.left - 1 ||
        inner.right > outer.right + 1 ||
        inner.top < outer.top - 1 ||
        inner.bottom > outer.bottom + 1);
    const screen = new DOMRect(0, 0, innerWidth, innerHeight);
    const all = [...document.querySelectorAll("header *, main *, .note *, footer *")];
    const boxes = [...document.querySelectorAll(".row, .big, .queue, .note")];
    return [
      ...all.filter((element) => isOut(boxOf(element), screen)).map((one) => `outside: ${one.className}`),
      ...boxes.flatMap((box) =>
        [...box.querySelectorAll("span.first, span.second, .number, .arrow")]
          .filter((element) => isOut(boxOf(element), boxOf(box)))
          .map((element) => `${box.className} > ${String(element.className)}: ${element.textContent}`),
      ),
    ];
  });
}

const sizes = [
  { viewport: { width: 1920, height: 1080 } },
  { viewport: { width: 1080, height: 1920 } },
  { viewport: { width: 1280, height: 720 } },
];

describe("everything that a display shows", () => {
  it.each(sizes)("stands within its box and the screen, in every state, on %j", async (size) => {
    const page = await open("/display/d1", size);
    const found: Record<string, string[]> = {};
    for (const [name, picture] of Object.entries(DISPLAY_SCENES)) {
      stage.show("picture", { ...picture, locationName: { da: name } });
      await page.locator(".place", { hasText: new RegExp(`^${name}$`) }).waitFor();
      const out = await spilt(page);
      if (out.length > 0) found[name] = out;
    }
    expect(found).toEqual({});
  });

  it("can be read by weak eyes in each look, also when the connection is lost", async () => {
    const page = await open("/display/d1?silence=700", sizes[0]);
    for (const look of ["light", "contrast"] as const) {
      stage.speak("picture", DISPLAY_SCENES[look]);
      await page.waitForSelector("[data-mode=live]");
      stage.silence();
      await page.waitForSelector("[data-mode=lost]");
      expect(await findings(page), look).toEqual([]);
    }
  });

  it("takes turns between languages, each marked as what it is, while the page stays laid out for the first", async () => {
    stage.show("picture", display({ show: { languageTurnS: 3 } }));
    const page = await open("/display/d1", sizes[0]);
    const label = page.locator(".big .label .first");
    for (const [language, words] of [
      ["da", "Nu kaldes"],
      ["en", "Now calling"],
      ["da", "Nu kaldes"],
    ] as const) {
      await page.locator(`.big .label .first[lang=${language}][dir=ltr]`, { hasText: words }).waitFor();
      expect(await page.locator(".big .label .second").isVisible()).toBe(false);
      expect(await page.locator("html").getAttribute("lang")).toBe("da");
    }
    expect(await label.textContent()).toBe("Nu kaldes");
  });

  it("says messages between calls, and takes them away while somebody is announced", async () => {
    const show = { messages: [{ da: "Husk legitimation" }] };
    stage.show("picture", display({ show }));
    const page = await open("/display/d1", sizes[0]);
    const note = page.locator(".note");
    await note.getByText("Husk legitimation").waitFor();
    stage.show("picture", display({ show, ...calling(call(8, "A20", "1", stageNow())) }));
    await page.locator(".big .number", { hasText: "A20" }).waitFor();
    expect(await note.isVisible()).toBe(false);
    await note.waitFor({ state: "visible", timeout: 20_000 });
  });

  it.each([
    ["left", -1, 0],
    ["right", 1, 0],
    ["ahead", 0, -1],
    ["back", 0, 1],
  ] as const)("points %s, in languages from right to left too", async (arrow, x, y) => {
    const counters = display().counters.map((counter) => ({ ...counter, arrow }));
    stage.show("picture", display({ counters }));
    const page = await open("/display/d1", sizes[0]);
    await page.waitForSelector("[data-mode=live]");
    for (const dir of ["ltr", "rtl"]) {
      await page.evaluate((now) => (document.documentElement.dir = now), dir);
      /* Where the arrow's tip lies, seen from its middle. */
      const tip = await page.locator(".arrow .pointer").evaluate((path: SVGPathElement) => {
        const matrix = path.getScreenCTM() as DOMMatrix;
        const [top, middle] = [new DOMPoint(50, 6), new DOMPoint(50, 50)].map((point) => {
          return point.matrixTransform(matrix);
        }) as [DOMPoint, DOMPoint];
        return [Math.sign(Math.round(top.x - middle.x)), Math.sign(Math.round(top.y - middle.y))];
      });
      expect(tip).toEqual([x, y]);
      const { width } = (await page.locator(".arrow").boundingBox()) ?? { width: 0 };
      expect(width).toBeGreaterThan(90);
    }
  });

  it("is laid out from right to left where its language is, with numbers from left to right", async () => {
    stage.show("picture", display({ queues: DISPLAY_SCENES["given"]!.queues }));
    const page = await open("/display/d1", sizes[0]);
    await page.waitForSelector("[data-mode=live]");
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    const left = async (selector: string) =>
      (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;
    expect(await left(".big")).toBeGreaterThan(await left(".latest"));
    expect(await left(".clock")).toBeLessThan(await left(".place"));
    expect(await left(".row .there")).toBeLessThan(await left(".row .number"));
    for (const selector of [".big .number", ".row .number", ".letters", ".clock"])
      expect(await page.locator(selector).first().getAttribute("dir")).toBe("ltr");
    expect(await spilt(page)).toEqual([]);
  });
});
