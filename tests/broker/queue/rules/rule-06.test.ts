import { describe, expect, test } from "vitest";
import type { HelloAnswer } from "../../../../broker/queue/commands.ts";
import type { ServiceDay } from "../../../../protocol/terms.ts";
import { DAY, Hub, outboxOf, S1, S2, town } from "../../town.ts";

const letters = (answer: HelloAnswer) => Object.values(answer.lease?.letters ?? {});
const held = (suffix: string, serviceDay = DAY) => ({
  serviceDay,
  letters: { a: `A${suffix}`, b: `B${suffix}`, x: `X${suffix}` },
  last: 999,
});

describe("rule 6: own series never clash", () => {
  test("each outbox has letters of its own, none of them a queue's, the roll's or another's", () => {
    const queues = [...town().queues, { queue: "c", name: { da: "C" }, letters: "AB" }];
    const hub = new Hub(town({ queues, rollLetters: "AC" })).open();
    const all = Array.from({ length: 40 }, (_, n) =>
      letters(hub.hello({ outbox: outboxOf(10 + n), random: 7 })),
    );
    expect(all.every((one) => one.length === 4)).toBe(true);
    const flat = all.flat();
    expect(new Set(flat).size).toBe(160);
    for (const plain of ["A", "B", "X", "AB", "AC"]) expect(flat).not.toContain(plain);
    expect(flat.filter((one) => one.length === 2).length).toBeGreaterThan(20);
  });

  test("what was given never changes within the day", () => {
    const hub = new Hub().open();
    const first = hub.hello();
    expect(hub.hello({ random: 99 })).toEqual(first);
    expect(first.lease).toMatchObject({ serviceDay: DAY, last: 999 });
  });

  test("a cloned or new card is another outbox and gets other letters", () => {
    const hub = new Hub().open();
    const first = letters(hub.hello());
    expect(letters(hub.hello({ outbox: outboxOf(3) }))).not.toContain(first[0]);
  });

  test("a new queue extends a lease; what was given stays", () => {
    const hub = new Hub().open();
    const before = hub.hello().lease?.letters;
    const queues = [...town().queues, { queue: "c", name: { da: "C" }, letters: "C" }];
    hub.send({ kind: "configure", location: town({ queues }) });
    expect(hub.last("lease-given").letters).toHaveProperty("c");
    expect(hub.hello().lease?.letters).toEqual({ ...before, c: `C${before?.["a"]?.slice(1)}` });
  });

  test("an extension whose letters another has takes other letters for the new queue only", () => {
    const hub = new Hub().open();
    const mine = hub.hello({ stand: S2, outbox: outboxOf(2) }).lease?.letters;
    expect(mine).toEqual({ a: "AB", b: "BB", x: "XB" });
    const queues = [
      ...town().queues,
      { queue: "c", name: { da: "C" }, letters: "C" },
      { queue: "d", name: { da: "D" }, letters: "CB" },
    ];
    hub.send({ kind: "configure", location: town({ queues }) });
    expect(hub.hello({ stand: S2, outbox: outboxOf(2) }).lease?.letters).toMatchObject({
      ...mine,
      c: "CC",
      d: "CBC",
    });
  });

  test("a hub that lost its ledger accepts the letters that a stand holds, unless somebody else has them", () => {
    const hub = new Hub().start();
    expect(hub.hello({ lease: held("K"), serviceDay: DAY }).lease).toEqual(held("K"));
    expect(letters(hub.hello({ stand: S2, outbox: outboxOf(2), lease: held("K") }))).not.toContain("AK");
  });

  test.each([
    ["of a queue", { a: "B" }],
    ["of the roll", { a: "R" }],
    ["of nothing at all", {}],
  ])("letters %s are not accepted", (_, wrong) => {
    const hub = new Hub().start();
    const { lease } = hub.hello({
      lease: { serviceDay: DAY, letters: wrong, last: 999 },
    });
    expect(Object.values(lease?.letters ?? {})).not.toContain(Object.values(wrong)[0]);
  });

  test("letters of a queue that is gone are accepted and completed", () => {
    const hub = new Hub().start();
    const { lease } = hub.hello({ lease: { serviceDay: DAY, letters: { gone: "GK" }, last: 999 } });
    expect(lease?.letters).toMatchObject({ gone: "GK", a: "AGK" });
  });

  test("letters of another day are not accepted", () => {
    const hub = new Hub().start();
    expect(letters(hub.hello({ lease: held("K", "2026-11-01-1" as ServiceDay) }))).not.toContain("AK");
  });

  test("while letters of the day may be missing here, new ones are two letters by chance", () => {
    const hub = new Hub().start();
    expect(letters(hub.hello({ random: 30 }))[0]).toHaveLength(3);
    expect(letters(hub.hello({ outbox: outboxOf(3), random: 31 }))[0]).toHaveLength(3);
  });

  test("letters seen on papers of an outbox unheard of are not given", () => {
    const hub = new Hub().open();
    hub.print([hub.record(1, "AC01", { series: "own" })]);
    expect(letters(hub.hello({ outbox: outboxOf(3) }))[0]).toBe("AD");
  });

  test("the next day each outbox keeps its letters, and nobody gets those of another", () => {
    const hub = new Hub().open();
    const [one, two] = [letters(hub.hello()), letters(hub.hello({ stand: S2, outbox: outboxOf(2) }))];
    const mark = hub.events.length;
    hub.wait(86_400_000);
    const given = hub.since(mark).filter((event) => event.kind === "lease-given");
    expect(given.map((event) => Object.values(event.letters))).toEqual([one, two]);
    expect(letters(hub.hello({ stand: S1, outbox: outboxOf(9) }))).not.toContain(two[0]);
  });

  test("without an open day there is no lease", () => {
    const queues = town().queues.map((queue) => ({ ...queue, active: false }));
    const hub = new Hub(town({ queues })).start();
    expect(hub.hello()).toEqual({ serviceDay: null, lease: null });
    hub.send({ kind: "configure", location: town() });
    expect(hub.all("lease-given")).toHaveLength(0);
    hub.hello({ stand: S2, outbox: outboxOf(2) });
    hub.wait(1_000);
    expect(hub.last("lease-given")).toMatchObject({ stand: S1, letters: { a: "AC" } });
  });

  test("within a day no series wraps: it widens by a digit", () => {
    const hub = new Hub().open();
    for (let n = 1; n <= 100; n += 1) hub.press(n);
    expect(hub.press(101)).toMatchObject({ number: "A101" });
    expect(hub.press(102)).toMatchObject({ number: "A102" });
  });

  test("when every letter is taken there is no lease, and so no off-line series", () => {
    const hub = new Hub().open();
    for (let n = 0; n < 600; n += 1) hub.hello({ outbox: outboxOf(100 + n), random: n });
    expect(hub.hello({ outbox: outboxOf(9_999) }).lease).toBeNull();
  });
});
