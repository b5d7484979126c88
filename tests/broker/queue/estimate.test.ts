import { describe, expect, test } from "vitest";
import { expectedWait, outlook, waitIn } from "../../../broker/queue/estimate.ts";
import type { Ticket } from "../../../broker/queue/state.ts";
import type { QueueId, TicketId, Wait } from "../../../protocol/terms.ts";
import { plain } from "../happenings.ts";
import { A, B, C1, C2, Hub, MINUTE, NINE, town } from "../town.ts";
import { comes, ONE } from "./coming.ts";
import { type Office, runDays } from "./days.ts";

const NOW = { fromMs: 0, toMs: 30_000, medianMs: 0, meanMs: 0 };
const TWO = { counter: "2", name: { da: "2" } };

function told(hub: Hub, queue: QueueId = A, since = hub.at): Wait | null {
  const guest = { queue, id: "" as TicketId, since, order: Number.POSITIVE_INFINITY };
  return expectedWait(hub.state, guest, hub.at);
}
const medianMin = (hub: Hub, queue: QueueId = A) => (told(hub, queue)?.medianMs ?? Number.NaN) / MINUTE;

/** Everybody is served at every counter, and so many wait. */
function busy(waiting: number, counters: readonly object[] = [ONE, TWO]): Hub {
  const hub = new Hub(town({ counters })).open();
  for (let n = 1; n <= waiting + counters.length; n += 1) hub.issueByStaff();
  for (const { counter } of hub.state.location.counters) {
    hub.next(counter);
    hub.staff({ kind: "serve", counter });
  }
  return hub;
}

