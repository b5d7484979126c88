/** The pages "Sporbarhed" and "Personoplysninger" in a browser, against a whole hub: every state, on a phone and on a wall. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import type { ChainState } from "../../../broker/ledger/patrol.ts";
import { hashPassword } from "../../../broker/password.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { newPersonKey } from "../../../broker/persons/seal.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall, MONDAY } from "../../broker/hall.ts";
import { findings, isTooWide, openBrowser } from "./browser.ts";

const password = "længe-leve-køen";
const shots = process.env["TALON_SHOTS"];
const hash = await hashPassword(password);
const KEY = newPersonKey();
const HERE = "/api/locations/demo";
let browser: Browser;
let hall: Hall;
let persons: Persons;
let folder: string;
let chain: ChainState | null;

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "talon-trail-"));
  persons = openPersons(join(folder, "persons.sqlite"), Buffer.alloc(32, 1));
  const until = MONDAY + 30 * 86_400_000;
  persons.put({ person: KEY, purpose: "appointment", fields: { name: "Åse Plante" }, until });
  chain = { checkedAt: MONDAY - 3_600_000, upTo: 12, broken: null, cut: null };
  hall = await Hall.open({
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    door: new Door([
      { staff: "ida", hash, administrator: true },
      { staff: "anna", hash, roles: [{ role: "staff" }] },
      { staff: "eva", hash, roles: [{ role: "leader" }] },
      { staff: "rev", hash, roles: [{ role: "auditor" }] },
      { staff: "reva", hash, roles: [{ role: "auditor" }, { role: "leader" }] },
    ]),
    chain: () => chain,
    persons: () => ({
      show: (person) => Promise.resolve(persons.about(person, MONDAY)),
      erase: (person) => Promise.resolve(persons.erase(person, MONDAY)),
      erasures: () => persons.erasures(),
      counts: () => persons.counts(),
    }),
  });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hall.close();
  persons.close();
  rmSync(folder, { recursive: true });
});
afterAll(async () => browser?.close());

async function opened(path: string, name: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ locale: "da-DK", reducedMotion: "reduce", timezoneId: "America/New_York" },
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(MONDAY);
  await page.goto(`${hall.url}${path}`);
  await page.locator("#name").fill(name);
  await page.locator("#password").fill(password);
  await page.getByRole("button", { name: "Log ind" }).click();
  return page;
}

/** Looked at by axe, by width and, on demand, by people. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [400, 1920]) {
    await page.setViewportSize({ width, height: 1000 });
    expect(await isTooWide(page), `${name} ${width}`).toBe(false);
    expect(await findings(page), `${name} ${width}`).toEqual([]);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
}

/** Anna's morning: so many tickets called and finished, and one thing that was refused. */
async function morning(many: number): Promise<void> {
  const signedIn = await hall.post("/api/sign-in", { name: "anna", password });
  const anna = {
    cookie: signedIn.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; "),
  };
  for (let at = 0; at < many; at += 1) {
    await hall.post(`${HERE}/issue`, { queue: "a" }, anna);
    await hall.post(`${HERE}/counters/1/call-next`, {}, anna);
    await hall.post(`${HERE}/counters/1/finish`, {}, anna);
  }
  await hall.post(`${HERE}/counters/2/call-next`, {}, anna);
}

const rows = (page: Page) => page.locator(".found tbody tr");

