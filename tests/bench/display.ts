/** Part (b) of the bench: from the call's answer being asked for to the changed number in a real browser. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { type Line, median, ms, percentile, report } from "./figures.ts";
import { BenchStand, startHub } from "./hub.ts";

const CALLS = 100;
/** Between two calls; longer than state topics are gathered, as in any town hall: what a call waits for then is not the call before. */
const BETWEEN_MS = 150;

async function post(url: string, body: unknown): Promise<{ ticket?: { id: string; number: string } }> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { ticket?: { id: string; number: string } };
}

/** Runs in the page: notes when each number first stood in the document, in epoch ms. */
function watchNumbers(): void {
  const seen: Record<string, number> = {};
  Object.assign(window, { seenNumbers: seen });
  const look = () => {
    const at = performance.timeOrigin + performance.now();
    for (const [number] of document.body.innerText.matchAll(/\b[A-Z]{1,2}\d{2,}\b/g)) seen[number] ??= at;
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

/** (b) call to changed DOM, `CALLS` calls over two counters. */
export async function callToDisplay(folder: string): Promise<string> {
  const hub = await startHub(join(folder, "display"), { queues: 1, stands: 1 });
  const stand = await BenchStand.open(hub.mqtt, "s0", 1);
  const browser = await chromium.launchPersistentContext(mkdtempSync(join(folder, "chromium-")), {
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.addInitScript(watchNumbers);
  const api = `http://127.0.0.1:${hub.http}`;
  await page.goto(`${api}/display/d1`);
  const samples: number[] = [];
  let missed = 0;
  for (let at = 0; at < CALLS; at++) {
    await post(`${api}/api/locations/demo/issue`, { queue: "q0" });
    const counter = `${api}/api/locations/demo/counters/${(at % 2) + 1}`;
    const before = performance.timeOrigin + performance.now();
    const { ticket } = await post(`${counter}/call-next`, {});
    const number = ticket?.number ?? "";
    const handle = await page
      .waitForFunction(
        (wanted) => (window as unknown as { seenNumbers: Record<string, number> }).seenNumbers[wanted],
        number,
        { timeout: 20_000, polling: 20 },
      )
      .catch(() => null);
    const seen = await handle?.jsonValue();
    if (seen === undefined) missed += 1;
    else samples.push(seen - before);
    await post(`${counter}/finish`, {});
    await new Promise((next) => setTimeout(next, BETWEEN_MS));
  }
  await browser.close();
  stand.close();
  await hub.program.kill("SIGTERM");
  const lines: Line[] = [
    ["call to changed DOM p50", ms(median(samples))],
    ["call to changed DOM p99", ms(percentile(samples, 0.99))],
    ["calls not seen within 20 s", String(missed)],
  ];
  return report(`(b) call to changed DOM in Chromium, ${CALLS} calls`, lines);
}
