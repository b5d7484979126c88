import fc from "fast-check";
import { type IConnectPacket, parser } from "mqtt-packet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TABLE_RULES } from "../../../broker/mqtt/access.ts";
import { type EmbeddedBroker, openEmbedded } from "../../../broker/mqtt/embedded.ts";
import { connectFault, isText } from "../../../broker/mqtt/well-formed.ts";
import { HubSide, until } from "./far-side.ts";
import { connectPacket, publish, RawClient, subscribe } from "./raw-client.ts";

/** As aedes gets it. */
function parsed(bytes: Buffer): IConnectPacket | null {
  const packets: IConnectPacket[] = [];
  const read = parser();
  read.on("packet", (packet) => packet.cmd === "connect" && packets.push(packet));
  read.on("error", () => undefined);
  read.parse(bytes);
  return packets[0] ?? null;
}

/** The same packet, longer by some bytes at its end. */
function longer(bytes: Buffer, more: Buffer): Buffer {
  const at = bytes.findIndex((byte, place) => place > 0 && byte < 128);
  const body = Buffer.concat([bytes.subarray(at + 1), more]);
  const length = [(body.length & 127) | 128, (body.length >> 7) & 127];
  return Buffer.concat([Buffer.from([bytes[0] ?? 0, ...length]), body]);
}

const text = fc.string({ unit: "grapheme", maxLength: 20 }).filter(isText);
const word = text.filter((said) => said !== "");
const payload = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const connectWords = fc.record({
  clientId: word,
  clean: fc.boolean(),
  level: fc.constantFrom(3 as const, 4 as const),
  will: fc.option(fc.record({ topic: word, payload }), { nil: undefined }),
  login: fc.option(fc.record({ username: word, password: fc.option(payload, { nil: undefined }) }), {
    nil: undefined,
  }),
});
const packetOf = ({
  clientId,
  clean,
  level,
  will,
  login,
}: typeof connectWords extends fc.Arbitrary<infer Words> ? Words : never) =>
  connectPacket(clientId, {
    ...{ clean, protocolVersion: level, protocolId: level === 3 ? "MQIsdp" : "MQTT" },
    ...(will === undefined ? {} : { will: { ...will, qos: 0 as const, retain: false } }),
    ...(login === undefined ? {} : { username: login.username }),
    ...(login?.password === undefined ? {} : { password: login.password }),
  });

describe("a CONNECT", () => {
  it("is taken as it is written by MQTT.js, whatever it says, and with more than it announces never", () => {
    fc.assert(
      fc.property(connectWords, fc.uint8Array({ minLength: 1, maxLength: 20 }), (words, more) => {
        const bytes = packetOf(words);
        const packet = parsed(bytes);
        expect(packet).not.toBeNull();
        expect(connectFault(packet as IConnectPacket)).toBeNull();
        expect(connectFault(parsed(longer(bytes, Buffer.from(more))) as IConnectPacket)).toContain(
          "MQTT-3.1.3",
        );
      }),
    );
  });
});

