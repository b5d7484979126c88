/** A guest checks in on their own phone, from the link to the ticket, in a real browser at a real hub: by hand, by scan, by keyboard alone. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedAppointment } from "../../../broker/appointments/day.ts";
import { digestOf } from "../../../broker/languages.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { reviewOf } from "../../../protocol/texts/review.ts";
import { demoLocation, Hall } from "../../broker/hall.ts";
import { findings, isTooWide, openBrowser, openPage } from "./browser.ts";

const phone = { viewport: { width: 400, height: 850 }, isMobile: true, hasTouch: true };
const shots = process.env["SHOTS"];
const TOKEN = "a token that only the planner has";

let browser: Browser;
let hall: Hall;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), "talon-arrival-"));
  const persons = openPersons(join(folder, "persons.sqlite"), new Uint8Array(32).fill(1));
  const demo = demoLocation();
  hall = await Hall.open({
    location: {
      ...{ ...demo, checkInOnPhone: true, languages: ["da", "en", "ar"] },
      signOffs: [{ language: "ar", reader: "Reader", at: "2026-11-20", of: digestOf(reviewOf("ar")) }],
    },
    appointments: {
      ...{ persons, key: new Uint8Array(32).fill(2) },
      inlets: [{ kind: "push", source: "planner", token: TOKEN }],
    },
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    beatMs: 1000,
  });
  await hall.stand();
  const rows = ["10:15", "10:20", "10:25", "12:00"].map(
    (clock, n) => `a${n};2026-11-23;${clock};23:00;Pas og kørekort;B204;fysisk;Planted ${n}`,
  );
  await hall.ask("/api/locations/demo/appointments/planner", {
    ...{ method: "POST", body: ["id;dato;start;slut;type;lokale;form;navn", ...rows].join("\n") },
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "text/csv" },
  });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await hall?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function look(page: Page, name: string): Promise<void> {
  expect(await findings(page), name).toEqual([]);
  expect(await isTooWide(page), name).toBe(false);
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}

const links = async () => {
  const { items } = await hall.ask("/api/locations/demo/appointments");
  return (items as unknown as ListedAppointment[]).flatMap(({ guests }) => guests[0]?.url ?? "");
};
const openDoor = async (viewport = { width: 1920, height: 1080 }) => {
  const page = await openPage(browser, `${hall.url}/door`, { viewport });
  await page.locator("[data-mode=code]").waitFor();
  return page;
};
const digitsOf = async (door: Page) =>
  /\d{3}\u00a0\d{3}/.exec((await door.locator(".appointment .line").first().textContent()) ?? "")?.[0] ?? "";

/** What a phone's camera reads from a page. */
async function scanned(page: Page): Promise<string> {
  const seen = join(folder, "seen.png");
  writeFileSync(seen, await page.screenshot());
  return execFileSync("zbarimg", ["-q", "--raw", seen], { encoding: "utf8" }).trim();
}

