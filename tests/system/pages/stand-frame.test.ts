import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { CHECK_IN_SCENES } from "./check-in-scenes.ts";
import { staged } from "./staged.ts";
import { STAND_SCENES, slip, stand } from "./stand-scenes.ts";
import { MORNING } from "./town.ts";

const { stage, open } = staged();

/** What stands out of the frame on any side, though the page may hide it there. */
function outOf(page: Page, frame: string): Promise<string[]> {
  return page.evaluate((found) => {
    const around = document.querySelector(found)!.getBoundingClientRect();
    return [...document.querySelectorAll(`${found} *`)].flatMap((one) => {
      const box = one.getBoundingClientRect();
      const isBeside = box.left < around.left - 0.5 || box.right > around.right + 0.5;
      const isOut = isBeside || box.top < around.top - 0.5 || box.bottom > around.bottom + 0.5;
      return !isOut || box.width === 0 || one.closest(".hidden, svg svg, .strip") !== null
        ? []
        : [
            `${one.tagName} ${one.className} "${one.textContent}": ${JSON.stringify(box)} in ${JSON.stringify(around)}`,
          ];
    });
  }, frame);
}

describe("the page of a simulated stand", () => {
  it("keeps everything inside its frame, however narrow", async () => {
    const scenes = Object.entries({ ...STAND_SCENES, ...CHECK_IN_SCENES }).filter(
      ([, { service }]) => service === null,
    );
    const out: string[] = [];
    for (const width of [360, 400, 700, 1100, 1920]) {
      stage.show("picture", stand({ simulated: true }));
      const page = await open("/", { viewport: { width, height: 900 } });
      for (const language of ["da", "en"] as const)
        for (const [name, picture] of scenes) {
          const place = `${name} ${language}`;
          stage.show("picture", { ...picture, language, simulated: true, locationName: { da: place } });
          await page.locator(".place", { hasText: new RegExp(`^${place}$`) }).waitFor();
          for (const frame of [".screen", ".machine"])
            out.push(...(await outOf(page, frame)).map((one) => `${place} ${width}, ${frame}: ${one}`));
        }
      await page.context().close();
    }
    expect(out).toEqual([]);
  }, 120_000);

  it("draws a torn slip as wide as its paper and no longer than what came out", async () => {
    const whole = slip(80);
    const layout = { widthMm: 80, lines: whole.layout!.lines.slice(0, 4) } as const;
    const lines = whole.lines.slice(0, 3);
    stage.show("picture", stand({ simulated: true }));
    stage.show("strip", [
      whole,
      { ...whole, printedAt: MORNING + 1, complete: false, qr: null, lines, layout },
    ]);
    const page = await open("/", { viewport: { width: 1024, height: 768 } });
    await page.locator(".slip").nth(1).waitFor();
    const sizes = await page.locator(".drawing svg").evaluateAll((all) =>
      all.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return { width, height };
      }),
    );
    expect(sizes[0]?.width).toBe(sizes[1]?.width);
    expect(sizes[0]!.height).toBeLessThan(sizes[1]!.height / 2);
    expect(await page.locator(".slip.incomplete").getAttribute("class")).toBe("slip incomplete");
  });
});
