import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { EventChannel } from "../../../protocol/link/events.ts";
import { until } from "./brokers.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function serve(channel: EventChannel): Promise<{ port: number; last: () => ServerResponse }> {
  let last: ServerResponse | null = null;
  const server = createServer((_, response) => {
    last = response;
    channel.serve(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    channel.close();
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, last: () => last as unknown as ServerResponse };
}

/** A reader of a stream: what came so far. */
async function read(port: number) {
  const request = get({ port, host: "127.0.0.1", path: "/", agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const came = { text: "", headers: response.headers, isOver: false, leave: () => request.destroy() };
  response.setEncoding("utf8").on("data", (chunk: string) => {
    came.text += chunk;
  });
  response.on("error", () => undefined);
  response.on("close", () => {
    came.isOver = true;
  });
  open.push(came.leave);
  return came;
}

it("a new page gets the newest picture at once, and each newer one", async () => {
  const channel = new EventChannel({ now: () => 1000 });
  const { port } = await serve(channel);
  channel.show("picture", { n: 1 });
  channel.show("picture", { n: 2 });
  const page = await read(port);
  await until(() => page.text.includes("picture") && page.text.endsWith("\n\n"));
  expect(page.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  expect(page.text).toBe(
    'retry: 1000\n\nevent: beat\ndata: {"at":1000}\n\nid: 2\nevent: picture\ndata: {"n":2}\n\n',
  );
  channel.show("picture", { n: 3 });
  await until(() => page.text.endsWith('id: 3\nevent: picture\ndata: {"n":3}\n\n'));
});

it("a page whose first picture is longer than the line takes hears a beat all the same", async () => {
  const channel = new EventChannel({ now: () => 1000 });
  channel.show("picture", "x".repeat(500_000));
  const { port } = await serve(channel);
  const page = await read(port);
  await until(() => page.text.endsWith("\n\n") && page.text.length > 500_000);
  expect(page.text.startsWith('retry: 1000\n\nevent: beat\ndata: {"at":1000}\n\nid: 1\n')).toBe(true);
});

it("beats while somebody watches, and says when the last one has left", async () => {
  let isEmpty = false;
  const channel = new EventChannel({ beatMs: 20, onEmpty: () => (isEmpty = true) });
  const { port } = await serve(channel);
  const page = await read(port);
  await until(() => (page.text.match(/event: beat/g) ?? []).length > 3);
  expect([channel.size, isEmpty]).toEqual([1, false]);
  page.leave();
  await until(() => isEmpty);
  expect(channel.size).toBe(0);
});

it("a slow page skips pictures, is never owed more than one, and gets the newest in the end", async () => {
  const channel = new EventChannel({ beatMs: 10_000 });
  const { port, last } = await serve(channel);
  const socket = connect(port, "127.0.0.1");
  open.push(() => socket.destroy());
  socket.pause();
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await until(() => channel.size === 1);
  const filling = "x".repeat(60_000);
  let mostBuffered = 0;
  for (let n = 1; n <= 300; n++) {
    channel.show("picture", { n, filling });
    mostBuffered = Math.max(mostBuffered, last().writableLength);
    if (n % 20 === 0) await turn();
  }
  expect(mostBuffered).toBeLessThan(200_000);
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  socket.resume();
  await until(() => text.includes('{"n":300,'));
  expect((text.match(/event: picture/g) ?? []).length).toBeLessThan(300);
});

it("a page that reads nothing for some beats is cut off", async () => {
  const channel = new EventChannel({ beatMs: 20, maxStalledBeats: 3 });
  const { port } = await serve(channel);
  const socket = connect(port, "127.0.0.1");
  open.push(() => socket.destroy());
  socket.on("error", () => undefined).pause();
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await until(() => channel.size === 1);
  await until(() => {
    channel.show("picture", "x".repeat(900_000));
    return channel.size === 0;
  });
});

it("a page that is owed more than the bound is cut off at once", async () => {
  const channel = new EventChannel({ beatMs: 10_000, maxBufferedBytes: 100_000 });
  const { port } = await serve(channel);
  const socket = connect(port, "127.0.0.1");
  open.push(() => socket.destroy());
  socket.on("error", () => undefined).pause();
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await until(() => channel.size === 1);
  channel.show("picture", "x".repeat(20_000_000));
  await until(() => channel.size === 0);
});

it("closing ends every stream", async () => {
  const channel = new EventChannel();
  const { port } = await serve(channel);
  const page = await read(port);
  channel.close();
  await until(() => page.isOver);
});
