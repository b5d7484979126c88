/** Who speaks MQTT wrongly, or asks for what is not theirs. */
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { until } from "../../broker/mqtt/far-side.ts";
import { connectPacket, publish, subscribe } from "../../broker/mqtt/raw-client.ts";
import { HubUnderAttack } from "./attack.ts";

let hub: HubUnderAttack;
beforeAll(async () => {
  hub = await HubUnderAttack.open();
}, 60_000);
afterEach(() => hub.stillCalls());
afterAll(() => hub?.close());

const login = (username: string, more: object = {}) =>
  connectPacket(username, { username, password: Buffer.from("secret"), ...more });
/** A good CONNECT with one byte made another. */
const bent = (at: number, byte: number) => {
  const bytes = Buffer.from(login("stand-s1"));
  bytes[at] = byte;
  return bytes;
};
/** A CONNECT's fixed header, protocol name, level and flags stand before its keep-alive. */
const HEAD = 10;

describe("a malformed CONNECT", () => {
  const cases: readonly (readonly [string, Buffer])[] = [
    ["another protocol's name", bent(4, 0x58)],
    ["a version that does not exist", bent(8, 9)],
    ["the reserved flag", bent(9, 0xc3)],
    ["a last will of quality 3", bent(9, 0xde)],
    ["a password without a name", bent(9, 0x42)],
    ["flags that its packet must not have", bent(0, 0x1f)],
    ["a length that never ends", Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0xff])],
    ["something else before it", subscribe(["#"])],
    ["a message before it", publish("talon/demo/queues/a", "forged")],
    ["nothing but zeros", Buffer.alloc(64)],
    ["another protocol", Buffer.from("GET / HTTP/1.1\r\nHost: a\r\n\r\n")],
  ];
  test.each(cases)("with %s lets nobody in and ends", async (_what, bytes) => {
    const client = hub.raw("127.0.0.2").say(bytes);
    await until(() => client.isClosed, 9000);
    expect(client.of("connack").filter(({ returnCode }) => returnCode === 0)).toEqual([]);
  });

  test("of any kind does not stop the hub, and a second one ends the connection", async () => {
    const good = login("stand-s1");
    const pieces = fc.sample(
      fc.tuple(fc.nat(good.length - 1), fc.nat(255), fc.boolean()).map(([at, byte, isCut]) => {
        const bytes = Buffer.from(good);
        bytes[at] = byte;
        return isCut ? bytes.subarray(0, Math.max(at, HEAD)) : bytes;
      }),
      { numRuns: 60, seed: 20_261_201 },
    );
    const { pid } = hub;
    const clients = pieces.map((bytes) => hub.raw("127.0.0.2").say(bytes));
    await until(() => clients.every((one) => !one.socket.connecting), 10_000);
    const twice = await hub.rawAs("stand-s2");
    twice.say(login("stand-s2"));
    await until(() => twice.isClosed);
    for (const client of clients) client.end();
    expect(hub.pid).toBe(pid);
  });
});

describe("whose topics are whose", () => {
  test("a last will on a foreign topic is never said", async () => {
    const board = await hub.join("integration-board");
    await board.subscribe("talon/demo/#");
    const topics = ["hub/availability", "queues/a", "calls", "stands/s2/availability", "displays/d1"];
    for (const topic of topics) {
      const will = { topic: `talon/demo/${topic}`, payload: Buffer.from("forged"), qos: 1, retain: true };
      const stand = await hub.rawAs("stand-s1", { will });
      expect(stand.of("connack")[0]?.returnCode).toBe(0);
      stand.end();
    }
    await hub.stillCalls();
    await until(() => board.received.some(({ topic }) => topic === "talon/demo/calls"));
    expect(board.received.filter(({ payload }) => payload === "forged")).toEqual([]);
    const late = await hub.join("integration-other");
    await late.subscribe("talon/demo/#");
    await until(() => late.received.length > 2);
    expect(late.received.filter(({ payload }) => payload === "forged")).toEqual([]);
    await Promise.all([board.close(), late.close()]);
  });

  test("nobody takes over another one's connection by its client id", async () => {
    const victim = await hub.join("stand-s1");
    for (const login of [
      { username: "integration-other", clientId: "stand-s1" },
      { username: "stand-s2", clientId: "stand-s1" },
      { password: "wrong" },
      { username: undefined, password: undefined },
    ])
      await expect(hub.join("stand-s1", login)).rejects.toThrow(/refused|required|authorized/i);
    expect(await victim.subscribe("talon/demo/stands/s1/response/+")).toBe(1);
    expect(victim.isClosed).toBe(false);
    await victim.close();
  });

  test("no wildcard brings what is another one's, fresh or retained", async () => {
    const board = await hub.rawAs("integration-board");
    const filters = [
      "#",
      "+/#",
      "talon/#",
      "+/+/+/+/+/+",
      "talon/demo/stands/+/config",
      "$SYS/#",
      "$share/x/#",
    ];
    board.say(subscribe([...filters, "talon/demo/staff/+/notices", "talon/+/stands/s1/response/+"]));
    const stand = await hub.rawAs("stand-s2");
    stand.say(subscribe(["talon/demo/stands/+/config", "talon/demo/stands/#", "#"]));
    const owner = await hub.join("stand-s1");
    await owner.subscribe("talon/demo/stands/s1/#");
    const hello = "talon/demo/stands/s1/request/hello";
    await owner.client.publishAsync(hello, JSON.stringify({ v: 1, nonsense: true }), { qos: 1 });
    await hub.stillCalls();
    await until(() => board.of("publish").some(({ topic }) => topic === "talon/demo/calls"));
    await until(() => owner.received.some(({ topic }) => topic.endsWith("/s1/config")));
    const topics = (of: typeof board) => [...new Set(of.of("publish").map(({ topic }) => topic))];
    const isPrivate = (topic: string) =>
      /\/(?:request|response|command|notices|config)(?:\/|$)|^\$/.test(topic);
    expect(topics(board).filter(isPrivate)).toEqual([]);
    expect(topics(board).length).toBeGreaterThan(2);
    expect(topics(stand).filter((topic) => topic.includes("/s1/") && isPrivate(topic))).toEqual([]);
    expect(topics(stand)).toContain("talon/demo/stands/s2/config");
    await owner.close();
  });

  test("whoever publishes what is not theirs is cut off, and nobody reads it", async () => {
    const board = await hub.join("integration-board");
    await board.subscribe("talon/demo/#");
    const topics = [
      "queues/a",
      "stands/s2/request/issue",
      "staff/anna/request/call-next",
      "stands/s1/config",
    ];
    for (const topic of [...topics, "../queues/a", "queues/a/b/c/d/e/f/g/h/i", ""]) {
      const stand = await hub.rawAs("stand-s1");
      stand.say(publish(`talon/demo/${topic}`, "forged"));
      await until(() => stand.isClosed);
    }
    await hub.stillCalls();
    expect(board.received.filter(({ payload }) => payload === "forged")).toEqual([]);
    await board.close();
  });
});

test("what is too long is ended at its first bytes, and costs no memory", async () => {
  const before = hub.memory;
  for (let at = 0; at < 20; at += 1) {
    const client = await hub.rawAs(at % 2 === 0 ? "stand-s1" : "integration-board");
    // 256 MiB are announced, and begun.
    client.say(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(500_000));
    await until(() => client.isClosed);
  }
  expect((await hub.met()).get("mqtt packet")).toBeGreaterThanOrEqual(20);
  expect(hub.memory - before).toBeLessThan(60);
});
