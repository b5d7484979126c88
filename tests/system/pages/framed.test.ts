/** The staff page in a frame of another site, as in a Teams tab: a real browser, real TLS, two sites. */
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { TlsSource } from "../../../broker/certificates/certificates.ts";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall } from "../../broker/hall.ts";
import { until } from "../demo.ts";
import { openBrowser } from "./browser.ts";
import { newContext, ownTls, showFramed, site as siteOf } from "./frames.ts";

const PASSWORD = "længe-leve-køen";
let browser: Browser;
let tls: TlsSource;
let remove: () => void;

beforeAll(async () => {
  browser = await openBrowser();
  ({ tls, remove } = await ownTls());
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser?.close();
  remove();
});

async function openHall(framedBy?: readonly string[]): Promise<Hall> {
  const hall = await Hall.open({
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    door: new Door([{ staff: "ida", hash: await hashPassword(PASSWORD), administrator: true }]),
    http: {
      ...{ host: "127.0.0.1", port: 0, tls, publicUrl: (port: number) => `https://127.0.0.1:${port}` },
      framedBy,
    },
  });
  onTestFinished(() => hall.close());
  return hall;
}

const site = () => siteOf(tls);

async function framed(at: string, url: string, page?: Page): Promise<{ page: Page; frame: Frame }> {
  return showFramed(page ?? (await (await newContext(browser)).newPage()), at, url);
}

/** The browser puts a page of its own in the place of one that may not be framed. */
const isRefused = (frame: Frame) => frame.url().startsWith("chrome-error:");

describe("the staff page in a frame of a site that hub.json names", () => {
  it("signs in there, works there, and is still signed in when the frame opens again", async () => {
    const workplace = await site();
    const hall = await openHall([workplace]);
    const { page, frame } = await framed(workplace, `${hall.url}/staff`);
    await frame.locator("#name").fill("ida");
    await frame.locator("#password").fill(PASSWORD);
    await frame.getByRole("button", { name: "Log ind" }).click();
    await frame.waitForURL(`${hall.url}/staff`);
    await frame.getByText("Vælg din skranke").waitFor();
    const asked = { method: "POST", body: JSON.stringify({ queue: "a" }) };
    const issued = await frame.evaluate(
      async (init) => (await fetch("/api/locations/demo/issue", init)).status,
      asked,
    );
    expect(issued).toBe(200);
    const again = await framed(workplace, `${hall.url}/staff`, page);
    await again.frame.getByText("Vælg din skranke").waitFor();
    const cookies = await page.context().cookies(hall.url);
    expect(cookies.find(({ name }) => name === "talon")).toMatchObject({
      ...{ sameSite: "None", secure: true, httpOnly: true },
    });
  }, 60_000);

  it("is not shown by any other site, and no other page of the hub is shown by that one", async () => {
    const [workplace, stranger] = [await site(), await site()];
    const hall = await openHall([workplace]);
    const strange = await framed(stranger, `${hall.url}/sign-in`);
    await until("the refusal", () => isRefused(strange.frame));
    const admin = await framed(workplace, `${hall.url}/hjaelp`);
    await until("the refusal", () => isRefused(admin.frame));
    const good = await framed(workplace, `${hall.url}/sign-in`);
    await good.frame.locator("#name").waitFor();
  }, 60_000);

  it("is shown by nobody where hub.json names nobody, not even by the hub itself", async () => {
    const workplace = await site();
    const hall = await openHall();
    const { frame } = await framed(workplace, `${hall.url}/sign-in`);
    await until("the refusal", () => isRefused(frame));
  }, 60_000);
});
