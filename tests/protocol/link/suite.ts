/**
 * The suite of the MQTT link: it holds over every broker. Knows no broker.
 */
import { randomUUID } from "node:crypto";
import mqtt from "mqtt";
import { expect, it, onTestFinished } from "vitest";
import { EXAMPLES } from "../../../protocol/examples.ts";
import { openBlackHole } from "../../../protocol/link/black-hole.ts";
import { type MqttLink, openMqttLink, placed } from "../../../protocol/link/mqtt.ts";
import type { QueueId } from "../../../protocol/terms.ts";
import { type TestBroker, until } from "./brokers.ts";

/** A broker that stops when the test has ended. */
export async function broker(start: () => Promise<TestBroker>): Promise<TestBroker> {
  const started = await start();
  onTestFinished(() => started.stop());
  return started;
}

/** A link that closes when the test has ended. */
export function link(url: string, more: Partial<Parameters<typeof openMqttLink>[0]> = {}): MqttLink {
  const opened = openMqttLink({ url, clientId: `test-${randomUUID()}`, retryMs: [20, 50], ...more });
  onTestFinished(() => opened.close());
  return opened;
}

export const at = { location: "demo", stand: "s1" };

/** What the link does over a broker of either kind. */
export function linkContract(start: () => Promise<TestBroker>): void {
  it("hands a published message to whom asked for its topic, decoded", async () => {
    const { url } = await broker(() => start());
    const [stand, hub] = [link(url), link(url)];
    const seen: unknown[] = [];
    hub.subscribe("hello", { location: "demo" }, (message, match) => seen.push([message.stand, match.at]));
    await until(() => stand.isUp && hub.isUp);
    expect(await stand.publish("hello", at, EXAMPLES.hello)).toBe(true);
    await until(() => seen.length === 1);
    expect(seen).toEqual([[EXAMPLES.hello.stand, { stand: "s1" }]]);
  });

  it("gives a late subscriber what is retained, until it is cleared", async () => {
    const { url } = await broker(() => start());
    const hub = link(url);
    await until(() => hub.isUp);
    expect(await hub.publish("queueState", { location: "demo", queue: "a" }, EXAMPLES.queueState)).toBe(true);
    const display = link(url);
    const seen: string[] = [];
    display.subscribe("queueState", { location: "demo" }, (message) => seen.push(message.queue));
    await until(() => seen.length === 1);
    expect(await hub.clear("queueState", { location: "demo", queue: "a" })).toBe(true);
    const say = (queue: string) =>
      hub.publish(
        "queueState",
        { location: "demo", queue },
        { ...EXAMPLES.queueState, queue: queue as QueueId },
      );
    expect(await say("kept")).toBe(true);
    const late = link(url);
    const lateSeen: string[] = [];
    late.subscribe("queueState", { location: "demo" }, (message) => lateSeen.push(message.queue));
    await until(() => lateSeen.length === 1);
    expect(await say("new")).toBe(true);
    await until(() => lateSeen.includes("new"));
    expect(lateSeen).toEqual(["kept", "new"]);
  });

  it("tells bytes that do not decode as foreign and goes on", async () => {
    const { url } = await broker(() => start());
    const hub = link(url);
    const foreign: string[] = [];
    const seen: string[] = [];
    hub.onForeign(({ problem }) => foreign.push(problem));
    hub.subscribe("hello", { location: "demo" }, (message) => seen.push(message.stand));
    await until(() => hub.isUp);
    const raw = await mqtt.connectAsync(url);
    onTestFinished(() => raw.endAsync());
    await raw.publishAsync("talon/demo/stands/s1/request/hello", Buffer.from([0xff, 0xfe]), { qos: 1 });
    await raw.publishAsync("talon/demo/stands/s1/request/hello", JSON.stringify(EXAMPLES.hello), { qos: 1 });
    await until(() => seen.length === 1);
    expect(foreign).toEqual(["not JSON in UTF-8"]);
  });

  it("passes over a word that lies retained on a topic that is never retained, and takes the same word fresh", async () => {
    const { url } = await broker(() => start());
    const raw = await mqtt.connectAsync(url);
    onTestFinished(() => raw.endAsync());
    const hello = ["talon/demo/stands/s1/request/hello", JSON.stringify(EXAMPLES.hello)] as const;
    await raw.publishAsync(...hello, { qos: 1, retain: true });
    const hub = link(url);
    const stale: boolean[] = [];
    const seen: string[] = [];
    hub.onForeign(({ isStale }) => stale.push(isStale));
    hub.subscribe("hello", { location: "demo" }, (message) => seen.push(message.stand));
    await until(() => stale.length === 1);
    expect([stale, seen]).toEqual([[true], []]);
    await raw.publishAsync(...hello, { qos: 1 });
    await until(() => seen.length === 1);
  });

  it("leaves its last will when it is cut off, and none when it says goodbye", async () => {
    const { url } = await broker(() => start());
    const will = () => placed("standAvailability", at, EXAMPLES.standAvailability);
    const hub = link(url);
    const seen: string[] = [];
    hub.subscribe("standAvailability", { location: "demo" }, (message) => seen.push(message.instance));
    await until(() => hub.isUp);
    const polite = link(url, { will });
    await until(() => polite.isUp);
    await polite.close();
    const hole = openBlackHole();
    const cut = link(url, { will, dial: hole.dial, keepaliveS: 1 });
    await until(() => cut.isUp);
    expect(seen).toEqual([]);
    hole.up(false);
    await until(() => seen.length === 1, 8000);
  });

  it("notices a pulled network, keeps nothing for later, and is up again by itself", async () => {
    const { url } = await broker(() => start());
    const hole = openBlackHole();
    const [stand, hub] = [link(url, { dial: hole.dial, keepaliveS: 1, timeoutMs: 300 }), link(url)];
    const [told, seen]: [string[], string[]] = [[], []];
    stand.onUp(() => told.push("up"));
    stand.onDown(() => told.push("down"));
    hub.subscribe("hello", { location: "demo" }, (message) => seen.push(message.id));
    await until(() => stand.isUp && hub.isUp);
    hole.up(false);
    const sentAt = performance.now();
    const waited = async () =>
      [await stand.publish("hello", at, EXAMPLES.hello), performance.now() - sentAt] as const;
    const early = waited();
    await new Promise((later) => setTimeout(later, 100));
    const late = await waited();
    // Each waits its own 300 ms for the PUBACK.
    const [[isFirst, firstMs], [isSecond, secondMs]] = [await early, late];
    expect([isFirst, isSecond, firstMs >= 290, secondMs >= 390]).toEqual([false, false, true, true]);
    await until(() => !stand.isUp, 8000);
    const startedAt = Date.now();
    expect(await stand.publish("hello", at, EXAMPLES.hello)).toBe(false);
    expect(Date.now() - startedAt).toBeLessThan(50);
    hole.up(true);
    await until(() => stand.isUp, 8000);
    expect(told).toEqual(["up", "down", "up"]);
    const id = randomUUID();
    expect(await stand.publish("hello", at, { ...EXAMPLES.hello, id })).toBe(true);
    await until(() => seen.includes(id));
    expect(seen.filter((one) => one !== id).length).toBeLessThanOrEqual(2);
  });
}
