import { describe, expect, test } from "vitest";
import { lookup } from "../../../../broker/queue/lookup.ts";
import { type A, B, DAY, Hub, outboxOf, S2, ticketId, token, town } from "../../town.ts";

describe("rule 1: a press is decided once", () => {
  test("the same ticket id asked again gets the same answer and nothing happens", () => {
    const hub = new Hub().open();
    const first = hub.press(1);
    hub.press(2);
    const mark = hub.events.length;
    hub.at += 5_000;
    expect(hub.press(1)).toEqual(first);
    expect(hub.since(mark)).toEqual([]);
  });

  test("the same ticket id gets the same answer from a hub that replayed its ledger, even when the ticket was renamed", () => {
    const hub = new Hub().open();
    hub.press(1);
    const first = hub.press(2);
    hub.print([hub.record(2, "ABJ01", { series: "own" })]);
    const again = new Hub();
    Object.assign(again, { state: hub.replayed(), at: hub.at });
    expect(again.press(2)).toEqual(first);
    expect(first).toMatchObject({ kind: "number", number: "A02", ahead: 1, serviceDay: DAY });
  });

  test("a ticket told to number by itself is told so again, also when the plain series has opened meanwhile", () => {
    const hub = new Hub().start();
    const first = hub.press(1);
    expect(first).toMatchObject({ kind: "own-series", serviceDay: DAY, ahead: 0 });
    hub.hello();
    hub.hello({ stand: S2, outbox: outboxOf(2) });
    expect(hub.state.series).toBe("open");
    expect(hub.press(1)).toEqual(first);
  });

  test("an id that came in as paper is told that it has its own number", () => {
    const hub = new Hub().open();
    hub.print([hub.record(1, "ABJ01", { series: "own" })]);
    expect(hub.press(1)).toEqual({ kind: "own-series", serviceDay: DAY, ahead: 0, wait: null });
  });

  test("a late request for a press that was withdrawn gives no ticket, in this day and the next", () => {
    const hub = new Hub().open();
    expect(hub.print([hub.record(1, null, { paper: "withdrawn" })])).toEqual(["recorded"]);
    expect(hub.print([hub.record(1, null, { paper: "withdrawn" })])).toEqual(["known"]);
    expect(hub.press(1)).toEqual({ kind: "refused", refused: "ticket-ended" });
    hub.wait(86_400_000);
    expect(hub.state.day.serviceDay).not.toBe(DAY);
    expect(hub.press(1)).toEqual({ kind: "refused", refused: "ticket-ended" });
    expect(hub.state.day.tickets.size).toBe(0);
  });

  test("the token opens its ticket and nothing else does", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    expect(lookup(hub.state, token(1), hub.at)).toMatchObject({ number: "A01", state: "waiting", ahead: 0 });
    expect(lookup(hub.state, token(2), hub.at)).toEqual({ refused: "code-unknown" });
    expect(JSON.stringify(lookup(hub.state, token(1), hub.at))).not.toContain(token(1));
  });

  test("a closed or unknown queue gives no ticket and says why", () => {
    const queues = town().queues.map((queue) => ({ ...queue, active: queue.queue !== B }));
    const hub = new Hub(town({ queues })).open();
    expect(hub.press(1, { queue: B })).toEqual({ kind: "refused", refused: "queue-closed" });
    expect(hub.press(2, { queue: "gone" as typeof A })).toEqual({
      kind: "refused",
      refused: "queue-unknown",
    });
    expect(hub.state.day.tickets.has(ticketId(1))).toBe(false);
  });
});
