/** Appointments that are booked and not here yet are part of what is told. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedWait, outlook } from "../../../broker/queue/estimate.ts";
import { learnArrival } from "../../../broker/queue/show-up.ts";
import type { Ticket } from "../../../broker/queue/state.ts";
import type {
  AppointmentId,
  PersonKey,
  QueueId,
  ServiceId,
  TicketId,
  Wait,
} from "../../../protocol/terms.ts";
import { plain } from "../happenings.ts";
import { A, B, Hub, MINUTE, ticketId, town } from "../town.ts";
import { book, tellBooked } from "./bookings.ts";
import { ONE } from "./coming.ts";

const TWO = { counter: "2", name: { da: "2" } };
const SKAT = { service: "skat", name: { da: "Skat" }, queue: "b" };
const PAS_SERVICE = { service: "pas", name: { da: "Pas" }, queue: "a" };

function told(hub: Hub, queue: QueueId = A): Wait | null {
  const guest = { queue, id: "" as TicketId, since: hub.at, order: Number.POSITIVE_INFINITY };
  return expectedWait(hub.state, guest, hub.at);
}
/** What everybody is told, whatever the length of the ledger. */
function everybody(hub: Hub) {
  const { tickets, queues } = outlook(hub.state, hub.at);
  return { tickets, queues };
}
const meanMin = (hub: Hub, queue: QueueId = A) => (told(hub, queue)?.meanMs ?? Number.NaN) / MINUTE;

/** Everybody is served at every counter, and so many wait. */
function busy(waiting: number, counters: readonly object[] = [ONE]): Hub {
  const hub = new Hub(town({ counters, services: [PAS_SERVICE, SKAT] })).open();
  for (let n = 1; n <= waiting + counters.length; n += 1) hub.issueByStaff();
  for (const { counter } of hub.state.location.counters) {
    hub.next(counter);
    hub.staff({ kind: "serve", counter });
  }
  return hub;
}

