/** Who is let in and then sends too much, or does not read. While they do, the hall works on. */
import { once } from "node:events";
import { type IncomingMessage } from "node:http";
import { request } from "node:https";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FarClient, until } from "../../broker/mqtt/far-side.ts";
import { publish, type RawClient, subscribe } from "../../broker/mqtt/raw-client.ts";
import { HERE, HubUnderAttack, statusesIn } from "./attack.ts";

let hub: HubUnderAttack;
beforeAll(async () => {
  hub = await HubUnderAttack.open();
}, 60_000);
afterAll(() => hub?.close());

/** Keeps a client's line full until it is told to stop. */
function flood(client: RawClient, bytes: Buffer): () => void {
  let isOver = false;
  const pour = () => {
    if (isOver || client.isClosed) return;
    client.socket.write(bytes, () => setImmediate(pour));
  };
  pour();
  return () => {
    isOver = true;
    client.end();
  };
}

const many = (bytes: Buffer, count: number) => Buffer.concat(Array.from({ length: count }, () => bytes));

// Before the floods: an account that has flooded is read late for a minute.
test("twenty readers that do not read keep no display waiting", async () => {
  const slow: RawClient[] = [];
  for (let at = 0; at < 20; at += 1) {
    const client = await hub.rawAs("integration-board", { clientId: `integration-board.${at}` });
    client.say(subscribe(["#"]));
    slow.push(client);
  }
  await until(() => slow.every((client) => client.of("suback").length === 1));
  for (const client of slow) client.socket.pause();
  await hub.stillCalls();
  const next = await hub.rawAs("integration-board", { clientId: "integration-board.20" });
  expect(next.of("connack")[0]?.returnCode).toBe(5);
  for (const client of slow) client.end();
});

test("pages that do not read their stream keep no other page waiting", async () => {
  const streams: IncomingMessage[] = [];
  for (let at = 0; at < 60; at += 1) {
    const asked = request(`${hub.url}/staff/events`, {
      ...{ agent: false, ca: hub.ca, localAddress: `127.0.5.${1 + (at % 4)}` },
      headers: { cookie: hub.cookie },
    });
    asked.on("error", () => undefined).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    streams.push(answer.on("error", () => undefined));
  }
  expect(streams.map(({ statusCode }) => statusCode)).toEqual(streams.map(() => 200));
  await hub.stillCalls();
  for (const stream of streams) stream.destroy();
});

test.each([
  ["pings", "integration-board", many(Buffer.from([0xc0, 0]), 20_000)],
  ["messages", "stand-s1", many(publish("talon/demo/stands/s1/request/issue", "x"), 2000)],
  ["long messages", "stand-s1", many(publish("talon/demo/stands/s1/health", Buffer.alloc(200_000)), 4)],
  ["messages of quality 2", "stand-s2", many(publish("talon/demo/stands/s2/health", "x", 2, 7), 2000)],
  ["subscriptions", "integration-other", many(subscribe(["#", "talon/#", "talon/demo/#"]), 200)],
])("a flood of %s holds up whoever sends it and nobody else", async (_what, username, bytes) => {
  const client = await hub.rawAs(username);
  const stop = flood(client, bytes);
  await hub.stillCalls();
  await until(
    async2(
      () => hub.met(),
      (met) => (met.get("mqtt rate") ?? 0) > 0,
    ),
  );
  stop();
  await hub.stillCalls();
});

/** `until` asks a plain question; this remembers the newest answer to one that takes time. */
function async2<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): () => boolean {
  let is = false;
  let isAsking = false;
  return () => {
    if (!isAsking && !is) {
      isAsking = true;
      void ask().then((answer) => {
        is = isSo(answer);
        isAsking = false;
      });
    }
    return is;
  };
}

test("whoever asks without end from one address is told to wait; staff behind the same address are not", async () => {
  const from = "127.0.6.1";
  const cookie = await hub.signIn("bo", { from });
  // Twenty at a time over each of a hundred connections, all at once.
  const asked = "GET /nothing HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n".repeat(20);
  const all = await Promise.all(Array.from({ length: 100 }, () => hub.bytes(asked, { from, quietMs: 1000 })));
  const statuses = all.flatMap(statusesIn);
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThanOrEqual(590);
  expect(statuses).toContain(429);
  expect((await hub.ask(`${HERE}/queues`, { from, headers: { cookie } })).status).toBe(200);
  await hub.stillCalls();
});

test("wrong passwords over MQTT are looked at ever more seldom, and the right machine elsewhere gets in", async () => {
  const codes: (number | undefined)[] = [];
  for (let at = 0; at < 14; at += 1) {
    const client = await hub.rawAs("stand-s3", { password: Buffer.from(`guess ${at}`) }, "127.0.7.1");
    codes.push(client.of("connack")[0]?.returnCode);
  }
  expect(codes.filter((code) => code === 4).length).toBeLessThanOrEqual(12);
  expect(codes.at(-1)).toBe(5);
  const right = await FarClient.connect(`mqtts://127.0.0.1:${hub.mqttPort}`, {
    ...{ username: "stand-s3", password: "secret", clientId: "stand-s3", ca: hub.ca },
  });
  await right.close();
  await hub.stillCalls();
});
