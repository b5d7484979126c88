import { describe, expect, test } from "vitest";
import { aheadOf, callOrder, firstIn, nextFor, waitingIn } from "../../../broker/queue/order.ts";
import { A, B, C1, C2, Hub, said, ticketId, town } from "../town.ts";

function hall(counters: unknown): Hub {
  const hub = new Hub(town({ counters })).open();
  hub.ticket(1, A);
  hub.at += 1;
  hub.ticket(2, B);
  hub.at += 1;
  hub.ticket(3, A);
  hub.ticket(4, B);
  return hub;
}
const numbers = (tickets: Iterable<{ number: string }>) => [...tickets].map((ticket) => ticket.number);
const ONE = { counter: "1", name: { da: "1" } };

describe("the order in which tickets are called", () => {
  test("a counter without a list serves every queue by arrival, equal arrivals in ledger order", () => {
    const hub = hall([ONE]);
    expect(numbers(callOrder(hub.state, C1))).toEqual(["A01", "B01", "A02", "B02"]);
    expect(numbers(callOrder(hub.state, null))).toEqual(["A01", "B01", "A02", "B02"]);
  });

  test("a counter with a list serves its most important queue first", () => {
    const hub = hall([{ ...ONE, queues: ["b", "a"] }]);
    expect(numbers(callOrder(hub.state, C1))).toEqual(["B01", "B02", "A01", "A02"]);
    expect(said(hub.next())).toBe("B01");
  });

  test("a counter never calls from a queue that is not on its list", () => {
    const hub = hall([{ ...ONE, queues: ["x", "b"] }]);
    hub.next();
    hub.next(C1, ticketId(2));
    expect(said(hub.next(C1, ticketId(4)))).toBe("nobody-waiting");
  });

  test("call-next takes the first of the order that may be called already", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.ticket(2);
    expect(nextFor(hub.state, C2, { at: hub.at })?.number).toBe("A02");
    expect(nextFor(hub.state, C2, { at: hub.at + 10_000 })?.number).toBe("A01");
  });

  test("people ahead are those of the same queue before the place", () => {
    const hub = hall([ONE]);
    expect(aheadOf(hub.state, A, hub.of(3))).toBe(1);
    expect(aheadOf(hub.state, "x" as typeof A, hub.of(3))).toBe(0);
    expect([waitingIn(hub.state, A), waitingIn(hub.state, "x" as typeof A)]).toEqual([2, 0]);
    expect(firstIn(hub.state, A)?.number).toBe("A01");
    expect(firstIn(hub.state, "x" as typeof A)).toBeUndefined();
  });
});
