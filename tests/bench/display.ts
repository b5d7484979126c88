/**
 * Part (b) of the bench: from the call's answer being asked for to the changed number in a real browser, against a bare
 * server-sent event to a changed text node in the same Chromium.
 */
import { mkdtempSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
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

/** How long after `before` the page had the number; undefined when it did not show it within 20 s. */
async function shownAfter(page: Page, number: string, before: number): Promise<number | undefined> {
  const handle = await page
    .waitForFunction(
      (wanted) => (window as unknown as { seenNumbers: Record<string, number> }).seenNumbers[wanted],
      number,
      { timeout: 20_000, polling: 20 },
    )
    .catch(() => null);
  const seen = await handle?.jsonValue();
  return seen === undefined ? undefined : seen - before;
}

const now = () => performance.timeOrigin + performance.now();
const pause = () => new Promise((next) => setTimeout(next, BETWEEN_MS));

const BARE_PAGE = `<!doctype html><title>bare</title><p id="number">-</p><script>
const text = document.querySelector("#number").firstChild;
new EventSource("/events").onmessage = ({ data }) => { text.data = data; };
</script>`;

/** The reference: nothing but Node's server, one event stream and one text node. The time of each event, in ms. */
async function bareEvents(browser: BrowserContext): Promise<number[]> {
  const streams: ServerResponse[] = [];
  const server = createServer((request, response) => {
    const isStream = request.url === "/events";
    response.writeHead(200, { "content-type": isStream ? "text/event-stream" : "text/html" });
    if (!isStream) return void response.end(BARE_PAGE);
    response.flushHeaders();
    streams.push(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const page = await browser.newPage();
  await page.addInitScript(watchNumbers);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  while (streams.length === 0) await pause();
  const samples: number[] = [];
  for (let at = 0; at < CALLS; at++) {
    const number = `Z${100 + at}`;
    const before = now();
    for (const stream of streams) stream.write(`data: ${number}\n\n`);
    const took = await shownAfter(page, number, before);
    if (took !== undefined) samples.push(took);
    await pause();
  }
  await page.close();
  server.closeAllConnections();
  server.close();
  return samples;
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
    const before = now();
    const { ticket } = await post(`${counter}/call-next`, {});
    const took = await shownAfter(page, ticket?.number ?? "", before);
    if (took === undefined) missed += 1;
    else samples.push(took);
    await post(`${counter}/finish`, {});
    await pause();
  }
  await page.close();
  const bare = await bareEvents(browser);
  await browser.close();
  stand.close();
  await hub.program.kill("SIGTERM");
  const lines: Line[] = [
    ["call to changed DOM p50", ms(median(samples))],
    ["call to changed DOM p99", ms(percentile(samples, 0.99))],
    ["reference: bare event to changed text p50", ms(median(bare))],
    ["reference: bare event to changed text p99", ms(percentile(bare, 0.99))],
    ["p50 against the reference", `${(median(samples) / median(bare)).toFixed(2)}x`],
    ["calls not seen within 20 s", String(missed)],
  ];
  return report(`(b) call to changed DOM in Chromium, ${CALLS} calls`, lines);
}
