/** The staff page's session, floor, and colleagues, as staff use them: mostly by keyboard alone. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { findings, isTooWide } from "./browser.ts";
import { listed, STAFF_SCENES } from "./staff-scenes.ts";
import { staged } from "./staged.ts";

const wide = { viewport: { width: 1920, height: 1080 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

beforeEach(() => {
  stage.get = () => null;
  stage.reply = () => ({ status: 200, body: { session: {} } });
});

async function openAt(
  scene: string,
  where = "counter=1",
  options: BrowserContextOptions = wide,
): Promise<Page> {
  stage.show("picture", STAFF_SCENES[scene]);
  const page = await open(`/staff?${where}`, options);
  await page.locator(".queues").waitFor();
  return page;
}

const paths = () => stage.posts.map(({ path }) => path.replace(/.*\/locations\/demo\//, ""));
const bodies = () => stage.posts.map(({ body }) => ({ ...(body as object), commandId: "" }));

/** Tab until the element that has the focus says this, as somebody without a mouse does. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    await page.keyboard.press("Tab");
    const said = await page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
    if (said.startsWith(words)) return;
  }
  throw new Error(`no Tab leads to "${words}"`);
}

describe("a counter's session by keyboard alone", () => {
  it("pauses with a reason, and ends the pause", async () => {
    const page = await openAt("free");
    await page.keyboard.press("b");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(paths).toEqual(["counters/1/pause"]);
    expect(bodies()).toEqual([{ reason: "meeting", commandId: "" }]);
    stage.show("picture", STAFF_SCENES["paused"]);
    await page.getByText("Pause: Frokost, siden 10.33").waitFor();
    expect(await page.locator(".at-counter").innerText()).toBe("Pause");
    await page.keyboard.press("F8");
    await page.keyboard.press("b");
    await expect.poll(paths).toEqual(["counters/1/pause", "counters/1/end-pause"]);
    expect(await findings(page)).toEqual([]);
  });

  it("closes the counter and opens it again", async () => {
    const page = await openAt("free");
    await tabTo(page, "Luk skranken");
    await page.keyboard.press("Enter");
    await expect.poll(paths).toEqual(["counters/1/close"]);
    stage.show("picture", STAFF_SCENES["shut"]);
    await page.getByRole("button", { name: "Åbn skranken" }).waitFor();
    await tabTo(page, "Åbn skranken");
    await page.keyboard.press("Space");
    await expect.poll(paths).toEqual(["counters/1/close", "counters/1/open"]);
  });

  it("chooses queues and their order, sent at once when it is saved, and goes back to the plan", async () => {
    const page = await openAt("free");
    await tabTo(page, "Mine køer");
    await page.keyboard.press("Enter");
    await tabTo(page, "A Borgerservice ned");
    await page.keyboard.press("Enter");
    await tabTo(page, "Gem");
    expect(stage.posts).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(bodies).toEqual([{ queues: ["b", "a"], commandId: "" }]);
    stage.show("picture", STAFF_SCENES["own-queues"]);
    await page.getByLabel("A Borgerservice").and(page.locator(":not(:checked)")).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Som planlagt" }).press("Enter");
    await expect.poll(() => bodies().at(-1)).toEqual({ queues: [], commandId: "" });
  });

  it("shows every key with a question mark, on a page without a flaw, and hides them again", async () => {
    const page = await openAt("free");
    await page.keyboard.press("?");
    const keys = page.getByRole("region", { name: "Taster" });
    await keys.waitFor();
    for (const key of ["F8", "G", "M", "I", "F", "P", "J", "Z", "B", "N", "T", "K", "S", "?"])
      expect(await keys.innerText()).toContain(key);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "detached" });
  });

  it("walks through the lists with arrows, moves a ticket, and gives one with a key", async () => {
    const page = await openAt("free");
    await page.keyboard.press("k");
    for (let count = 0; count < 3; count += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(await focused()).toContain("A10");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(paths).toEqual([`tickets/${listed("A10", "waiting").id}/transfer`]);
    expect(bodies()).toEqual([{ queue: "b", counter: "1", saw: "waiting", commandId: "" }]);
    stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "A22", state: "waiting" } } });
    await page.keyboard.press("t");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await tabTo(page, "Giv et nummer");
    await page.keyboard.press("Enter");
    await page.getByText("Nummer A22 er givet.").waitFor();
    expect(paths().at(-1)).toBe("issue");
  });
});

describe("a ticket that another counter has just called", () => {
  it("is called only when somebody insists", async () => {
    const page = await openAt("free");
    stage.reply = () => ({
      status: 409,
      body: { refused: "called-just-now", by: { counterName: { da: "Skranke 2" } } },
    });
    await page.locator("button.call").first().press("Enter");
    await page.getByText("Skranke 2 har lige kaldt det nummer.").waitFor();
    stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "A10", state: "called" } } });
    await page.getByRole("button", { name: "Kald alligevel" }).press("Enter");
    await expect.poll(() => bodies().at(-1)).toMatchObject({ anyway: true, counter: "1" });
    await page.locator(".again").waitFor({ state: "detached" });
  });
});

describe("a call for colleagues", () => {
  it("sounds at every other counter and on the floor, and is answered from there", async () => {
    const [page, floor] = [await openAt("free"), await openAt("free", "counter=*", phone)];
    expect(stage.sounds).toEqual([]);
    stage.show("picture", STAFF_SCENES["help-wanted"]);
    for (const one of [page, floor]) await one.getByText("Skranke 2 har brug for hjælp").waitFor();
    await expect.poll(() => stage.sounds.length).toBeGreaterThanOrEqual(2);
    await tabTo(page, "Jeg kommer");
    await page.keyboard.press("Enter");
    await expect.poll(bodies).toEqual([{ fromCounter: "1", commandId: "" }]);
    expect(paths()).toEqual(["counters/2/answer-colleague"]);
    stage.show("picture", STAFF_SCENES["help-coming"]);
    await floor.getByText("Skranke 1 er på vej til Skranke 2").waitFor();
    expect(await findings(floor)).toEqual([]);
  });
});

describe("troubles of stands", () => {
  it("sound once, say that the paper runs low, and go by themselves", async () => {
    const page = await openAt("free");
    stage.show("picture", STAFF_SCENES["paper-low"]);
    await page.getByText("Der er snart ikke mere papir").waitFor();
    await expect.poll(() => stage.sounds).toHaveLength(1);
    expect(await findings(page)).toEqual([]);
    stage.show("picture", STAFF_SCENES["free"]);
    await page.locator(".troubles").waitFor({ state: "detached" });
  });

  it("are silent where the sound was switched off, also after a reload", async () => {
    const page = await openAt("free");
    await page.getByRole("button", { name: "Lyd er til" }).press("Enter");
    await page.reload();
    await page.getByRole("button", { name: "Lyd er fra" }).waitFor();
    stage.show("picture", STAFF_SCENES["paper-low"]);
    await page.getByText("Der er snart ikke mere papir").waitFor();
    stage.show("picture", STAFF_SCENES["long-wait"]);
    await page.getByText(/A10 har ventet \d+ min\./).waitFor();
    expect(stage.sounds).toEqual([]);
  });
});

describe("on the floor", () => {
  it("the list of keys names those alone that do something there", async () => {
    const page = await openAt("free", "counter=*");
    await page.keyboard.press("?");
    const keys = page.getByRole("region", { name: "Taster" });
    await keys.waitFor();
    expect(await keys.locator("dt").allInnerTexts()).toEqual(["Z", "N", "T", "K", "S", "↑ ↓", "?"]);
    await page.keyboard.press("t");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("issue-queue");
  });

  it("is chosen in the place of a counter, and is fit for people with disabilities on a tablet held upright", async () => {
    stage.show("picture", STAFF_SCENES["free"]);
    const page = await open("/staff", phone);
    await page.getByRole("button", { name: /^På gulvet/ }).click();
    await page.locator(".floor").waitFor();
    expect(new URL(page.url()).searchParams.get("counter")).toBe("*");
    for (const scene of ["free", "alarms", "paused", "quiet", "long-wait", "help-wanted"]) {
      stage.show("picture", { ...STAFF_SCENES[scene]!, locationName: { da: scene } });
      await page.locator(".place", { hasText: scene }).waitFor();
      expect(await isTooWide(page), scene).toBe(false);
      expect(await findings(page), scene).toEqual([]);
    }
  });

  it("gives a number for a service, checks in, counts, calls to a free counter, and withdraws", async () => {
    const page = await openAt("free", "counter=*", phone);
    expect((await page.locator(".queues").boundingBox())?.y).toBeLessThan(850);
    await page.locator(".give summary").click();
    stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "B04", state: "waiting" } } });
    await page.locator("#issue-queue").selectOption("b");
    await page.locator("#issue-service").selectOption("passport");
    await page.locator(".issue button").click();
    await page.getByText("Nummer B04 er givet.").waitFor();
    const agreed = page.getByLabel("Aftalt tid");
    await agreed.fill("11 PM");
    await page.locator(".check-in button").click();
    await page.locator(".check-in .outcome.trouble", { hasText: "fx 14.30 eller 1430" }).waitFor();
    expect(await agreed.evaluate((element) => element === document.activeElement)).toBe(true);
    await agreed.fill("1115");
    await page.locator(".check-in button").click();
    await expect.poll(() => stage.posts.length).toBe(2);
    await page.getByRole("region", { name: "Klaret på gulvet" }).getByRole("button").first().click();
    await expect.poll(() => stage.posts.length).toBe(3);
    await page.getByRole("button", { name: "Mere om A10" }).click();
    await page.locator(".pick", { hasText: "Kald til skranke" }).getByRole("button").click();
    await expect.poll(() => stage.posts.length).toBe(4);
    await page.getByRole("button", { name: "Annuller A10" }).click();
    await expect.poll(() => stage.posts.length).toBe(5);
    const { id } = listed("A10", "waiting");
    expect(paths()).toEqual(["issue", "issue", "quick-serve", `tickets/${id}/call`, `tickets/${id}/cancel`]);
    expect(bodies()).toEqual([
      { queue: "b", service: "passport", commandId: "" },
      { queue: "a", agreedAt: Date.UTC(2026, 10, 23, 10, 15), commandId: "" },
      { service: "citizen-service", commandId: "" },
      { counter: "1", saw: "waiting", commandId: "" },
      { saw: "waiting", commandId: "" },
    ]);
  });

  it("prints a slip again on its stand, and says when that is out of reach", async () => {
    const page = await openAt("free", "counter=*");
    await page.getByRole("button", { name: "Mere om A10" }).press("Enter");
    stage.reply = () => ({ status: 200, body: { sent: true, online: true } });
    await page.getByRole("button", { name: "Print igen" }).press("Enter");
    await page.getByText("Sedlen printes igen på Standeren i hallen.").waitFor();
    expect([paths(), bodies()]).toMatchObject([
      ["stands/s1/reprint"],
      [{ ticket: listed("A10", "waiting").id }],
    ]);
    stage.reply = () => ({ status: 200, body: { sent: true, online: false } });
    await page.getByRole("button", { name: "Print igen" }).press("Enter");
    await page.getByText("Standeren i hallen er uden forbindelse").waitFor();
  });

  it("says of each number that cannot be taken in why, and takes the others", async () => {
    const page = await openAt("free", "counter=*", phone);
    await page.locator(".tools summary").click();
    stage.reply = ({ body }) => {
      const { number } = body as { number: string };
      if (number === "R13") return { status: 409, body: { refused: "number-taken" } };
      return { status: 200, body: { ticket: { id: "x", number, state: "waiting" } } };
    };
    await page.locator("#adopt-number").fill("R12-R14");
    await page.locator(".adopt button").click();
    await page.getByText("2 numre er taget ind: R12, R14. R13: Nummeret er allerede i brug i dag.").waitFor();
    await page.locator("#adopt-number").fill("R12-A14");
    await page.locator(".adopt button").click();
    await page.locator(".adopt .outcome.trouble", { hasText: "højst 50 ad gangen" }).waitFor();
    expect(stage.posts).toHaveLength(3);
  });
});
