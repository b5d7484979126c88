/** A citizen who sees nothing takes a ticket at the demo's stand by ear alone, with the network and without, and calls for help. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Demo, until } from "./demo.ts";
import { findings, openBrowser, openPage } from "./pages/browser.ts";

type Heard = { label: string | null; complete: boolean };
type Marked = { number: string; state: string; assist: string | null };

const demo = new Demo();
let browser: Browser;
let stand: Page;
let staff: Page;

beforeAll(async () => {
  await demo.open();
  browser = await openBrowser();
  stand = await openPage(browser, demo.stand("/"), { viewport: { width: 1024, height: 768 } });
  staff = await openPage(browser, `${demo.run.hub.url}/staff?counter=1`);
  await stand.getByRole("button", { name: /Taletast/ }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo.close();
});

const heard = async () =>
  (await demo.get<Heard[]>(demo.stand("/simulated/speaker"))).map(({ label }) => label ?? "");
const hears = (words: string) =>
  until(`hearing "${words}"`, async () => (await heard()).findLast((label) => label.includes(words)), 40_000);
const key = () => stand.getByRole("button", { name: /Taletast/ }).press("Enter");
const press = (button: number) =>
  stand.getByRole("button", { name: `Tryk på knap ${button}` }).press("Enter");
const modes = async () => (await stand.locator("main").getAttribute("class")) ?? "";

/** Reads a button aloud, and chooses it when its key rests no more. */
async function choose(button: number): Promise<void> {
  await press(button);
  await hears(`Knap ${button}:`);
  await stand.locator(".soft.focused.lit").waitFor();
  await press(button);
}

const numbersHeard = async () => (await heard()).filter((label) => label.startsWith("Dit nummer er"));

/** The number that was spoken last, as it stands on paper; so many were spoken before it. */
async function spokenNumber(before: number): Promise<string> {
  const said = await until("a spoken number", async () => (await numbersHeard())[before], 40_000);
  const slip = await until("a slip", async () => (await demo.paper())[before]);
  const [, letters = "", ordinal = ""] = /^([A-Z]+)0*(\d+)$/.exec(slip.number) ?? [];
  expect(said).toContain(`Dit nummer er ${[...letters, ordinal].join(" ")}.`);
  return slip.number;
}

const marked = (number: string) =>
  until(`${number} to be fetched`, async () => {
    const all = await demo.get<Marked[]>(demo.api("/tickets"));
    return all.find((one) => one.number === number && one.assist === "fetch");
  });

describe("by ear alone", () => {
  it("a citizen hears what there is, chooses, and hears number and wait; staff see whom to fetch, displays do not", async () => {
    await key();
    await hears("Oplæsning er slået til.");
    expect(await modes()).toContain("high");
    await choose(1);
    await marked(await spokenNumber(0));
    const [said] = await numbersHeard();
    expect(said).toMatch(/Ventetid|Det er din tur om lidt/);
    await staff.getByText("Hentes ved standeren").first().waitFor();
    const display = await openPage(browser, `${demo.run.hub.url}/display/d1`);
    await display.locator("body").waitFor();
    await demo.post(demo.api("/counters/1/call-next"));
    await display
      .getByText((await demo.paper())[0]!.number)
      .first()
      .waitFor();
    expect(await display.locator("body").innerText()).not.toMatch(/Hentes|fetch/i);
    await until("speech to end by itself", async () => !(await modes()).includes("high"), 60_000);
  }, 180_000);

  it("off line too, and staff see the mark when the network is back", async () => {
    await demo.post(demo.stand("/simulated/network"), { up: false });
    await stand.getByText("Forbindelsen er nede").waitFor();
    await key();
    await until("the stand to read", async () => (await modes()).includes("high"));
    await choose(1);
    const number = await spokenNumber(1);
    expect((await numbersHeard()).at(-1)).toContain("Sig til en medarbejder");
    await demo.post(demo.stand("/simulated/network"), { up: true });
    await marked(number);
    await until("speech to end by itself", async () => !(await modes()).includes("high"), 60_000);
  }, 180_000);

  it("a long press calls a colleague, who says on the staff page that they come", async () => {
    const url = demo.stand("/simulated/button/9");
    await demo.post(`${url}/hold`);
    // The hub answers before "Vi kalder på en medarbejder" could be begun.
    await hears("En medarbejder er kaldt.");
    await demo.post(`${url}/release`);
    const call = staff.getByRole("alert", { name: "Kald om hjælp" });
    await call.getByText("en borger har brug for hjælp").waitFor();
    await call.getByRole("button", { name: "Jeg kommer" }).press("Enter");
    await hears("En medarbejder er på vej til dig.");
    await stand.getByText("En medarbejder er på vej til dig.").waitFor();
    expect(await findings(stand)).toEqual([]);
  }, 120_000);
});

it("a menu warns before it falls back, and any key keeps it", async () => {
  const menu = stand.locator(".soft.menu.lit .key-number").first();
  await press(Number(await menu.textContent()));
  const isBack = stand.locator(".soft.back");
  await isBack.waitFor();
  await stand.getByText("Er du der stadig?").waitFor({ timeout: 40_000 });
  await press(8);
  await stand.getByText("Er du der stadig?").waitFor({ state: "detached" });
  expect(await isBack.isVisible()).toBe(true);
}, 90_000);
