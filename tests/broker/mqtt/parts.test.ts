import fc from "fast-check";
import { generate } from "mqtt-packet";
import { describe, expect, it } from "vitest";
import { Pace } from "../../../broker/mqtt/pace.ts";
import { PacketMeter } from "../../../broker/mqtt/packet-gate.ts";
import { quarantine } from "../../../broker/mqtt/quarantine.ts";
import { Seldom } from "../../../broker/mqtt/seldom.ts";
import { until } from "./far-side.ts";

describe("what happens again and again", () => {
  const seldom = () => {
    const said: [string, number][] = [];
    return { said, of: new Seldom<string>((what, count) => said.push([what, count])) };
  };

  it("is said at once, then once a minute with its newest and how often it was, and no more when it is over", () => {
    const { said, of } = seldom();
    for (let n = 0; n < 5; n += 1) of.happened("s1", `bad ${n}`, n);
    of.happened("s2", "other", 5);
    expect(said).toEqual([
      ["bad 0", 1],
      ["other", 1],
    ]);
    of.flush(59_999);
    expect(said).toHaveLength(2);
    of.flush(60_000);
    of.flush(180_000);
    expect(said.slice(2)).toEqual([["bad 4", 4]]);
    of.happened("s1", "again", 300_000);
    expect(said.at(-1)).toEqual(["again", 1]);
  });

  it("is said of a hundred clients each, and of all others as one", () => {
    const { said, of } = seldom();
    for (let n = 0; n < 1000; n += 1) of.happened(`client ${n}`, `bad ${n}`, 0);
    expect(said).toHaveLength(101);
    of.flush(Number.POSITIVE_INFINITY);
    expect(said.slice(101)).toEqual([["bad 999", 899]]);
  });
});

describe("the limit of packets", () => {
  const publish = (length: number) =>
    generate({
      cmd: "publish",
      topic: "t",
      payload: Buffer.alloc(length),
      qos: 0,
      retain: false,
      dup: false,
    });

  it("lets every packet pass that is short enough, however its bytes come in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { maxLength: 10 }),
        fc.integer({ min: 1, max: 50 }),
        (lengths, size) => {
          const bytes = Buffer.concat([generate({ cmd: "pingreq" }), ...lengths.map(publish)]);
          const meter = new PacketMeter({ publish: 1100, other: 100 });
          for (let at = 0; at < bytes.length; at += size)
            if (!meter.accepts(bytes.subarray(at, at + size))) return false;
          return true;
        },
      ),
    );
  });

  it("refuses a longer one at its header, and a length that never ends", () => {
    const bytes = publish(2000);
    expect(new PacketMeter({ publish: 1100, other: 100 }).accepts(bytes.subarray(0, 3))).toBe(false);
    const malformed = new PacketMeter({ publish: 1100, other: 100 });
    expect(malformed.accepts(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
  });
});

describe("the pace of telling", () => {
  it("tells at once after quiet, then at most once in its time, and always once more after the last change", async () => {
    const rounds: number[] = [];
    const pace = new Pace(60, () => rounds.push(performance.now()));
    const from = performance.now();
    await until(() => {
      pace.touch();
      return rounds.length === 4;
    });
    const changed = performance.now();
    pace.touch();
    await until(() => (rounds.at(-1) ?? 0) >= changed);
    expect((rounds[0] ?? 0) - from).toBeLessThan(50);
    for (const [index, at] of rounds.slice(1).entries())
      expect(at - (rounds[index] ?? 0)).toBeGreaterThan(55);
    pace.touch();
    pace.close();
    const count = rounds.length;
    // One of the same time that goes on: when its second round comes, the closed one's is overdue.
    let later = 0;
    const going = new Pace(60, () => later++);
    going.touch();
    await until(() => later === 1);
    going.touch();
    await until(() => later === 2);
    going.close();
    expect(rounds).toHaveLength(count);
  });

  it("tells what is urgent at once, although something was told just before, but not two such in its time", async () => {
    let rounds = 0;
    const pace = new Pace(600_000, () => rounds++);
    pace.touch();
    await until(() => rounds === 1);
    pace.touch();
    pace.hurry();
    await until(() => rounds === 2);
    pace.hurry();
    // Each of these lets everything run that is due.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((next) => setImmediate(next));
    expect(rounds).toBe(2);
    pace.close();
  });
});

describe("a printed request that cannot be read", () => {
  it("is kept whole or record by record, whatever it holds", () => {
    const outboxId = "00000000-0000-4000-8000-000000000001";
    const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
    const two = quarantine(bytes({ v: 9, outboxId, records: [{ a: 1 }, 2] }), "v");
    expect(two).toEqual({
      outbox: outboxId,
      returning: false,
      records: [
        { ok: false, problem: "v", raw: `{"a":1}` },
        { ok: false, problem: "v", raw: "2" },
      ],
    });
    expect(quarantine(bytes({ records: Array.from({ length: 21 }) }), "x").records).toHaveLength(1);
  });

  it("never throws, and always keeps at least one text of bounded length", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((json) => Buffer.from(json)),
        ),
        (payload) => {
          const { records } = quarantine(payload, "x");
          return records.length >= 1 && records.every((one) => (one.raw ?? "").length <= 4000);
        },
      ),
    );
  });
});
