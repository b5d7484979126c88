import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { Buckets } from "../../../broker/limits/buckets.ts";
import { Connections } from "../../../broker/limits/connections.ts";
import { networkOf } from "../../../broker/limits/network.ts";
import { until } from "../mqtt/far-side.ts";

describe("how often something may be done", () => {
  it("is a burst after quiet, then a steady rate, for each key by itself", () => {
    const buckets = new Buckets({ burst: 3, perSecond: 2 });
    expect([0, 0, 0, 0].map(() => buckets.take("a", 0))).toEqual([0, 0, 0, 500]);
    expect(buckets.take("b", 0)).toBe(0);
    expect([buckets.take("a", 400), buckets.take("a", 500), buckets.take("a", 500)]).toEqual([100, 0, 500]);
    expect(buckets.waitMs("a", 10_000, 3)).toBe(0);
    expect(buckets.waitMs("a", 10_000, 4)).toBeGreaterThan(0);
  });

  it("counts what was done already as a debt", () => {
    const buckets = new Buckets({ burst: 10, perSecond: 10 });
    expect(buckets.spend("a", 0, 10)).toBe(0);
    expect(buckets.spend("a", 0, 5)).toBe(500);
    expect(buckets.spend("a", 500, 0)).toBe(0);
  });

  it("never lets more through than burst and rate together, whenever somebody asks", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 200 }), (pauses) => {
        const buckets = new Buckets({ burst: 5, perSecond: 10 });
        let at = 0;
        let taken = 0;
        for (const pause of pauses) {
          at += pause;
          if (buckets.take("a", at) === 0) taken += 1;
        }
        return taken <= 5 + at / 100 + 1e-6;
      }),
    );
  });

  it("keeps no more than ten thousand keys, and forgets the one that was unused longest", () => {
    const buckets = new Buckets({ burst: 1, perSecond: 0.001 });
    for (const key of ["first", "second"]) buckets.take(key, 0);
    for (let key = 0; key < 9998; key += 1) buckets.take(`key ${key}`, 0);
    expect([buckets.waitMs("first", 0), buckets.waitMs("second", 0)].every((ms) => ms > 0)).toBe(true);
    buckets.spend("first", 0, 0);
    buckets.take("one more", 0);
    expect(buckets.waitMs("second", 0)).toBe(0);
    expect(buckets.waitMs("first", 0)).toBeGreaterThan(0);
  });
});

describe("whose an address is", () => {
  it.each([
    ["10.1.2.3", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["127.0.0.2", "127.0.0.2"],
    ["127.0.0.1", null],
    ["::ffff:127.0.0.1", null],
    ["::1", null],
    [undefined, null],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["64:ff9b::10.1.2.3", "64:ff9b:0:0::/64"],
  ])("%s counts as %s", (address, network) => expect(networkOf(address)).toBe(network));
});

describe("the connections of a listener", () => {
  /** A listener and those who connect to it from addresses of this machine. */
  async function listener(limits: { most: number; mostOfAddress: number; silentMs: number }) {
    const met: string[] = [];
    const accepted: Socket[] = [];
    const server = createServer((socket) => accepted.push(socket.on("error", () => undefined)));
    const connections = new Connections(limits, (limit) => met.push(limit));
    connections.watch(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of [...sockets, ...accepted]) socket.destroy();
      server.close();
    });
    const join = async (from: string) => {
      const before = accepted.length + met.length;
      const socket = connect({ port, host: "127.0.0.1", localAddress: from });
      sockets.push(socket.on("error", () => undefined));
      await once(socket, "connect");
      await until(() => accepted.length + met.length > before);
      return socket;
    };
    return { met, accepted, connections, join };
  }

  const overOf = async (sockets: readonly Socket[], count: number) => {
    for (const socket of sockets) socket.resume();
    await until(() => sockets.filter((socket) => socket.destroyed).length === count);
    return sockets.map((socket) => socket.destroyed);
  };

  it("an address that has its share loses its own oldest silent one to the next", async () => {
    const { join, met } = await listener({ most: 100, mostOfAddress: 10, silentMs: 60_000 });
    const other = await join("127.0.0.3");
    const crowd: Socket[] = [];
    for (let at = 0; at < 10; at += 1) crowd.push(await join("127.0.0.2"));
    expect(met).toEqual([]);
    crowd.push(await join("127.0.0.2"));
    expect(await overOf([...crowd, other], 1)).toEqual([true, ...Array.from({ length: 11 }, () => false)]);
    expect(met).toEqual(["address"]);
  });

  it("an address that opens one after the other is turned away, and nobody else", async () => {
    const { join, met } = await listener({ most: 100, mostOfAddress: 2, silentMs: 60_000 });
    for (let at = 0; at < 4; at += 1) (await join("127.0.0.2")).destroy();
    const [late, other] = [await join("127.0.0.2"), await join("127.0.0.3")];
    expect(await overOf([late, other], 1)).toEqual([true, false]);
    expect(met.at(-1)).toBe("address");
  });

  it("a full house lets whoever comes in for the oldest silent one of the biggest crowd", async () => {
    const { join, met, accepted, connections } = await listener({
      most: 6,
      mostOfAddress: 100,
      silentMs: 60_000,
    });
    const known = await join("127.0.0.2");
    connections.known(accepted[0] as Socket);
    const crowd: Socket[] = [];
    for (let at = 0; at < 4; at += 1) crowd.push(await join("127.0.0.2"));
    const lone = await join("127.0.0.3");
    const newcomer = await join("127.0.0.4");
    expect(await overOf([known, ...crowd, lone, newcomer], 1)).toEqual([
      ...[false, true, false, false, false],
      ...[false, false],
    ]);
    expect(met).toEqual(["connections"]);
  });

  it("a house full of those who said who they are turns the next away", async () => {
    const { join, met, accepted, connections } = await listener({
      most: 2,
      mostOfAddress: 100,
      silentMs: 60_000,
    });
    const inside = [await join("127.0.0.2"), await join("127.0.0.3")];
    for (const socket of accepted) connections.known(socket);
    const late = await join("127.0.0.4");
    expect(await overOf([...inside, late], 1)).toEqual([false, false, true]);
    expect(met).toEqual(["connections"]);
  });

  it("whoever is silent too long is cut off; whoever said who it is stays", async () => {
    const { join, met, accepted, connections } = await listener({
      most: 9,
      mostOfAddress: 9,
      silentMs: 60,
    });
    const known = await join("127.0.0.2");
    connections.known(accepted[0] as Socket);
    const silent = [await join("127.0.0.2"), await join("127.0.0.3")];
    expect(await overOf([known, ...silent], 2)).toEqual([false, true, true]);
    expect(met).toEqual(["silence", "silence"]);
  });

  it("what stands before the hub on this machine has no limit of an address, and places are given back", async () => {
    const { join, met, accepted } = await listener({ most: 50, mostOfAddress: 1, silentMs: 60_000 });
    const crowd: Socket[] = [];
    for (let at = 0; at < 40; at += 1) crowd.push(await join("127.0.0.1"));
    expect(met).toEqual([]);
    for (const socket of crowd) socket.destroy();
    await until(() => accepted.every((socket) => socket.destroyed));
    for (let at = 0; at < 40; at += 1) await join("127.0.0.1");
    expect(met).toEqual([]);
  });
});
