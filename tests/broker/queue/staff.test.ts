import { describe, expect, test } from "vitest";
import { evolve } from "../../../broker/queue/evolve.ts";
import { counterState, ticketAt } from "../../../broker/queue/find.ts";
import { A, B, C1, C2, Hub, said, ticketId, town } from "../town.ts";

const GONE = "gone" as typeof C1;
const CLOSED = [
  { counter: "1", name: { da: "1" } },
  { counter: "2", name: { da: "2" }, open: false },
];

function hall(tickets = 2, location = town()): Hub {
  const hub = new Hub(location).open();
  for (let n = 1; n <= tickets; n += 1) hub.ticket(n);
  return hub;
}

describe("calling and serving", () => {
  test("a visit goes from waiting over called and serving to served", () => {
    const hub = hall();
    expect(counterState(hub.state, C1)).toBe("free");
    expect(hub.next()).toEqual({ ticket: { id: ticketId(1), number: "A01", state: "called" } });
    expect(counterState(hub.state, C1)).toBe("calling");
    expect(hub.staff({ kind: "serve", counter: C1 })).toMatchObject({ ticket: { state: "serving" } });
    expect(counterState(hub.state, C1)).toBe("serving");
    hub.at += 60_000;
    expect(hub.staff({ kind: "finish", counter: C1 })).toMatchObject({ ticket: { state: "served" } });
    expect(hub.of(1)).toMatchObject({ state: "served", endedAt: hub.at, counter: C1, calls: 1 });
    expect(ticketAt(hub.state, C1)).toBeUndefined();
  });

  test("finishing a ticket that was only called counts as served", () => {
    const hub = hall();
    hub.next();
    expect(hub.staff({ kind: "finish", counter: C1 })).toMatchObject({ ticket: { state: "served" } });
  });

  test("a recall calls the same ticket to the same counter and keeps everything else", () => {
    const hub = hall();
    hub.next();
    const { calledAt } = hub.of(1);
    hub.at += 5_000;
    expect(hub.staff({ kind: "recall", counter: C1 })).toMatchObject({
      ticket: { number: "A01", state: "called" },
    });
    expect(hub.of(1)).toMatchObject({ calls: 2, calledAt, state: "called" });
    expect(hub.state.calls.map((call) => [call.number, call.recall])).toEqual([
      ["A01", false],
      ["A01", true],
    ]);
  });

  test("every call has a higher callSeq, also after a ledger that was lost", () => {
    const hub = hall();
    hub.next(C1);
    hub.next(C2);
    const [one, two] = hub.state.calls.map((call) => call.callSeq);
    expect(two).toBeGreaterThan(one as number);
    expect(one).toBeGreaterThanOrEqual(hub.at);
    const fresh = hall();
    fresh.at += 1_000;
    fresh.next();
    expect(fresh.state.callSeq).toBeGreaterThan(two as number);
  });

  test("the last twenty calls of each counter are kept, and no busy one pushes out those of another", () => {
    const hub = hall(2, town({ houseRules: { recallLimit: 50 } }));
    hub.next(C2);
    hub.next();
    for (let n = 0; n < 30; n += 1) hub.staff({ kind: "recall", counter: C1 });
    const of = (counter: typeof C1) => hub.state.calls.filter((call) => call.counter === counter);
    expect([of(C1).length, of(C2).length]).toEqual([20, 1]);
    expect(hub.state.calls[0]).toMatchObject({ counter: C2 });
    expect(hub.state.calls.at(-1)?.callSeq).toBe(hub.state.callSeq);
    expect(hub.state.lastCalled.get(A)?.callSeq).toBe(hub.state.callSeq);
    expect(hub.replayed().calls).toEqual(hub.state.calls);
  });

  test("however many counters a house had, 4,000 calls are kept", () => {
    const { state, at } = hall();
    const before = state.callSeq;
    for (let n = 1; n <= 4_010; n += 1) {
      const counter = `c${n % 210}` as typeof C1;
      const call = { id: ticketId(1), callSeq: before + n, counter, recall: false };
      evolve(state, { kind: "ticket-called", at, ...call });
    }
    expect(state.calls).toHaveLength(4_000);
    expect(state.calls[0]?.callSeq).toBe(before + 11);
  });

  test.each([
    ["counter-unknown", { kind: "call-next", counter: GONE }],
    ["counter-closed", { kind: "call-next", counter: C2 }],
    ["counter-unknown", { kind: "serve", counter: GONE }],
    ["counter-empty", { kind: "serve", counter: C1 }],
    ["counter-empty", { kind: "finish", counter: C2 }],
    ["ticket-unknown", { kind: "call", ticket: ticketId(9) }],
    ["ticket-unknown", { kind: "cancel", ticket: ticketId(9) }],
    ["counter-unknown", { kind: "call", ticket: ticketId(1), counter: GONE }],
    ["counter-closed", { kind: "call", ticket: ticketId(1), counter: C2 }],
    ["not-called", { kind: "requeue", ticket: ticketId(1) }],
    ["not-recovered", { kind: "confirm", ticket: ticketId(1) }],
    ["nothing-to-undo", { kind: "undo", undoes: "never" }],
  ] as const)("%s is said of %j", (refused, command) => {
    const hub = hall(2, town({ counters: CLOSED }));
    expect(said(hub.staff(command))).toBe(refused);
  });

  test("only a called ticket is recalled, served or a no-show", () => {
    const hub = hall();
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    for (const kind of ["recall", "serve", "no-show"] as const)
      expect(said(hub.staff({ kind, counter: C1 }))).toBe("not-called");
  });

  test("calling one ticket out of turn says so where no counter is open", () => {
    const hub = hall(1);
    hub.staff({ kind: "close-counter", counter: C1 });
    hub.staff({ kind: "pause", counter: C2 });
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1) }))).toBe("counters-closed");
  });

  test("whoever lets others go first can be called by name, once the paper is told", () => {
    const hub = hall(1);
    hub.citizen("postpone", 1);
    expect(said(hub.next(C1))).toBe("nobody-waiting");
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 }))).toBe("A01");
    hub.press(2);
    hub.citizen("postpone", 2);
    const call = { kind: "call", ticket: ticketId(2), counter: C2, anyway: true } as const;
    expect(said(hub.staff(call))).toBe("ticket-not-yet-printed");
    hub.at += 10_000;
    expect(said(hub.staff(call))).toBe("A02");
  });

  test("a ticket that was set aside is not called by name but called back", () => {
    const hub = hall(1);
    hub.next(C1);
    hub.staff({ kind: "park", counter: C1 });
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 }))).toBe("ticket-parked");
  });

  test("calling one ticket out of turn takes the first free counter", () => {
    const hub = hall(3);
    hub.next(C1);
    expect(said(hub.staff({ kind: "call", ticket: ticketId(3) }))).toBe("A03");
    expect(hub.of(3).counter).toBe(C2);
    expect(said(hub.staff({ kind: "call", ticket: ticketId(2) }))).toBe("counters-busy");
    expect(said(hub.staff({ kind: "call", ticket: ticketId(2), counter: C1 }))).toBe("counter-busy");
    expect(said(hub.staff({ kind: "call", ticket: ticketId(3), counter: C1 }))).toBe(
      "ticket-at-another-counter",
    );
    expect(said(hub.staff({ kind: "call", ticket: ticketId(3), counter: C2 }))).toBe("counter-busy");
    hub.staff({ kind: "finish", counter: C1 });
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 }))).toBe("ticket-ended");
  });

  test("a no-show put back regains its old place", () => {
    const hub = hall();
    hub.next();
    expect(hub.staff({ kind: "no-show", counter: C1 })).toMatchObject({ ticket: { state: "no-show" } });
    expect(hub.of(1).endedAt).toBe(hub.at);
    expect(hub.staff({ kind: "requeue", ticket: ticketId(1) })).toMatchObject({
      ticket: { state: "waiting" },
    });
    expect(hub.of(1)).toMatchObject({ endedAt: null, calledAt: null, counter: null });
    expect(said(hub.next())).toBe("A01");
  });

  test("who is called goes back to the queue; who is not stays, and each state says why", () => {
    const hub = hall(2);
    const again = (n: number) => said(hub.staff({ kind: "requeue", ticket: ticketId(n) }));
    expect(again(2)).toBe("not-called");
    hub.next();
    expect(again(1)).toBe("A01");
    expect(hub.of(1)).toMatchObject({ state: "waiting", counter: null });
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    expect(again(1)).toBe("not-requeueable");
    hub.staff({ kind: "park", counter: C1 });
    expect(again(1)).toBe("ticket-parked");
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    expect(again(2)).toBe("ticket-ended");
  });

  test("a no-show of the day before is not put back", () => {
    const hub = hall(1);
    hub.next();
    hub.staff({ kind: "no-show", counter: C1 });
    hub.wait(86_400_000);
    expect(said(hub.staff({ kind: "requeue", ticket: ticketId(1) }))).toBe("not-requeueable");
  });

  test("a cancelled ticket is over, wherever it was", () => {
    const hub = hall();
    hub.next();
    expect(hub.staff({ kind: "cancel", ticket: ticketId(1) })).toMatchObject({
      ticket: { state: "cancelled" },
    });
    expect(counterState(hub.state, C1)).toBe("free");
    expect(said(hub.staff({ kind: "cancel", ticket: ticketId(1) }))).toBe("ticket-ended");
  });

  test("a ticket from staff is callable at once", () => {
    const hub = hall(0);
    expect(hub.issueByStaff({ service: "pas" as never, language: "en" })).toMatchObject({
      ticket: { number: "A01", state: "waiting" },
    });
    expect(said(hub.next())).toBe("A01");
  });

  test.each([
    ["queue-unknown", { queue: GONE as never }],
    ["queue-closed", { queue: B }],
    ["service-unknown", { service: "gone" as never }],
    ["service-unknown", { queue: "x" as never, service: "pas" as never }],
  ])("staff get no ticket: %s", (refused, otherwise) => {
    const queues = town().queues.map((queue) => ({ ...queue, active: queue.queue !== "b" }));
    const hub = hall(0, town({ queues }));
    expect(said(hub.issueByStaff(otherwise))).toBe(refused);
    hub.state.day.closedAt = hub.at;
    expect(said(hub.issueByStaff(otherwise))).toBe(refused);
  });

  test("a closed counter says so once it is empty", () => {
    const hub = hall();
    hub.next(C2);
    hub.send({ kind: "configure", location: town({ counters: CLOSED }) });
    expect(counterState(hub.state, C2)).toBe("calling");
    expect(said(hub.staff({ kind: "finish", counter: C2 }))).toBe("A01");
    expect(counterState(hub.state, C2)).toBe("closed");
    expect(counterState(hub.state, GONE)).toBe("closed");
  });
});
