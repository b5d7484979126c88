import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aheadOf, callOrder, firstIn, nextAt, spotOf, waitingIn } from "../../../broker/queue/order.ts";
import type { Ticket } from "../../../broker/queue/state.ts";
import { A, B, C1, C2, Hub, MINUTE, NINE, said, ticketId, town } from "../town.ts";
import { comes, numbers, ONE, X } from "./coming.ts";
import { type Office, runDays, type Visit } from "./days.ts";

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

  test("whoever may not be called now, or is held for another, takes nobody's turn of age", () => {
    const hub = new Hub(town({ counters: [{ ...ONE, queues: ["b", "a"] }] })).open();
    const [held, aged] = [comes(hub, 0), comes(hub, 1)];
    comes(hub, 2, undefined, B);
    hub.at = NINE + 60 * MINUTE;
    hub.staff({ kind: "transfer", ticket: held.id, toStaff: "anna" as never });
    expect(nextAt(hub.state, C1, { at: hub.at })?.ticket).toBe(aged);
  });

  test("call-next takes the first of the order that may be called already", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.ticket(2);
    expect(nextAt(hub.state, C2, { at: hub.at })?.ticket.number).toBe("A02");
    expect(nextAt(hub.state, C2, { at: hub.at + 10_000 })?.ticket.number).toBe("A01");
    expect(nextAt(new Hub().open().state, C2, { at: hub.at })?.ticket).toBeUndefined();
  });
});

describe("counts of a queue", () => {
  test("people ahead are those of the same queue who would be called before the place", () => {
    const hub = hall([ONE]);
    expect(aheadOf(hub.state, spotOf(hub.of(3)), hub.at)).toBe(1);
    expect(aheadOf(hub.state, { ...spotOf(hub.of(3)), queue: X }, hub.at)).toBe(0);
    expect([waitingIn(hub.state, A), waitingIn(hub.state, X)]).toEqual([2, 0]);
  });

  test("whoever is held for a counter or a person is not ahead of those who wait for any, whichever list they stand in", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    const [first, second] = [comes(hub, 0), comes(hub, 1)];
    hub.at += 5 * MINUTE;
    hub.issueByStaff({ agreedAt: hub.at - 5 * MINUTE });
    const { id } = hub.last("ticket-issued-by-staff");
    hub.issueByStaff({ queue: X });
    expect(aheadOf(hub.state, spotOf(second), hub.at)).toBe(2);
    for (const ticket of [first.id, id, hub.last("ticket-issued-by-staff").id])
      hub.staff({ kind: "transfer", ticket, toStaff: "anna" as never });
    expect(aheadOf(hub.state, spotOf(second), hub.at)).toBe(0);
    const third = comes(hub, 5);
    hub.staff({ kind: "transfer", ticket: third.id, toStaff: "anna" as never });
    expect(aheadOf(hub.state, spotOf(second), hub.at)).toBe(0);
  });

  test("whoever has waited over the limit has only those before them who waited over theirs longer", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    comes(hub, 0);
    const second = comes(hub, 1);
    comes(hub, 2, 3);
    expect(aheadOf(hub.state, spotOf(second), NINE + 60 * MINUTE)).toBe(1);
  });

  test("the first of a queue is whoever has waited longest, an appointment from its time at the earliest", () => {
    const hub = new Hub(town({ counters: [ONE] })).open();
    expect(firstIn(hub.state, A)).toBeUndefined();
    comes(hub, 0, 10);
    expect(firstIn(hub.state, A)?.number).toBe("A01");
    comes(hub, 9);
    expect(firstIn(hub.state, A)?.number).toBe("A02");
  });
});

const person = fc.record({
  ...{ min: fc.integer({ min: 0, max: 100 }), agreed: fc.option(fc.integer({ min: -20, max: 60 })) },
  queue: fc.constantFrom(A, B),
});
type Person = { min: number; agreed: number | null; queue: typeof A };
const crowd = fc.array(person, { minLength: 1, maxLength: 25 });

/** Everybody comes, at whole minutes, an appointment `agreed` minutes after its citizen. */
function arriving(people: readonly Person[], counter: object = ONE): Hub {
  const hub = new Hub(town({ counters: [counter] })).open();
  const sorted = [...people].sort((one, other) => one.min - other.min);
  for (const { min, agreed, queue } of sorted)
    comes(hub, min, agreed === null ? undefined : min + agreed, queue);
  return hub;
}

