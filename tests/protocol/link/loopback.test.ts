import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { closeNow, isOwn, listenHere } from "../../../protocol/link/loopback.ts";

describe("a machine's own HTTP", () => {
  it.each([
    [{ host: "127.0.0.1:8082" }, true],
    [{ host: "localhost", origin: "http://localhost" }, true],
    [{ host: "[::1]:8082", origin: "http://[::1]:8082" }, true],
    [{ host: "evil.example" }, false],
    [{ host: "127.0.0.1.evil.example" }, false],
    [{ host: "127.0.0.1:8082", origin: "http://evil.example" }, false],
    [{}, false],
  ])("of %j is its own: %s", (headers, isIt) => {
    expect(isOwn(headers)).toBe(isIt);
  });
  it("says where it listens, and is free again when it has closed", async () => {
    const server = createServer((_, response) => response.end("here"));
    const url = await listenHere(server, { host: "127.0.0.1", port: 0 });
    expect(await (await fetch(url)).text()).toBe("here");
    const port = Number(new URL(url).port);
    const second = createServer();
    await expect(listenHere(second, { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    await closeNow(server);
    await listenHere(second, { host: "127.0.0.1", port });
    await closeNow(second);
  });
});
