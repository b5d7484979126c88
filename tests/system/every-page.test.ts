/** Every page that hub, display and stand serve, as a town hall serves it, looked at by axe; a page that is built and not looked at fails. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Demo, until } from "./demo.ts";
import { findings, isTooWide, openBrowser, openPage } from "./pages/browser.ts";

const demo = new Demo();
let browser: Browser;

beforeAll(async () => {
  await demo.open();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo.close();
});

/** The built pages by the name of their folder. */
function builtPages(): string[] {
  const folder = join(import.meta.dirname, "../../dist/pages");
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, "index.html")));
}

/** Whether this address is a page: what the hub does not serve is none, and a missing one is looked at too. */
async function isPage(url: string): Promise<boolean> {
  const { headers } = await fetch(url);
  return headers.get("content-type")?.includes("text/html") ?? false;
}

it("finds nothing wrong on any page, on a phone and on a wall", async () => {
  const slip = await demo.ticket(1);
  const hub = demo.run.hub.url;
  const pages: Readonly<Record<string, readonly string[]>> = {
    stand: [demo.stand("/")],
    display: [`${hub}/display/d1`],
    // Where displays are open, as here, it leads on to one; the page itself is looked at in pages/pairing.test.ts.
    pairing: [`${hub}/display`],
    door: [`${hub}/door`, `${hub}/door/poster`, `${hub}/d/00000000000000000000000000`],
    ticket: [slip.qr, `${hub}/t/00000000000000000000000000`],
    staff: [`${hub}/staff`, `${hub}/staff?counter=1`],
    admin: [`${hub}/admin`],
    "display-preview": [`${hub}/admin/display`],
    "sign-in": [`${hub}/sign-in`],
    // At an address of its own only where pages of other sites may show the sign-in.
    "sign-in-window": [`${hub}/assets/sign-in-window/index.html`],
    people: [`${hub}/people`, `${hub}/me`],
    trail: [`${hub}/trail`, `${hub}/privacy`],
    host: [`${hub}/host`],
  };
  expect(Object.keys(pages)).toEqual(expect.arrayContaining(builtPages()));
  const written = [
    "/texts/ar",
    "/texts/uk",
    "/texts/so",
    "/hjaelp",
    "/hjaelp/vaert",
    "/hjaelp/revisor?language=en",
    "/sms",
    "/statistics",
    "/statistics?period=today&language=en",
    "/statistics?from=2026-02-30",
  ];
  const others = [`${hub}/`, `${hub}/nowhere`, ...written.map((path) => `${hub}${path}`)];
  const found: string[] = [];
  const looked = new Set<string>();
  for (const width of [400, 1920])
    for (const url of [...builtPages().flatMap((name) => pages[name] ?? []), ...others]) {
      if (!(await isPage(url))) continue;
      looked.add(new URL(url).pathname.split("/")[1] ?? "");
      const page = await openPage(browser, url, { viewport: { width, height: 1000 } });
      const isShown = () => page.evaluate(() => document.body.innerText.trim().length > 0);
      await until(`something on ${url}`, isShown);
      found.push(...(await findings(page)).map((one) => `${url} ${width}: ${one}`));
      if (await isTooWide(page)) found.push(`${url} ${width}: wider than the screen`);
      await page.context().close();
    }
  expect(found).toEqual([]);
  expect([...looked]).toEqual(expect.arrayContaining(["", "display", "t", "staff", "texts", "hjaelp"]));
}, 300_000);
