import { Duplex } from "node:stream";
import { expect, it } from "vitest";
import { openBlackHole } from "../../../protocol/link/black-hole.ts";
import { addressOf, dialTcp, gathered } from "../../../protocol/link/dial.ts";
import { openMqttLink } from "../../../protocol/link/mqtt.ts";
import { startAedes, until } from "./brokers.ts";
import { sendsAtOnce, socketsOf } from "./nagle.ts";

it.each([
  ["mqtt://broker.lan", { host: "broker.lan", port: 1883, isSecure: false }],
  ["mqtts://broker.lan", { host: "broker.lan", port: 8883, isSecure: true }],
  ["mqtt://127.0.0.1:18830/", { host: "127.0.0.1", port: 18830, isSecure: false }],
  ["mqtts://[::1]:1", { host: "::1", port: 1, isSecure: true }],
])("%s is %j", (url, address) => {
  expect(addressOf(url)).toEqual(address);
});

/** A stream that keeps what left it, one text for each time that it was asked to write. */
function kept(): { stream: Duplex; pieces: string[] } {
  const pieces: string[] = [];
  const stream = new Duplex({
    decodeStrings: false,
    read: () => undefined,
    writev: (chunks, done) => {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(""));
      done();
    },
  });
  return { stream: gathered(stream), pieces };
}

/** A packet as mqtt-packet writes it: in parts, held until the next tick. */
function write(stream: Duplex, ...parts: string[]): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
  for (const part of parts) stream.write(part);
}

it("sends in one piece what is written in one turn, and holds nothing longer", async () => {
  const { stream, pieces } = kept();
  write(stream, "a", "b");
  await new Promise<void>((next) => process.nextTick(next));
  write(stream, "c", "d");
  await new Promise((next) => setImmediate(next));
  expect(pieces).toEqual(["abcd"]);
  write(stream, "e", "f");
  await new Promise((next) => setImmediate(next));
  expect(pieces).toEqual(["abcd", "ef"]);
});

it("sends what it holds at once when it ends", async () => {
  const { stream, pieces } = kept();
  write(stream, "a", "b");
  stream.end("c");
  expect(pieces).toEqual(["abc"]);
  await new Promise((next) => setImmediate(next));
  expect([pieces, stream.writableFinished]).toEqual([["abc"], true]);
});

it.each([
  ["by itself", dialTcp],
  ["through a network that can be pulled", openBlackHole().dial],
])("a link that connects %s has Nagle's delay off (design rule 2)", async (_how, dial) => {
  const broker = await startAedes();
  const sockets = socketsOf("client");
  const link = openMqttLink({ url: broker.url, clientId: "stand-s1", dial });
  await until(() => link.isUp);
  expect(sockets.map(sendsAtOnce)).toEqual([true]);
  await link.close();
  await broker.stop();
});
