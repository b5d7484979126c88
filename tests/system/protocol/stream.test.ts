import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { build, type Rolldown } from "vite";
import { afterEach, expect, it } from "vitest";
import { EventChannel } from "../../../protocol/link/events.ts";

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

/** The browser's side as a page would load it. */
async function bundled(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      target: "es2022",
      lib: { entry: "protocol/screen/stream.ts", formats: ["es"], fileName: "stream" },
      rolldownOptions: { output: { minify: true } },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]!.output[0].code;
}

/** A page that writes down what it is told. */
const PAGE = `
import { follow } from "/stream.js";
window.said = [];
follow("/events", {
  on: { picture: ({ n }) => said.push("picture " + n) },
  live: () => said.push("live"),
  lost: () => said.push("lost"),
  silenceMs: 500,
});`;

it("a page follows the pictures, says once when the line is silent, and comes back by itself", async () => {
  const script = await bundled();
  expect(gzipSync(script).length).toBeLessThan(1000);
  let channel: EventChannel | null = new EventChannel({ beatMs: 100, retryMs: 50 });
  const silent: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/stream.js") response.setHeader("content-type", "text/javascript").end(script);
    else if (request.url === "/page.js") response.setHeader("content-type", "text/javascript").end(PAGE);
    else if (request.url !== "/events")
      response.setHeader("content-type", "text/html").end('<script type="module" src="/page.js"></script>');
    else if (channel) channel.serve(response);
    else silent.push(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  close.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  close.push(() => browser.close());
  const page = await browser.newPage();
  channel.show("picture", { n: 1 });
  await page.goto(`http://127.0.0.1:${port}/`);
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said.join(", "));
  await expect.poll(said, { timeout: 5000 }).toBe("live, picture 1");
  channel.show("picture", { n: 2 });
  await expect.poll(said, { timeout: 5000 }).toBe("live, picture 1, picture 2");

  const old = channel;
  channel = null;
  old.close();
  await expect.poll(said, { timeout: 5000 }).toBe("live, picture 1, picture 2, lost");
  await expect.poll(() => silent.length, { timeout: 5000 }).toBeGreaterThan(2);
  expect(await said()).toBe("live, picture 1, picture 2, lost");

  channel = new EventChannel({ beatMs: 100, retryMs: 50 });
  close.push(() => channel?.close());
  channel.show("picture", { n: 3 });
  await expect.poll(said, { timeout: 5000 }).toBe("live, picture 1, picture 2, lost, live, picture 3");
});
