import { connect as connectSocket, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedBroker, type EmbeddedOptions, openEmbedded } from "../../../broker/mqtt/embedded.ts";
import { sendsAtOnce, socketsOf } from "../../protocol/link/nagle.ts";
import { brokerContract } from "./contract.ts";
import { FarClient, HubSide, until } from "./far-side.ts";

const account = (role: "stand" | "staff" | "display" | "integration", id: string) => ({
  username: `${role}-${id}`,
  role,
  id,
  password: `secret of ${role}-${id}`,
});
const options: EmbeddedOptions = {
  location: "demo",
  host: "127.0.0.1",
  port: 0,
  tls: null,
  accounts: [
    account("stand", "s1"),
    account("stand", "s2"),
    account("staff", "anna"),
    account("display", "d1"),
    account("integration", "board"),
  ],
  allowAnonymousReading: false,
};
const connectAs = (broker: EmbeddedBroker, username: string, more: object = {}) =>
  FarClient.connect(`mqtt://127.0.0.1:${broker.port}`, {
    username,
    password: `secret of ${username}`,
    clientId: username,
    ...more,
  });

describe("the hub's own broker", () => {
  brokerContract(async () => {
    let broker: EmbeddedBroker | null = null;
    return {
      open: async (hub) => {
        broker = await openEmbedded(options, hub);
        return broker;
      },
      connect: (username, more) => connectAs(broker as EmbeddedBroker, username, more),
      close: async () => undefined,
    };
  });
});

