/** The staff page while the hub is away, in practice, and where it leads for help. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { findings, isTooWide } from "./browser.ts";
import { atCounter, STAFF_SCENES, staff } from "./staff-scenes.ts";
import { staged } from "./staged.ts";

const wide = { viewport: { width: 1920, height: 1080 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

beforeEach(() => {
  stage.get = () => null;
  stage.reply = () => ({ status: 200, body: { session: {} } });
});

async function openAt(
  scene: string,
  where = "counter=1",
  options: BrowserContextOptions = wide,
): Promise<Page> {
  stage.show("picture", STAFF_SCENES[scene]);
  const page = await open(`/staff?${where}`, options);
  await page.locator(".queues").waitFor();
  return page;
}

describe("while the hub is away", () => {
  it("the last order stays with its time and prints alone, with room to tick off; afterwards it is put right", async () => {
    const page = await openAt("calling", "counter=1&silence=600");
    await page.clock.install();
    await page.reload();
    await page.locator(".queues").waitFor();
    stage.silence();
    await page.locator(".as-of", { hasText: /Som det var kl\. 10\.[45]\d/ }).waitFor();
    expect(await page.locator(".ticket").count()).toBeGreaterThan(8);
    expect(await page.locator(".as-of .print").isEnabled()).toBe(true);
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".page").isVisible()).toBe(false);
    const printed = await page.locator(".printed").innerText();
    for (const words of [
      "De ventende i rækkefølge",
      "Som det var kl. 10.",
      "A10",
      "A20",
      "Genfundne",
      "AB07",
    ])
      expect(printed).toContain(words);
    expect(printed).not.toContain("A03");
    expect(await page.locator(".printed .tick").count()).toBe(14);
    await page.emulateMedia({ media: "screen" });
    await page.clock.fastForward(60_000);
    stage.speak("picture", staff(atCounter(null)));
    await page.getByText("Blev nogen betjent imens?").waitFor({ timeout: 20_000 });
    await page.getByRole("button", { name: "Ret op" }).press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("close-up-to-number");
    await page.locator(".as-of").waitFor({ state: "detached" });
  });
});

describe("the practice", () => {
  it("bears its frame, asks its own hall alone, and ends on the real page", async () => {
    stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "A22", state: "waiting" } } });
    const page = await openAt("free", "practice&counter=1", phone);
    await page.getByText("ØVELSE", { exact: true }).waitFor();
    expect(await isTooWide(page)).toBe(false);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Giv et øvenummer" }).press("Enter");
    await expect.poll(() => stage.posts.length).toBe(1);
    await page.locator(".call-next:enabled").press("Enter");
    await expect.poll(() => stage.posts.length).toBe(2);
    expect(stage.posts.map(({ path }) => path)).toEqual([
      "/api/practice/locations/demo/issue",
      "/api/practice/locations/demo/counters/1/call-next",
    ]);
    await page.getByRole("link", { name: "Slut øvelsen" }).press("Enter");
    await page.locator(".practice-strip").waitFor({ state: "detached" });
  });
});

it("help leads to the instructions, names the stands, and offers the support file", async () => {
  const page = await openAt("free");
  await page.locator(".help summary").press("Enter");
  expect(await page.locator(".help").innerText()).toContain("Standeren i hallen: s1");
  expect(await page.getByRole("link", { name: "Vejledninger" }).getAttribute("href")).toBe("/hjaelp");
  expect(await page.getByRole("link", { name: "Hent supportfil" }).getAttribute("href")).toBe("/api/support");
  expect(await findings(page)).toEqual([]);
});
