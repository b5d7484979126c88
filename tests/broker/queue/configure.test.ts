import { describe, expect, test } from "vitest";
import { A, B, C1, C2, Hub, said, ticketId, town } from "../town.ts";

const without = (queue: string) =>
  town({ queues: town().queues.filter((one) => one.queue !== queue), services: [] });

describe("the location's document", () => {
  test("the same document again is no news", () => {
    const hub = new Hub().open();
    const mark = hub.events.length;
    hub.send({ kind: "configure", location: town() });
    expect(hub.since(mark)).toEqual([]);
  });

  test("whoever waits in a queue that is edited away waits on in the catch-all queue, and staff are told", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.ticket(2, B);
    hub.send({ kind: "configure", location: without("a") });
    expect(hub.of(1)).toMatchObject({ queue: "x", state: "waiting" });
    expect(hub.state.openQueues.has(A)).toBe(false);
    expect(hub.state.alarms.at(-1)?.notice).toMatchObject({
      kind: "caught-ticket",
      number: "A01",
      queue: "x",
    });
    expect(said(hub.next())).toBe("A01");
  });

  test("a no-show of a queue that is gone is put back into the catch-all queue", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next();
    hub.staff({ kind: "no-show", counter: C1 });
    hub.send({ kind: "configure", location: without("a") });
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    expect(hub.of(1)).toMatchObject({ queue: "x", state: "waiting" });
  });

  test("a counter that is edited away lets go of its ticket: called ones wait again, served ones were served", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    hub.next(C2);
    hub.staff({ kind: "serve", counter: C2 });
    hub.send({ kind: "configure", location: town({ counters: [{ counter: "3", name: { da: "3" } }] }) });
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["waiting", "served"]);
    expect(hub.state.atCounter.size).toBe(0);
  });

  test("the ticket at a counter that stays keeps it", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next(C1);
    hub.send({ kind: "configure", location: town({ catchAll: "b" }) });
    expect(hub.of(1)).toMatchObject({ state: "called", counter: C1 });
  });

  test("fifty alarms are kept", () => {
    const hub = new Hub().open();
    for (let n = 0; n < 60; n += 1) hub.print([hub.record(n, null)]);
    expect(hub.state.alarms).toHaveLength(50);
  });
});
