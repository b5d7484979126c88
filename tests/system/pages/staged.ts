/** The set-up that all page tests share: one stage and one Chromium a file, everything forgotten between tests. Knows no page. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openBrowser, openPage } from "./browser.ts";
import { Stage } from "./stage.ts";

export type Staged = {
  readonly stage: Stage;
  /** Opens a path of the stage in a browser session of its own, which ends with the test. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** Called once at the head of a test file. `isSoundAllowed` as in `openBrowser`. */
export function staged(isSoundAllowed = true): Staged {
  const stage = new Stage();
  let browser: Browser;
  beforeAll(async () => {
    await stage.open();
    browser = await openBrowser(isSoundAllowed);
  });
  beforeEach(() => stage.clear());
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await stage.close();
  });
  return { stage, open: (path, options) => openPage(browser, `${stage.url}${path}`, options) };
}
