/** What must be in sight on the staff page, and what must be reached on it: troubles, every ticket however many wait, and the call for a colleague. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { findings, isTooWide } from "./browser.ts";
import { atCounter, listed, STAFF_SCENES, staff } from "./staff-scenes.ts";
import { staged } from "./staged.ts";
import { MINUTE, MORNING } from "./town.ts";

const wide = { viewport: { width: 1920, height: 1080 } };
const phone = { viewport: { width: 400, height: 800 }, isMobile: true };
const { stage, open } = staged();

beforeEach(() => {
  stage.get = () => null;
  stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "A23", state: "called" } } });
});

async function openOn(picture: StaffPicture, where: string, options: BrowserContextOptions): Promise<Page> {
  stage.show("picture", picture);
  const page = await open(`/staff?${where}`, options);
  await page.locator(".queues").waitFor();
  return page;
}

const paths = () => stage.posts.map(({ path }) => path.replace(/.*\/locations\/demo\//, ""));
const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest(".ticket")?.querySelector(".number")?.textContent);

describe("troubles", () => {
  it.each(["counter=1", "counter=*"])("stand in sight above all else on a phone at %s", async (where) => {
    const page = await openOn(STAFF_SCENES["alarms"]!, where, phone);
    const strip = page.getByRole("region", { name: "Alarmer" });
    await strip.waitFor();
    expect((await strip.boundingBox())!.y).toBeLessThan(300);
    expect(await isTooWide(page)).toBe(false);
  });

  it("are put away at one page alone, also after a reload, and come back when they begin anew", async () => {
    const page = await openOn(STAFF_SCENES["paper-low"]!, "counter=1", wide);
    const other = await open("/staff?counter=2", wide);
    const [strip, others] = [page.locator(".troubles"), other.locator(".troubles")];
    await strip.getByRole("button", { name: "Skjul" }).press("Enter");
    await strip.waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("Skjult og overstået i dag (1)").waitFor();
    expect(await strip.count()).toBe(0);
    expect(await others.count()).toBe(1);
    stage.show("picture", STAFF_SCENES["free"]);
    await page.locator(".past-troubles").waitFor({ state: "detached" });
    stage.show("picture", STAFF_SCENES["paper-low"]);
    await strip.waitFor();
  });

  it("are gone with a call for help that has ended, and can be read again folded", async () => {
    const at = MORNING - 15 * MINUTE;
    const counter = "1" as StaffPicture["counters"][number]["counter"];
    const alarms = [
      { at, notice: { kind: "colleague-called", counter } },
      { at: at + MINUTE, notice: { kind: "colleague-ended", counter } },
    ] as const;
    const page = await openOn(staff(atCounter(null), { alarms }), "counter=1", wide);
    await page.getByText("Skjult og overstået i dag (2)").click();
    await page.getByText("Skranke 1 har ikke længere brug for hjælp.").waitFor();
    expect(await page.locator(".troubles").count()).toBe(0);
    expect(await findings(page)).toEqual([]);
  });
});

/** Thirty in one queue, A01 to A30. */
const crowd = (): StaffPicture => {
  const tickets = Array.from({ length: 30 }, (_, index) =>
    listed(`A${index + 1}`.replace(/A(\d)$/, "A0$1"), "waiting"),
  );
  const { queues, ...picture } = staff(atCounter(null), { tickets });
  return { ...picture, queues: queues.map((queue) => ({ ...queue, waiting: queue.queue === "a" ? 30 : 0 })) };
};

