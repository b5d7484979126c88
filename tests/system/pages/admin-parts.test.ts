import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Demo } from "../demo.ts";
import { findings, openBrowser, openPage } from "./browser.ts";

type Document = Record<string, unknown> & { displays: object[]; counters: object[]; stands: object[] };
type Saved = { version: number; document: Document };

const demo = new Demo();
let browser: Browser;
let begun: Document;

beforeAll(async () => {
  await demo.open();
  browser = await openBrowser();
  begun = (await saved()).document;
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  const { version } = await saved();
  await demo.post(api("save"), { document: begun, replaces: version });
});
afterAll(async () => {
  await browser?.close();
  await demo.close();
});

const api = (path: string) => demo.api(`/administration/${path}`);
const saved = () => demo.get<Saved>(api("document"));

async function openAdmin(place: string): Promise<Page> {
  const page = await openPage(browser, `${demo.run.hub.url}/admin#${place}`, {
    viewport: { width: 1920, height: 1080 },
  });
  page.setDefaultTimeout(10_000);
  await page.locator(".save-bar").waitFor();
  return page;
}

async function save(page: Page): Promise<Document> {
  await page.locator(".save-bar .save").click();
  await page.getByText(/^Gemt som version/).waitFor();
  return (await saved()).document;
}

describe("what an administrator decides", () => {
  it("about a display is drawn at once by the display's own page, and holds on it once it is saved", async () => {
    const hall = await openPage(browser, `${demo.run.hub.url}/display/d1`);
    const page = await openAdmin("displays.0");
    const preview = page.frameLocator("iframe");
    await preview.locator("[data-look=dark]").waitFor();
    await page.getByLabel("Farver").selectOption({ label: "Høj kontrast: sort, hvid og gul" });
    await preview.locator("[data-look=high-contrast]").waitFor();
    await page.getByRole("button", { name: "Tilføj besked" }).click();
    await page.getByLabel("Besked 1 (dansk)").fill("Husk gyldig legitimation");
    await preview.locator(".note", { hasText: "Husk gyldig legitimation" }).waitFor();
    await page.getByText("Pile til skrankerne").click();
    await page.getByLabel("Skranke 1", { exact: true }).selectOption({ label: "Op ad trappen" });
    await preview.locator(".big", { hasText: "op ad trappen" }).waitFor();
    await page.getByLabel("Lydstyrke (procent)").fill("40");
    await page.getByLabel("Ingen, kun gong").check();
    expect(await findings(page)).toEqual([]);
    expect(await hall.locator("[data-look=high-contrast]").count()).toBe(0);
    const { displays } = await save(page);
    expect(displays[0]).toMatchObject({
      look: "high-contrast",
      messages: [{ text: { da: "Husk gyldig legitimation" } }],
      arrows: [{ counter: "1", direction: "up" }],
      sound: { volume: 40, languages: [] },
    });
    await hall.locator("[data-look=high-contrast]").waitFor();
  });

  it("wrongly is told beside the field in words, and the rest of the display works", async () => {
    const page = await openAdmin("displays.0");
    await page.getByLabel("Lydstyrke (procent)").fill("høj");
    await page.getByLabel("Sekunder til hvert sprog, før det næste").fill("2");
    for (const field of ["Lydstyrke (procent)", "Sekunder til hvert sprog, før det næste"])
      await expect.poll(() => page.getByLabel(field).getAttribute("aria-invalid")).toBe("true");
    await page.locator(".is-wrong", { hasText: "skal være mindst 3" }).waitFor();
    expect(await page.locator("main").textContent()).not.toMatch(/languageTurnS|sound\.volume|must be/);
    expect(await findings(page)).toEqual([]);
  });

  it("about rooms, stands, breaks, calling and keeping is in the document", async () => {
    const page = await openAdmin("counters.0");
    await page.getByLabel("Hvor den ligger (dansk)").fill("lokale 2, 1. sal");
    await page.getByRole("link", { name: "Standere og knapper" }).click();
    await page.getByText("Standerens navn, seddel, skærm og lyd").click();
    await page
      .getByLabel("Skærmen", { exact: true })
      .selectOption({ label: "Altid høj kontrast og stor skrift" });
    await page.getByLabel("Tavs fra (klokken)").fill("18.00");
    await page.getByLabel("Tavs til (klokken)").fill("7.30");
    await page.getByRole("link", { name: "Huset" }).click();
    await page.getByLabel("Ny grund til pause").fill("Kaffe");
    await page.getByRole("button", { name: "Tilføj grund" }).click();
    await page
      .getByLabel("Når nogen er kaldt")
      .selectOption({ label: "Betjeningen begynder først, når medarbejderen siger til" });
    await page.getByLabel(/^Sig til medarbejderne/).fill("25");
    await page.getByLabel(/^Er skranken eller kollegaen væk/).fill("20");
    await page.getByLabel("Personlig besked").fill("0");
    const document = await save(page);
    expect(document.counters[0]).toMatchObject({ room: { da: "lokale 2, 1. sal" } });
    expect(document.stands[0]).toMatchObject({
      look: "high",
      sound: { nightFrom: "18:00", nightTo: "07:30" },
    });
    expect(document["pauseReasons"]).toHaveLength(4);
    expect(document["houseRules"]).toMatchObject({ serveAfterS: null, longWaitMin: 25, holdMin: 20 });
    expect(document["keepDays"]).toEqual({ message: 0 });
  });

  it("about text messages holds for the house, and for a service that has times of its own", async () => {
    const page = await openAdmin("appointments");
    await page.getByLabel("3 dage før").check();
    await page.getByLabel("2 timer før").check();
    await page.getByLabel("Send også en besked, når aftalen laves").check();
    await page.getByLabel("SMS igen fra kl.", { exact: true }).fill("7.30");
    expect(await findings(page)).toEqual([]);
    await page.goto(`${demo.run.hub.url}/admin#services.0`);
    await page.getByLabel("Ydelsens egne tidspunkter").check();
    await page.getByLabel("3 dage før").uncheck();
    await page.getByLabel(/^Følsom/).check();
    await page.getByRole("group", { name: "Besked, når aftalen laves" }).getByLabel("Nej").check();
    await page
      .getByLabel("Hvem kalder gæsten, når aftalen har en vært?")
      .selectOption({ label: "Enhver skranke, der tager køen" });
    expect(await findings(page)).toEqual([]);
    const { reminders, services } = await save(page);
    expect(reminders).toEqual({ before: [4320, 120], invites: true, quiet: { to: "07:30" } });
    expect((services as object[])[0]).toMatchObject({
      reminders: { before: [120], isSensitive: true, invites: false },
      guestsCalledBy: "desk",
    });
  });

  it("about a source of appointments is said where it is wrong, undone, saved, and told in words", async () => {
    const page = await openAdmin("appointments");
    await page.getByLabel("Hvilken kilde er det i hubbens opsætning?").waitFor();
    await page.getByLabel("Navn på ny kilde").fill("Planlægger");
    await page.getByRole("button", { name: "Tilføj kilde" }).click();
    await page
      .getByLabel("Hvem påminder borgeren om aftalen?")
      .selectOption({ label: "Det gør kilden selv" });
    await page.getByLabel("Den sidste påmindelse").check();
    await page.getByRole("button", { name: "Tilføj en slags møder" }).click();
    await page.getByLabel("Når kilden skriver").fill("Samtale");
    await page.getByText("Vælg en ydelse").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel("er det ydelsen").selectOption({ label: "Jobcenter" });
    await page.getByText("Vælg en ydelse").waitFor({ state: "detached" });
    await page.getByLabel("Alle andre møder er").selectOption({ label: "Skat" });
    await page
      .getByLabel("Hvem kalder gæsten, når aftalen har en vært?")
      .selectOption({ label: "Enhver skranke, der tager køen" });
    await page.getByRole("button", { name: "Fortryd seneste" }).click();
    const document = await save(page);
    expect(document["appointmentSources"]).toEqual([
      {
        ...{ source: "planner", name: { da: "Planlægger" }, reminds: "source", service: "tax" },
        ...{ oursToo: ["last-reminder"], kinds: [{ kind: "Samtale", service: "job-centre" }] },
      },
    ]);
    await page.goto(`${demo.run.hub.url}/admin#versions`);
    await page.getByText("Kilden Planlægger er ny").waitFor();
    await page.goto(`${demo.run.hub.url}/admin#services.2`);
    await page.getByRole("button", { name: "Fjern Jobcenter" }).click();
    await page.getByText("Aftaler fra Planlægger bliver ikke længere til den").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Fjern Jobcenter" }).click();
    await page.goto(`${demo.run.hub.url}/admin#appointmentSources.0`);
    await page.getByText("0 slags møder").waitFor();
  });

  it("about a language is offered once the name of a reader stands there", async () => {
    const page = await openAdmin("texts");
    await page.getByLabel("tysk").check();
    await page.getByText("vises ikke for borgerne").waitFor();
    await page.getByRole("button", { name: "Godkend" }).click();
    await page.getByText("Skriv, hvem der har læst teksterne.").waitFor();
    await page.getByLabel("Navn på den, der har læst dem").fill("Greta Meier");
    await page.getByRole("button", { name: "Godkend" }).click();
    await page.getByText("vises ikke for borgerne").waitFor({ state: "hidden" });
    expect(await findings(page)).toEqual([]);
    expect((await save(page))["signOffs"]).toMatchObject([{ language: "de", reader: "Greta Meier" }]);
    const stand = await demo.get<{ languages: string[] }>(demo.api(""));
    expect(stand.languages).toContain("de");
  });

  it("to keep of this hub stays when another's file is taken in", async () => {
    const file = join(tmpdir(), `talon-keep-${process.pid}.json`);
    const exported = await demo.get<{ document: Document }>(api("export"));
    const other = { ...exported.document, name: { da: "Et andet sted" }, counters: [], displays: [] };
    writeFileSync(file, JSON.stringify({ ...exported, document: other }));
    const page = await openAdmin("move");
    await page.getByLabel("Skranker", { exact: true }).check();
    await page.getByLabel("Fil fra en anden hub").setInputFiles(file);
    await page.locator("main .changes", { hasText: "Et andet sted" }).waitFor();
    await page.getByLabel("Stedets navn").check();
    await page.locator("main .changes", { hasText: "Et andet sted" }).waitFor({ state: "detached" });
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Tag den ind" }).click();
    const document = await save(page);
    rmSync(file);
    expect(document.counters).toEqual(begun.counters);
    expect(document["name"]).toEqual(begun["name"]);
    expect(document.displays).toEqual([]);
  });
});