describe("a client of the hub's own broker", () => {
  let hub: HubSide;
  let broker: EmbeddedBroker;
  const open: RawClient[] = [];
  /** What came back, and whether the connection is over. */
  const said = async (...bytes: Uint8Array[]) => {
    const client = new RawClient({ port: broker.port }).say(...bytes);
    open.push(client);
    await until(
      () => client.isClosed || client.packets.some(({ cmd }) => cmd !== "connack" || bytes.length === 1),
    );
    return { codes: client.of("connack").map(({ returnCode }) => returnCode), isClosed: client.isClosed };
  };
  const closes = async (...bytes: Uint8Array[]) => {
    const client = new RawClient({ port: broker.port }).say(...bytes);
    open.push(client);
    await until(() => client.isClosed);
    return client.of("connack").map(({ returnCode }) => returnCode);
  };
  const spoiled = (bytes: Buffer, mark: string, ...by: number[]) => {
    const at = bytes.indexOf(mark);
    expect(at).toBeGreaterThan(0);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(by), bytes.subarray(at + by.length)]);
  };

  beforeEach(async () => {
    hub = new HubSide();
    broker = await openEmbedded(
      {
        ...{
          location: "demo",
          host: "127.0.0.1",
          port: 0,
          tls: null,
          accounts: [],
          allowAnonymousReading: true,
        },
        rules: { ...TABLE_RULES, mayPublish: () => true, maySubscribe: () => true },
      },
      hub,
    );
  });
  afterEach(async () => {
    for (const client of open.splice(0)) client.end();
    await broker.close();
  });

  it("needs an id, but for a clean session of MQTT 3.1.1 (MQTT-3.1.3-7, MQTT-3.1.3-8)", async () => {
    const level3 = { protocolId: "MQIsdp", protocolVersion: 3 } as const;
    // mqtt-packet itself writes no empty id: that of one letter is cut.
    const without = (bytes: Buffer) =>
      Buffer.concat([
        Buffer.from([bytes[0] ?? 0, (bytes[1] ?? 0) - 1]),
        bytes.subarray(2, -2),
        Buffer.from([0]),
      ]);
    expect(await said(without(connectPacket("x")))).toEqual({ codes: [0], isClosed: false });
    expect(await closes(without(connectPacket("x", { clean: false })))).toEqual([2]);
    expect(await closes(without(connectPacket("x", level3)))).toEqual([2]);
    expect(await said(connectPacket("x", level3))).toEqual({ codes: [0], isClosed: false });
  });

  it("is told that its protocol's level is unknown before its connection ends (MQTT-3.1.2-2)", async () => {
    const level = (number: number) => spoiled(connectPacket("other-level"), "\u0004\u0002", number);
    for (const number of [0, 2, 6, 127]) expect(await closes(level(number))).toEqual([1]);
    const five = { protocolVersion: 5, properties: { receiveMaximum: 20 } } as const;
    expect(await closes(connectPacket("of-five", five))).toEqual([1]);
    expect(hub.refusals.map(({ why }) => why)).toContain("Invalid protocol version");
  });

  it("loses its connection for a string that is no UTF-8 or holds a zero (MQTT-1.5.3-1, MQTT-1.5.3-2)", async () => {
    const named = connectPacket("client-id", {
      username: "user-name",
      will: { topic: "will-topic", payload: Buffer.from("x"), qos: 0, retain: false },
    });
    for (const word of ["client-id", "user-name", "will-topic"])
      for (const bytes of [[0], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xff]])
        expect(await closes(spoiled(named, word, ...bytes))).toEqual([]);
    const known = connectPacket("known");
    expect(await closes(known, spoiled(publish("some-topic", "x"), "topic", 0))).toEqual([0]);
    expect(await closes(known, spoiled(subscribe(["some-filter"]), "filter", 0xff))).toEqual([0]);
    expect(hub.refusals.filter(({ why }) => why.endsWith("no UTF-8"))).toHaveLength(14);
  });

  it("loses its connection for a password without a name, and for a last will without a topic", async () => {
    const named = connectPacket("one", { username: "n", password: Buffer.from("p") });
    const flags = named.indexOf("MQTT") + 5;
    // Without the name's flag its bytes are taken for the password.
    const unnamed = Buffer.concat([named.subarray(0, flags), Buffer.from([0x42]), named.subarray(flags + 1)]);
    expect(await closes(unnamed)).toEqual([]);
    const willing = connectPacket("one", {
      will: { topic: "t", payload: Buffer.from("payload"), qos: 0, retain: false },
    });
    const at = willing.indexOf("\0\u0001t");
    const empty = Buffer.concat([willing.subarray(0, at), Buffer.from([0, 0]), willing.subarray(at + 3)]);
    empty[1] = (empty[1] ?? 0) - 1;
    expect(await closes(empty)).toEqual([]);
    expect(hub.refusals.map(({ why }) => why)).toEqual([
      expect.stringContaining("MQTT-3.1.2-22"),
      "a last will without a topic",
    ]);
  });
});