describe("the page of the trail", () => {
  it("tells an auditor who did what, newest first, by cover names and in the location's time, page by page", async () => {
    await morning(20);
    const page = await opened("/trail", "rev");
    await page.getByText("Kæden er hel, sidst prøvet 23. november 2026 kl. 09.00").waitFor();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(50);
    const newest = await rows(page).allInnerTexts();
    expect(newest[0]).toMatch(/10\.00\.00[\s\S]*M-[0-9A-Z]{6}[\s\S]*Loggede ind/);
    expect(newest[1]).toMatch(/Kaldte den næste[\s\S]*Ikke udført:/);
    expect(newest.join("\n")).not.toContain("anna");
    await look(page, "trail-live");
    await page.getByRole("button", { name: "Vis ældre" }).click();
    await page.getByText("Her begynder hovedbogen.").waitFor();
    expect(await rows(page).count()).toBe(20 * 3 + 4);
    const seqs = (await page.locator(".seq").allInnerTexts()).map(Number);
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => other - one));
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("The chain is whole, last checked").waitFor();
    await rows(page).filter({ hasText: "Called the next" }).first().waitFor();
    await look(page, "trail-live-en");
  });

  it("names accounts to whoever may see figures of one, and shows what one of them did", async () => {
    await morning(1);
    const page = await opened("/trail", "reva");
    await page.getByRole("button", { name: "Vis kun anna" }).first().click();
    await page.waitForURL(/#.*who=M-/);
    expect(page.url()).not.toContain("anna");
    await page.getByText("Her begynder hovedbogen.").waitFor();
    expect(await rows(page).count()).toBe(5);
    await page.goBack();
    await rows(page).filter({ hasText: "reva" }).first().waitFor();
    await look(page, "trail-named");
  });

  it("finds a number on its day, and says what is wrong with a filter beside its field", async () => {
    await morning(2);
    const page = await opened("/trail", "rev");
    await rows(page).first().waitFor();
    const number = (await page.locator(".found td:nth-child(4)").allInnerTexts()).find((one) =>
      /\d/.test(one),
    );
    await page.getByLabel("Nummer").fill(number ?? "");
    await page.getByRole("button", { name: "Vis", exact: true }).click();
    await page.getByText("vælg samme dag i begge felter").waitFor();
    expect(await rows(page).count()).toBe(0);
    expect(await page.getByLabel("Nummer").getAttribute("aria-invalid")).toBe("true");
    await look(page, "trail-wrong");
    await page.getByLabel("Hvem").selectOption("all");
    await page.getByRole("button", { name: "I dag" }).click();
    await rows(page).first().waitFor();
    const found = await rows(page).allInnerTexts();
    expect(found.every((one) => one.includes(number ?? "-"))).toBe(true);
    expect(found.join("\n")).toContain("Besøget sluttede");
    await page.reload();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(found.length);
    await page.getByLabel("Fra og med").fill("2026-11-20");
    await page.getByLabel("Til og med").fill("2026-11-20");
    await page.getByRole("button", { name: "Vis", exact: true }).click();
    await page.getByText("Intet passer til det, du har valgt.").waitFor();
    await look(page, "trail-empty");
  });

  it("takes out what is shown as a file that Excel opens", async () => {
    await morning(1);
    const page = await opened("/trail", "rev");
    await page.getByLabel("Handling", { exact: true }).selectOption("finish");
    await page.getByRole("button", { name: "Vis", exact: true }).click();
    await expect.poll(() => rows(page).count()).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Regneark (CSV)" }).click(),
    ]);
    const file = join(folder, "trail.csv");
    await download.saveAs(file);
    const lines = readFileSync(file, "utf8").split("\r\n");
    expect(lines[0]).toMatch(/^\uFEFF"nummer";/);
    expect(lines.slice(1, -1)).toEqual([expect.stringContaining('"Afsluttede besøget"')]);
  });

  it.each([
    [{ broken: 7, cut: null }, "kæden er brudt fra hændelse 7", "the chain is broken from event 7 on"],
    [
      { broken: null, cut: 40 },
      "den ender ved hændelse 12 og har været ved 40",
      "it ends at event 12 and had reached 40",
    ],
  ])("tells %j above everything, here and at the administration, in both languages", async (how, da, en) => {
    chain = { checkedAt: MONDAY, upTo: 12, ...how };
    const page = await opened("/trail", "rev");
    const name = how.broken === null ? "cut" : "broken";
    await page.getByRole("alert").getByText(da).waitFor();
    await page.getByText("talon-hub verify-ledger siger, hvad der er gjort").waitFor();
    await look(page, `trail-${name}`);
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("alert").getByText(da).waitFor();
    await page.getByText("Versioner").first().waitFor();
    await look(page, `admin-${name}`);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("alert").getByText(en).waitFor();
    await look(page, `admin-${name}-en`);
    expect(await page.locator(".banner:visible").count()).toBe(1);
  });

  it("tells of a ledger that was cut and has gone on since both that it is broken and how long it was", async () => {
    chain = { checkedAt: MONDAY, upTo: 5, broken: 6, cut: 16 };
    const page = await opened("/trail", "rev");
    const alert = page.getByRole("alert").filter({ hasText: "brudt fra hændelse 6" });
    await alert.waitFor();
    expect(await alert.innerText()).toContain("den har været ved hændelse 16");
  });

  it("keeps what it shows when the hub is lost, says so, and finds back by itself", async () => {
    await morning(1);
    const page = await opened("/trail", "rev");
    await rows(page).first().waitFor();
    const count = await rows(page).count();
    await page.context().setOffline(true);
    await page.getByText("Ingen forbindelse til hubben.").waitFor({ timeout: 15_000 });
    expect(await rows(page).count()).toBe(count);
    await look(page, "trail-lost");
    await page.context().setOffline(false);
    await page.getByText("Ingen forbindelse til hubben.").waitFor({ state: "hidden", timeout: 15_000 });
    await rows(page).filter({ hasText: "Loggede ind" }).first().waitFor();
  });

  it("is not for whoever may not see it, and is offered to nobody else", async () => {
    const anna = await opened("/trail", "anna");
    await anna.getByText("Det har din konto ikke adgang til.").waitFor();
    await anna.goto(`${hall.url}/`);
    expect(await anna.locator('a[href="/trail"], a[href="/privacy"]').count()).toBe(0);
    const rev = await opened("/me", "rev");
    await rev.getByRole("link", { name: "Sporbarhed" }).waitFor();
    await rev.goto(`${hall.url}/`);
    expect(
      await rev.locator("main a").evaluateAll((all) => all.map((one) => one.getAttribute("href"))),
    ).toEqual(expect.arrayContaining(["/admin", "/trail", "/privacy", "/me"]));
    expect(await rev.locator('a[href="/staff"], a[href="/people"]').count()).toBe(0);
  });
});

