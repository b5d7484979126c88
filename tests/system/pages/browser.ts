/** One Chromium for the page tests, and axe on what it shows. */
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's Chromium. `isSoundAllowed` is how a kiosk is started. */
export function openBrowser(isSoundAllowed = true, more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--mute-audio",
      ...more,
      ...(isSoundAllowed ? ["--autoplay-policy=no-user-gesture-required"] : []),
    ],
  });
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: "da-DK", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** What axe finds with all its rules for WCAG 2.2 AA and good practice, one line a finding; an empty list is the wish. */
export async function findings(page: Pick<Page, "evaluate">): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
  });
}

/** Whether anything stands out of the page to the side. */
export function isTooWide(page: Pick<Page, "evaluate">): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