describe("the expected wait", () => {
  test("with nobody waiting and a free counter it is now", () => {
    const hub = new Hub().open();
    expect(told(hub)).toEqual(NOW);
    hub.issueByStaff();
    hub.next(C1);
    expect(told(hub)).toEqual(NOW);
  });

  test("with every counter taken it is what is left of the first visit to end, as a range about its middle", () => {
    const { fromMs, medianMs, toMs } = told(busy(0)) as Wait;
    expect(fromMs).toBeLessThan(medianMs);
    expect(medianMs).toBeLessThan(toMs);
    expect(medianMs).toBeGreaterThan(2 * MINUTE);
    expect(medianMs).toBeLessThan(8 * MINUTE);
  });

  test("half of all wait less than its median, and its mean is longer, since a few wait very long", () => {
    const { fromMs, medianMs, meanMs, toMs } = told(busy(3)) as Required<Wait>;
    expect([fromMs < medianMs, medianMs < (meanMs as number), (meanMs as number) < toMs]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("it grows with the people ahead and shrinks with the counters", () => {
    expect(medianMin(busy(6))).toBeGreaterThan(medianMin(busy(3)) + 8);
    expect(medianMin(busy(6, [ONE]))).toBeGreaterThan(1.5 * medianMin(busy(6)));
  });

  test("it counts only the counters that serve the queue, and what they serve before it", () => {
    const hub = busy(4, [ONE, { ...TWO, queues: ["b"] }]);
    expect(hub.state.atCounter.size).toBe(1);
    expect(told(hub, B)).toEqual(NOW);
    expect(medianMin(hub)).toBeGreaterThan(25);
    const listed = busy(0, [{ ...ONE, queues: ["b", "a"] }]);
    const alone = medianMin(listed);
    for (let n = 0; n < 3; n += 1) listed.issueByStaff({ queue: B });
    expect(medianMin(listed)).toBeGreaterThan(alone + 10);
  });

  test("nothing is said while no open counter serves the queue", () => {
    const counters = [
      { ...ONE, queues: ["b"] },
      { ...TWO, open: false },
    ];
    const hub = new Hub(town({ counters })).open();
    expect(told(hub)).toBeNull();
    expect(outlook(hub.state, hub.at).queues.has(A)).toBe(false);
    expect(told(new Hub(town({ counters: [] })).open())).toBeNull();
  });

  test("a planned break is waited out, and after the last planned minute nothing is said", () => {
    const staffed = [{ weekday: 7, from: "09:20", to: "10:00" }];
    const hub = new Hub(town({ counters: [{ ...ONE, staffed }] })).open();
    expect(told(hub)?.medianMs).toBe(20 * MINUTE);
    hub.at = NINE + 61 * MINUTE;
    expect(told(hub)).toBeNull();
  });

  test("no-shows that were learned make it shorter", () => {
    const office: Office = { counters: 2, walkInsPerHour: 1, slots: 2, booked: 1, noShow: 0.6 };
    let hub = new Hub().open();
    runDays(office, { seed: 3, days: 10, watch: { arrives: (one) => (hub = one) } });
    const base = busy(0);
    base.state.learned.visits.clear();
    for (const [key, figures] of hub.state.learned.visits) base.state.learned.visits.set(key, figures);
    for (let n = 0; n < 6; n += 1) base.issueByStaff({ agreedAt: base.at });
    base.at += 30 * MINUTE;
    const sure = medianMin(base);
    for (const [key, turnout] of hub.state.learned.turnouts) base.state.learned.turnouts.set(key, turnout);
    expect(medianMin(base)).toBeLessThan(0.8 * sure);
  });
});

describe("what everybody is told at once", () => {
  test("follows the order rule: who is called later is told more, and an appointment that is early waits behind due work", () => {
    const hub = busy(0, [ONE]);
    const [early, first, second] = [comes(hub, 0, 14), comes(hub, 1), comes(hub, 2)];
    const { tickets, queues } = outlook(hub.state, hub.at);
    const of = (ticket: Ticket) => tickets.get(ticket.id)?.medianMs ?? Number.NaN;
    expect(of(first)).toBeLessThan(of(second));
    expect(of(first)).toBeLessThan(of(early));
    expect(of(second)).toBeLessThan(queues.get(A)?.medianMs ?? 0);
    expect([...tickets.keys()].sort()).toEqual([early.id, first.id, second.id].sort());
    expect(waitIn(hub.state, outlook(hub.state, hub.at), first)).toEqual(tickets.get(first.id));
  });

  test("is told of a place in the middle too: a head start is a shorter wait", () => {
    const hub = busy(8);
    const last = told(hub) as Wait;
    const middle = told(hub, A, hub.at - 1) as Wait;
    expect(middle.medianMs).toBeLessThan(last.medianMs / 3);
  });

  test("whoever stands far behind is told a part of what somebody is told who would come now", () => {
    const hub = busy(1_200);
    const waits = outlook(hub.state, hub.at);
    const all = [...hub.state.day.tickets.values()].filter((one) => one.state === "waiting");
    const [far, last] = [all[899], all[1_199]] as [Ticket, Ticket];
    expect(waits.tickets.has(far.id)).toBe(false);
    const of = (ticket: Ticket) => waitIn(hub.state, waits, ticket)?.medianMs ?? Number.NaN;
    expect(of(far) / of(last)).toBeCloseTo(900 / 1_200, 1);
    expect((waits.queues.get(A)?.medianMs ?? 0) / (1_200 * 4 * MINUTE)).toBeGreaterThan(0.7);
    const gone = { ...waits, tickets: new Map(), queues: new Map() };
    expect(waitIn(hub.state, gone, far)).toBeNull();
  });

  test("whoever came after it is told what they were told on their paper", () => {
    const hub = busy(0);
    const waits = outlook(hub.state, hub.at);
    expect([waits.seq, waits.counts.get(A)]).toEqual([hub.state.seq, 0]);
    const [first, second, third] = [hub.ticket(1), hub.ticket(2), hub.ticket(3)];
    expect(waitIn(hub.state, waits, first)).toEqual(waits.queues.get(A));
    for (const one of [second, third]) {
      expect(one.told?.wait?.medianMs).toBeGreaterThan(waits.queues.get(A)?.medianMs ?? Number.NaN);
      expect(waitIn(hub.state, waits, one)).toEqual(one.told?.wait);
    }
    expect(waitIn(hub.state, waits, { ...third, told: null })).toBeNull();
  });

  test("the same state gives the same waits, and asking changes nothing", () => {
    const hub = busy(5);
    const before = plain(hub.state);
    expect(outlook(hub.state, hub.at)).toEqual(outlook(hub.replayed(), hub.at));
    expect(plain(hub.state)).toEqual(before);
  });
});

describe("on simulated days", () => {
  test("the range holds for about eight of ten, half wait less than the median, and that is nearer than the queue's length times the true mean", () => {
    const office: Office = { counters: 4, walkInsPerHour: 19.8, slots: 1, booked: 0.85, noShow: 0.288 };
    const waits = new Map<TicketId, { wait: Wait; byLength: number }>();
    let next: { wait: Wait; byLength: number };
    const [held, ranges, off, offByLength] = [[], [], [], []] as [number[], number[], number[], number[]];
    let shorter = 0;
    runDays(office, {
      ...{ seed: 11, days: 7 },
      watch: {
        arrives: (hub) => {
          const isFree = hub.state.atCounter.size < 4;
          const ahead = hub.state.day.waiting.get(A)?.size ?? 0;
          next = { wait: told(hub) as Wait, byLength: isFree ? 0 : ((ahead + 1) * 10 * MINUTE) / 4 };
        },
        waits: (_hub, { citizen, ticket }) => {
          if (citizen.agreedAt === null) waits.set(ticket.id, next);
        },
        called: (hub, { ticket }) => {
          const one = waits.get(ticket.id);
          if (!one) return;
          const came = hub.at - ticket.arrivedAt;
          off.push(Math.abs(one.wait.medianMs - came));
          offByLength.push(Math.abs(one.byLength - came));
          if (one.wait.toMs <= MINUTE) return;
          ranges.push(1);
          if (came < one.wait.medianMs) shorter += 1;
          if (came >= one.wait.fromMs && came <= one.wait.toMs) held.push(1);
        },
      },
    });
    const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
    expect(held.length / ranges.length).toBeGreaterThan(0.7);
    expect(held.length / ranges.length).toBeLessThan(0.88);
    expect(sum(off)).toBeLessThan(sum(offByLength));
    expect(shorter / ranges.length).toBeGreaterThan(0.35);
    expect(shorter / ranges.length).toBeLessThan(0.6);
    expect(off.length).toBeGreaterThan(700);
  }, 60_000);
});

describe("an old ledger", () => {
  test("that knows nothing of agreed times, head starts and ageing gives the same waiting people", () => {
    const hub = busy(3);
    hub.staff({ kind: "finish", counter: C2 });
    const called = hub.staff({ kind: "call-next", counter: C2, commandId: "9" });
    expect("ticket" in called).toBe(true);
    hub.staff({ kind: "undo", counter: C2, undoes: "9" });
    for (const event of hub.events) {
      const old = event as Record<string, unknown>;
      for (const field of ["agreedAt", "dueAt", "headStartMs", "byAge"]) delete old[field];
    }
    const { byAge: _, ...rest } = hub.state;
    const { byAge, ...replayed } = hub.replayed();
    expect(byAge.size).toBe(0);
    expect(plain(replayed as typeof hub.state)).toEqual(plain(rest as typeof hub.state));
  });
});

describe("a crowd that presses at once", () => {
  const crowd = (gapMs: number) => {
    const hub = new Hub().open();
    const waits = Array.from({ length: 60 }, (_, n) => {
      hub.at += gapMs;
      const answer = hub.press(n + 1);
      return answer.kind === "number" ? (answer.wait?.medianMs ?? Number.NaN) : Number.NaN;
    });
    return { hub, waits };
  };

  test("is told about what each would be told alone, and the further back the longer", () => {
    const { hub, waits } = crowd(1);
    const { waits: alone } = crowd(5_000);
    for (const [n, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((waits[n - 1] ?? 0) - MINUTE);
      expect(Math.abs(wait - (alone[n] as number))).toBeLessThan(0.15 * (alone[n] as number) + 2 * MINUTE);
    }
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
  });

  test("is estimated for once in a while, not at every press", () => {
    const { hub } = crowd(1);
    expect(hub.state.told.get(A)?.ahead).toBe(16);
    expect(crowd(5_000).hub.state.told.get(A)?.ahead).toBe(59);
  });
});
