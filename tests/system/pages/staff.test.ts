import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { findings, isTooWide } from "./browser.ts";
import { atCounter, listed, STAFF_SCENES, staff } from "./staff-scenes.ts";
import { staged } from "./staged.ts";

const wide = { viewport: { width: 1024, height: 768 } };
const phone = { viewport: { width: 400, height: 850 }, isMobile: true };
const { stage, open } = staged();

beforeEach(() => {
  stage.get = () => null;
  stage.reply = () => ({ status: 200, body: { ticket: { id: "x", number: "A10", state: "called" } } });
});

async function openCounter(scene: string, options: BrowserContextOptions = wide, more = ""): Promise<Page> {
  stage.show("picture", STAFF_SCENES[scene]);
  const page = await open(`/staff?counter=1${more}`, options);
  await page.locator(".current").waitFor();
  return page;
}

const called = listed("A09", "called");

describe("the staff page", () => {
  it("is fit for people with disabilities in every state, at a counter and on a tablet held upright", async () => {
    const [page, upright] = [await openCounter("free"), await openCounter("free", phone)];
    for (const [name, picture] of Object.entries(STAFF_SCENES)) {
      stage.show("picture", { ...picture, locationName: { da: name } });
      for (const one of [page, upright]) {
        await one.locator(".place", { hasText: name }).waitFor();
        await one.evaluate(() => document.querySelector("details")?.setAttribute("open", ""));
        expect(await isTooWide(one), name).toBe(false);
      }
      expect(await findings(page), name).toEqual([]);
    }
    expect(await findings(upright)).toEqual([]);
  });

  it("asks for the counter once and remembers it in address and browser", async () => {
    stage.show("picture", STAFF_SCENES["free"]);
    const page = await open("/staff", wide);
    await page.getByRole("button", { name: "Skranke 1" }).click();
    await page.locator(".call-next").waitFor();
    expect(page.url()).toContain("counter=1");
    await page.goto(`${stage.url}/staff`);
    await page.locator(".call-next").waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it("sets aside with a key, moves on and adds a service by choosing and pressing, and marks with a tap", async () => {
    const page = await openCounter("serving");
    await page.keyboard.press("p");
    await expect.poll(() => stage.posts).toHaveLength(1);
    await page.locator(".visit summary").click();
    await page.getByLabel("Til kø").selectOption("b");
    expect(stage.posts).toHaveLength(1);
    await page.locator(".pick", { hasText: "Til kø" }).getByRole("button").click();
    await expect.poll(() => stage.posts).toHaveLength(2);
    await page.getByLabel("Tolk").click();
    await expect.poll(() => stage.posts).toHaveLength(3);
    await page.getByRole("region", { name: "Klaret på gulvet" }).getByRole("button").last().click();
    await expect.poll(() => stage.posts).toHaveLength(4);
    expect(
      stage.posts.map(({ path, body }) => [path.replace(/tickets\/[^/]+/, "tickets/x"), body]),
    ).toMatchObject([
      ["/api/locations/demo/counters/1/park", { saw: "serving" }],
      ["/api/locations/demo/tickets/x/transfer", { queue: "b", counter: "1", saw: "serving" }],
      ["/api/locations/demo/tickets/x/tag", { tags: ["interpreter"] }],
      ["/api/locations/demo/quick-serve", { service: "passport", counter: "1" }],
    ]);
  });

  it("calls a parked one back, and asks about a service that is unusually long", async () => {
    const page = await openCounter("long-service");
    await page.getByText("Er A09 stadig i gang?").waitFor();
    await page.keyboard.press("j");
    await page.getByRole("button", { name: "Kald tilbage A21" }).click();
    await expect
      .poll(() => stage.posts.map((one) => one.path))
      .toEqual(["/api/locations/demo/counters/1/still", "/api/locations/demo/counters/1/resume"]);
  });

  it("calls the next one with one key, names the ticket that it ends, and changes nothing by itself", async () => {
    const page = await openCounter("calling");
    await page.keyboard.press("Space");
    await expect.poll(() => stage.posts).toHaveLength(1);
    expect(stage.posts[0]).toMatchObject({
      path: "/api/locations/demo/counters/1/call-next",
      body: { finishes: called.id, commandId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });
    expect(await page.locator(".at-counter .number").textContent()).toBe("A09");
    stage.show("picture", staff(atCounter(listed("A10", "called"))));
    await page.locator(".at-counter", { hasText: "A10" }).waitFor();
  });

  it("presses nothing twice when Space follows a click", async () => {
    const page = await openCounter("calling");
    // At once: a key that is dark while its command is under way loses the focus in some browsers only.
    const isFreed = await page.locator(".key.recall").evaluate((key: HTMLElement) => {
      key.focus();
      key.click();
      return document.activeElement === document.body;
    });
    expect(isFreed).toBe(true);
    await expect.poll(() => stage.posts).toHaveLength(1);
    await page.locator(".call-next:enabled").waitFor();
    await page.keyboard.press("Space");
    await expect
      .poll(() => stage.posts.map((post) => post.path.split("/").at(-1)))
      .toEqual(["recall", "call-next"]);
  });

  it("asks again with the same commandId when the answer was lost", async () => {
    const page = await openCounter("free");
    let isFirst = true;
    stage.reply = () => {
      if (!isFirst) return { status: 200, body: { ticket: { id: "x", number: "A10", state: "called" } } };
      isFirst = false;
      return null;
    };
    await page.locator(".call-next").click();
    await expect.poll(() => stage.posts.length).toBe(2);
    expect(stage.posts[0]).toEqual(stage.posts[1]);
  });

  it("says in words why the hub refused, and who was quicker", async () => {
    const page = await openCounter("free");
    stage.reply = () => ({ status: 409, body: { refused: "nobody-waiting" } });
    await page.locator(".call-next").click();
    await page.locator(".said", { hasText: "Der er ingen, der venter." }).waitFor();
    stage.reply = () => ({
      status: 409,
      body: { refused: "changed", by: { counterName: { da: "Skranke 2" } } },
    });
    await page.locator("button.call").first().click();
    await expect.poll(() => page.locator(".said").textContent()).toBe("Nummeret er taget af Skranke 2.");
  });

  it("has a key for each command, and takes the last one back", async () => {
    const page = await openCounter("calling");
    const undo = { commandId: "c", kind: "recall", until: Number.MAX_SAFE_INTEGER };
    for (const [key, path] of [
      ["g", "counters/1/recall"],
      ["m", "counters/1/serve"],
      ["i", "counters/1/no-show"],
      ["f", "counters/1/finish"],
      ["z", "counters/1/undo"],
    ] as const) {
      stage.posts.length = 0;
      await page.locator(".call-next:enabled").waitFor();
      stage.show("picture", staff(atCounter(called, { undo })));
      await page.locator(".undo").waitFor();
      await page.keyboard.press(key);
      await expect.poll(() => stage.posts.map((post) => post.path)).toEqual([`/api/locations/demo/${path}`]);
    }
  });

  it("gives tickets, takes numbers in and closes a series", async () => {
    const page = await openCounter("free");
    await page.locator(".tools summary").click();
    await page.locator(".issue button").click();
    await page.getByText("Nummer A10 er givet.").waitFor();
    await page.locator("#adopt-number").fill("r12-13, R20");
    await page.locator(".adopt button").click();
    await page.getByText("3 numre er taget ind").waitFor();
    stage.reply = () => ({ status: 200, body: { closed: 12 } });
    await page.locator("#close-up-to-number").fill("ab12");
    await page.locator(".close-up-to button").click();
    await page.getByText("Afslutter mindst 1 ventende. Tryk igen for at bekræfte.").waitFor();
    expect(stage.posts).toHaveLength(4);
    await page.locator(".close-up-to button", { hasText: "Tryk igen for at bekræfte" }).click();
    await page.locator(".close-up-to .outcome", { hasText: "12 numre er afsluttet." }).waitFor();
    expect(stage.posts.map(({ path, body }) => ({ path, ...(body as object), commandId: "" }))).toEqual([
      { path: "/api/locations/demo/issue", queue: "a", commandId: "" },
      ...["R12", "R13", "R20"].map((number) => {
        return { path: "/api/locations/demo/adopt", queue: "a", number, commandId: "" };
      }),
      { path: "/api/locations/demo/close-up-to", number: "AB12", commandId: "" },
    ]);
  });

  it("answers a wrong number beside the form that asked, in sight, and says what one looks like", async () => {
    const page = await openCounter("free", phone);
    await page.locator(".tools summary").click();
    for (const [kind, looks] of [
      ["adopt", "fx R12 eller R12-R19"],
      ["close-up-to", "fx A42"],
    ] as const) {
      const field = page.locator(`#${kind}-number`);
      expect(await page.locator(`.${kind}`).textContent()).toContain(looks);
      await field.fill("tolv");
      await page.locator(`.${kind} button`).click();
      const outcome = page.locator(`.${kind} .outcome.trouble`, { hasText: looks.slice(0, 6) });
      await outcome.waitFor();
      const box = await outcome.boundingBox();
      expect(box?.y).toBeGreaterThan(0);
      expect(box?.y).toBeLessThan(850);
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await findings(page)).toEqual([]);
    }
    expect(stage.posts).toEqual([]);
  });

  it("does not confirm one number with a press that was meant for another", async () => {
    const page = await openCounter("free");
    await page.locator(".tools summary").click();
    await page.locator("#close-up-to-number").fill("A12");
    await page.locator(".close-up-to button").click();
    await page.getByText("Afslutter mindst 3 ventende.").waitFor();
    await page.locator("#close-up-to-number").fill("A14");
    await page.locator(".close-up-to button").click();
    await page.getByText("Afslutter mindst 5 ventende.").waitFor();
    expect(stage.posts).toEqual([]);
  });

  it("tells of a ticket far down the page in sight", async () => {
    const page = await openCounter("free", phone);
    stage.reply = () => ({ status: 409, body: { refused: "changed" } });
    await page.locator("button.requeue").click();
    const said = page.locator(".said.trouble");
    await said.waitFor();
    expect((await said.boundingBox())?.y).toBeGreaterThan(0);
    await page.context().close();
    const atCounter = await openCounter("free");
    await atCounter.locator("button.requeue").click();
    await atCounter.locator(".said.trouble").waitFor();
    expect((await atCounter.locator(".said.trouble").boundingBox())?.y).toBeGreaterThan(0);
  });

  it("names a stand in trouble by its name, in words", async () => {
    const page = await openCounter("alarms");
    const troubles = await page.locator(".troubles").innerText();
    expect(troubles).toContain("Standeren i hallen: Der er ikke mere papir");
    expect(troubles).toContain("Standeren i hallen: En seddel kom ikke helt ud");
    expect(troubles).not.toMatch(/HAL_|\bs1\b/);
  });

  it("leads to the sign-in when the session is over, which is fit for people with disabilities too", async () => {
    const page = await openCounter("free");
    stage.reply = ({ path }) =>
      path === "/api/sign-in" ? { status: 401, body: {} } : { status: 401, body: { problem: "sign in" } };
    await page.locator(".call-next").click();
    await page.waitForURL(/\/sign-in\?to=%2Fstaff%3Fcounter%3D1&over$/);
    await page.locator("#name").fill("anna");
    await page.locator("#password").fill("forkert");
    await page.locator("#sign-in button").click();
    await page.getByText("Navn eller adgangskode er forkert.").waitFor();
    expect(await findings(page)).toEqual([]);
    stage.reply = () => ({ status: 429, body: {}, headers: { "retry-after": "8" } });
    await page.locator("#sign-in button").click();
    await page.getByText("Vent 8 sekunder, og prøv igen. Too many tries. Wait 8 seconds").waitFor();
    stage.reply = () => ({ status: 200, body: {} });
    await page.locator("#sign-in button").click();
    await page.waitForURL(/\/staff\?counter=1$/);
    expect(stage.posts.at(-1)?.body).toEqual({ name: "anna", password: "forkert" });
  });

  it("offers no way out where nobody has to sign in, as in the demo", async () => {
    const away = { status: 303, body: {}, headers: { location: "/staff" } };
    const me = { status: 200, body: { person: null, may: null } };
    stage.get = (path) => (path === "/sign-in" ? away : path === "/api/me" ? me : null);
    const page = await openCounter("free");
    const complaints: string[] = [];
    page.on("console", (line) => void complaints.push(line.text()));
    page.on("pageerror", (error) => void complaints.push(error.message));
    await page.reload();
    await page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => undefined);
    expect(complaints).toEqual([]);
    await page.locator(".tools summary").click();
    await page.locator(".issue button").waitFor();
    expect(await page.getByRole("button", { name: "Log ud" }).count()).toBe(0);
  });

  it("signs out", async () => {
    const page = await openCounter("free");
    await page.locator(".tools summary").click();
    await page.getByRole("button", { name: "Log ud" }).click();
    await page.waitForURL(/\/sign-in$/);
    expect(stage.posts.map((post) => post.path)).toEqual(["/api/sign-out"]);
  });

  it("disables every key and says why while the hub is silent", async () => {
    const page = await openCounter("calling", wide, "&silence=600");
    stage.silence();
    await page.locator(".banner", { hasText: "Mistet forbindelsen" }).waitFor();
    expect(await page.locator(".call-next").isDisabled()).toBe(true);
    expect(
      await page.locator(".call-next:enabled, .key:enabled, .ticket button:enabled:not(.unfold)").count(),
    ).toBe(0);
    expect(await page.locator("#why").textContent()).toContain("Intet er gået tabt");
    await page.keyboard.press("F8");
    expect(stage.posts).toEqual([]);
    expect(await findings(page)).toEqual([]);
  });
});