describe("an appointment that is booked and not here yet", () => {
  test("makes a walk-in behind it wait longer", () => {
    const [alone, booked, more] = [busy(4), busy(4), busy(4)];
    book(booked, 5);
    book(more, 5, 5, 10);
    expect(meanMin(booked)).toBeGreaterThan(meanMin(alone) + 3);
    expect(meanMin(more)).toBeGreaterThan(meanMin(booked) + 6);
  });

  // Where age has its say, or visits at several counters change places, everybody else may be called a little sooner.
  test("never makes the wait shorter, but for the half minute to which it is told", () => {
    const hall = fc.record({
      counters: fc.integer({ min: 1, max: 3 }),
      waiting: fc.integer({ min: 0, max: 9 }),
      due: fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 3 }),
      booked: fc.array(fc.integer({ min: -20, max: 90 }), { maxLength: 6 }),
      one: fc.integer({ min: -20, max: 90 }),
    });
    fc.assert(
      fc.property(hall, ({ counters, waiting, due, booked, one }) => {
        const open = Array.from({ length: counters }, (_, n) => ({ counter: `${n + 1}`, name: { da: "x" } }));
        const hub = busy(waiting, open);
        for (const min of due) hub.issueByStaff({ agreedAt: hub.at + min * MINUTE });
        book(hub, ...booked);
        const before = meanMin(hub);
        book(hub, one);
        expect(meanMin(hub)).toBeGreaterThanOrEqual(before - 0.5);
      }),
      { numRuns: 80 },
    );
  });

  test("takes no counter from whoever comes to one that is free now: that is told now", () => {
    const minutes = fc.array(fc.integer({ min: -16, max: 30 }), { maxLength: 20 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 30 }), (booked, later) => {
        const hub = new Hub(town({ counters: [ONE] })).open();
        book(hub, ...booked);
        hub.at += later * 30_000;
        expect(told(hub)).toEqual({ fromMs: 0, toMs: 30_000, medianMs: 0, meanMs: 0 });
      }),
      { numRuns: 100 },
    );
  });

  test("far ahead changes nothing, nor does one that is over", () => {
    const hub = busy(2);
    const before = everybody(hub);
    book(hub, 100, 200, 600, -16, -120, -600);
    expect(everybody(hub)).toEqual(before);
  });

  test("that was cancelled changes nothing, nor does one by phone, or a meeting at which guests are only counted", () => {
    const hub = busy(4);
    const before = everybody(hub);
    const startAt = hub.at + 5 * MINUTE;
    tellBooked(hub, [{ ref: "a", startAt }]);
    expect(everybody(hub)).not.toEqual(before);
    tellBooked(hub, [
      { ref: "a", startAt, isCancelled: true },
      { ref: "b", startAt, facts: { form: "phone" } },
      { ref: "c", startAt, facts: { guests: ["1", "2", "3"] as PersonKey[] } },
    ]);
    expect(everybody(hub)).toEqual(before);
  });

  test("that is moved away counts where it is now", () => {
    const hub = busy(4);
    const before = meanMin(hub);
    tellBooked(hub, [{ ref: "a", startAt: hub.at + 5 * MINUTE }]);
    const soon = meanMin(hub);
    tellBooked(hub, [{ ref: "a", startAt: hub.at + 300 * MINUTE }]);
    expect(meanMin(hub)).toBe(before);
    tellBooked(hub, [{ ref: "a", startAt: hub.at + 5 * MINUTE }]);
    expect(meanMin(hub)).toBe(soon);
    tellBooked(hub, [{ ref: "a", startAt: hub.at + 20 * MINUTE }]);
    const only = busy(4);
    tellBooked(only, [{ ref: "a", startAt: only.at + 20 * MINUTE }]);
    expect(meanMin(hub)).toBe(meanMin(only));
  });

  test("counts once, be its guest here or not, and others at the same time are still awaited", () => {
    const [awaited, here] = [busy(4), busy(4)];
    for (const hub of [awaited, here]) book(hub, 5, 5);
    here.issueByStaff({ agreedAt: here.at + 5 * MINUTE });
    expect(here.state.day.appointments.get(A)?.size).toBe(1);
    // Here for certain is a little more than awaited.
    expect(meanMin(here)).toBeGreaterThan(meanMin(awaited));
    expect(meanMin(here)).toBeLessThan(meanMin(awaited) + 5);
  });

  test("to which its guest has checked in is awaited no more, also when it is moved then", () => {
    const hub = busy(4);
    const startAt = hub.at + 5 * MINUTE;
    const guest = "guest" as PersonKey;
    tellBooked(hub, [{ ref: "a", startAt, facts: { guests: [guest] } }]);
    const awaited = meanMin(hub);
    hub.press(1, {
      agreed: { appointment: "a" as AppointmentId, guest, at: startAt, room: null, isCounted: false },
    });
    const here = meanMin(hub);
    expect(hub.state.day.appointments.get(A)?.size).toBe(1);
    expect(here).toBeLessThan(awaited + 5);
    tellBooked(hub, [{ ref: "a", startAt: startAt + MINUTE, facts: { guests: [guest] } }]);
    expect(meanMin(hub)).toBe(here);
    // Another one at the time that was agreed is somebody else's.
    tellBooked(hub, [{ ref: "b", startAt, facts: { guests: ["other" as PersonKey] } }]);
    expect(meanMin(hub)).toBeGreaterThan(here + 3);
  });

  test("is expected less the longer nobody has come to it", () => {
    const waits = [0, 4, 8, 14].map((overdue) => {
      const hub = busy(4);
      book(hub, -overdue, -overdue, -overdue);
      return meanMin(hub);
    });
    expect(waits).toEqual([...waits].sort((one, other) => other - one));
    expect(waits[0]).toBeGreaterThan((waits[3] as number) + 5);
  });

  test("delays nobody where all come so late that they wait as walk-ins", () => {
    const hub = busy(8);
    const before = meanMin(hub);
    book(hub, 0, 10);
    expect(meanMin(hub)).toBeGreaterThan(before + 5);
    for (let n = 0; n < 500; n += 1) learnArrival(hub.state.showUps, A, 30 * MINUTE);
    expect(meanMin(hub)).toBe(before);
  });

  test("of another queue takes the counters of both, and none that is its own alone", () => {
    const both = busy(4);
    const before = meanMin(both);
    tellBooked(both, [
      { ref: "a", startAt: both.at + 5 * MINUTE, facts: { service: "skat" as ServiceId } },
      { ref: "b", startAt: both.at + 9 * MINUTE, facts: { service: "skat" as ServiceId } },
    ]);
    expect(meanMin(both)).toBeGreaterThan(before + 5);
    const own = busy(4, [
      { ...ONE, queues: ["a"] },
      { ...TWO, queues: ["b"] },
    ]);
    const alone = meanMin(own);
    tellBooked(own, [{ ref: "a", startAt: own.at, facts: { service: "skat" as ServiceId } }]);
    expect(meanMin(own)).toBe(alone);
    expect(told(own, B)).toMatchObject({ fromMs: 0, medianMs: 0 });
  });

  test("without a service that the location knows is the catch-all queue's", () => {
    const hub = busy(0, [{ ...ONE, queues: ["x", "a"] }]);
    const before = meanMin(hub);
    tellBooked(hub, [{ ref: "a", startAt: hub.at + MINUTE, facts: { service: null } }]);
    const none = meanMin(hub);
    expect(none).toBeGreaterThan(before + 2);
    tellBooked(hub, [{ ref: "b", startAt: hub.at + MINUTE, facts: { service: "gone" as ServiceId } }]);
    expect(meanMin(hub)).toBeGreaterThan(none + 2);
  });

  test("may be taken early by a counter that idles, and then delays whoever is due after it", () => {
    // The second counter helps the first queue once somebody has waited there ten minutes, and idles until then.
    const helper = { ...TWO, queues: ["b"], rules: [{ queue: "a", waitsOverMin: 10 }] };
    const hub = new Hub(town({ counters: [{ ...ONE, queues: ["x"] }, helper], services: [SKAT] })).open();
    expect(meanMin(hub)).toBe(10);
    tellBooked(hub, [{ ref: "a", startAt: hub.at + 9 * MINUTE, facts: { service: "skat" as ServiceId } }]);
    expect(meanMin(hub)).toBeGreaterThan(11);
  });

  test("is part of what is told to whoever waits, by the same order: before walk-ins, after appointments that are due", () => {
    const hub = busy(0);
    hub.issueByStaff({ agreedAt: hub.at });
    const [due] = [...hub.state.day.tickets.values()].filter(({ dueAt }) => dueAt !== null);
    hub.ticket(1);
    const before = outlook(hub.state, hub.at).tickets;
    book(hub, 1, 2, 3);
    const after = outlook(hub.state, hub.at).tickets;
    const id = (due as Ticket).id;
    expect(after.get(id)).toEqual(before.get(id));
    expect(after.get(ticketId(1))?.medianMs).toBeGreaterThan(
      (before.get(ticketId(1))?.medianMs ?? 0) + 5 * MINUTE,
    );
    expect([...after.keys()]).toEqual([...before.keys()]);
  });

  test("leaves the same state the same waits, before and after a replay, and asking changes nothing", () => {
    const hub = busy(5);
    book(hub, -5, 0, 5, 20, 20);
    hub.issueByStaff({ agreedAt: hub.at + 5 * MINUTE });
    const before = plain(hub.state);
    const waits = outlook(hub.state, hub.at);
    expect(outlook(hub.state, hub.at)).toEqual(waits);
    expect(outlook(hub.replayed(), hub.at)).toEqual(waits);
    expect(plain(hub.state)).toEqual(before);
    expect(plain(hub.replayed())).toEqual(before);
  });
});
