/** A hand without a mouse: Tab until an element is reached, then a key. Knows no page. */
import type { Page } from "playwright-core";

/** Reaches an element by Tab alone, as a hand without a mouse does. */
export function keysOf(page: Page) {
  const reach = async (target: ReturnType<Page["locator"]>) => {
    await target.waitFor();
    for (let count = 0; count < 200; count++) {
      if (await target.evaluate((one) => one === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("200 tabs did not reach it");
  };
  return {
    reach,
    press: async (target: ReturnType<Page["locator"]>) => {
      await reach(target);
      await page.keyboard.press("Enter");
    },
  };
}
