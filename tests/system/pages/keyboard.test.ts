/** Pages that stand in no hall, by the keyboard alone: the ticket on a phone, the choice behind the code at the door, the sign-in. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { demoLocation, Hall } from "../../broker/hall.ts";
import { until } from "../../broker/mqtt/far-side.ts";
import { findings, openBrowser, openPage } from "./browser.ts";
import { keysOf } from "./tabbing.ts";

const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
/** A password is hashed slowly on purpose. */
const LATER = { timeout: 15_000 };
let browser: Browser;
let hall: Hall | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hall?.close();
  hall = undefined;
});
afterAll(async () => browser?.close());

async function openHall(more: Partial<Parameters<typeof Hall.open>[0]> = {}): Promise<Hall> {
  hall = await Hall.open({
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    ...more,
  });
  return hall;
}

/** A hall whose services give tickets on phones, and what the code at its door says. */
async function openDoor(): Promise<string> {
  const demo = demoLocation();
  const services = demo.services.map((one) => ({ ...one, onPhone: true }));
  const here = await openHall({ location: { ...demo, services } });
  await here.stand();
  const { headers } = await fetch(`${here.url}/door`, { redirect: "manual" });
  const { pictures } = await here.stream(`${headers.get("location")}/events`);
  const code = () => (pictures.at(-1) as { code?: { url: string } | null } | undefined)?.code?.url;
  await until(() => code() !== undefined);
  return String(code());
}

/** Whether whoever sees the page sees where the keyboard is. */
const isFocusSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });

async function takeTicket(page: Page): Promise<void> {
  await keysOf(page).press(page.getByRole("button", { name: /Pas og kørekort/ }));
  await page.waitForURL(/\/t\/[0-9A-Z]{26}$/);
}

describe("by the keyboard alone", () => {
  it("a phone's choice is made, in the language that was chosen there, and the ticket is the way back to", async () => {
    const code = await openDoor();
    const page = await openPage(browser, code, { ...phone, locale: "da-DK" });
    const { press, reach } = keysOf(page);
    await press(page.getByRole("link", { name: "English" }));
    await page.getByText("How can we help?").waitFor();
    await press(page.getByRole("link", { name: "Dansk" }));
    await page.getByText("Hvad kan vi hjælpe med?").waitFor();
    await reach(page.getByRole("button", { name: /Pas og kørekort/ }));
    expect(await isFocusSeen(page)).toBe(true);
    await takeTicket(page);
    const ticket = page.url();
    await page.goto(code);
    await press(page.getByRole("link", { name: "Vis mit nummer" }));
    await page.waitForURL(ticket);
  });

  it("a ticket's page is read in another language, lets others go first, and leaves at the second press", async () => {
    const page = await openPage(browser, await openDoor(), { ...phone, locale: "da-DK" });
    await takeTicket(page);
    const { press, reach } = keysOf(page);
    await press(page.getByRole("button", { name: "English" }));
    await press(page.getByRole("button", { name: "Dansk" }));
    await reach(page.getByRole("button", { name: "Jeg skal bruge 10 minutter mere" }));
    expect(await isFocusSeen(page)).toBe(true);
    await page.keyboard.press("Space");
    await page.getByText(/^Andre kommer foran dig til kl/).waitFor();
    await press(page.getByRole("button", { name: "Forlad køen" }));
    const sure = page.getByRole("button", { name: "Tryk igen for at forlade køen" });
    // The first press leaves the keyboard where the second one is asked for.
    expect(await sure.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator("[data-mode=left]").waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it("somebody signs in, is told when the password is wrong, and comes to where they were going", async () => {
    const hash = await hashPassword("længe-leve-køen");
    const here = await openHall({ door: new Door([{ staff: "ida", hash }]) });
    const page = await openPage(browser, `${here.url}/staff`, { locale: "da-DK" });
    const { reach } = keysOf(page);
    const tried = async (password: string) => {
      await reach(page.locator("#password"));
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(password);
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Log ind");
      expect(await isFocusSeen(page)).toBe(true);
      await page.keyboard.press("Enter");
    };
    await reach(page.locator("#name"));
    await page.keyboard.type("ida");
    await tried("noget andet");
    await expect.poll(() => page.getByRole("alert").textContent(), LATER).not.toBe("");
    await tried("længe-leve-køen");
    await page.waitForURL(/\/staff/);
    await keysOf(page).press(page.getByRole("button", { name: /^Skranke 1/ }));
    await page.locator(".call-next").waitFor();
  });

  it("somebody who opens a part of the administration page comes to that part when they have signed in", async () => {
    const hash = await hashPassword("længe-leve-køen");
    const here = await openHall({ door: new Door([{ staff: "ida", hash, administrator: true }]) });
    const page = await openPage(browser, `${here.url}/admin#queues`, { locale: "da-DK" });
    const { reach } = keysOf(page);
    await reach(page.locator("#name"));
    await page.keyboard.type("ida");
    await reach(page.locator("#password"));
    await page.keyboard.type("længe-leve-køen");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/admin#queues$/, LATER);
    await expect.poll(() => page.getByRole("heading", { name: "Køer", exact: true }).count()).toBe(1);
  });
}, 120_000);
