import { describe, expect, test } from "vitest";
import { callOrder, nextAt, whyOf } from "../../../broker/queue/order.ts";
import type { Ticket } from "../../../broker/queue/state.ts";
import type { ServiceId, TicketId, TicketNumber } from "../../../protocol/terms.ts";
import { plain } from "../happenings.ts";
import { B, C1, Hub, MINUTE, NINE, said, town } from "../town.ts";
import { comes, numbers, ONE, orderAt, X } from "./coming.ts";

describe("appointments in the order", () => {
  test("one that checked in in time is due at its agreed time, and its claim grows twice as fast as a walk-in's", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    comes(hub, 0);
    comes(hub, 4, 10);
    expect(orderAt(hub, 19)).toEqual(["A01", "A02"]);
    expect(orderAt(hub, 21)).toEqual(["A02", "A01"]);
  });

  test("one that comes later than the limit waits like a walk-in of that minute", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    const late = comes(hub, 26, 10);
    const inTime = comes(hub, 26, 11);
    comes(hub, 26);
    expect([late.dueAt, inTime.dueAt]).toEqual([null, NINE + 11 * MINUTE]);
    expect(orderAt(hub, 27)).toEqual(["A02", "A01", "A03"]);
    expect(whyOf(hub.state, late, { at: hub.at }).kind).toBe("late");
  });

  test("one that is early goes after all due work, but never waits while a counter is idle", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    comes(hub, 0, 20);
    comes(hub, 0, 10);
    comes(hub, 5, undefined, B);
    expect(orderAt(hub, 6)).toEqual(["B01", "A02", "A01"]);
    expect(said(hub.next())).toBe("B01");
    hub.staff({ kind: "finish", counter: C1 });
    expect(said(hub.next())).toBe("A02");
  });

  test("the policy of a queue is data: how late is late, how fast a claim grows, when age counts", () => {
    const order = { lateMin: 0, appointmentRate: 4, agedMin: 10 };
    const queues = [{ queue: "a", name: { da: "Pas" }, letters: "A", order }];
    const hub = new Hub(town({ queues, counters: [ONE], catchAll: "a" })).open();
    const walkIn = comes(hub, 0);
    comes(hub, 4, 6);
    expect(comes(hub, 7, 6).dueAt).toBeNull();
    expect(orderAt(hub, 7.9)).toEqual(["A01", "A02", "A03"]);
    expect(orderAt(hub, 8.1)).toEqual(["A02", "A01", "A03"]);
    expect(orderAt(hub, 10)).toEqual(["A01", "A02", "A03"]);
    expect(whyOf(hub.state, walkIn, { at: NINE + 10 * MINUTE }).kind).toBe("aged");
  });
});

describe("priorities", () => {
  const services = [
    { service: "pas", name: { da: "Pas" }, queue: "a" },
    { service: "barn", name: { da: "Med barn" }, queue: "a", headStartMin: 5 },
  ];

  test("are minutes of head start, from staff, stand and paper alike, and never absolute", () => {
    const hub = new Hub(town({ services, counters: [ONE] })).open();
    const barn = "barn" as Ticket["service"];
    hub.ticket(1);
    hub.at += 4 * MINUTE;
    hub.press(2, { service: barn });
    hub.print([hub.record(2, "A02", { service: barn }), hub.record(3, "AB01", { service: barn })]);
    hub.issueByStaff({ service: barn ?? undefined });
    expect(numbers(callOrder(hub.state, C1))).toEqual(["A02", "AB01", "A03", "A01"]);
    hub.at += 2 * MINUTE;
    hub.press(5, { service: barn });
    hub.print([hub.record(5, "A04", { service: barn })]);
    expect(numbers(callOrder(hub.state, C1)).slice(-2)).toEqual(["A01", "A04"]);
    expect(whyOf(hub.state, hub.of(2), { at: hub.at })).toMatchObject({ kind: "walk-in", headStartMin: 5 });
  });
});

test("a head start is at most half of the wait from which age counts, and nobody is said to have waited it", () => {
  const services = [
    { service: "pas", name: { da: "Pas" }, queue: "a" },
    { service: "barn", name: { da: "Med barn" }, queue: "a", headStartMin: 600 },
  ];
  const hub = new Hub(town({ services, counters: [ONE] })).open();
  hub.ticket(1);
  hub.at += 17 * MINUTE;
  const early = hub.issueByStaff({ service: "barn" as ServiceId });
  expect(numbers(callOrder(hub.state, C1))).toEqual(["A02", "A01"]);
  hub.at += 2 * MINUTE;
  hub.issueByStaff({ service: "barn" as ServiceId });
  expect(numbers(callOrder(hub.state, C1))).toEqual(["A02", "A01", "A03"]);
  hub.at += 20 * MINUTE;
  const told = hub.state.day.byNumber.get("A02" as TicketNumber) as TicketId;
  expect(early).toMatchObject({ ticket: { number: "A02" } });
  const second = hub.state.day.tickets.get(told) as Ticket;
  expect(whyOf(hub.state, second, { at: hub.at })).toMatchObject({ kind: "walk-in", headStartMin: 18 });
  expect(whyOf(hub.state, hub.of(1), { at: hub.at }).kind).toBe("aged");
});

