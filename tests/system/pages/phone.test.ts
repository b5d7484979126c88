/** A ticket on a phone, from the code that the screen at the door draws to the ordinary ticket page, in a real browser at a real hub. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "../../../broker/languages.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { reviewOf } from "../../../protocol/texts/review.ts";
import { demoLocation, Hall } from "../../broker/hall.ts";
import { findings, isTooWide, openBrowser, openPage } from "./browser.ts";

const phone = { viewport: { width: 400, height: 850 }, isMobile: true, hasTouch: true };
const shots = process.env["SHOTS"];

let browser: Browser;
let hall: Hall;
beforeAll(async () => {
  browser = await openBrowser();
  const demo = demoLocation();
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "12:00", to: "14:00" }));
  const onPhone = ["citizen-service", "passport", "tax"];
  hall = await Hall.open({
    location: {
      ...demo,
      languages: ["da", "en", "ar"],
      signOffs: [{ language: "ar", reader: "Reader", at: "2026-11-20", of: digestOf(reviewOf("ar")) }],
      services: demo.services.map((one) => ({
        ...one,
        onPhone: onPhone.includes(one.service),
        ...(one.service === "tax" ? { hours } : {}),
      })),
      displays: demo.displays.map((one) => ({ ...one, doorCode: true })),
      doorPoster: 1,
    },
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    beatMs: 1000,
  });
  await hall.stand();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await hall?.close();
});

async function look(page: Page, name: string): Promise<void> {
  expect(await findings(page), name).toEqual([]);
  expect(await isTooWide(page), name).toBe(false);
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
}

/** What a phone's camera reads from a page. */
async function scanned(page: Page): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "talon-scan-"));
  const file = join(folder, "seen.png");
  writeFileSync(file, await page.screenshot());
  const read = execFileSync("zbarimg", ["-q", "--raw", file], { encoding: "utf8" }).trim();
  expect(readFileSync(file).length).toBeGreaterThan(0);
  rmSync(folder, { recursive: true, force: true });
  return read;
}

const wall = { viewport: { width: 1920, height: 1080 } };
const openDoor = async (options = wall) => {
  const page = await openPage(browser, `${hall.url}/door`, options);
  await page.locator("[data-mode=code]").waitFor();
  return page;
};

describe("the way of a ticket without paper", () => {
  it("leads from the code at the door over the choice to the ticket, without a script until there", async () => {
    const door = await openDoor();
    await look(door, "door-wall");
    const code = await scanned(door);
    expect(new URL(code).pathname).toMatch(/^\/d\/[0-9A-Z]{26}$/);
    const page = await openPage(browser, code, { ...phone, javaScriptEnabled: false });
    await page.getByText("Hvad kan vi hjælpe med?").waitFor();
    expect(page.url()).not.toBe(code);
    expect(await page.getByText("Lukket. Åbner i dag kl. 12.00").count()).toBe(1);
    await page.getByRole("button", { name: /Pas og kørekort/ }).tap();
    await page.waitForURL(/\/t\/[0-9A-Z]{26}$/);
    const ticket = page.url();
    await page.goBack();
    await page.getByText("Du har allerede et nummer").waitFor();
    expect(await page.getByRole("button").count()).toBe(0);
    await page.getByRole("link", { name: "Vis mit nummer" }).tap();
    await page.waitForURL(ticket);
    const shown = await openPage(browser, ticket, phone);
    await shown.locator(".title .number").getByText("B01").waitFor();
    await shown.getByRole("button", { name: "Forlad køen" }).waitFor();
    await look(shown, "ticket-da");
    await shown.getByRole("button", { name: "Forlad køen" }).tap();
    await shown.getByRole("button", { name: "Tryk igen for at forlade køen" }).tap();
    await shown.locator("[data-mode=left]").waitFor();
  }, 60_000);

  it("speaks the phone's language or the chosen one, and is fit for people with disabilities", async () => {
    const code = await scanned(await openDoor());
    const page = await openPage(browser, code, phone);
    await page.getByText("Hvad kan vi hjælpe med?").waitFor();
    await look(page, "choice-da");
    await page.getByRole("link", { name: "العربية" }).tap();
    await page.getByText("كيف يمكننا مساعدتك؟").waitFor();
    await look(page, "choice-ar");
    const service = page.getByRole("button").first();
    await service.dblclick();
    await page.waitForURL(/\/t\//);
    await page.getByText("رقمك").first().waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await look(page, "ticket-ar");
    const again = await page.context().newPage();
    await again.goto(code);
    await again.getByText("Du har allerede et nummer").waitFor();
    await again.getByText("Få et nummer til").waitFor();
    await look(again, "yours-da");
    await again.goto(`${new URL(code).origin}/d/00000000000000000000000000`);
    await again.getByText("Scan koden ved døren igen").waitFor();
    await look(again, "stale-da");
  }, 60_000);

  it("is shown to staff as one without paper", async () => {
    const code = await scanned(await openDoor());
    const page = await openPage(browser, code, { ...phone, locale: "en-GB" });
    await page.getByRole("button", { name: /Passport/ }).tap();
    await page.waitForURL(/\/t\//);
    const staff = await openPage(browser, `${hall.url}/staff?counter=1`, wall);
    await staff.locator("em", { hasText: "Uden papir, på telefonen" }).first().waitFor();
    expect(await staff.locator("li.ticket").count()).toBeGreaterThan(0);
    if (shots) await staff.screenshot({ path: join(shots, "staff.png") });
  }, 60_000);

  it("begins at a display too, as far as it was opened at the door", async () => {
    const display = await openPage(browser, `${hall.url}/display/d1/door`, wall);
    await display.locator(".door img").waitFor();
    expect(new URL(await scanned(display)).pathname).toMatch(/^\/d\//);
    await look(display, "display");
    await hall.post("/api/locations/demo/issue", { queue: "a" });
    await hall.post("/api/locations/demo/counters/1/call-next");
    await display.locator(".big").waitFor();
    expect(new URL(await scanned(display)).pathname).toMatch(/^\/d\//);
    await look(display, "display-live");
    const home = await openPage(browser, `${hall.url}/display/d1`, wall);
    await home.locator(".big").waitFor();
    expect(await home.locator(".door").isVisible()).toBe(false);
  }, 60_000);

  it("begins at a printed poster, whose screen says what that means", async () => {
    const page = await openPage(browser, `${hall.url}/door/poster`, {
      viewport: { width: 900, height: 1250 },
    });
    await look(page, "poster");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("uden at være her").isVisible()).toBe(false);
    const visit = await openPage(browser, await scanned(page), phone);
    await visit.getByText("Hvad kan vi hjælpe med?").waitFor();
  }, 60_000);

  it("shows no code once the hub is silent, and says where to go instead", async () => {
    const page = await openPage(browser, `${hall.url}/door`, { viewport: { width: 400, height: 850 } });
    await page.locator("[data-mode=code]").waitFor();
    await look(page, "door-narrow");
    await page.goto(`${page.url()}?silence=2500`);
    await page.locator("[data-mode=code]").waitFor();
    await hall.hub.close();
    await page.locator("[data-mode=away]").waitFor();
    await page.getByText("Koden kan ikke vises lige nu. Gå hen til standeren.").waitFor();
    expect(await page.locator(".code").isVisible()).toBe(false);
    await look(page, "door-away");
  }, 60_000);
});
