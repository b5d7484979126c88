import { randomUUID } from "node:crypto";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { HubBroker } from "../../../../broker/mqtt/contract.ts";
import { openExternal } from "../../../../broker/mqtt/external.ts";
import { placed } from "../../../../protocol/link/mqtt.ts";
import { brokerContract } from "../../../broker/mqtt/contract.ts";
import { FarClient, HubSide, until } from "../../../broker/mqtt/far-side.ts";
import { Mosquitto } from "../../../broker/mqtt/mosquitto.ts";

const USERS = ["hub", "stand-s1", "stand-s2", "staff-anna", "display-d1", "integration-board"];
const AVAILABILITY = "talon/demo/hub/availability";

function availability(instance: string, state: "online" | "offline") {
  return placed(
    "hubAvailability",
    { location: "demo" },
    {
      v: 1,
      id: randomUUID(),
      at: 1,
      state,
      since: 1,
      version: "0",
      protocolVersion: 1,
      instance,
    },
  );
}

function openHub(url: string, hub: HubSide, more: object = {}): Promise<HubBroker> {
  const instance = randomUUID();
  return openExternal(
    {
      url,
      username: "hub",
      password: "secret of hub",
      location: "demo",
      instance,
      will: () => availability(instance, "offline"),
      online: () => availability(instance, "online"),
      patienceMs: 400,
      reachMs: 3000,
      ...more,
    },
    hub,
  );
}

/** A line to the broker that remembers what the broker said on it. */
async function listenIn(port: number): Promise<{ url: string; heard: () => string }> {
  let heard = "";
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    far.on("data", (bytes) => {
      heard += bytes.toString("latin1");
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, heard: () => heard };
}

const connectTo = (mosquitto: Mosquitto, username: string, more: object = {}) =>
  FarClient.connect(mosquitto.url, {
    username,
    password: `secret of ${username}`,
    clientId: username,
    ...more,
  });

describe("another broker (mosquitto)", () => {
  let mosquitto: Mosquitto;
  brokerContract(async () => {
    mosquitto = await Mosquitto.start(USERS);
    return {
      open: (hub) => openHub(mosquitto.url, hub),
      connect: (username, more) => connectTo(mosquitto, username, more),
      close: () => mosquitto.close(),
    };
  });
});

describe("two hubs and another broker (mosquitto)", () => {
  let mosquitto: Mosquitto;
  const open: { close: () => Promise<void> }[] = [];
  const kept = <T extends { close: () => Promise<void> }>(one: T): T => {
    open.push(one);
    return one;
  };
  beforeAll(async () => {
    mosquitto = await Mosquitto.start(USERS);
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
    const cleaner = await connectTo(mosquitto, "hub");
    await cleaner.client.publishAsync(AVAILABILITY, "", { qos: 1, retain: true });
    await cleaner.close();
  });
  afterAll(() => mosquitto.close());

  it("a second hub of the same location refuses to start", async () => {
    kept(await openHub(mosquitto.url, new HubSide()));
    await expect(openHub(mosquitto.url, new HubSide())).rejects.toMatchObject({ code: "HUB_OTHER_ONLINE" });
  });

  it("a hub starts as soon as the last one's will says that it is gone", async () => {
    const old = await connectTo(mosquitto, "hub");
    const { topic, payload } = availability(randomUUID(), "online");
    await old.client.publishAsync(topic, payload, { qos: 1, retain: true });
    const line = await listenIn(mosquitto.port);
    const starting = openHub(line.url, new HubSide(), { patienceMs: 5000 });
    await until(() => line.heard().includes('"online"'));
    const gone = availability(randomUUID(), "offline");
    await old.client.publishAsync(gone.topic, gone.payload, { qos: 1, retain: true });
    kept(await starting);
    await old.close();
  });

  it("the hub that was there first says so when another takes over, and the other does not", async () => {
    const [first, second] = [new HubSide(), new HubSide()];
    const old = kept(await openHub(mosquitto.url, first));
    const cleaner = kept(await connectTo(mosquitto, "hub"));
    await cleaner.client.publishAsync(AVAILABILITY, "", { qos: 1, retain: true });
    kept(await openHub(mosquitto.url, second));
    await until(() => first.faults.length > 0);
    expect(first.faults[0]).toMatchObject({ code: "HUB_TAKEN_OVER" });
    // Whatever the first said when it was taken over comes before this.
    const topic = "talon/demo/stands/s1/request/issue";
    old.publish(topic, "the last word", false);
    await until(() => second.said(topic).length > 0);
    expect(second.faults).toEqual([]);
  });

  it("a word of an earlier hub that is gone does not stand against the one that works", async () => {
    const hub = new HubSide();
    kept(await openHub(mosquitto.url, hub));
    const other = kept(await connectTo(mosquitto, "hub"));
    await other.subscribe(AVAILABILITY);
    await until(() => other.received.length > 0);
    const late = availability(randomUUID(), "offline");
    await other.client.publishAsync(late.topic, late.payload, { qos: 1, retain: true });
    await until(
      () => (other.received.at(-1)?.payload ?? "").includes(`"online"`) && other.received.length >= 3,
    );
    expect(hub.faults).toEqual([]);
  });

  it("finds what is retained in its location, and nothing of another", async () => {
    const writer = kept(await connectTo(mosquitto, "hub"));
    await writer.client.publishAsync("talon/demo/queues/old", "x", { qos: 1, retain: true });
    await writer.client.publishAsync("talon/demo/old/topic", "x", { qos: 1, retain: true });
    await writer.client.publishAsync("talon/other/queues/a", "x", { qos: 1, retain: true });
    const broker = kept(await openHub(mosquitto.url, new HubSide()));
    expect([...broker.found].sort()).toEqual(["talon/demo/old/topic", "talon/demo/queues/old"]);
    await writer.subscribe("talon/demo/#");
    const cleared = [...broker.found, AVAILABILITY];
    for (const topic of cleared) broker.publish(topic, "", true);
    await until(() => cleared.every((topic) => writer.on(topic).includes("")));
    await open.pop()?.close();
    expect(kept(await openHub(mosquitto.url, new HubSide())).found).toEqual([]);
  });

  it("says in words that the broker does not let it in, or does not answer", async () => {
    await expect(openHub(mosquitto.url, new HubSide(), { password: "wrong" })).rejects.toMatchObject({
      code: "HUB_BROKER_REFUSED",
    });
    await expect(openHub("mqtt://127.0.0.1:9", new HubSide(), { reachMs: 300 })).rejects.toMatchObject({
      code: "HUB_BROKER_UNREACHABLE",
    });
  });

  it("is told when the link goes and comes, and hears again after it", async () => {
    const hub = new HubSide();
    const broker = kept(await openHub(mosquitto.url, hub));
    await mosquitto.stop();
    await until(() => hub.links.at(-1) === false);
    expect(broker.isUp()).toBe(false);
    broker.publish("talon/demo/queues/a", "lost", true);
    await mosquitto.run();
    await until(() => hub.links.at(-1) === true);
    const stand = kept(await connectTo(mosquitto, "stand-s1"));
    await stand.client.publishAsync("talon/demo/stands/s1/request/issue", "press", { qos: 1 });
    await until(() => hub.said("talon/demo/stands/s1/request/issue").length > 0);
    expect(hub.links).toEqual([true, false, true]);
  });
});
