import { describe, expect, test } from "vitest";
import {
  expectedTurnout,
  expectedVisit,
  type Learned,
  learnTurnout,
  learnVisit,
  nothingLearned,
  teach,
  unteach,
  type VisitKind,
} from "../../../broker/queue/learn.ts";
import { A, B, C1, Hub, MINUTE, ticketId } from "../town.ts";

const pas: VisitKind = { queue: A, service: "pas" as VisitKind["service"], hour: 9 };
const medianMin = (learned: Learned, kind: VisitKind) => Math.exp(expectedVisit(learned, kind).mean) / MINUTE;

function seen(learned: Learned, kind: VisitKind, minutes: number, times: number): Learned {
  for (let n = 0; n < times; n += 1) learnVisit(learned, kind, minutes * (n % 2 === 0 ? 0.7 : 1.4) * MINUTE);
  return learned;
}

describe("what a visit takes", () => {
  test("is seven minutes as long as nobody has seen one, and what was seen soon after", () => {
    expect(medianMin(nothingLearned(), pas)).toBeCloseTo(7, 3);
    const learned = seen(nothingLearned(), pas, 20, 40);
    expect(medianMin(learned, pas)).toBeGreaterThan(18);
    expect(medianMin(learned, pas)).toBeLessThan(22);
  });

  test("of a new service leans on the location, of a new hour on the service", () => {
    const learned = seen(nothingLearned(), pas, 20, 200);
    expect(medianMin(learned, { ...pas, service: "new" as VisitKind["service"] })).toBeGreaterThan(18);
    const slow = seen(learned, { ...pas, hour: 13 }, 40, 200);
    expect(medianMin(slow, { ...pas, hour: 13 })).toBeGreaterThan(medianMin(slow, { ...pas, hour: 9 }) * 1.2);
    expect(medianMin(slow, { ...pas, hour: 10 })).toBeGreaterThan(22);
  });

  test("of tickets without a service is that of their queue", () => {
    const learned = seen(nothingLearned(), { ...pas, service: null }, 30, 100);
    seen(learned, { queue: B, service: null, hour: 9 }, 3, 100);
    expect(medianMin(learned, { ...pas, service: null })).toBeGreaterThan(24);
    expect(medianMin(learned, { queue: B, service: null, hour: 9 })).toBeLessThan(4);
  });

  test("is not spoilt by a finish that was forgotten over night or pressed at once", () => {
    const learned = seen(nothingLearned(), pas, 10, 200);
    const before = medianMin(learned, pas);
    learnVisit(learned, pas, 16 * 60 * MINUTE);
    expect(medianMin(learned, pas)).toBeLessThan(before * 1.03);
    learnVisit(learned, pas, 0);
    learnVisit(learned, pas, 0);
    expect(medianMin(learned, pas)).toBeGreaterThan(before * 0.95);
  });

  test("follows a change, since old visits fade, and learns the spread too", () => {
    const learned = nothingLearned();
    for (let n = 0; n < 3_000; n += 1) learnVisit(learned, pas, 10 * MINUTE);
    expect(expectedVisit(learned, pas).deviation).toBeLessThan(0.2);
    const narrow = medianMin(learned, pas);
    for (let n = 0; n < 3_000; n += 1) learnVisit(learned, pas, (n % 2 === 0 ? 15 : 30) * MINUTE);
    expect(medianMin(learned, pas)).toBeGreaterThan(narrow * 1.8);
    expect(expectedVisit(learned, pas).deviation).toBeGreaterThan(0.3);
  });
});

describe("how many come when they are called", () => {
  test("is learned for appointments and walk-ins apart, with how long counters waited for the others", () => {
    const learned = nothingLearned();
    for (let n = 0; n < 200; n += 1)
      learnTurnout(learned, { queue: A, isAppointment: true }, n % 4 === 0 ? 2 * MINUTE : null);
    learnTurnout(learned, { queue: A, isAppointment: true }, 90 * MINUTE);
    const { missed, missedMs } = expectedTurnout(learned, A, true);
    expect(missed).toBeGreaterThan(0.2);
    expect(missed).toBeLessThan(0.3);
    expect(missedMs / MINUTE).toBeLessThan(5);
    expect(expectedTurnout(learned, A, false).missed).toBeLessThan(0.1);
  });

  test("both are learned from what staff do, by the location's hour", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    hub.at += 10 * MINUTE;
    hub.staff({ kind: "finish", counter: C1 });
    hub.next(C1);
    hub.at += 120 * MINUTE;
    hub.staff({ kind: "no-show", counter: C1 });
    expect([...hub.state.learned.visits.keys()]).toEqual(["", "queue a", "queue a 9"]);
    expect(hub.state.learned.turnouts.get("walk-ins a")?.n).toBe(2);
    hub.ticket(3);
    hub.next(C1);
    hub.at += 10 * MINUTE;
    hub.staff({ kind: "finish", counter: C1 });
    expect(hub.state.learned.visits.has("queue a 11")).toBe(true);
    const replayed = hub.replayed();
    expect(replayed.learned).toEqual(hub.state.learned);
    expect(replayed.localClock).toEqual(hub.state.localClock);
  });
});

test("only the last 64 lessons can be forgotten, and one that nobody had is none", () => {
  const learned = nothingLearned();
  const lesson = (n: number) => ({
    ...{ ticket: ticketId(n), queue: A, isAppointment: false, missedMs: null },
    visit: { kind: { queue: A, service: null, hour: 9 }, tookMs: n * MINUTE },
  });
  for (let n = 1; n <= 65; n += 1) teach(learned, lesson(n));
  const before = structuredClone(learned);
  unteach(learned, ticketId(1));
  unteach(learned, ticketId(99));
  expect(learned).toEqual(before);
  unteach(learned, ticketId(2));
  expect(learned.lessons).toHaveLength(63);
  expect(learned.visits).not.toEqual(before.visits);
});
