/** Screens at the built hub, outside loopback: closed by itself, paired by a code, and still paired after a restart. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "./demo.ts";
import { openBrowser, openPage } from "./pages/browser.ts";
import { SecureTown } from "./secure-town.ts";

const town = new SecureTown();
let browser: Browser;
let screen: Page;

beforeAll(async () => {
  await town.open();
  browser = await openBrowser();
  screen = await openPage(browser, `${town.url}/display/d1`, { ignoreHTTPSErrors: true });
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

const isDisplay = () => screen.locator("#display").getByText("Borgerservice").first().waitFor();

it("shows no display to a browser that nobody has paired, and shows it once somebody has", async () => {
  expect((await town.ask("/display/d1/events")).status).toBe(401);
  const code = await screen.locator(".code").textContent();
  const pair = (who: "sofie" | "toke") =>
    town.as(who, "/administration/screens/pair", { display: "d1", code });
  expect((await pair("sofie")).status).toBe(403);
  expect((await pair("toke")).status).toBe(200);
  await isDisplay();
  const [cookie] = await screen.context().cookies(town.url);
  expect(cookie).toMatchObject({ name: "talon-screen", httpOnly: true, secure: true, sameSite: "Strict" });
});

it("knows the screen again after a restart, and takes it off", async () => {
  await town.hub.kill();
  await town.hub.start();
  await screen.reload();
  await isDisplay();
  const listed = async () => {
    const { body } = await town.as("toke", "/administration/screens");
    return body["screens"] as { screen: string; isShowing: boolean }[];
  };
  await until("the screen showing", async () => (await listed())[0]?.isShowing);
  const [one] = await listed();
  expect((await town.as("toke", `/administration/screens/${one?.screen}/unpair`, {})).status).toBe(200);
  await screen.getByText("Denne skærm er ikke tilsluttet").waitFor();
  expect(await listed()).toEqual([]);
});
