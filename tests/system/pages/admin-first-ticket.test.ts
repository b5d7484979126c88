import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Demo } from "../demo.ts";
import { findings, openBrowser, openPage } from "./browser.ts";
import { keysOf } from "./tabbing.ts";

type Template = { template: string; document: Record<string, unknown> };

const demo = new Demo();
let browser: Browser;

beforeAll(async () => {
  await demo.open();
  browser = await openBrowser();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser?.close();
  await demo.close();
});

const api = (path: string) => demo.api(`/administration/${path}`);
const saved = () => demo.get<{ version: number; document: Record<string, unknown> }>(api("document"));

async function put(document: object): Promise<void> {
  const { status } = await demo.post(api("save"), { document, replaces: (await saved()).version });
  expect(status).toBe(200);
}

/** A hub as it comes: one queue, and nothing that anybody could press, be called to or look at. */
async function empty(letters: string): Promise<void> {
  const bare = (await demo.get<Template[]>(api("templates"))).find(({ template }) => template === "bare");
  const { queues, ...rest } = bare?.document ?? {};
  await put({ ...rest, queues: (queues as object[]).map((queue) => ({ ...queue, letters })) });
}

/** Tests run at any hour of any day; a leader opens the house when it is open. */
async function openTheHouse(): Promise<void> {
  const { document } = await saved();
  await put({ ...document, hours: null, exceptions: [], closures: [] });
}

/** A hand that does one thing after the other with what is in sight, and counts. */
type Hand = {
  readonly press: (target: Locator) => Promise<void>;
  /** `text` in a field whose form is then sent with Enter. */
  readonly enter: (target: Locator, text: string) => Promise<void>;
  readonly choose: (target: Locator, words: string) => Promise<void>;
  readonly steps: () => number;
};

function mouseOf(): Hand {
  let steps = 0;
  return {
    steps: () => steps,
    press: async (target) => {
      steps++;
      await target.click();
    },
    enter: async (target, text) => {
      steps++;
      await target.click();
      await target.fill(text);
      await target.press("Enter");
    },
    choose: async (target, words) => {
      steps++;
      await target.selectOption({ label: words });
    },
  };
}

function keyboardOf(page: Page): Hand {
  let steps = 0;
  const keys = keysOf(page);
  return {
    steps: () => steps,
    press: async (target) => {
      steps++;
      await keys.press(target);
    },
    enter: async (target, text) => {
      steps++;
      await keys.reach(target);
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    },
    choose: async (target, words) => {
      steps++;
      await keys.reach(target);
      // Typing in a list goes to what begins like that.
      await page.keyboard.type(words);
    },
  };
}

async function openAdmin(): Promise<Page> {
  const page = await openPage(browser, `${demo.run.hub.url}/admin`, {
    viewport: { width: 1400, height: 900 },
  });
  page.setDefaultTimeout(10_000);
  await page.locator(".save-bar").waitFor();
  return page;
}

const button = (page: Page, name: RegExp) => page.getByRole("button", { name });

async function save(page: Page, hand: Hand): Promise<void> {
  await hand.press(page.locator(".save-bar .save"));
  await page.getByText(/^Gemt som version/).waitFor();
}

/** What the stand in the hall, which was there all the time, prints for a button. */
async function slipOf(key: number): Promise<string> {
  return (await demo.ticket(key)).lines.join(" ");
}

async function withTemplate(page: Page, hand: Hand): Promise<void> {
  await hand.press(button(page, /^Begynd med en skabelon/));
  await hand.press(button(page, /^Brug "Dansk borgerservice"/));
  await page.getByText("Skabelonen er lagt ind").waitFor();
  await save(page, hand);
}

async function fromNothing(page: Page, hand: Hand): Promise<void> {
  await hand.press(button(page, /^En ydelse, borgerne kommer for/));
  await hand.enter(page.getByLabel("Navn på ny ydelse"), "Pas");
  await hand.press(button(page, /^En stander i hallen/));
  await hand.enter(page.getByLabel("Navn på ny stander"), "Indgangen");
  await hand.press(button(page, /^Knap 1, tom/));
  await hand.choose(page.getByLabel("Når den trykkes"), "Pas (i køen Kø)");
  await hand.press(button(page, /^En skranke at blive kaldt til/));
  await hand.enter(page.getByLabel("Navn på ny skranke"), "Skranke 1");
  await hand.press(button(page, /^En skærm, der viser kaldet/));
  await hand.enter(page.getByLabel("Navn på ny skærm"), "Hallen");
  await page.getByText("Intet mangler.").waitFor();
  await save(page, hand);
}

/** docs/install.md says how many steps it takes. */
const DOCS = readFileSync(new URL("../../../docs/install.md", import.meta.url), "utf8");
const SAID = {
  template: /template is (\d+) steps away/,
  nothing: /from nothing (\d+) \(/,
} as const;
const said = (way: keyof typeof SAID) => Number(SAID[way].exec(DOCS)?.[1]);

describe("somebody who has not read the manual", () => {
  it.each(["by mouse", "by the keyboard alone"] as const)(
    "comes from a bare location to the first ticket with a template in the documented steps, %s",
    async (how) => {
      await empty("X");
      const page = await openAdmin();
      const hand = how === "by mouse" ? mouseOf() : keyboardOf(page);
      await withTemplate(page, hand);
      expect(hand.steps()).toBe(said("template"));
      await openTheHouse();
      expect(await slipOf(1)).toMatch(/Dit nummer/);
    },
  );

  it.each([
    ["by mouse", "Y"],
    ["by the keyboard alone", "Z"],
  ] as const)("comes from nothing to the first ticket in the documented steps, %s", async (how, letters) => {
    await empty(letters);
    const page = await openAdmin();
    const hand = how === "by mouse" ? mouseOf() : keyboardOf(page);
    await fromNothing(page, hand);
    expect(hand.steps()).toBe(said("nothing"));
    expect(await findings(page)).toEqual([]);
    expect(await slipOf(1)).toContain(`Dit nummer ${letters}01`);
    const { document } = await saved();
    expect(document).toMatchObject({ stands: [{ stand: "s1" }], displays: [{ display: "d1" }] });
  });
});