describe("the page of personal data", () => {
  it("tells the register to an auditor, who cannot ask about anybody", async () => {
    const page = await opened("/privacy", "rev");
    await page.getByText("Navngiven aftale").first().waitFor();
    await page.getByText("Intet er slettet endnu.").waitFor();
    expect(await page.getByLabel("Borgerens nøgle").count()).toBe(0);
    await look(page, "privacy-auditor");
  });

  it("keeps what it shows when the hub is lost, says so, and finds back by itself", async () => {
    const page = await opened("/privacy", "ida");
    await page.getByText("Navngiven aftale").first().waitFor();
    await page.getByLabel("Borgerens nøgle").fill(KEY);
    await page.getByRole("button", { name: "Vis, hvad der er gemt" }).click();
    await page.getByText("Åse Plante").waitFor();
    await page.context().setOffline(true);
    await page.getByText("Ingen forbindelse til hubben.").waitFor({ timeout: 15_000 });
    await page.getByText("Åse Plante").waitFor();
    await look(page, "privacy-lost");
    await page.context().setOffline(false);
    await page.getByText("Ingen forbindelse til hubben.").waitFor({ state: "hidden", timeout: 15_000 });
    expect(await page.getByText("Åse Plante").isVisible()).toBe(true);
  });

  it("shows an administrator what is kept under a key, and erases it after a word of what that means", async () => {
    const page = await opened("/privacy", "ida");
    await page.getByLabel("Borgerens nøgle").fill("kort");
    await page.getByRole("button", { name: "Vis, hvad der er gemt" }).click();
    await page.getByText("En nøgle har 26 bogstaver og tal.").waitFor();
    await page.getByLabel("Borgerens nøgle").fill(KEY);
    await page.getByRole("button", { name: "Vis, hvad der er gemt" }).click();
    await page.getByText("Åse Plante").waitFor();
    await look(page, "privacy-shown");
    expect(page.url()).not.toContain(KEY);
    await page.getByRole("button", { name: "Skjul igen" }).click();
    expect(await page.getByText("Åse Plante").count()).toBe(0);
    await page.getByLabel("Borgerens nøgle").fill(KEY);
    await page.getByRole("button", { name: "Slet, hvad der er gemt" }).click();
    await look(page, "privacy-sure");
    await page.getByRole("button", { name: "Annuller" }).click();
    expect(persons.counts().appointment).toBe(1);
    await page.getByRole("button", { name: "Slet, hvad der er gemt" }).click();
    await page.getByRole("button", { name: "Ja, slet nu" }).click();
    await page.getByText("1 post er slettet.").waitFor();
    await page.getByText("Navngiven aftale: 1 post").waitFor();
    expect(persons.counts().appointment).toBe(0);
    await look(page, "privacy-erased");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("What was deleted when").waitFor();
    await look(page, "privacy-en");
  });
});
