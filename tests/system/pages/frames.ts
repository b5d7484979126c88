/** Pages of other sites around the hub's: a server with real TLS at https://localhost, while the hub is at https://127.0.0.1. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { Certificates, type TlsSource } from "../../../broker/certificates/certificates.ts";
import { read } from "../../../broker/settings.ts";

/** Certificates for both sites, and what puts them away. */
export async function ownTls(): Promise<{ readonly tls: TlsSource; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "talon-framed-"));
  const certificates = new Certificates({
    ...{ dataDir: folder, location: "demo", hosts: ["127.0.0.1", "localhost"], read },
  });
  const tls = certificates.source({ kind: "own" });
  await certificates.open(Date.now());
  return { tls, remove: () => rmSync(folder, { recursive: true }) };
}

/** A page at https://localhost that shows whatever stands behind its `?`; with `sandbox`, in a frame that may do no more than that. */
export async function site({ pair }: TlsSource, sandbox?: string): Promise<string> {
  const frame = sandbox === undefined ? "" : ` sandbox="${sandbox}"`;
  const server = createServer({ ...pair }, (request, answer) => {
    const shown = decodeURIComponent(request.url?.split("?")[1] ?? "");
    answer.setHeader("content-type", "text/html");
    answer.end(`<title>workplace</title><iframe${frame} src="${shown}" width="1000" height="800"></iframe>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.close().closeAllConnections());
  return `https://localhost:${(server.address() as { port: number }).port}`;
}

export function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ ignoreHTTPSErrors: true, locale: "da-DK" });
}

/** The site's page with the address in its frame. */
export async function showFramed(page: Page, at: string, url: string): Promise<{ page: Page; frame: Frame }> {
  await page.goto(`${at}/?${encodeURIComponent(url)}`);
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error("the page shows no frame");
  return { page, frame };
}
