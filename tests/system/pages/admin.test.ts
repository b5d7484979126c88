import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { SECTIONS } from "../../../broker/pages/admin/places.ts";
import { Demo, until } from "../demo.ts";
import { findings, isTooWide, openBrowser, openPage } from "./browser.ts";
import { keysOf } from "./tabbing.ts";

type Document = {
  queues: Record<string, unknown>[];
  services: { service: string; queue: string; name: { da: string } }[];
  menus: unknown[];
  stands: { stand: string; buttons: { button: number; label: { da: string } }[] }[];
  hours?: { weekday: number; from: string; to: string }[] | null;
};
type Saved = { version: number; by: string | null; document: Document };

const wide = { viewport: { width: 1920, height: 1080 } };
const phone = { viewport: { width: 400, height: 850 } };
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
  await put(begun);
});
afterAll(async () => {
  await browser?.close();
  await demo.close();
});

const api = (path: string) => demo.api(`/administration/${path}`);
const saved = () => demo.get<Saved>(api("document"));

/** As another administrator saves. */
async function put(document: unknown): Promise<void> {
  const { status } = await demo.post(api("save"), { document, replaces: (await saved()).version });
  expect(status).toBe(200);
}

async function openAdmin(place = "overview", options = wide): Promise<Page> {
  const page = await openPage(browser, `${demo.run.hub.url}/admin#${place}`, options);
  page.setDefaultTimeout(10_000);
  await page.locator(".save-bar").waitFor();
  return page;
}

/** One queue and one stand without a button. */
const bareOf = (document: Document) => ({
  ...document,
  services: [],
  menus: [],
  stands: document.stands.map((stand) => ({ ...stand, buttons: [] })),
  queues: document.queues.slice(0, 1),
  counters: [],
  displays: [],
});

const save = (page: Page) => page.locator(".save-bar .save").click();
const isSaved = (page: Page) => page.getByText(/^Gemt som version/).waitFor();