describe("whoever comes whenever", () => {
  test("equal claims keep arrival order: of one queue and one kind nobody overtakes", () => {
    fc.assert(
      fc.property(crowd, fc.integer({ min: 0, max: 60 }), (people, later) => {
        const hub = arriving(people);
        const order = [...callOrder(hub.state, C1, hub.at + later * MINUTE)];
        for (const queue of [A, B])
          for (const isWalkIn of [true, false]) {
            const ones = order.filter((one) => one.queue === queue && (one.dueAt === null) === isWalkIn);
            const since = ones.map((one) => one.dueAt ?? one.arrivedAt);
            const sorted = [...ones].sort(
              (one, other) =>
                (one.dueAt ?? one.arrivedAt) - (other.dueAt ?? other.arrivedAt) || one.order - other.order,
            );
            expect(since).toEqual([...since].sort((one, other) => one - other));
            expect(numbers(ones)).toEqual(numbers(sorted));
          }
      }),
      { numRuns: 150 },
    );
  });

  test("the same state gives the same order, also after a replay", () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const hub = arriving(people);
        const order = numbers(callOrder(hub.state, C1, hub.at));
        expect(numbers(callOrder(hub.state, C1, hub.at))).toEqual(order);
        expect(numbers(callOrder(hub.replayed(), C1, hub.at))).toEqual(order);
        expect(order).toHaveLength(people.length);
      }),
      { numRuns: 80 },
    );
  });

  test("people ahead are as many as the order puts before, while nobody is over the limit", () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const hub = arriving(people.map((one) => ({ ...one, min: one.min % 30, queue: A })));
        for (const [index, ticket] of [...callOrder(hub.state, C1, hub.at)].entries())
          if (ticket.dueAt === null || ticket.dueAt <= hub.at)
            expect(aheadOf(hub.state, spotOf(ticket), hub.at)).toBe(index);
      }),
      { numRuns: 150 },
    );
  });

  test("no ticket starves: however many come after it and to whichever queue, its turn comes", () => {
    const later = fc.array(fc.array(person, { maxLength: 2 }), { minLength: 1, maxLength: 7 });
    const listed = { ...ONE, queues: ["b", "a"], rules: [{ queue: "b", waitsOverMin: 0 }] };
    fc.assert(
      fc.property(crowd, later, (people, rounds) => {
        const hub = arriving(people, listed);
        const last = [...hub.state.day.tickets.values()].at(-1) as Ticket;
        const from = Math.max(hub.at, last.dueAt ?? 0);
        let calls = 0;
        while (last.state === "waiting" && calls < 500) {
          const min = (hub.at - NINE) / MINUTE + 1;
          for (const { agreed, queue } of rounds[calls % rounds.length] as Person[])
            comes(hub, min, agreed === null ? undefined : min + agreed, queue);
          hub.at = NINE + min * MINUTE;
          hub.next();
          hub.staff({ kind: "finish", counter: C1 });
          calls += 1;
        }
        // Age counts after 105 minutes at the latest; then only those go before it who came until 70 minutes after it, two a minute.
        expect((hub.at - from) / MINUTE).toBeLessThan(105 + 2 * (people.length + 2 * 70));
        expect(last.state).not.toBe("waiting");
      }),
      { numRuns: 25 },
    );
  });
});

/** Waits in minutes, from the later of check-in and agreed time to the call. */
function waitsOf(visits: readonly Visit[], isAppointment: boolean): number[] {
  return visits
    .filter(({ citizen }) => (citizen.agreedAt !== null) === isAppointment)
    .map(({ ticket: { calledAt, arrivedAt, agreedAt } }) =>
      Math.max(0, ((calledAt as number) - Math.max(arrivedAt, agreedAt ?? 0)) / MINUTE),
    );
}
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe("the published case of starvation", () => {
  /** ZMS pull request 1309: four counters, six appointments a quarter, three walk-ins an hour; there walk-ins wait 64.8 min, up to 314. */
  const office: Office = { counters: 4, walkInsPerHour: 3, slots: 6, booked: 1, noShow: 0.1 };

  test("walk-ins wait at most 2.5 times what appointments wait, and none over an hour", () => {
    const visits = runDays(office, { seed: 7, days: 40 });
    const walkIns = waitsOf(visits, false);
    const ratio = mean(walkIns) / mean(waitsOf(visits, true));
    expect(ratio).toBeLessThan(2.5);
    expect(Math.max(...walkIns)).toBeLessThan(60);
    expect(walkIns.length).toBeGreaterThan(600);
  }, 60_000);
});
