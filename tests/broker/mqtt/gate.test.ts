import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import fc from "fast-check";
import { generate } from "mqtt-packet";
import { describe, expect, it } from "vitest";
import { openEmbedded } from "../../../broker/mqtt/embedded.ts";
import { PacketGate, type PacketGateOptions, PacketMeter } from "../../../broker/mqtt/packet-gate.ts";
import { boundUnsent } from "../../../broker/mqtt/unsent.ts";
import { HubSide, until } from "./far-side.ts";
import { connectPacket, publish, RawClient } from "./raw-client.ts";

const LONGEST = { publish: 300_000, other: 300_000 };

/** Both ends of a connection. */
async function ends(): Promise<{ near: Socket; far: Socket; close: () => void }> {
  const server = createServer({ noDelay: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const far = connect({
    port: (server.address() as { port: number }).port,
    host: "127.0.0.1",
    noDelay: true,
  });
  const [near] = (await once(server, "connection")) as [Socket];
  for (const socket of [near, far]) socket.on("error", () => undefined);
  const close = () => {
    near.destroy();
    far.destroy();
    server.close();
  };
  return { near, far, close };
}

/**
 * Reads as aedes does: once for each `readable`; and where a chunk held whole packets once more in the middle of parsing it, which
 * must give nothing, and once later.
 */
function readLikeBroker(socket: Socket): Buffer[] {
  const read: Buffer[] = [];
  const meter = new PacketMeter(LONGEST);
  let isParsing = false;
  const next = () => {
    const chunk = socket.read() as Buffer | null;
    if (chunk === null) return;
    read.push(isParsing ? Buffer.from("in the middle") : chunk);
    const before = meter.packets;
    meter.accepts(chunk);
    if (meter.packets === before || isParsing) return;
    isParsing = true;
    next();
    isParsing = false;
    setImmediate(next);
  };
  socket.on("readable", next);
  return read;
}

const packet = fc.oneof(
  fc.constant(generate({ cmd: "pingreq" })),
  fc.nat(40).map((length) => publish("t", Buffer.alloc(length, length))),
  fc.nat(60_000).map((length) => publish("t", Buffer.alloc(length, length % 251))),
);

describe("the gate before the broker", () => {
  const gated = async (more: Partial<PacketGateOptions> = {}) => {
    const { near, far, close } = await ends();
    const read = readLikeBroker(near);
    const passed: number[] = [];
    let tooLong = 0;
    new PacketGate(near, {
      longest: LONGEST,
      passed: (packets) => {
        passed.push(packets);
        return 0;
      },
      tooLong: () => void (tooLong += 1),
      ...more,
    }).guard();
    return { near, far, close, read, passed, tooLong: () => tooLong };
  };

  it("hands over every byte once and in order, whatever pieces come and however often it shuts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(packet, { minLength: 1, maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }),
        async (packets, sizes, waits) => {
          let turn = 0;
          const passed: number[] = [];
          const { far, close, read } = await gated({
            passed: (count) => {
              passed.push(count);
              return waits[turn++ % waits.length] as number;
            },
          });
          const bytes = Buffer.concat(packets);
          for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
            const size = sizes[piece % sizes.length] as number;
            far.write(bytes.subarray(at, at + size));
            at += size;
            if (piece % 3 === 0 && size > 20) await new Promise((next) => setImmediate(next));
          }
          const length = () => read.reduce((sum, chunk) => sum + chunk.length, 0);
          await until(() => length() >= bytes.length);
          close();
          expect(Buffer.concat(read).equals(bytes)).toBe(true);
          expect(passed.reduce((sum, count) => sum + count, 0)).toBe(packets.length);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it("hands over what came before the far side ended, also while it was shut", async () => {
    let waitMs = 40;
    const { far, close, read, near } = await gated({ passed: () => waitMs });
    let isEnded = false;
    near.on("end", () => {
      isEnded = true;
    });
    const bytes = Buffer.alloc(50_000, generate({ cmd: "pingreq" }));
    far.end(bytes);
    await until(() => read.length > 0);
    waitMs = 1;
    await until(() => isEnded);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
    close();
  });

  it("gives others their turn after 16 KiB, however much there is", async () => {
    const { far, close, read } = await gated();
    far.write(Buffer.alloc(200_000, generate({ cmd: "pingreq" })));
    await until(() => read.reduce((sum, chunk) => sum + chunk.length, 0) === 200_000);
    expect(Math.max(...read.map((chunk) => chunk.length))).toBeLessThanOrEqual(16_384);
    close();
  });

  it("ends a connection whose packet is too long for its kind, and hands over nothing of that piece", async () => {
    const { far, near, close, read, tooLong } = await gated({ longest: { publish: 1000, other: 10 } });
    far.write(publish("t", Buffer.alloc(900)));
    await until(() => read.length === 1);
    far.write(Buffer.from([0xc0, 11]));
    await until(() => near.destroyed);
    expect([read.length, tooLong()]).toEqual([1, 1]);
    close();
  });

  it("loses no message between a client that writes single bytes and the hub", async () => {
    const hub = new HubSide();
    const account = { username: "stand-s1", role: "stand", id: "s1", password: "secret" } as const;
    const broker = await openEmbedded(
      {
        ...{ location: "demo", host: "127.0.0.1", port: 0, tls: null, allowAnonymousReading: false },
        accounts: [account],
      },
      hub,
    );
    const topic = "talon/demo/stands/s1/request/issue";
    const texts = Array.from({ length: 120 }, (_, at) => `${at} ${"x".repeat((at * 797) % 9000)}`);
    const client = new RawClient({ port: broker.port });
    client.socket.setNoDelay(true);
    const bytes = Buffer.concat([
      connectPacket("stand-s1", { username: "stand-s1", password: Buffer.from("secret") }),
      ...texts.map((text) => publish(topic, text)),
    ]);
    for (let at = 0; at < bytes.length; ) {
      const size = at < 3000 ? 1 : 1 + ((at * 31) % 5000);
      client.say(bytes.subarray(at, at + size));
      at += size;
      if (at < 3000 && at % 10 === 0) await new Promise((next) => setImmediate(next));
    }
    await until(() => hub.messages.length === texts.length, 10_000);
    expect(hub.said(topic)).toEqual(texts);
    client.end();
    await broker.close();
  });
});

describe("what waits for a client that does not read", () => {
  it("keeps nobody waiting, and ends the client when it is too much for too long", async () => {
    const { near, far, close } = await ends();
    far.pause();
    let cuts = 0;
    boundUnsent(near, { slowBytes: 100_000, slowMs: 50, mostBytes: 50_000_000 }, () => void (cuts += 1));
    const full: boolean[] = [];
    for (let at = 0; at < 200; at += 1) full.push(near.write(Buffer.alloc(50_000)));
    expect(full).not.toContain(false);
    await until(() => near.destroyed);
    expect(cuts).toBe(1);
    close();
  });

  it("leaves a client alone that takes it in time", async () => {
    const { near, far, close } = await ends();
    let taken = 0;
    far.on("data", (chunk: Buffer) => void (taken += chunk.length));
    boundUnsent(near, { slowBytes: 100_000, slowMs: 2000, mostBytes: 50_000_000 }, () => undefined);
    for (let at = 0; at < 200; at += 1) near.write(Buffer.alloc(50_000));
    await until(() => taken === 10_000_000);
    expect(near.destroyed).toBe(false);
    close();
  });

  it("ends at once a client for which far too much waits", async () => {
    const { near, far, close } = await ends();
    far.pause();
    boundUnsent(near, { slowBytes: 100_000, slowMs: 60_000, mostBytes: 20_000_000 }, () => undefined);
    for (let at = 0; at < 1000 && !near.destroyed; at += 1) near.write(Buffer.alloc(50_000));
    expect(near.destroyed).toBe(true);
    close();
  });
});
