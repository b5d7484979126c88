import { describe, expect, test } from "vitest";
import { outlook, waitIn } from "../../../broker/queue/estimate.ts";
import type { StaffId } from "../../../protocol/terms.ts";
import { A, B, C1, C2, Hub, MINUTE, ticketId, town } from "../town.ts";
import { ONE } from "./coming.ts";

const TWO = { counter: "2", name: { da: "2" } };

/** At every counter somebody is served, and these wait by number from 1 on. */
function hall(waiting: number, counters: readonly object[] = [ONE, TWO], queue = A): Hub {
  const hub = new Hub(town({ counters })).open();
  for (const { counter, queues } of hub.state.location.counters) {
    hub.issueByStaff({ queue: queues[0] ?? A });
    hub.next(counter);
    hub.staff({ kind: "serve", counter });
  }
  for (let n = 1; n <= waiting; n += 1) {
    hub.at += 1_000;
    hub.ticket(n, queue);
  }
  return hub;
}

function meanMin(hub: Hub, n: number): number {
  const ticket = hub.of(n);
  return (waitIn(hub.state, outlook(hub.state, hub.at), ticket)?.meanMs ?? Number.NaN) / MINUTE;
}

describe("the wait of whoever lets others go first", () => {
  test("lasts until then at least, and is nobody's before", () => {
    const hub = hall(4, [ONE]);
    const before = [1, 2, 3, 4].map((n) => meanMin(hub, n));
    hub.citizen("postpone", 1);
    const after = [1, 2, 3, 4].map((n) => meanMin(hub, n));
    expect(after[0]).toBeGreaterThanOrEqual(10);
    // The others have moved up by one, but for what the first takes of them when it is back.
    expect(after[1]).toBeLessThan(before[1] as number);
    expect(after[2]).toBeLessThan(before[2] as number);
    expect(after[3]).toBeLessThan((before[3] as number) + 1);
  });

  test("is just that time while nobody else waits, at a counter that is free meanwhile", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    hub.ticket(1);
    hub.citizen("postpone", 1);
    expect(meanMin(hub, 1)).toBe(10);
    hub.at += 4 * MINUTE;
    expect(meanMin(hub, 1)).toBe(6);
    expect(outlook(hub.state, hub.at).queues.get(A)).toMatchObject({ medianMs: 0 });
    hub.at += 6 * MINUTE;
    expect(meanMin(hub, 1)).toBe(0);
  });

  test("is that time for an appointment too", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    hub.issueByStaff({ ticketId: ticketId(1), agreedAt: hub.at });
    hub.of(1).notBefore = hub.at + 5 * MINUTE;
    expect(meanMin(hub, 1)).toBe(5);
  });
});

describe("the wait of whoever is held", () => {
  test("is for its counter alone, before all others there, and the others are told of the other counters", () => {
    const hub = hall(6);
    const before = meanMin(hub, 6);
    hub.staff({ kind: "transfer", ticket: ticketId(6), toCounter: C1 });
    expect(meanMin(hub, 6)).toBeLessThan(before / 1.5);
    expect(meanMin(hub, 1)).toBeLessThan(meanMin(hub, 6));
    hub.staff({ kind: "finish", counter: C2 });
    expect(meanMin(hub, 1)).toBe(0);
    expect(meanMin(hub, 6)).toBeGreaterThan(2);
  });

  test("follows their own waits where several are held for one counter, at a counter that takes no queue of theirs", () => {
    const hub = hall(3, [ONE, { ...TWO, queues: ["b"] }]);
    for (const n of [3, 2]) hub.staff({ kind: "transfer", ticket: ticketId(n), toCounter: C2 });
    expect(meanMin(hub, 2)).toBeGreaterThan(1);
    expect(meanMin(hub, 3)).toBeGreaterThan(meanMin(hub, 2) + 3);
    hub.of(2).notBefore = hub.at + 60 * MINUTE;
    expect(meanMin(hub, 2)).toBeGreaterThanOrEqual(60);
    expect(meanMin(hub, 3)).toBeLessThan(15);
  });

  test("is not told while its counter is closed, or when it is held for a person, and delays nobody", () => {
    const hub = hall(3, [ONE, { ...TWO, open: false }]);
    const before = meanMin(hub, 2);
    hub.staff({ kind: "transfer", ticket: ticketId(1), toStaff: "anna" as StaffId });
    expect(meanMin(hub, 1)).toBeNaN();
    expect(meanMin(hub, 2)).toBeLessThan(before);
    hub.staff({ kind: "transfer", ticket: ticketId(1), toCounter: C2 });
    expect(meanMin(hub, 1)).toBeNaN();
  });

  test("takes no idle counter for one without staff", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    hub.ticket(1);
    hub.staff({ kind: "transfer", ticket: ticketId(1), toCounter: C1 });
    hub.at += 30 * MINUTE;
    hub.ticket(2);
    hub.ticket(3);
    hub.citizen("postpone", 3);
    expect(meanMin(hub, 1)).toBe(0);
  });
});

describe("a counter that only a rule lets help", () => {
  const helper = { ...TWO, queues: ["b"], rules: [{ queue: "a", waitsOverMin: 10 }] };

  test("takes whoever has waited long enough for it, and nobody before", () => {
    const hub = new Hub(town({ counters: [{ ...ONE, queues: ["x"] }, helper] })).open();
    hub.ticket(1);
    expect(meanMin(hub, 1)).toBe(10);
    hub.at += 4 * MINUTE;
    hub.ticket(2);
    expect([meanMin(hub, 1), outlook(hub.state, hub.at).tickets.has(ticketId(2))]).toEqual([6, true]);
    hub.at += 6 * MINUTE + 1;
    expect(meanMin(hub, 1)).toBe(0);
  });

  test("shortens the waits of those behind a long visit", () => {
    const alone = hall(4, [ONE]);
    const helped = hall(4, [ONE, { ...helper, queues: ["b"] }]);
    helped.staff({ kind: "finish", counter: C2 });
    expect(meanMin(helped, 4)).toBeLessThan(meanMin(alone, 4) - 4);
  });

  test("serves its own queues first, and helps an appointment too", () => {
    const hub = new Hub(town({ counters: [{ ...ONE, queues: ["x"] }, helper] })).open();
    hub.ticket(1, B);
    hub.issueByStaff({ ticketId: ticketId(2), agreedAt: hub.at });
    expect(meanMin(hub, 1)).toBe(0);
    expect(meanMin(hub, 2)).toBeGreaterThanOrEqual(10);
  });
});
