import { describe, expect, test } from "vitest";
import { decodeRecord } from "../../../../protocol/messages.ts";
import { A, C1, Hub, outboxOf, S1, said, ticketId, town, withHours } from "../../town.ts";

describe("rule 5: a paper is never refused", () => {
  test("a paper the hub never heard of gets its place", () => {
    const hub = new Hub().open();
    expect(hub.print([hub.record(1, "ABJ01", { series: "own" })])).toEqual(["recorded"]);
    expect(said(hub.next())).toBe("ABJ01");
  });

  test.each([
    ["gone", town()],
    ["b", town({ queues: town().queues.map((queue) => ({ ...queue, active: queue.queue !== "b" })) })],
  ])(
    "a paper for queue %s, which is gone or inactive, waits in the catch-all queue and staff are told",
    (queue, location) => {
      const hub = new Hub(location).open();
      expect(hub.print([hub.record(1, "BBJ01", { queue: queue as typeof A, series: "own" })])).toEqual([
        "caught",
      ]);
      expect(hub.of(1)).toMatchObject({ queue: "x", state: "waiting" });
      expect(hub.state.alarms.at(-1)?.notice).toEqual({ kind: "caught-ticket", number: "BBJ01", queue: "x" });
      expect(said(hub.next())).toBe("BBJ01");
    },
  );

  test("a paper for a queue that has closed meanwhile waits in the catch-all queue", () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    hub.wait(3_601_000);
    expect(hub.state.openQueues.size).toBe(0);
    expect(hub.print([hub.record(1, "ABJ01", { series: "own" })])).toEqual(["caught"]);
  });

  test("a ticket that the hub gave itself stays in its queue when that closes", () => {
    const hub = new Hub(withHours("08:00", "10:00")).open();
    hub.press(1);
    hub.wait(3_601_000);
    expect(hub.print([hub.record(1, "A01")])).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ queue: A, state: "waiting" });
  });

  test("the same record again is known and changes nothing", () => {
    const hub = new Hub().open();
    const record = hub.record(1, "ABJ01", { series: "own" });
    hub.print([record]);
    const mark = hub.events.length;
    expect(hub.print([record, record])).toEqual(["known", "known"]);
    expect(hub.since(mark)).toEqual([]);
  });

  test("paper only moves forward: unknown may become printed, printed never becomes unknown", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.print([hub.record(1, "A01", { paper: "unknown" })]);
    expect(hub.print([hub.record(1, "A01", { paper: "torn" })])).toEqual(["known"]);
    expect(hub.print([hub.record(1, "A01")])).toEqual(["recorded"]);
    expect(hub.print([hub.record(1, "A01", { paper: "withdrawn" })])).toEqual(["known"]);
    expect(hub.of(1)).toMatchObject({ paper: "printed", state: "waiting" });
  });

  test("a served ticket never waits again because of a record", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next();
    hub.staff({ kind: "finish", counter: C1 });
    hub.print([hub.record(1, "A01"), hub.record(1, "A09", { paper: "torn" })]);
    expect(hub.of(1)).toMatchObject({ state: "served", number: "A01" });
  });

  test("what cannot be decoded is set aside with its text, and spoils no other record", () => {
    const hub = new Hub().open();
    const bad = { ticketId: "?".repeat(9_000) };
    const raw = JSON.stringify(bad);
    const { results } = hub.send({
      ...{ kind: "printed", stand: S1, outbox: outboxOf(1), returning: false },
      records: [{ ...decodeRecord(bad), raw }, decodeRecord({}), { ok: true, value: hub.record(1, "ABJ01") }],
    });
    expect(results.map((one) => one.result)).toEqual(["quarantined", "quarantined", "recorded"]);
    expect(hub.all("record-quarantined").map((event) => event.raw.length)).toEqual([2_000, 0]);
    expect(hub.of(1).id).toBe(ticketId(1));
    expect(hub.state.alarms[0]?.notice).toMatchObject({ kind: "stand-trouble", stand: S1 });
  });
});
