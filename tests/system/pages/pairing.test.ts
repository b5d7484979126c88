/** Browsers become displays by the code that they show, and are taken off again: the hub with its built pages, in Chromium. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { Screens } from "../../../broker/screens/screens.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall } from "../../broker/hall.ts";
import { until } from "../demo.ts";
import { findings, isTooWide, openBrowser, openPage } from "./browser.ts";
import { Stage, stageNow } from "./stage.ts";

const password = "længe-leve-køen";
const hash = await hashPassword(password);
const shots = process.env["TALON_SHOTS"];
let browser: Browser;
let hall: Hall;

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  hall = await Hall.open({
    at: Date.now(),
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    door: new Door([{ staff: "toke", hash, roles: [{ role: "technician" }] }]),
    screens: new Screens(null),
  });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hall.close();
});
afterAll(async () => browser?.close());

const code = (screen: Page) => screen.locator(".code");

async function looksWell(page: Page, name: string): Promise<void> {
  for (const width of [400, 1920]) {
    await page.setViewportSize({ width, height: 1080 });
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  }
}

/** The technician at the display's own part of the administration page. */
async function technician(): Promise<Page> {
  const page = await openPage(browser, `${hall.url}/admin`);
  await page.locator("#name").fill("toke");
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "Log ind" }).click();
  await page.getByRole("heading", { name: "Overblik" }).waitFor();
  await page.goto(`${hall.url}/admin#displays.0`);
  await page.getByRole("heading", { name: "Skærme, der viser den" }).waitFor();
  return page;
}

it("shows a code, becomes the display when the technician types it, and is dark again when it is taken off", async () => {
  const screen = await openPage(browser, `${hall.url}/display`);
  await code(screen).waitFor();
  await looksWell(screen, "pairing");
  const admin = await technician();
  await admin.getByText("Ingen skærm er tilsluttet.").waitFor();
  await admin.getByLabel("Koden på en ny skærm").fill("000 00");
  await admin.getByRole("button", { name: "Tilslut skærmen" }).click();
  await admin.getByText("Ingen skærm viser den kode.").waitFor();
  await looksWell(admin, "admin-screens-wrong");
  const shown = (await code(screen).textContent()) ?? "";
  expect(shown).toMatch(/^\d{3} \d{3}$/);
  await admin.getByLabel("Koden på en ny skærm").fill(shown);
  await admin.getByRole("button", { name: "Tilslut skærmen" }).click();
  await screen.waitForURL(`${hall.url}/display/d1`);
  await screen.locator("#display").getByText("Borgerservice").first().waitFor();
  await admin.getByText("Viser den nu.").waitFor();
  await looksWell(admin, "admin-screens");
  await screen.reload();
  await screen.locator("#display").getByText("Borgerservice").first().waitFor();
  await admin.getByRole("button", { name: "Frakobl skærmen" }).click();
  await screen.getByText("Denne skærm er ikke tilsluttet").waitFor();
  await code(screen).waitFor();
  await admin.getByText("Ingen skærm er tilsluttet.").waitFor();
});

it("opens a display's own address as a code, and stays there once it is paired", async () => {
  const screen = await openPage(browser, `${hall.url}/display/d1`);
  await code(screen).waitFor();
  const admin = await technician();
  await admin.getByLabel("Koden på en ny skærm").fill((await code(screen).textContent()) ?? "");
  await admin.getByRole("button", { name: "Tilslut skærmen" }).click();
  await screen.locator("#display").getByText("Borgerservice").first().waitFor();
  expect(screen.url()).toBe(`${hall.url}/display/d1`);
});

const takenOff: Readonly<Record<string, (stage: Stage) => void>> = {
  "as soon as it is told": (stage) => stage.show("unpaired", {}),
  "when its line was away meanwhile": (stage) => stage.refuse(401),
};

it.each(Object.keys(takenOff))("leaves its display %s", async (how) => {
  const stage = new Stage();
  await stage.open();
  onTestFinished(() => stage.close());
  const screen = await openPage(browser, `${stage.url}/display/d1?silence=600`);
  await until("its stream", () => stage.streams > 0);
  stage.buildMark = "What the address shows now";
  takenOff[how]?.(stage);
  await until("the other page", async () => (await screen.title()) === stage.buildMark);
});

it("says that the hub does not answer, and shows its code again when it does", async () => {
  const stage = new Stage();
  await stage.open();
  onTestFinished(() => stage.close());
  const picture = { code: "482915", until: stageNow() + 600_000 };
  stage.show("picture", picture);
  const screen = await openPage(browser, `${stage.url}/display?silence=600`);
  await screen.getByText("482 915").waitFor();
  stage.silence();
  await screen.getByText("Hubben svarer ikke.").waitFor();
  await looksWell(screen, "pairing-lost");
  expect(await code(screen).isVisible()).toBe(false);
  stage.speak("picture", picture);
  await screen.getByText("482 915").waitFor();
});