describe("the access rules of the hub's own broker", () => {
  let hub: HubSide;
  let broker: EmbeddedBroker;
  const clients: FarClient[] = [];
  const connect = async (username: string, more?: object) => {
    const client = await connectAs(broker, username, more);
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    hub = new HubSide();
    broker = await openEmbedded(options, hub);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await broker.close();
  });

  it("lets nobody in with a wrong password, an unknown name, no name or another one's client id", async () => {
    await expect(connect("stand-s1", { password: "wrong" })).rejects.toMatchObject({ code: 4 });
    await expect(connect("stand-s9")).rejects.toMatchObject({ code: 4 });
    await expect(connect("stand-s1", { username: undefined, password: undefined })).rejects.toMatchObject({
      code: 4,
    });
    await expect(connect("stand-s1", { clientId: "stand-s2" })).rejects.toMatchObject({ code: 2 });
    expect(broker.clients()).toBe(0);
  });

  it("answers a forbidden subscription with 0x80 and delivers nothing on it", async () => {
    const stand = await connect("stand-s1");
    expect(await stand.subscribe("talon/demo/stands/s2/response/issue")).toBe(128);
    broker.publish("talon/demo/stands/s2/response/issue", "not yours", false);
    expect(await stand.subscribe("talon/demo/calls")).toBe(1);
    broker.publish("talon/demo/calls", "yours", false);
    await until(() => stand.received.length > 0);
    expect(stand.received.map((one) => one.payload)).toEqual(["yours"]);
  });

  it("gives a wide filter only what its reader may have, retained or fresh", async () => {
    broker.publish("talon/demo/stands/s1/config", "secret", true);
    broker.publish("talon/demo/queues/a", "open", true);
    const board = await connect("integration-board");
    expect(await board.subscribe("#")).toBe(1);
    broker.publish("talon/demo/stands/s1/response/issue", "secret", false);
    broker.publish("talon/demo/calls", "A01", false);
    await until(() => board.received.some((one) => one.payload === "A01"));
    await until(() => board.received.some((one) => one.payload === "open"));
    expect(board.received.map((one) => one.payload).sort()).toEqual(["A01", "open"]);
  });

  it("cuts off who publishes what it may not, and nobody else", async () => {
    const [bad, good, board] = await Promise.all([
      connect("stand-s1"),
      connect("stand-s2"),
      connect("integration-board"),
    ]);
    await board.subscribe("talon/demo/#");
    bad.client.publish("talon/demo/queues/a", "forged", { qos: 0, retain: true });
    await until(() => bad.isClosed);
    await good.client.publishAsync("talon/demo/stands/s2/request/issue", "press", { qos: 1 });
    await until(() => hub.messages.length > 0);
    expect(good.isClosed).toBe(false);
    expect(board.received).toEqual([]);
    expect(hub.refusals.map((one) => one.client)).toContain("stand-s1");
  });

  it("does not say a last will that its client could not have said", async () => {
    const board = await connect("integration-board");
    await board.subscribe("talon/demo/#");
    const will = { topic: "talon/demo/hub/availability", payload: Buffer.from("dead"), qos: 1, retain: true };
    const stand = await connect("stand-s1", { will });
    stand.client.stream.destroy();
    await until(() => broker.clients() === 1);
    broker.publish("talon/demo/calls", "after", false);
    await until(() => board.received.length > 0);
    expect(board.received.map((one) => one.payload)).toEqual(["after"]);
  });

  it("never lets a fresh state be overtaken by the retained one before it", async () => {
    for (let topic = 0; topic < 60; topic += 1) broker.publish(`talon/demo/queues/q${topic}`, "0", true);
    const board = await connect("integration-board");
    void board.subscribe("talon/demo/queues/+");
    let round = 0;
    while (board.received.length < 300) {
      round += 1;
      broker.publish("talon/demo/queues/q59", String(round), true);
      await new Promise((next) => setImmediate(next));
    }
    await until(() => board.on("talon/demo/queues/q59").at(-1) === String(round));
    const seen = board.on("talon/demo/queues/q59").map(Number);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  it("pushes off only the same account's older connection", async () => {
    const first = await connect("stand-s1");
    const other = await connect("stand-s2");
    const second = await connect("stand-s1");
    await until(() => first.isClosed);
    expect([second.isClosed, other.isClosed]).toEqual([false, false]);
  });

  it("cuts off a packet beyond the limit before gathering it", async () => {
    const stand = await connect("stand-s1");
    stand.client.publish("talon/demo/stands/s1/request/issue", "x".repeat(400_000), { qos: 0 });
    await until(() => stand.isClosed);
    expect(hub.messages).toEqual([]);
    expect(hub.limits).toMatchObject([{ client: "stand-s1", limit: "packet" }]);
  });

  it("survives bytes that are no MQTT", async () => {
    const socket = connectSocket(broker.port, "127.0.0.1");
    socket.on("error", () => undefined);
    let isClosed = false;
    socket.on("close", () => {
      isClosed = true;
    });
    socket.write(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    await until(() => isClosed);
    expect(await (await connect("stand-s1")).subscribe("talon/demo/calls")).toBe(1);
  });

  it("keeps serving others while one client does not read, and drops that one", async () => {
    const [slow, quick] = await Promise.all([connect("integration-board"), connect("display-d1")]);
    await slow.subscribe("talon/demo/calls");
    await quick.subscribe("talon/demo/calls");
    (slow.client.stream as unknown as { pause: () => void }).pause();
    slow.client.stream.removeAllListeners("readable");
    slow.client.stream.unpipe();
    const long = "x".repeat(100_000);
    for (let index = 0; index < 200; index += 1)
      broker.publish("talon/demo/calls", `${index} ${long}`, false);
    await until(() => quick.received.length === 200, 15_000);
    await until(() => broker.clients() === 1, 15_000);
    expect(quick.isClosed).toBe(false);
  }, 40_000);

  it("remembers of a topic that it may be written, and not that it may be retained", async () => {
    const topic = "talon/demo/stands/s1/request/issue";
    const stand = await connect("stand-s1");
    for (const said of ["one", "two"]) stand.client.publish(topic, said, { qos: 1 });
    await until(() => hub.said(topic).length === 2);
    stand.client.publish(topic, "three", { qos: 1, retain: true });
    await until(() => stand.isClosed);
    expect(hub.said(topic)).toEqual(["one", "two"]);
  });

  it("admits anonymous readers only where the demo says so, and only to read", async () => {
    const demo = await openEmbedded({ ...options, allowAnonymousReading: true }, hub);
    const url = `mqtt://127.0.0.1:${demo.port}`;
    await expect(FarClient.connect(url, { clientId: "stand-s1" })).rejects.toMatchObject({ code: 2 });
    const reader = await FarClient.connect(url, { clientId: "somebody" });
    expect(await reader.subscribe("talon/demo/queues/+")).toBe(1);
    expect(await reader.subscribe("talon/demo/stands/+/request/+")).toBe(128);
    reader.client.publish("talon/demo/stands/s1/request/issue", "x", { qos: 0 });
    await until(() => reader.isClosed);
    expect(hub.messages).toEqual([]);
    await demo.close();
  });

  it("has Nagle's delay off on every connection it accepts (design rule 2)", async () => {
    const sockets = socketsOf("server");
    await connect("stand-s1");
    expect(sockets.map(sendsAtOnce)).toEqual([true]);
  });

  it("refuses to listen outside loopback without TLS", async () => {
    await expect(openEmbedded({ ...options, host: "0.0.0.0" }, hub)).rejects.toMatchObject({
      code: "HUB_LISTENER_OPEN",
    });
  });

  it("says which port is taken and what to do", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as { port: number };
    await expect(openEmbedded({ ...options, port }, hub)).rejects.toMatchObject({
      code: "HUB_PORT_TAKEN",
      message: expect.stringContaining(`Port ${port}`),
    });
    await new Promise((done) => other.close(done));
  });
});