describe("a guest's own phone", () => {
  it("checks in with the number on the door's screen, without a script, by keyboard alone", async () => {
    const [link = ""] = await links();
    const door = await openDoor();
    await look(door, "door-checkin-wall");
    await look(await openDoor({ width: 400, height: 850 }), "door-checkin-tablet");
    const page = await openPage(browser, link, { ...phone, javaScriptEnabled: false });
    await page.getByRole("heading", { name: "Er du kommet?" }).waitFor();
    const field = page.getByRole("textbox", { name: "Tallet på skærmen ved døren" });
    await field.focus();
    await page.keyboard.type("000 000");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Tallet passer ikke").waitFor();
    const described = await field.evaluate((one) =>
      (one.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => one.ownerDocument.getElementById(id)?.textContent),
    );
    expect(described.join("")).toContain("Tallet passer ikke");
    await field.focus();
    await page.keyboard.type(await digitsOf(door));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/t\/[0-9A-Z]{26}$/);
    const shown = await openPage(browser, page.url(), phone);
    await shown.getByText("Ankommet kl. 10.00 · aftale kl. 10.15 · lokale: B204").waitFor();
    await look(shown, "ticket-checkin-da");
    await page.goto(link);
    await page.getByText("Du er meldt ankommet kl. 10.00.").waitFor();
  }, 60_000);

  it("needs a tap where it opened the link before and scans the door's code", async () => {
    const [, link = ""] = await links();
    const page = await openPage(browser, link, phone);
    await look(page, "appointment-da");
    await page.goto(await scanned(await openDoor()));
    await page.getByRole("heading", { name: "Din aftale" }).waitFor();
    await look(page, "door-appointment-da");
    await page.getByRole("button", { name: /Meld min ankomst/ }).tap();
    await page.waitForURL(/\/t\//);
    await page.getByText("Ankommet kl. 10.00 · aftale kl. 10.20").waitFor();
    const stranger = await openPage(browser, await scanned(await openDoor()), phone);
    await stranger.getByText("Åbn linket fra din sms").waitFor();
    expect(await stranger.getByRole("button", { name: /Meld min ankomst/ }).count()).toBe(0);
    await look(stranger, "door-stranger-da");
  }, 60_000);

  it("is told why not and what next, in its own language, fit for people with disabilities", async () => {
    const [, , link = "", early = ""] = await links();
    const door = await openDoor();
    for (const [language, wrong, tooEarly] of [
      ["da", "Tallet passer ikke", "Du er kommet i god tid."],
      ["en", "does not match", "You are in good time."],
      ["ar", "الرقم غير مطابق", "لقد وصلت مبكرًا."],
    ] as const) {
      const page = await openPage(browser, `${link}?language=${language}`, phone);
      await look(page, `arrival-${language}`);
      await page.locator("#shown").fill("111111");
      await page.getByRole("button").tap();
      await page.getByText(wrong).waitFor();
      await look(page, `arrival-wrong-${language}`);
      await page.goto(`${early}?language=${language}`);
      await page.locator("#shown").fill(await digitsOf(door));
      await page.getByRole("button").tap();
      await page.getByText(tooEarly).waitFor();
      expect(await page.getByRole("alert").count()).toBe(1);
      await look(page, `arrival-early-${language}`);
    }
  }, 90_000);

  it("that loses the line in the middle finds its ticket when it comes back, and no second one", async () => {
    const [, , link = ""] = await links();
    const page = await openPage(browser, link, phone);
    const context = page.context();
    await page.locator("#shown").fill(await digitsOf(await openDoor()));
    // The hub hears the tap, and its answer never comes.
    await page.route("**/a/*", async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort("connectionreset");
    });
    await page.getByRole("button").tap();
    await page.waitForTimeout(500);
    await page.unroute("**/a/*");
    await context.setOffline(true);
    await page.goto(link).catch(() => undefined);
    await context.setOffline(false);
    await page.goto(link);
    await page.getByText("Du er meldt ankommet kl. 10.00.").waitFor();
    await look(page, "appointment-arrived-da");
    const { items } = await hall.ask("/api/locations/demo/tickets");
    expect(items.map(({ number }) => number)).toEqual(["B01", "B02", "B03"]);
  }, 60_000);

  it("is checked in by staff who know the name, where there is neither code nor card", async () => {
    const page = await openPage(browser, `${hall.url}/staff?counter=1`, {
      viewport: { width: 1280, height: 900 },
    });
    await page.locator("details.tools > summary").click();
    const form = page.getByRole("region", { name: "Meld en gæst ankommet" });
    await form.getByRole("searchbox", { name: /Gæstens navn/ }).fill("plan 3");
    await form.getByRole("button", { name: /Meld ankommet: Planted 3/ }).waitFor();
    await look(page, "staff-by-name");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await form.getByRole("status").getByText("Planted 3 er meldt ankommet: B04.").waitFor();
    await form.getByRole("searchbox").fill("planted 3");
    await form.getByText("Ingen gæst af det navn").waitFor();
    expect(await form.getByRole("button").count()).toBe(0);
  }, 60_000);
});
