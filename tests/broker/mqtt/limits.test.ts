import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedBroker, openEmbedded } from "../../../broker/mqtt/embedded.ts";
import { mqttLimits } from "../../../protocol/config/limits.ts";
import { FarClient, HubSide, until } from "./far-side.ts";
import { connectPacket, publish, RawClient, subscribe } from "./raw-client.ts";

const account = (role: "stand" | "staff" | "integration", id: string) =>
  ({ username: `${role}-${id}`, role, id, password: `secret of ${role}-${id}` }) as const;
const LIMITS = mqttLimits.parse({ connectionsPerAccount: 3, connectionsPerAddress: 8 });
const ISSUE = "talon/demo/stands/s1/request/issue";

describe("a client of the hub's own broker", () => {
  let hub: HubSide;
  let broker: EmbeddedBroker;
  const raw: RawClient[] = [];
  const openBroker = async (packetsPerSecond: number) => {
    hub = new HubSide();
    broker = await openEmbedded(
      {
        ...{ location: "demo", host: "127.0.0.1", port: 0, tls: null, allowAnonymousReading: false },
        accounts: [account("stand", "s1"), account("staff", "anna"), account("integration", "board")],
        limits: { ...LIMITS, packetsPerSecond },
      },
      hub,
    );
  };
  beforeEach(() => openBroker(LIMITS.packetsPerSecond));
  /** One that needs less to be too quick for. */
  const slowly = async () => {
    await broker.close();
    await openBroker(200);
  };
  afterEach(async () => {
    for (const client of raw.splice(0)) client.end();
    await broker.close();
  });
  const limits = () => hub.limits.map(({ limit }) => limit);
  const open = (from?: string) => {
    const client = new RawClient({ port: broker.port, ...(from === undefined ? {} : { from }) });
    raw.push(client);
    return client;
  };
  const login = (username: string, more: { password?: string; clientId?: string } = {}) =>
    connectPacket(more.clientId ?? username, {
      username,
      password: Buffer.from(more.password ?? `secret of ${username}`),
    });
  const join = async (username: string, clientId = username, from?: string) => {
    const client = open(from).say(login(username, { clientId }));
    await until(() => client.packets.length > 0 || client.isClosed);
    return client;
  };
  const codeOf = (client: RawClient) => client.of("connack")[0]?.returnCode;

  it("that sends more packets than it may loses none: they are read later", async () => {
    await slowly();
    const stand = await join("stand-s1");
    const sent = Array.from({ length: 1000 }, (_, at) => String(at));
    const from = performance.now();
    stand.say(Buffer.concat(sent.map((one) => publish(ISSUE, one))));
    await until(() => hub.messages.length === 1000, 10_000);
    expect(hub.said(ISSUE)).toEqual(sent);
    // 400 at once and 200 a second; the packets of the last turn, about 260, are handed over before they are owed.
    expect(performance.now() - from).toBeGreaterThan(1200);
    expect(limits()).toContain("rate");
    expect(stand.isClosed).toBe(false);
  });

  it("that floods keeps nobody else waiting", async () => {
    await slowly();
    const [flood, quiet] = [await join("integration-board"), await join("stand-s1")];
    flood.say(Buffer.alloc(400_000, Buffer.from([0xc0, 0])));
    for (let at = 0; at < 10; at += 1) {
      quiet.say(publish(ISSUE, `press ${at}`));
      await until(() => hub.messages.length === at + 1, 1000);
    }
    expect(limits()).toContain("rate");
  });

  it("shares its account's packets among all of its connections", async () => {
    await slowly();
    const [one, other] = [await join("staff-anna", "staff-anna.1"), await join("staff-anna", "staff-anna.2")];
    one.say(Buffer.alloc(1200, Buffer.from([0xc0, 0])));
    await until(() => limits().includes("rate"));
    other.say(Buffer.from([0xc0, 0]), Buffer.from([0xc0, 0]));
    await until(() => other.of("pingresp").length === 2);
    expect(hub.limits.map(({ client }) => client)).toContain("staff-anna.2");
  });

  it("has three connections of its account here, and gets the place of one that ended", async () => {
    const here = [];
    for (const at of [1, 2, 3]) here.push(await join("staff-anna", `staff-anna.${at}`));
    expect(codeOf(await join("staff-anna", "staff-anna.4"))).toBe(5);
    expect(limits()).toEqual(["account"]);
    here[0]?.end();
    await until(() => broker.clients() === 2);
    expect(codeOf(await join("staff-anna", "staff-anna.5"))).toBe(0);
    expect(codeOf(await join("stand-s1"))).toBe(0);
  });

  it("has a hundred subscriptions, and another one for each that it ends", async () => {
    const client = await FarClient.connect(`mqtt://127.0.0.1:${broker.port}`, {
      ...{ username: "integration-board", password: "secret of integration-board" },
      clientId: "integration-board",
    });
    const grants = [];
    for (let at = 0; at < 101; at += 1) grants.push(await client.subscribe(`talon/demo/queues/q${at}`));
    expect(grants).toEqual([...Array.from({ length: 100 }, () => 1), 128]);
    expect(await client.subscribe("talon/demo/queues/q5")).toBe(1);
    await client.client.unsubscribeAsync("talon/demo/queues/q5");
    expect(await client.subscribe("talon/demo/queues/new")).toBe(1);
    expect(limits()).toContain("subscriptions");
    await client.close();
  });

  it("gets no filter that is longer than any of ours, and no packet but a message that is", async () => {
    const board = await join("integration-board");
    board.say(subscribe([`talon/demo/queues/${"q".repeat(300)}`]));
    await until(() => board.of("suback").length === 1);
    expect(board.of("suback")[0]?.granted).toEqual([128]);
    board.say(subscribe(Array.from({ length: 4000 }, (_, at) => `q${at}`)));
    await until(() => board.isClosed);
    expect(limits().sort()).toEqual(["packet", "topic"]);
  });

  it("that gave ten wrong passwords waits, from its own address, and nobody else of that name does", async () => {
    const tries = [];
    for (let at = 0; at < 11; at += 1) {
      const client = open("127.0.0.7").say(login("stand-s1", { password: `guess ${at}` }));
      await until(() => client.isClosed);
      tries.push(codeOf(client));
    }
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 4), 5]);
    expect(codeOf(await join("stand-s1", "stand-s1", "127.0.0.7"))).toBe(5);
    expect(codeOf(await join("staff-anna", "staff-anna", "127.0.0.7"))).toBe(0);
    expect(codeOf(await join("stand-s1", "stand-s1", "127.0.0.8"))).toBe(0);
    expect(limits()).toEqual(["passwords", "passwords"]);
  });

  it("that never says who it is makes room for others of its address, which do", async () => {
    const silent = Array.from({ length: 8 }, () => open("127.0.0.9"));
    await until(() => silent.every((one) => !one.socket.connecting));
    expect(codeOf(await join("stand-s1", "stand-s1", "127.0.0.9"))).toBe(0);
    await until(() => silent[0]?.isClosed === true);
    expect(silent.filter((one) => one.isClosed)).toHaveLength(1);
    expect(limits()).toEqual(["address"]);
  });

  it("has a client id of bounded length", async () => {
    expect(codeOf(await join("staff-anna", `staff-anna.${"x".repeat(200)}`))).toBe(2);
  });
});
