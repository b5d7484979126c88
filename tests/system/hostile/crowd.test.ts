/** Crowds of connections that say nothing, half of something, or it very slowly. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../broker/mqtt/far-side.ts";
import { HubUnderAttack } from "./attack.ts";

const CROWD = 10_000;
/** So many are opened at a time; each address opens as many as it may in a burst. */
const STEP = 250;
/** A first part of a TLS handshake: its record says that 512 bytes come. */
const HALF_HELLO = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]);

const HEAD = "POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n";

let hub: HubUnderAttack;
const sockets: Socket[] = [];
/** Begun before everything else, since they take as long as they may. */
let slow: Promise<Awaited<ReturnType<typeof begun>>[]>;
beforeAll(async () => {
  hub = await HubUnderAttack.open();
  slow = Promise.all([begun(`${HEAD}X-Slow: `), begun(`${HEAD}Content-Length: 1000\r\n\r\n{`)]);
}, 60_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await hub?.close();
});

/** Opens one; resolves when it is open, or was refused. */
async function open(port: number, from: string): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", localAddress: from });
  sockets.push(socket.on("error", () => undefined).resume());
  await Promise.race([once(socket, "connect"), once(socket, "close")]).catch(() => undefined);
  return socket;
}

/** Says this much, then a byte a second; resolves when the hub has ended it. */
async function begun(text: string): Promise<{ readonly said: string; readonly afterMs: number }> {
  const socket = connectTls({ port: hub.httpPort, host: "127.0.0.1", ca: hub.ca });
  socket.on("error", () => undefined);
  let said = "";
  socket.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(socket, "secureConnect");
  socket.write(text);
  const drops = setInterval(() => socket.write("x"), 1000);
  const from = performance.now();
  await once(socket, "close");
  clearInterval(drops);
  return { said, afterMs: performance.now() - from };
}

const isOpen = (socket: Socket) => !socket.destroyed && !socket.readableEnded;

test("ten thousand connections that never say who they are leave room for everybody who does", async () => {
  for (let at = 0; at < CROWD; at += STEP) {
    // Half of them at each door; forty addresses, each with its share.
    const step = Array.from({ length: STEP }, async (_, one) => {
      const port = one % 2 === 0 ? hub.mqttPort : hub.httpPort;
      const socket = await open(port, `127.0.${10 + ((at / STEP) % 40)}.1`);
      if (one % 5 === 0) socket.write(HALF_HELLO);
    });
    await Promise.all(step);
    if (at % 2500 === 0) await hub.stillCalls();
  }
  const held = sockets.filter(isOpen).length;
  const files = hub.openFiles;
  await hub.stillCalls();
  const stand = await hub.rawAs("stand-s1", {}, "127.0.9.9");
  expect(stand.of("connack")[0]?.returnCode).toBe(0);
  const met = await hub.met();
  process.stdout.write(
    `${sockets.length} connections were opened, ${held} of them were held at the end, the hub had ${files} files open; ${JSON.stringify([...met])}\n`,
  );
  expect(sockets.length).toBe(CROWD);
  // 2000 of MQTT, 3000 of the web, and what the hub has open besides.
  expect(files).toBeLessThan(5200);
  // Whoever was too many, at most; all others have ten seconds.
  await until(() => sockets.filter(isOpen).length === 0, 15_000);
  const after = await hub.met();
  const cut = [...after].filter(([name]) => /silence|connections|address/.test(name));
  expect(cut.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(CROWD);
  await hub.stillCalls();
}, 90_000);

test("one address has two hundred, and those of others are not touched by it", async () => {
  const other = await hub.rawAs("stand-s2", {}, "127.0.8.2");
  const mine = await Promise.all(Array.from({ length: 390 }, () => open(hub.mqttPort, "127.0.8.1")));
  await until(() => mine.filter(isOpen).length <= 200);
  // Among its own silent ones whoever says who it is finds a place.
  const neighbour = await hub.rawAs("stand-s3", {}, "127.0.8.1");
  expect(neighbour.of("connack")[0]?.returnCode).toBe(0);
  expect(other.isClosed).toBe(false);
  await hub.stillCalls();
});

test("what is said halfway, or a byte a second, ends in time: headers after 8 s, a body after 20 s", async () => {
  const [headers, body] = await slow;
  expect(headers?.said).toContain("408 Request Timeout");
  expect(headers?.afterMs).toBeLessThan(11_000);
  expect(body?.said).toContain("408 Request Timeout");
  expect(body?.afterMs).toBeLessThan(23_000);
  await hub.stillCalls();
}, 60_000);
