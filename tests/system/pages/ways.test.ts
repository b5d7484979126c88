/** "Min adgang": a host chooses how they are told of guests, is told what is wrong where, and adds this browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import type { HostChannel } from "../../../broker/notices/host-channels/contract.ts";
import { hashPassword } from "../../../broker/password.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall } from "../../broker/hall.ts";
import { findings, isTooWide, openBrowser } from "./browser.ts";

const password = "længe-leve-køen";
const hash = await hashPassword(password);
const shots = process.env["TALON_SHOTS"];
let browser: Browser;
let hall: Hall;
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hall.close();
});
afterAll(async () => browser?.close());

const channel: HostChannel = {
  send: () => Promise.resolve({ ended: "accepted" }),
  check: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

async function opened(): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), "talon-ways-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  hall = await Hall.open({
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    door: new Door([{ staff: "anna", hash, roles: [{ role: "host" }] }]),
    appointments: {
      persons: openPersons(join(folder, "persons.sqlite"), new Uint8Array(32)),
      ...{ key: new Uint8Array(32), inlets: [] },
      hosts: {
        channels: { push: channel, sms: channel, mail: channel, teams: channel },
        ...{ teamsUrl: null, teamsHosts: [".logic.azure.com"], pushHosts: [] },
        pushKey: "BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U",
      },
    },
  });
  const context = await browser.newContext({ locale: "da-DK", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${hall.url}/me`);
  await page.locator("#name").fill("anna");
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "Log ind" }).click();
  await page.getByRole("heading", { name: "Besked, når min gæst er kommet" }).waitFor();
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  for (const width of [400, 1920]) {
    await page.setViewportSize({ width, height: 1000 });
    expect(await isTooWide(page), `${name} ${width}`).toBe(false);
    expect(await findings(page), `${name} ${width}`).toEqual([]);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
}

describe("a host", () => {
  it("chooses ways, is told which field is wrong, and finds again what was saved", async () => {
    const page = await opened();
    await look(page, "ways-empty");
    await page.getByLabel("Mail", { exact: true }).check();
    await page.getByLabel("SMS til min arbejdsmobil").check();
    await page.getByLabel("Mailadresse").fill("Anna <anna@kommune.dk>");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Ikke gemt: se ved felterne, hvad der mangler.").waitFor();
    expect(await page.getByLabel("Mailadresse").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Mailadresse").inputValue()).toBe("Anna <anna@kommune.dk>");
    await look(page, "ways-wrong");
    await page.getByLabel("Mailadresse").fill("anna@kommune.dk");
    await page.getByLabel("Mobilnummer").fill("20 30 40 50");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Gemt.", { exact: true }).waitFor();
    await page.reload();
    expect(await page.getByLabel("Mailadresse").inputValue()).toBe("anna@kommune.dk");
    expect(await page.getByLabel("Mobilnummer").inputValue()).toBe("+4520304050");
    expect(await page.getByLabel("Mail", { exact: true }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "English" }).click();
    await look(page, "ways-english");
    await page.getByRole("button", { name: "Erase my addresses" }).click();
    await page.getByText("Your addresses are erased.").waitFor();
    expect(await page.getByLabel("Mail address").inputValue()).toBe("");
    expect(await page.getByLabel("Mail", { exact: true }).isChecked()).toBe(false);
  });

  it("whose browser may show no notices is told what to do", async () => {
    const page = await opened();
    await page.getByRole("button", { name: "Giv også besked i denne browser" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toMatch(
      /Browseren har fået at vide|Denne browser kan ikke/,
    );
  });
});

it("the worker of pushes is served at the root, as a script of the hub's own", async () => {
  await opened();
  const worker = await hall.ask("/push-worker.js");
  expect([worker.status, worker.headers.get("content-type")]).toEqual([
    200,
    "text/javascript; charset=utf-8",
  ]);
  expect(worker.headers.get("cache-control")).toBe("no-cache");
});
