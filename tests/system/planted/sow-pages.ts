/** Sows into the forms of every page in a real browser, and writes down every address that a page asks for. Knows no search. */
import type { Browser, Page } from "playwright-core";
import { ADMINISTRATOR, type PlantedHall } from "./hall.ts";
import type { Plants } from "./plants.ts";

/** One request of a page: its address, and what it said that it came from. */
export type Asked = { readonly url: string; readonly referer: string };

/** Writes down what a page asks from now on. */
function watched(page: Page, asked: Asked[]): void {
  page.on("request", (request) => {
    const headers = request.headers();
    asked.push({ url: request.url(), referer: headers["referer"] ?? "" });
  });
}

async function signIn(page: Page, plants: Plants): Promise<void> {
  await page.locator("#name").fill(plants.name("sign-in page"));
  await page.locator("#password").fill(plants.password("sign-in page"));
  await page.getByRole("button", { name: "Log ind" }).click();
  await page.locator("[role=alert]:visible, .trouble:visible, #said:visible").first().waitFor();
  await page.locator("#name").fill(ADMINISTRATOR.name);
  await page.locator("#password").fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Log ind" }).click();
}

/** Fills every field of text that can be seen, and presses Enter there. Answers how many there were. */
async function fillAll(page: Page, plants: Plants, where: string): Promise<number> {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  const fields = page.locator(
    "input:not([type]):visible, input[type=text]:visible, input[inputmode]:visible, textarea:visible",
  );
  let filled = 0;
  for (const field of await fields.all()) {
    const isShort =
      Number((await field.getAttribute("maxlength", { timeout: 500 }).catch(() => null)) ?? 99) < 24;
    const text = isShort ? plants.cpr(`short field of ${where}`) : plants.name(`field of ${where}`);
    // What was typed before may have taken this field away.
    const typed = field.fill(text, { timeout: 500 });
    filled += await typed.then(() => 1).catch(() => 0);
    await field.press("Enter", { timeout: 500 }).catch(() => undefined);
  }
  const passwords = page.locator("input[type=password]:visible");
  for (const field of await passwords.all()) await field.fill(plants.password(`password of ${where}`));
  // What was typed leads to requests a moment later.
  await page.waitForTimeout(600);
  return filled;
}

/** Every page, signed in, with something typed into every field. Answers all that they asked for. */
export async function inPages(
  browser: Browser,
  plants: Plants,
  hall: PlantedHall,
  citizensUrls: readonly string[],
): Promise<{ asked: Asked[]; filled: ReadonlyMap<string, number> }> {
  const asked: Asked[] = [];
  const filled = new Map<string, number>();
  const context = await browser.newContext({ locale: "da-DK", reducedMotion: "reduce" });
  const page = await context.newPage();
  watched(page, asked);
  await page.goto(`${hall.hubUrl}/staff?counter=1`);
  await signIn(page, plants);
  await page.getByRole("heading", { name: "Skranke 1" }).waitFor();
  const paths = [
    "/staff?counter=1",
    "/staff",
    "/staff?practice",
    "/people",
    "/me",
    "/door",
    "/display/d1",
    "/",
  ];
  const parts = [
    "#overview",
    "#queues",
    "#services",
    "#stands",
    "#displays",
    "#counters",
    "#hours",
    "#texts",
    "#house",
  ];
  const urls = [
    ...[...paths, ...parts.map((part) => `/admin${part}`)].map((path) => `${hall.hubUrl}${path}`),
    ...[`${hall.urlOf("stand")}/`, `${hall.urlOf("display")}/display/d1`, ...citizensUrls],
  ];
  for (const url of urls) {
    await page.goto(url);
    await page.waitForFunction(() => document.body.innerText.trim().length > 0);
    // Fields come with the first picture of the hall.
    await page.waitForTimeout(400);
    const { pathname, search, hash } = new URL(url);
    filled.set(`${pathname}${search}${hash}`, await fillAll(page, plants, pathname));
  }
  await context.close();
  return { asked, filled };
}
