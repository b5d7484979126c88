import { describe, expect, test } from "vitest";
import { learnTurnout } from "../../../broker/queue/learn.ts";
import { localClock } from "../../../broker/queue/local-hour.ts";
import { awayMs, remainders, spansOf, staffedFrom } from "../../../broker/queue/staffing.ts";
import type { CounterConfig, Ticket } from "../../../broker/queue/state.ts";
import { A, B, C1, C2, Hub, MINUTE, NINE, town } from "../town.ts";

const SUNDAY = [
  { weekday: 7, from: "09:30", to: "12:00" },
  { weekday: 7, from: "12:30", to: "15:00" },
];
const counterOf = (staffed?: typeof SUNDAY) =>
  town({ counters: [{ counter: "1", name: { da: "1" }, staffed }] }).counters[0] as CounterConfig;

describe("when a counter is planned to be staffed", () => {
  const zone = "Europe/Copenhagen";

  test("is between its breaks, a day ahead", () => {
    const spans = spansOf(counterOf(SUNDAY), zone, NINE);
    const at = (min: number) => NINE + min * MINUTE;
    expect(spans).toEqual([
      { from: at(30), to: at(180) },
      { from: at(210), to: at(360) },
    ]);
    expect(staffedFrom(spans, NINE)).toBe(at(30));
    expect(staffedFrom(spans, at(60))).toBe(at(60));
    expect(staffedFrom(spans, at(185))).toBe(at(210));
    expect(staffedFrom(spans, at(400))).toBe(Number.POSITIVE_INFINITY);
    expect(staffedFrom(undefined, NINE)).toBe(NINE);
  });

  test("is always when no times are planned, and never when the plan is empty", () => {
    expect(spansOf(counterOf(), zone, NINE)).toEqual([{ from: NINE, to: Number.POSITIVE_INFINITY }]);
    expect(spansOf(counterOf([]), zone, NINE)).toEqual([]);
  });

  test("is looked up when the day opens and when the document changes", () => {
    const hub = new Hub(town({ counters: [counterOf(SUNDAY), { counter: "2", name: { da: "2" } }] })).open();
    expect([...hub.state.staffed.keys()]).toEqual(["1"]);
    expect(hub.replayed().staffed).toEqual(hub.state.staffed);
    hub.send({ kind: "configure", location: town() });
    expect(hub.state.staffed.size).toBe(0);
  });
});

describe("what the visit at a counter still takes", () => {
  const clock = localClock("Europe/Copenhagen", NINE);
  const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length;
  function served(isStarted = true): { hub: Hub; ticket: Ticket } {
    const hub = new Hub().open();
    const ticket = hub.ticket(1);
    hub.next();
    if (isStarted) hub.staff({ kind: "serve", counter: C1 });
    return { hub, ticket };
  }
  const left = ({ hub, ticket }: ReturnType<typeof served>, min: number) =>
    remainders(hub.state, ticket, { at: NINE + min * MINUTE, draw: 3, paths: 64, clock });

  test("is a whole visit at first, less after some minutes, and more again the longer it lasts", () => {
    const one = served();
    const [fresh, some, long] = [0, 3, 40].map((min) => mean(left(one, min)) / MINUTE) as [
      number,
      number,
      number,
    ];
    expect(fresh).toBeGreaterThan(7);
    expect(fresh).toBeLessThan(11);
    expect(some).toBeLessThan(fresh);
    expect(long).toBeGreaterThan(fresh);
    expect(Math.min(...left(one, 600))).toBeGreaterThanOrEqual(0);
  });

  test("may be no visit at all while somebody is only called, as often as that happens here", () => {
    const called = served(false);
    for (let n = 0; n < 300; n += 1)
      learnTurnout(
        called.hub.state.learned,
        { queue: A, isAppointment: false },
        n % 2 === 0 ? 2 * MINUTE : null,
      );
    const quick = (min: number) => left(called, min).filter((ms) => ms <= 2 * MINUTE - min * MINUTE).length;
    expect(quick(0)).toBeGreaterThan(28);
    expect(left(called, 1.9).filter((ms) => ms < 15_000).length).toBeGreaterThan(20);
    expect(mean(left(called, 4))).toBeGreaterThan(4 * MINUTE);
  });
});

describe("a free counter that lets somebody wait", () => {
  const config = (hub: Hub, counter = C1) => hub.state.plan.counters.get(counter) as CounterConfig;

  test("has no staff just now, and may be so as long again", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    expect(awayMs(hub.state, config(hub), hub.at + 2 * MINUTE)).toBe(0);
    expect(awayMs(hub.state, config(hub), hub.at + 10 * MINUTE)).toBe(10 * MINUTE);
    hub.next(C1);
    hub.ticket(2);
    hub.at += 20 * MINUTE;
    hub.staff({ kind: "finish", counter: C1 });
    expect(awayMs(hub.state, config(hub), hub.at)).toBe(0);
    expect(awayMs(hub.state, config(hub, C2), hub.at)).toBe(20 * MINUTE);
  });

  test("has staff as long as nobody waits whom it serves, or only somebody who is early", () => {
    const counters = [{ counter: "1", name: { da: "1" }, queues: ["b"] }];
    const hub = new Hub(town({ counters })).open();
    hub.ticket(1);
    hub.issueByStaff({ queue: B, agreedAt: NINE + 30 * MINUTE });
    expect(awayMs(hub.state, config(hub), NINE + 31 * MINUTE)).toBe(0);
    expect(awayMs(hub.state, config(hub), NINE + 40 * MINUTE)).toBe(10 * MINUTE);
  });
});
