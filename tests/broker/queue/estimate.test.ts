import { describe, expect, test } from "vitest";
import { expectedWait } from "../../../broker/queue/estimate.ts";
import { A, B, C1, C2, Hub, MINUTE, ticketId, town } from "../town.ts";

describe("the expected wait", () => {
  test("with nobody ahead and a free counter it is about now", () => {
    expect(expectedWait(new Hub().open().state, A, 0)).toEqual({
      fromMs: 0,
      toMs: MINUTE,
      medianMs: MINUTE / 2,
    });
  });

  test("with every counter taken it is half a visit even for the first", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    hub.next(C2);
    expect(expectedWait(hub.state, A, 0)).toEqual({ fromMs: 45_000, toMs: 120_000, medianMs: 75_000 });
  });

  test("it grows with the people ahead and shrinks with the counters", () => {
    const two = new Hub().open();
    const one = new Hub(town({ counters: [{ counter: "1", name: { da: "1" } }] })).open();
    expect(expectedWait(two.state, A, 4)?.medianMs).toBe((5 * MINUTE * 4.5) / 2);
    expect(expectedWait(one.state, A, 4)?.medianMs).toBe(5 * MINUTE * 4.5);
  });

  test("a counter that serves another busy queue too counts as half", () => {
    const counters = [
      { counter: "1", name: { da: "1" } },
      { counter: "2", name: { da: "2" }, queues: ["a", "b"] },
    ];
    const hub = new Hub(town({ counters })).open();
    hub.ticket(1, B);
    expect(expectedWait(hub.state, A, 4)?.medianMs).toBe(5 * MINUTE * 4.5);
    hub.ticket(2, A);
    expect(expectedWait(hub.state, A, 4)?.medianMs).toBe(5 * MINUTE * 4.5);
  });

  test("nothing is said while no open counter serves the queue", () => {
    const counters = [
      { counter: "1", name: { da: "1" }, queues: ["b"] },
      { counter: "2", name: { da: "2" }, open: false },
    ];
    const hub = new Hub(town({ counters })).open();
    expect(expectedWait(hub.state, A, 1)).toBeNull();
    expect(expectedWait(hub.state, "gone" as typeof A, 1)).toBeNull();
  });

  test("it learns from what visits took, call to end, and an hour at most", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    hub.at += 10 * MINUTE;
    hub.next(C1, ticketId(1));
    expect(hub.state.visitMs.get(A)).toBe(5.5 * MINUTE);
    hub.at += 1_000 * MINUTE;
    hub.staff({ kind: "no-show", counter: C1 });
    expect(hub.state.visitMs.get(A)).toBeCloseTo(5.5 * MINUTE + 0.1 * 54.5 * MINUTE, 3);
  });
});
