import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall, MONDAY } from "../../broker/hall.ts";
import { findings, isTooWide, openBrowser } from "./browser.ts";

const password = "længe-leve-køen";
const own = "en lang kø i regnvejr";
/** A password is hashed slowly on purpose. */
const LATER = { timeout: 15_000 };
const shots = process.env["TALON_SHOTS"];
const hash = await hashPassword(password);
let browser: Browser;
let hall: Hall;

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  hall = await Hall.open({
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    door: new Door([
      { staff: "ida", hash, administrator: true },
      { staff: "eva", hash, roles: [{ role: "leader" }] },
      { staff: "rev", hash, roles: [{ role: "auditor" }] },
      { staff: "noed", hash, breakGlass: true },
    ]),
  });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await hall.close();
});
afterAll(async () => browser?.close());

async function visit(path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({
    locale: "da-DK",
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(MONDAY);
  await page.goto(`${hall.url}${path}`);
  return page;
}

async function signIn(page: Page, name: string, said = password): Promise<void> {
  await page.locator("#name").fill(name);
  await page.locator("#password").fill(said);
  await page.getByRole("button", { name: "Log ind" }).click();
}

async function opened(path: string, name: string, width?: number): Promise<Page> {
  const page = await visit(path, width);
  await signIn(page, name);
  return page;
}

async function chooseOwn(page: Page, said = own): Promise<void> {
  await page.locator("#own").fill(said);
  await page.locator("#again").fill(said);
  await page.getByRole("button", { name: "Gem, og gå videre" }).click();
}

async function add(page: Page, name: string): Promise<string> {
  await page.locator("#person").fill(name);
  await page.getByRole("button", { name: "Tilføj" }).click();
  return await page.locator(".first-password").innerText();
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

/** Parts of the administration page, and how many fields whoever may only look reads there at least. */
const READ_PARTS: Readonly<Record<string, number>> = {
  ...{ start: 0, "stands.0.buttons.0": 4, "queues.0": 5, "services.0": 3, "counters.0": 1, "displays.0": 5 },
  ...{ hours: 1, house: 12, texts: 10, versions: 0, move: 0 },
};
/** What only chooses how something is shown is everybody's. */
const ONLY_SHOWS =
  "[name=preview-language], [name=paper-width], #button-count, .display-preview *, .check:has(+ .boxless) *";

const person = (page: Page, name: string) =>
  page.locator(".person", { has: page.getByRole("heading", { name, exact: true }) });

describe("the page of people", () => {
  it("adds bo, who chooses a password, calls a ticket, and is told when an administrator ends the session", async () => {
    const ida = await opened("/people", "ida");
    const first = await add(ida, "bo");
    expect(first).toMatch(/^[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}$/);
    await ida.getByText("den virker én gang og i syv dage").waitFor();
    await person(ida, "bo").getByText("Har ikke logget ind endnu").waitFor();
    await look(ida, "people-first");

    const bo = await opened("/staff?counter=1", "nobody");
    await bo.getByText("Navn eller adgangskode er forkert.").waitFor();
    await signIn(bo, "bo", first);
    await bo.getByText("Vælg din egen adgangskode").waitFor();
    await look(bo, "sign-in-choose");
    await chooseOwn(bo, "kort");
    await bo.getByText("Den skal have mindst 12 tegn").waitFor();
    await chooseOwn(bo, "bo1234567890");
    await bo.getByText("Adgangskoden er for let at gætte").waitFor();
    await bo.locator("#own").fill(own);
    await bo.keyboard.press("Enter");
    await bo.getByText("De to adgangskoder er ikke ens").waitFor();
    expect(await findings(bo)).toEqual([]);
    await chooseOwn(bo);
    await bo.waitForURL(/\/staff\?counter=1$/);

    await ida.getByRole("button", { name: "Den er skrevet ned" }).click();
    const issued = await ida.request.post(`${hall.url}/api/locations/demo/issue`, { data: { queue: "a" } });
    expect(issued.status()).toBe(200);
    await bo.locator(".call-next").click();
    await bo.locator(".at-counter.calling, .at-counter.called").waitFor();

    await ida.reload();
    await ida.getByRole("button", { name: /^Log ud bo/ }).click();
    await ida.getByText("bo er logget ud.").waitFor();
    await bo.waitForURL(/\/sign-in\?to=.*&over$/);
    await bo.getByText("Du er ikke længere logget ind.").waitFor();
    await look(bo, "sign-in-over");
    await signIn(bo, "bo", own);
    await bo.waitForURL(/\/staff\?counter=1$/);
  });

  it("limits a role to queues by name, gives a new first password, and removes, each after a word of what it means", async () => {
    const ida = await opened("/people", "ida");
    await add(ida, "bo");
    const bo = person(ida, "bo");
    await bo.getByRole("button", { name: "Skift roller" }).click();
    await bo.getByLabel("Alle køer").click();
    await bo.getByRole("button", { name: "Gem" }).click();
    await ida.getByText("Vælg mindst én kø til rollen").waitFor();
    await bo.getByLabel("A Borgerservice").click();
    await bo.getByLabel("Revisor").click();
    await look(ida, "people-edit");
    await bo.getByRole("button", { name: "Gem" }).click();
    await ida.getByText("bo har fået sine nye roller.").waitFor();
    await bo.getByText("Personale ved skranke (kun A Borgerservice)").waitFor();
    await bo.getByText("Revisor").waitFor();

    const before = await ida.locator(".first-password").innerText();
    await bo.getByRole("button", { name: "Ny første adgangskode" }).click();
    await ida.getByText("bliver logget ud overalt").waitFor();
    await ida.locator("dialog button.remove").click();
    await expect.poll(() => ida.locator(".first-password").innerText(), LATER).not.toBe(before);

    await bo.getByRole("button", { name: "Fjern" }).click();
    expect(await findings(ida)).toEqual([]);
    await ida.keyboard.press("Escape");
    await expect.poll(() => ida.locator("dialog").count(), LATER).toBe(0);
    await bo.getByRole("button", { name: "Fjern" }).click();
    await ida.locator("dialog button.remove").click();
    await ida.getByText("bo er fjernet.").waitFor();
    await expect.poll(() => person(ida, "bo").count(), LATER).toBe(0);
  });

  it("marks those of the accounts file and the emergency account, and says in words what is refused", async () => {
    const ida = await opened("/people", "ida");
    await person(ida, "noed").getByText("Nødkonto").waitFor();
    await person(ida, "eva").getByText("Står i kontofilen, ændres kun der").waitFor();
    expect(await person(ida, "eva").getByRole("button").count()).toBe(0);
    await ida.locator("#person").fill("eva");
    await ida.getByRole("button", { name: "Tilføj" }).click();
    await ida.getByText("Der er allerede en person med det navn.").waitFor();
    await ida.locator("#person").fill("Bo Hansen");
    await ida.getByRole("button", { name: "Tilføj" }).click();
    await ida.getByText("Navnet må kun have små bogstaver").waitFor();
    await look(ida, "people-refused");
    await ida.getByRole("button", { name: "English" }).click();
    await ida.getByText("The name may have only lower-case letters").waitFor();
    expect(await findings(ida)).toEqual([]);
  });

  it("shows everybody their own sessions and lets them change a password that the hub keeps", async () => {
    const ida = await opened("/people", "ida");
    const first = await add(ida, "bo");
    const bo = await visit("/me");
    await signIn(bo, "bo", first);
    await chooseOwn(bo);
    await bo.waitForURL(/\/me$/);
    await bo.getByText("Du er logget ind som bo.").waitFor();
    await expect.poll(() => bo.locator(".session").count(), LATER).toBe(1);
    await bo.locator("#old").fill("forkert adgangskode");
    await bo.locator("#new").fill(`${own} igen`);
    await bo.locator("#again").fill(`${own} igen`);
    await bo.getByRole("button", { name: "Skift adgangskode" }).click();
    await bo.getByText("Den nuværende adgangskode er forkert.").waitFor();
    await bo.locator("#old").fill(own);
    await bo.getByRole("button", { name: "Skift adgangskode" }).click();
    await bo.getByText("Din adgangskode er skiftet.").waitFor();
    await look(bo, "me");
    await bo.getByRole("button", { name: /^Log ud bo/ }).click();
    await bo.waitForURL(/\/sign-in/);
  });

  it("leads whoever may not see the hall to their own access, and has no list of people for them", async () => {
    const rev = await opened("/sign-in", "rev");
    await rev.waitForURL(/\/me$/);
    await rev.getByText("Din adgangskode kan ikke skiftes her").waitFor();
    await rev.goto(`${hall.url}/people`);
    await rev.getByText("Det har din konto ikke adgang til.").waitFor();
    expect(await rev.locator(".people").count()).toBe(0);
  });

  it("shows the set-up to a leader without a key that saves, and the counter without keys that would be refused", async () => {
    const eva = await opened("/admin", "eva");
    await eva.getByText("Du kan se, men ikke ændre.").waitFor();
    expect(await eva.locator(".save-bar button").count()).toBe(0);
    expect(await eva.locator(".banner:visible").count()).toBe(0);
    await look(eva, "admin-look");
    for (const [part, fields] of Object.entries(READ_PARTS)) {
      await eva.goto(`${hall.url}/admin#${part}`);
      const [section = ""] = part.split(".");
      await eva.locator(`main[data-section="${section}"]`).waitFor();
      const typed = (state: string) =>
        eva.locator(`main :is(input, select, textarea):${state}:not(${ONLY_SHOWS})`).count();
      await expect.poll(() => typed("disabled"), LATER).toBeGreaterThanOrEqual(fields);
      expect([part, await typed("enabled")]).toEqual([part, 0]);
      const changes = eva.locator("main .remove:enabled, main .add, main .mover");
      expect([part, await changes.count()]).toEqual([part, 0]);
      await look(eva, `admin-look-${section}`);
    }
    await eva.goto(`${hall.url}/staff?counter=1`);
    await eva.locator(".close-counter").waitFor();
    await expect.poll(() => eva.locator(".call-next, .key, .quick, .tool").count(), LATER).toBe(0);
    await look(eva, "staff-leader");
  });
});
