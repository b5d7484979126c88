import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { atCounter, STAFF_SCENES, staff } from "./staff-scenes.ts";
import { staged } from "./staged.ts";
import { keysOf } from "./tabbing.ts";
import { MORNING, numberOf } from "./town.ts";

const wide = { viewport: { width: 1024, height: 768 } };
const { stage, open } = staged();

beforeEach(() => {
  stage.get = () => null;
  stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "A10", state: "waiting" } } });
});

/** Counter 1, which serves A09. */
async function openCounter(options: BrowserContextOptions = wide): Promise<Page> {
  stage.show("picture", STAFF_SCENES["serving"]);
  const page = await open("/staff?counter=1", options);
  await page.locator(".current").waitFor();
  return page;
}

describe("the staff page of somebody who is signed in", () => {
  it("moves a ticket to a person by the keyboard, from the counter and from a list", async () => {
    const page = await openCounter();
    const { press, reach } = keysOf(page);
    await press(page.locator(".visit summary"));
    await reach(page.getByLabel("Til person"));
    expect(await page.getByLabel("Til person").locator("option").allTextContents()).toEqual([
      "anna (logget ind)",
      "bo",
    ]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => stage.posts).toHaveLength(1);
    await press(page.locator(".ticket .unfold").first());
    await reach(page.locator(".ticket").first().getByLabel("Til person"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => stage.posts.map(({ body }) => body))
      .toMatchObject([
        { toStaff: "bo", counter: "1", saw: "serving" },
        { toStaff: "anna", counter: "1", saw: "parked" },
      ]);
  });

  it("says who is next for whoever is signed in", async () => {
    const next = (number: string, kind: "walk-in" | "held") => ({
      number: numberOf(number),
      why: { kind, agreedAt: null, arrivedAt: MORNING, headStartMin: 0, rule: null },
    });
    const nextOf = [{ staff: "anna", next: next("A02", "held") }];
    const picture = staff(atCounter(null, { next: next("A01", "walk-in"), nextOf }));
    for (const [person, number] of [
      ["anna", "A02"],
      ["bo", "A01"],
    ] as const) {
      stage.get = (path) => (path === "/api/me" ? { status: 200, body: { person } } : null);
      stage.show("picture", picture);
      const page = await open("/staff?counter=1", wide);
      await expect.poll(() => page.locator(".next").textContent()).toContain(number);
    }
  });

  it.each([[400], [1024], [1920]])("keeps each count within its key at %i px", async (width) => {
    const page = await openCounter({ viewport: { width, height: 850 } });
    const over = await page.locator(".topics button").evaluateAll(
      (keys) =>
        keys.filter((key) => {
          const count = key.querySelector(".count")!.getBoundingClientRect();
          const inner = key.getBoundingClientRect();
          return count.right > inner.right - 8 || count.left < inner.left;
        }).length,
    );
    expect(over).toBe(0);
    expect(await page.locator(".topics button").count()).toBeGreaterThan(1);
  });
});
