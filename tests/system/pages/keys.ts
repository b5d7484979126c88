/** Where the keys of the stand's screen are, and what stands in their way. Knows no scene. */
import type { Page } from "playwright-core";

/** The labels of keys that lie under what was found, or out of sight below it. */
export function coveredBy(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((found) => {
    const panel = document.querySelector(found)!.getBoundingClientRect();
    return [...document.querySelectorAll(".soft")].flatMap((key) => {
      const box = key.getBoundingClientRect();
      const isBeside = box.right <= panel.left || box.left >= panel.right;
      const isAbove = box.bottom <= panel.top + 1;
      return isBeside || isAbove ? [] : [key.textContent];
    });
  }, selector);
}

/** Where the middle of each key is, in pixels of the screen. */
export const keyMiddles = (page: Page) => middles(page, ".soft");

/** Where the middle of each of those is. */
export function middles(page: Page, selector: string): Promise<{ x: number; y: number }[]> {
  return page.locator(selector).evaluateAll((found) =>
    found.map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }),
  );
}

/** The farthest that any key stands from where it stood. */
export function movedBy(
  before: readonly { x: number; y: number }[],
  after: readonly { x: number; y: number }[],
) {
  if (before.length !== after.length) return Number.POSITIVE_INFINITY;
  return Math.max(...before.map(({ x, y }, index) => Math.hypot(after[index]!.x - x, after[index]!.y - y)));
}

/** The keys that stand under something else, out of the screen, or that hold more words than there is room for. */
export function badKeys(page: Page): Promise<string[]> {
  return page.locator(".soft").evaluateAll((keys) => {
    const others = [...document.querySelectorAll(".top, .zone > *, .centre > *, footer button")].map((one) =>
      one.getBoundingClientRect(),
    );
    return keys.flatMap((key) => {
      const box = key.getBoundingClientRect();
      const isUnder = others.some(
        ({ left, right, top, bottom }) =>
          left < box.right - 1 && right > box.left + 1 && top < box.bottom - 1 && bottom > box.top + 1,
      );
      const isFull = key.scrollHeight > key.clientHeight + 1;
      const isOut = box.top < 0 || box.bottom > innerHeight;
      return isUnder || isFull || isOut ? [`${key.textContent} ${isUnder} ${isFull} ${isOut}`] : [];
    });
  });
}

/** Whether something in it stands out of it, or it out of the screen. */
export function isCut(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((found) => {
    const panel = document.querySelector(found)!.getBoundingClientRect();
    const inner = [...document.querySelectorAll(`${found} p, ${found} h2`)];
    const isOut = inner.some((one) => one.getBoundingClientRect().bottom > panel.bottom + 1);
    const isAbove = inner.some((one) => one.getBoundingClientRect().top < panel.top - 1);
    return isOut || isAbove || panel.bottom > innerHeight;
  }, selector);
}
