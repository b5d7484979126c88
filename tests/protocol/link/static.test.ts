import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openAssets } from "../../../protocol/link/static.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-static-"));
const server = createServer();
let port = 0;

beforeAll(async () => {
  mkdirSync(join(folder, "pages", "stand"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "pages", "stand", "index.html"), "<!doctype html>æøå");
  writeFileSync(join(folder, "pages", "stand", "index-Ab3_dE4f.js"), "export {};".repeat(100));
  const assets = await openAssets(join(folder, "pages"));
  server.on("request", (request, response) => {
    const name = (request.url ?? "").replace(/^\/assets\//, "");
    if (!assets.serve(decodeURIComponent(name), request, response)) response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const url = (path: string) => `http://127.0.0.1:${port}/assets/${path}`;

it("a page comes with its type, and may load nothing from elsewhere and nothing inline", async () => {
  const answer = await fetch(url("stand/index.html"));
  expect(await answer.text()).toBe("<!doctype html>æøå");
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

it("a file with a hash in its name is kept by browsers, compressed where they can read it", async () => {
  const answer = await fetch(url("stand/index-Ab3_dE4f.js"));
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(await answer.text()).toBe("export {};".repeat(100));
  const plain = await fetch(url("stand/index-Ab3_dE4f.js"), { headers: { "accept-encoding": "identity" } });
  expect(plain.headers.get("content-length")).toBe("1000");
});

it("a file that the browser has is not sent again", async () => {
  const tag = (await fetch(url("stand/index.html"))).headers.get("etag") ?? "";
  const again = await fetch(url("stand/index.html"), { headers: { "if-none-match": tag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

it("HEAD has no body, and nothing can be sent here", async () => {
  expect(await (await fetch(url("stand/index.html"), { method: "HEAD" })).text()).toBe("");
  expect((await fetch(url("stand/index.html"), { method: "POST" })).status).toBe(404);
});

it.each([
  "../secret.txt",
  "..%2fsecret.txt",
  "stand/../../secret.txt",
  "%2e%2e/secret.txt",
  "/etc/passwd",
  "stand",
  "",
])("%j leads nowhere", async (path) => {
  const socket = connect(port, "127.0.0.1");
  socket.write(`GET /assets/${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "close");
  expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1.1 404/);
});

it("a folder that was not built is a fault at start", async () => {
  await expect(openAssets(join(folder, "missing"))).rejects.toThrow("ENOENT");
});
