/** The technician in the browser: a code as text and picture, typed at the stand's own screen, the stand that comes, and is cut off. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall } from "../../broker/hall.ts";
import { until } from "../demo.ts";
import { PASSWORD, SecureTown } from "../secure-town.ts";
import { findings, isTooWide, openBrowser, openPage } from "./browser.ts";

const town = new SecureTown();
const machine = town.machine("machine");
const shots = process.env["TALON_SHOTS"];
let browser: Browser;
let admin: Page;

beforeAll(async () => {
  await town.open();
  browser = await openBrowser();
  admin = await openPage(browser, `${town.url}/admin`, { ignoreHTTPSErrors: true });
  await admin.getByLabel("Navn").fill("toke");
  await admin.locator("#password").fill(PASSWORD);
  await admin.getByRole("button", { name: "Log ind" }).click();
  await admin.getByRole("link", { name: "Standere" }).click();
  await admin.getByText("Standerens maskine", { exact: true }).click();
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

async function looksWell(page: Page, name: string): Promise<void> {
  for (const width of [400, 1920]) {
    await page.setViewportSize({ width, height: 1080 });
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  }
}

it("says where no code can be made, and why", async () => {
  const assets = await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname);
  const hall = await Hall.open({ assets });
  onTestFinished(() => hall.close());
  const page = await openPage(browser, `${hall.url}/admin#stands`);
  await page.getByText("Standerens maskine", { exact: true }).click();
  await page.getByText("Hubben tilmelder ingen maskiner her: det kræver TLS").waitFor();
  expect(await page.getByRole("button", { name: "Lav en engangskode" }).count()).toBe(0);
  await looksWell(page, "admin-no-tls");
});

const codeShown = async () => (await admin.locator(".claim-code").textContent()) ?? "";

/** What a scanner reads from the picture on the page. */
async function scanned(): Promise<string> {
  const picture = join(town.folder, "code.png");
  writeFileSync(picture, await admin.getByRole("img", { name: "Kode til standerens scanner" }).screenshot());
  return execFileSync("zbarimg", ["--raw", "-q", picture]).toString().trim();
}

it("makes a code as large text and as a picture that a scanner reads", async () => {
  await admin.getByText("Ingen maskine er tilmeldt.").waitFor();
  await admin.getByRole("button", { name: "Lav en engangskode" }).click();
  await until("the code", async () => /^(\w{4}-){4}\w{4}$/.test(await codeShown()));
  expect(await scanned()).toMatch(/^TALONENROL[0-9A-Z]+$/);
  await looksWell(admin, "admin-claim");
});

it("says at the stand's own screen what is wrong, and connects it by what is typed there", async () => {
  await machine.stand.start();
  const screen = await openPage(browser, machine.url);
  await screen.getByRole("heading", { name: "Tilslut standeren" }).waitFor();
  await screen.getByLabel("Hubbens adresse").fill(town.url.replace("https://", ""));
  await screen.getByLabel("Engangskode").fill("0000-0000-0000-0000-0000");
  await screen.getByRole("button", { name: "Tilslut" }).click();
  await screen.getByText("Hubben kender ikke koden").waitFor();
  await looksWell(screen, "stand-enrol");
  await screen.getByLabel("Engangskode").fill(await codeShown());
  await screen.getByRole("button", { name: "Tilslut" }).click();
  await screen.getByRole("heading", { name: "Tilslut standeren" }).waitFor({ state: "detached" });
  await screen.getByText("Velkommen").first().waitFor();
  expect(await isTooWide(screen)).toBe(false);
  await screen.context().close();
});

it("shows the administrator that the stand has come", async () => {
  await admin.getByText("Standeren er på nettet nu.").waitFor();
  await admin.getByText(/^Tilmeldt\. Certifikatet gælder til/).waitFor();
  expect(await admin.locator(".claim-code").count()).toBe(0);
  await looksWell(admin, "admin-enrolled");
});

it("cuts it off when the technician has said so twice", async () => {
  await admin.getByRole("button", { name: "Spær standeren" }).click();
  await looksWell(admin, "admin-cut-off-asked");
  await admin.getByRole("button", { name: "Ja, spær den nu" }).click();
  await admin.getByText("Standeren er ikke på nettet.").waitFor();
  await admin.getByText(/^Spærret/).waitFor();
  expect(await admin.getByRole("button", { name: "Tag imod dens sidste numre" }).isVisible()).toBe(true);
  await looksWell(admin, "admin-cut-off");
});

it("connects a machine by the picture of its code at its scanner", async () => {
  const other = town.machine("other");
  await other.stand.start();
  await admin.getByRole("button", { name: "Lav en engangskode" }).click();
  await admin.locator(".claim-code").waitFor();
  const body = await scanned();
  await fetch(`${other.url}/simulated/scanner`, { method: "POST", body });
  await admin.getByText("Standeren er på nettet nu.").waitFor();
  expect(other.stand.said.join("\n")).toContain("broker connected");
});