describe("ageing", () => {
  const listed = { ...ONE, queues: ["b", "a"] };

  test("whoever waited over the limit is called on every other turn, also from a counter's last queue", () => {
    const hub = new Hub(town({ counters: [listed] })).open();
    for (const min of [0, 1]) comes(hub, min);
    for (const min of [30, 31]) comes(hub, min, undefined, B);
    expect(orderAt(hub, 42)).toEqual(["A01", "B01", "A02", "B02"]);
    expect(said(hub.next())).toBe("B01");
    hub.at = NINE + 42 * MINUTE;
    expect(said(hub.next(C1, hub.state.atCounter.get(C1)))).toBe("A01");
    expect(said(hub.next(C1, hub.state.atCounter.get(C1)))).toBe("B02");
    expect(hub.all("ticket-called").map((event) => event.byAge)).toEqual([false, true, false]);
  });

  test("an appointment ages after three times the time, and the longest over the limit goes first", () => {
    const hub = new Hub(town({ counters: [listed] })).open();
    const [walkIn, appointment] = [comes(hub, 71), comes(hub, 0, 0)];
    comes(hub, 90, undefined, B);
    expect(orderAt(hub, 104.9)[0]).toBe("B01");
    expect(orderAt(hub, 107)).toEqual([appointment.number, "B01", walkIn.number]);
  });

  test("a call that was taken back leaves the counter's turn as it was, a call out of turn too", () => {
    const hub = new Hub(town({ counters: [listed] })).open();
    comes(hub, 0);
    const other = comes(hub, 1);
    comes(hub, 30, undefined, B);
    hub.at = NINE + 45 * MINUTE;
    const called = hub.staff({ kind: "call-next", counter: C1, commandId: "7" });
    expect(said(called)).toBe("A01");
    hub.staff({ kind: "undo", counter: C1, undoes: "7" });
    expect(said(hub.next())).toBe("A01");
    hub.staff({ kind: "finish", counter: C1 });
    hub.staff({ kind: "call", counter: C1, ticket: other.id });
    hub.staff({ kind: "requeue", ticket: other.id });
    expect(said(hub.next())).toBe("B01");
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
  });
});

describe("a counter's rules", () => {
  const rules = [
    { queue: "a", waitsOverMin: 10 },
    { queue: "x", waitsOverMin: 5 },
  ];
  const hallOf = () => {
    const counters = [{ ...ONE, queues: ["b", "a", "x"], rules }];
    return new Hub(town({ counters })).open();
  };

  test("take a queue in which anyone waits over their minutes before the counter's own order, the first rule first", () => {
    const hub = hallOf();
    comes(hub, 0);
    comes(hub, 1, undefined, X);
    comes(hub, 2, undefined, B);
    expect(orderAt(hub, 5)).toEqual(["B01", "A01", "X01"]);
    expect(orderAt(hub, 7)).toEqual(["X01", "B01", "A01"]);
    expect(orderAt(hub, 11)).toEqual(["A01", "X01", "B01"]);
    expect(nextAt(hub.state, C1, { at: NINE + 11 * MINUTE })?.why).toMatchObject({
      kind: "rule",
      rule: rules[0],
    });
  });

  test("let it help with a queue that is not on its list, as long as anyone waits there over their minutes", () => {
    const hub = new Hub(town({ counters: [{ ...ONE, queues: ["b"], rules }] })).open();
    comes(hub, 0);
    comes(hub, 1, 60);
    comes(hub, 2, undefined, X);
    comes(hub, 3, undefined, B);
    expect(orderAt(hub, 5)).toEqual(["B01"]);
    expect(orderAt(hub, 8)).toEqual(["X01", "B01"]);
    // Also before the appointment that is early, and no longer than the one whom it helps waits.
    expect(orderAt(hub, 11)).toEqual(["A01", "X01", "B01"]);
    hub.at = NINE + 40 * MINUTE;
    expect(said(hub.next())).toBe("A01");
    hub.staff({ kind: "finish", counter: C1 });
    expect(orderAt(hub, 41)).not.toContain("A02");
  });

  test("ask nothing of an appointment that is early", () => {
    const hub = hallOf();
    comes(hub, 0, 30, B);
    comes(hub, 0, 30);
    comes(hub, 12, undefined, X);
    expect(orderAt(hub, 13)).toEqual(["X01", "B01", "A01"]);
    expect(nextAt(hub.state, C1, { at: NINE + 13 * MINUTE })?.why).toMatchObject({
      kind: "walk-in",
      rule: null,
    });
  });
});

describe("why a ticket is next", () => {
  test("is told as data: the agreed time, the arrival, and whether it is early or due", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    comes(hub, 2, 15);
    const [agreedAt, arrivedAt] = [NINE + 15 * MINUTE, NINE + 2 * MINUTE];
    const facts = { agreedAt, arrivedAt, headStartMin: 0, rule: null };
    expect(nextAt(hub.state, C1, { at: arrivedAt })?.why).toEqual({ kind: "early", ...facts });
    expect(nextAt(hub.state, C1, { at: agreedAt })?.why).toEqual({ kind: "appointment", ...facts });
  });
});