describe("the ninth ticket of a queue and all after it", () => {
  it("is shown on demand, and called by keyboard alone", async () => {
    const page = await openOn(crowd(), "counter=1", wide);
    const rows = page.locator(".queue", { hasText: "A Borgerservice" }).locator(".ticket");
    expect(await rows.count()).toBe(8);
    await page.getByRole("button", { name: "Vis alle 30" }).press("Enter");
    await expect.poll(() => rows.count()).toBe(30);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("k");
    for (let count = 0; count < 29; count += 1) await page.keyboard.press("ArrowDown");
    expect(await focusedRow(page)).toBe("A30");
    await page.keyboard.press("Enter");
    await expect.poll(paths).toEqual([`tickets/${listed("A30", "waiting").id}/call`]);
    await page.getByRole("button", { name: "Vis færre" }).press("Enter");
    await expect.poll(() => rows.count()).toBe(8);
  });

  it("is found by its number, moved and printed again from there, and the lists come back with Escape", async () => {
    const page = await openOn(crowd(), "counter=*", phone);
    await page.keyboard.press("s");
    await page.keyboard.type("a23");
    await expect.poll(() => page.locator(".ticket").count()).toBe(1);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Enter");
    expect(await focusedRow(page)).toBe("A23");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Print igen" }).waitFor();
    await page
      .locator(".pick", { hasText: "Til skranke" })
      .getByRole("button", { name: "Flyt" })
      .press("Enter");
    await expect.poll(paths).toEqual([`tickets/${listed("A23", "waiting").id}/transfer`]);
    await page.getByLabel("Find et nummer").press("Escape");
    await expect.poll(() => page.locator(".ticket").count()).toBe(8);
    await page.getByLabel("Find et nummer").fill("b77");
    await page.getByText("B77 er hverken i kø, sat til side eller ved en skranke.").waitFor();
    await page.getByLabel("Find et nummer").fill("b2");
    await page.locator(".ticket", { hasText: "Skranke 2 · Betjener" }).waitFor();
  });

  it("can be read while the hub is away", async () => {
    const page = await openOn(crowd(), "counter=1&silence=600", wide);
    stage.silence();
    await page.locator(".banner", { hasText: "Mistet forbindelsen" }).waitFor();
    await page.getByRole("button", { name: "Vis alle 30" }).click();
    await page.locator(".ticket", { hasText: "A30" }).waitFor();
    await page.getByLabel("Find et nummer").fill("a29");
    await expect.poll(() => page.locator(".ticket .number").allInnerTexts()).toEqual(["A29"]);
  });
});

describe("a call for a colleague", () => {
  it("takes a press and a confirmation, which never is the key that calls the next ticket", async () => {
    const page = await openOn(STAFF_SCENES["serving"]!, "counter=1", wide);
    const question = page.getByText("Alle kolleger får besked med det samme.");
    for (const key of ["Space", "Enter", "Escape"]) {
      await page.keyboard.press("n");
      await question.waitFor();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press(key);
      await question.waitFor({ state: "detached" });
    }
    expect(stage.posts).toEqual([]);
    await page.keyboard.press("n");
    await question.waitFor();
    await page.keyboard.press("n");
    await expect.poll(paths).toEqual(["counters/1/call-colleague"]);
    stage.show("picture", STAFF_SCENES["help-asked"]);
    await page.getByText("Du har tilkaldt hjælp.").waitFor();
    await page.getByRole("button", { name: "Hjælpen er ikke længere nødvendig" }).press("Enter");
    await expect.poll(paths).toEqual(["counters/1/call-colleague", "counters/1/end-colleague"]);
  });

  it("is asked about, and said to have been made, in sight however far down the page one is", async () => {
    const page = await openOn(STAFF_SCENES["serving"]!, "counter=1", {
      viewport: { width: 1280, height: 900 },
    });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator("#call-colleague").click();
    const yes = page.getByRole("button", { name: "Ja, tilkald" });
    await expect.poll(async () => (await yes.boundingBox())?.y).toBeLessThan(200);
    await yes.click();
    await expect.poll(paths).toEqual(["counters/1/call-colleague"]);
    stage.show("picture", STAFF_SCENES["help-asked"]);
    const told = page.getByText("Du har tilkaldt hjælp.");
    await told.waitFor();
    const { y } = (await told.boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(200);
  });

  it("comes from the floor too, to the place that is named, and is that page's own to end", async () => {
    const page = await openOn(STAFF_SCENES["free"]!, "counter=*", phone);
    await page.getByRole("button", { name: "Tilkald hjælp" }).click();
    await page.getByText("Hvor er der brug for hjælp?").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("n");
    expect(stage.posts).toEqual([]);
    await page
      .getByRole("alertdialog", { name: "Tilkald hjælp" })
      .getByRole("button", { name: "Skranke 2" })
      .click();
    await expect.poll(paths).toEqual(["counters/2/call-colleague"]);
    stage.show("picture", STAFF_SCENES["help-wanted"]);
    await page.getByText("Du har tilkaldt hjælp.").waitFor();
    await page.getByRole("button", { name: "Hjælpen er ikke længere nødvendig" }).click();
    await expect.poll(paths).toEqual(["counters/2/call-colleague", "counters/2/end-colleague"]);
    expect(stage.sounds).toEqual([]);
  });
});
