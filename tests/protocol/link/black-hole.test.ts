import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { openBlackHole } from "../../../protocol/link/black-hole.ts";
import { until } from "./brokers.ts";

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

/** A far side that writes down what it hears. */
async function farSide() {
  const server = createServer();
  const heard = { text: "", sockets: [] as Socket[], ends: 0 };
  server.on("connection", (socket) => {
    heard.sockets.push(socket);
    socket.on("data", (chunk) => {
      heard.text += chunk.toString();
    });
    socket.on("close", () => heard.ends++).on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    for (const socket of heard.sockets) socket.destroy();
    server.close();
  });
  return { heard, target: { host: "127.0.0.1", port: (server.address() as AddressInfo).port } };
}

/** Words go to an echo and back past the hole: what it had let through by then has come before the last of them. */
async function wordsGoRound(): Promise<void> {
  const echo = createServer((socket) => socket.pipe(socket)).listen(0, "127.0.0.1");
  await once(echo, "listening");
  const plain = connect((echo.address() as AddressInfo).port, "127.0.0.1");
  open.push(
    () => echo.close(),
    () => plain.destroy(),
  );
  for (let round = 0; round < 5; round++) {
    plain.write("round");
    await once(plain, "data");
  }
}

it("while it is down nothing arrives in either direction and no end is said; later it does", async () => {
  const { heard, target } = await farSide();
  const hole = openBlackHole();
  const near = hole.dial(target);
  open.push(() => near.destroy());
  let got = "";
  near.on("data", (chunk: Buffer) => {
    got += chunk.toString();
  });
  near.write("one ");
  await until(() => heard.text === "one ");
  hole.up(false);
  near.write("two ");
  near.write("three ");
  heard.sockets[0]!.write("answer");
  await wordsGoRound();
  expect([heard.text, got, heard.ends, near.destroyed, hole.isUp()]).toEqual(["one ", "", 0, false, false]);
  hole.up(true);
  await until(() => heard.text === "one two three " && got === "answer");
});

it("a connection made while it is down hangs until it is back", async () => {
  const { heard, target } = await farSide();
  const hole = openBlackHole();
  hole.up(false);
  const near = hole.dial(target);
  open.push(() => near.destroy());
  near.write("hello");
  await wordsGoRound();
  expect(heard.sockets.length).toBe(0);
  hole.up(true);
  await until(() => heard.text === "hello");
});

it("who gives up while it is down is missed by the far side only when it is back", async () => {
  const { heard, target } = await farSide();
  const hole = openBlackHole();
  const near = hole.dial(target);
  near.write("x");
  await until(() => heard.text === "x");
  hole.up(false);
  near.destroy();
  await wordsGoRound();
  expect(heard.ends).toBe(0);
  hole.up(true);
  await until(() => heard.ends === 1);
});

it("an end that the far side said meanwhile is learnt when it is back", async () => {
  const { heard, target } = await farSide();
  const hole = openBlackHole();
  const near = hole.dial(target);
  near.resume().on("error", () => undefined);
  near.write("x");
  await until(() => heard.text === "x");
  hole.up(false);
  heard.sockets[0]!.destroy();
  await wordsGoRound();
  expect(near.destroyed).toBe(false);
  hole.up(true);
  await until(() => near.destroyed);
});

it("an end in quiet times passes through, both ways", async () => {
  const { heard, target } = await farSide();
  const hole = openBlackHole();
  const near = hole.dial(target);
  near.resume();
  near.end("bye");
  await until(() => heard.text === "bye" && near.destroyed);
});

it("nobody there is an error, not a throw", async () => {
  const near = openBlackHole().dial({ host: "127.0.0.1", port: 1 });
  const [error] = (await once(near, "error")) as [NodeJS.ErrnoException];
  expect(error.code).toBe("ECONNREFUSED");
});