describe("the administration page", () => {
  // First of all: letters that stand on tickets of the day cannot go to another queue.
  it("begins with a template by the keyboard alone, and the stand that is there has it", async () => {
    await put(bareOf(begun));
    const screen = await openPage(browser, demo.run.stand.url, wide);
    const page = await openAdmin("start");
    const { press } = keysOf(page);
    await press(page.getByRole("button", { name: /^Brug "/ }).first());
    await page.getByText("Skabelonen er lagt ind").waitFor();
    await press(page.locator(".save-bar .save"));
    await isSaved(page);
    expect((await saved()).document.stands.map(({ stand }) => stand)).toEqual(["s1"]);
    await expect.poll(() => screen.locator(".soft", { hasText: "MitID" }).count()).toBe(1);
  });

  it("brings a button's new label to the stand's screen within a second of saving", async () => {
    const screen = await openPage(browser, demo.run.stand.url, wide);
    await screen.locator(".soft", { hasText: "Borgerservice" }).first().waitFor();
    const page = await openAdmin("stands");
    await page.getByRole("button", { name: /^Knap 1: Borgerservice/ }).click();
    await page.getByLabel("Det står der (dansk)").fill("Flytning og andet");
    await page.locator(".face .soft", { hasText: "Flytning og andet" }).waitFor();
    await save(page);
    await isSaved(page);
    await expect
      .poll(() => screen.locator(".soft", { hasText: "Flytning og andet" }).count(), { timeout: 1000 })
      .toBe(1);
  });

  it("leads from a bare location to the first ticket by the keyboard alone", async () => {
    await put(bareOf(begun));
    const page = await openAdmin("overview");
    const { press } = keysOf(page);
    await press(page.getByRole("button", { name: /^En knap på standeren/ }));
    await press(page.getByRole("button", { name: /^Knap 1, tom/ }));
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/label-da$/);
    await page.keyboard.type("Brevstemme");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.getByRole("button", { name: "Ret ydelsen" }).waitFor();
    await press(page.getByRole("link", { name: "Skranker" }));
    await press(page.getByLabel("Navn på ny skranke"));
    await page.keyboard.type("Skranke 1");
    await page.keyboard.press("Enter");
    await press(page.locator(".save-bar .save"));
    await isSaved(page);
    const before = (await demo.paper()).length;
    await until("the stand to know its new button", async () => (await demo.press(1)) < 300);
    await expect.poll(async () => (await demo.paper()).length, { timeout: 15_000 }).toBe(before + 1);
    expect((await demo.paper()).at(-1)?.lines.join(" ")).toContain("Brevstemme");
  });

  it("makes a button with a service of its own where a place is empty, by the keyboard, and it gives a ticket", async () => {
    const page = await openAdmin("stands");
    const { press } = keysOf(page);
    await press(page.getByRole("button", { name: /^Knap 5, tom/ }));
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/label-da$/);
    await page.keyboard.type("Brevstemme");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.getByLabel("Når den trykkes").selectOption({ label: "i køen A Borgerservice" });
    await press(page.locator(".save-bar .save"));
    await isSaved(page);
    await until("the stand to know its new button", async () => (await demo.press(5)) < 300);
    await expect
      .poll(async () => (await demo.paper()).at(-1)?.lines.join(" "), { timeout: 15_000 })
      .toContain("Brevstemme");
  });

  it("says beside the field what is wrong, and in words where it is; a press on it goes there", async () => {
    const page = await openAdmin("queues.0");
    const letters = page.getByLabel("Bogstav på sedlen");
    await letters.fill("B");
    await expect.poll(() => page.locator(".save-bar .jump").count()).toBe(1);
    await page.locator(".save-bar .jump").click();
    await page.locator(".problems .jump").first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
    await page.goto(`${demo.run.hub.url}/admin#queues.0.name.da`);
    await page.getByLabel("Navn (dansk)").fill("");
    // The letter, used twice, is still wrong beside it.
    await page.locator(".field.is-wrong", { hasText: "Navn (dansk)" }).locator(".wrong").waitFor();
    expect(await page.getByLabel("Navn (dansk)").getAttribute("aria-invalid")).toBe("true");
    expect(await findings(page)).toEqual([]);
    await save(page);
    await page.getByText("Det kan ikke gemmes, før dette er rettet:").waitFor();
    expect((await saved()).document.queues[0]).toEqual(begun.queues[0]);
  });

  it("saves with a faulty button, says that it is left out, and the rest works", async () => {
    const page = await openAdmin("stands");
    await page.getByRole("button", { name: /^Knap 6, tom/ }).click();
    await page.getByLabel("Det står der (dansk)").fill("Uden mål");
    await save(page);
    await isSaved(page);
    await page.getByText("Gemt, men dette virker ikke, før det er rettet:").waitFor();
    const { document } = await saved();
    expect(document.stands[0]?.buttons.at(-1)).toMatchObject({ button: 6, label: { da: "Uden mål" } });
    expect(await findings(page)).toEqual([]);
  });

  it("draws a week by hand, moves a period by keys, and takes times as they are written", async () => {
    const page = await openAdmin("hours");
    await page.getByLabel("Egne tider").check();
    const block = page.getByRole("button", { name: "mandag 10:00–15:00", exact: true });
    await block.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "mandag 10:15–15:15", exact: true }).focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await page.getByRole("button", { name: "mandag 10:15–15:00", exact: true }).waitFor();
    const line = page.locator(".day").nth(5).locator(".line");
    const box = await line.boundingBox();
    if (box === null) throw new Error("Saturday has no line");
    await page.mouse.move(box.x + box.width * (3 / 11), box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (6 / 11), box.y + 20);
    await page.mouse.up();
    await page.getByRole("button", { name: "lørdag 10:00–13:00", exact: true }).waitFor();
    const from = page.getByLabel("fredag fra");
    await from.fill("8.30");
    await from.press("Tab");
    await page.getByRole("button", { name: "fredag 08:30–13:00", exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await save(page);
    await isSaved(page);
    const { hours } = (await saved()).document;
    expect(hours).toContainEqual({ weekday: 5, from: "08:30", to: "13:00" });
    expect(hours).toContainEqual({ weekday: 1, from: "10:15", to: "15:00" });
    expect(hours?.filter(({ weekday }) => weekday === 6)).toHaveLength(1);
  });

  it("tells of another administrator's save, and keeps both changes when asked to", async () => {
    const page = await openAdmin("queues.0.name.da");
    await page.getByLabel("Navn (dansk)").fill("Borgerservice og Pas");
    const theirs = structuredClone(begun);
    theirs.services = theirs.services.map((one, at) => (at === 0 ? { ...one, name: { da: "Deres" } } : one));
    await put(theirs);
    await save(page);
    await page.getByRole("alert", { name: "En anden har gemt imens" }).waitFor();
    expect(await page.getByLabel("Navn (dansk)").inputValue()).toBe("Borgerservice og Pas");
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Behold begges ændringer" }).click();
    await save(page);
    await isSaved(page);
    const { document } = await saved();
    expect(document.queues[0]).toMatchObject({ name: { da: "Borgerservice og Pas" } });
    expect(document.services[0]).toMatchObject({ name: { da: "Deres" } });
  });

  it("goes back to an older version after saying what that changes", async () => {
    const before = (await saved()).version;
    const page = await openAdmin("queues.0.name.da");
    await page.getByLabel("Navn (dansk)").fill("En fejl");
    await save(page);
    await isSaved(page);
    await page.getByRole("link", { name: "Versioner" }).click();
    await page.getByRole("button", { name: `Se version ${before}`, exact: true }).click();
    await page.locator(".look .changes li").first().waitFor();
    await page.getByRole("button", { name: `Gå tilbage til version ${before}` }).click();
    await page.getByText(`Version ${before} gælder igen`).waitFor();
    expect((await saved()).document.queues[0]).toEqual(begun.queues[0]);
    expect(await findings(page)).toEqual([]);
  });

  it("says what a file will change before it is taken in, and refuses a foreign one in words", async () => {
    const file = join(tmpdir(), `talon-import-${process.pid}.json`);
    const exported = await demo.get<{ document: Document }>(api("export"));
    const [first] = exported.document.services;
    if (first === undefined) throw new Error("the demo has no service");
    exported.document.services.push({ ...first, service: "ny", name: { da: "Valgkort" } });
    writeFileSync(file, JSON.stringify(exported));
    const page = await openAdmin("move");
    await page.getByLabel("Fil fra en anden hub").setInputFiles(file);
    await page.locator("main .changes", { hasText: "Valgkort" }).waitFor();
    expect((await saved()).document.services).toHaveLength(begun.services.length);
    await page.getByRole("button", { name: "Tag den ind" }).click();
    await save(page);
    await isSaved(page);
    expect((await saved()).document.services.at(-1)?.name.da).toBe("Valgkort");
    writeFileSync(file, "not ours");
    await page.getByLabel("Fil fra en anden hub").setInputFiles(file);
    await page.locator("#import-said .trouble").waitFor();
    rmSync(file);
  });

  it("takes services from pasted lines and gives them buttons", async () => {
    const page = await openAdmin("start");
    await page.getByLabel("Listen").fill("Hittegods\nParkering");
    await page.getByRole("button", { name: "Læs listen" }).click();
    await page.getByRole("button", { name: "Tilføj dem" }).click();
    await save(page);
    await isSaved(page);
    const { document } = await saved();
    expect(document.services.slice(-2).map(({ name }) => name.da)).toEqual(["Hittegods", "Parkering"]);
    expect(document.stands[0]?.buttons.map(({ label }) => label.da)).toContain("Parkering");
  });

  it("says first what removing breaks, and gives a queue's services to another", async () => {
    const page = await openAdmin("queues.0");
    await page.getByRole("button", { name: "Fjern Borgerservice" }).click();
    const dialog = page.getByRole("dialog");
    const { queue: own } = begun.queues[0] ?? {};
    for (const { name } of begun.services.filter(({ queue }) => queue === own))
      await dialog.getByText(`Ydelsen "${name.da}" skal høre til en anden kø`).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.locator(".part").count()).toBe(begun.queues.length);
    await page.getByRole("button", { name: "Fjern Borgerservice" }).click();
    await dialog.getByRole("button", { name: "Fjern Borgerservice" }).click();
    await save(page);
    await isSaved(page);
    expect((await saved()).document.queues).toHaveLength(begun.queues.length - 1);
  });

  it("keeps what was typed while the hub is away and over a reload", async () => {
    const page = await openAdmin("queues.0.name.da");
    await page.context().setOffline(true);
    await page.getByLabel("Navn (dansk)").fill("Skrevet uden net");
    await page.getByText("Mistet forbindelsen til hubben").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText("Mistet forbindelsen til hubben").waitFor({ state: "hidden" });
    await page.reload();
    await page.getByText("Her er det, du ikke nåede at gemme sidst.").waitFor();
    expect(await page.getByLabel("Navn (dansk)").inputValue()).toBe("Skrevet uden net");
  });

  it.each([
    ["wide", wide],
    ["narrow", phone],
  ] as const)("is fit for people with disabilities in every part, in both languages, %s", async (_, size) => {
    const page = await openAdmin("overview", size);
    for (const language of ["Dansk", "English"]) {
      if (language === "English") await page.getByRole("button", { name: "English" }).click();
      for (const place of [...SECTIONS, "stands.0.buttons.2", "menus.0.items.0", "counters.0"]) {
        await page.evaluate((hash) => (location.hash = hash), place);
        await page
          .locator(`main[data-section="${place.replace(/\..*/, "").replace("menus", "stands")}"]`)
          .waitFor();
        expect(await isTooWide(page), place).toBe(false);
        expect(await findings(page), place).toEqual([]);
      }
    }
  });
});
