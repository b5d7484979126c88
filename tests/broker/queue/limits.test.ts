import { describe, expect, test } from "vitest";
import { learnVisit } from "../../../broker/queue/learn.ts";
import type { ServiceId } from "../../../protocol/terms.ts";
import { A, C1, Hub, hallOf, MINUTE, no, ticketId, town } from "../town.ts";

const HOUR = 60 * MINUTE;
type Loose = Record<string, unknown>;
const daily = (...spans: readonly (readonly [string, string])[]) =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => spans.map(([from, to]) => ({ weekday, from, to })));
const hours = daily(["08:00", "10:00"]);
/** Queue `a` with these settings; 09:00 when it begins. One counter serves. */
const location = (queue: Loose) =>
  town({
    queues: town().queues.map((one) => (one.queue === A ? { ...one, ...queue } : one)),
    counters: [{ counter: "1", name: { da: "Skranke 1" } }],
  });
const hall = (queue: Loose) => new Hub(location(queue)).open();
const refused = (why: string) => ({ kind: "refused", refused: why });
const given = { kind: "number" };

describe("the last ticket by minutes before closing", () => {
  test("nobody gets a ticket after it, and the queue stays open", () => {
    const hub = hall({ hours, lastTicket: 15 });
    hub.wait(44 * MINUTE);
    expect(hub.press(1)).toMatchObject(given);
    hub.wait(MINUTE);
    expect(hub.press(2)).toEqual(refused("last-ticket-given"));
    expect(hub.state.openQueues.has(A)).toBe(true);
    expect(hub.print([hub.record(3, "ABJ01", { series: "own" })])).toEqual(["recorded"]);
    expect(hub.of(3)).toMatchObject({ queue: A, state: "waiting" });
  });

  test("who was answered before it gets the same answer, and staff give tickets beyond it", () => {
    const hub = hall({ hours, lastTicket: 15 });
    hub.press(1);
    hub.wait(50 * MINUTE);
    expect(hub.press(1)).toMatchObject({ number: "A01" });
    expect(hub.issueByStaff()).toMatchObject({ ticket: { number: "A02" } });
  });

  test("counts to the day's closing, not to lunch", () => {
    const hub = hall({ hours: daily(["08:00", "10:00"], ["10:30", "11:00"]), lastTicket: 15 });
    hub.wait(50 * MINUTE);
    expect(hub.press(1)).toMatchObject(given);
    hub.wait(10 * MINUTE);
    hub.wait(30 * MINUTE);
    expect(hub.press(2)).toMatchObject(given);
    hub.wait(15 * MINUTE);
    expect(hub.press(3)).toEqual(refused("last-ticket-given"));
  });

  test("does not come on a clock that is not to be trusted, and does not go on one either", () => {
    const hub = hall({ hours, lastTicket: 15 });
    hub.trusted = false;
    hub.wait(50 * MINUTE);
    expect(hub.press(1)).toMatchObject(given);
    hub.trusted = true;
    expect(hub.press(2)).toEqual(refused("last-ticket-given"));
    hub.trusted = false;
    hub.at -= 40 * MINUTE;
    expect(hub.press(3)).toEqual(refused("last-ticket-given"));
  });

  test("is forgotten when the queue closes, and gives anew when it opens", () => {
    const hub = hall({ hours, lastTicket: 15 });
    hub.wait(50 * MINUTE);
    expect(hub.state.limits.get(A)).toBe("last-ticket-given");
    hub.wait(10 * MINUTE);
    expect(hub.state.limits.size).toBe(0);
    expect(hub.press(1)).toEqual(refused("queue-closed"));
    hub.wait(22 * HOUR);
    expect(hub.press(2, { serviceDay: null })).toMatchObject(given);
    expect(hub.replayed().limits).toEqual(hub.state.limits);
  });

  test("never comes where no closing does", () => {
    for (const always of [null, daily(["00:00", "24:00"])]) {
      const hub = hall({ hours: always, lastTicket: 15 });
      hub.wait(50 * MINUTE);
      expect(hub.press(1)).toMatchObject(given);
    }
  });

  test("goes when a new document sets none", () => {
    const hub = hall({ hours, lastTicket: 15 });
    hub.wait(50 * MINUTE);
    hub.send({ kind: "configure", location: location({ hours }) });
    expect(hub.last("queue-limited").limit).toBeNull();
    expect(hub.press(1)).toMatchObject(given);
  });
});

describe("the last ticket by what can still be served", () => {
  /** A visit takes about nine minutes on average as long as nothing else was learned; the hour left is enough for seven. */
  const queue = { hours, lastTicket: "can-be-served" };
  const pressed = (hub: Hub, count: number) =>
    Array.from({ length: count }, (_, n) => hub.press(n + 1).kind).filter((kind) => kind === "number").length;

  test("comes with the first who would be served too late", () => {
    const hub = hall(queue);
    expect(pressed(hub, 20)).toBe(7);
    expect(hub.press(99)).toEqual(refused("last-ticket-given"));
  });

  test("knows what a visit took", () => {
    const hub = hall(queue);
    for (let seen = 0; seen < 200; seen += 1)
      learnVisit(hub.state.learned, { queue: A, service: null, hour: 9 }, 14 * MINUTE);
    expect(pressed(hub, 20)).toBe(4);
  });

  test("does not count lunch as time to serve", () => {
    const hub = hall({ ...queue, hours: daily(["08:00", "09:30"], ["10:00", "10:30"]) });
    expect(pressed(hub, 20)).toBe(7);
  });

  test("goes when there is room for two, not for one", () => {
    const hub = hall(queue);
    pressed(hub, 20);
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(1);
    expect(hub.press(50)).toEqual(refused("last-ticket-given"));
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    hub.wait(1);
    expect(hub.press(51)).toMatchObject(given);
  });

  test("holds while the only counters are on a break, and goes when there is room again", () => {
    const hub = hall(queue);
    pressed(hub, 20);
    for (const { counter } of hub.state.location.counters) hub.staff({ kind: "pause", counter });
    hub.wait(1_000);
    expect(hub.press(50)).toEqual(refused("last-ticket-given"));
    for (const n of [1, 2, 3]) hub.staff({ kind: "cancel", ticket: ticketId(n) });
    hub.staff({ kind: "end-pause", counter: C1 });
    hub.wait(1_000);
    expect(hub.press(51)).toMatchObject(given);
  });

  test("never comes while no counter is open to tell by", () => {
    const hub = hall(queue);
    const closed = {
      ...location(queue),
      counters: [{ counter: C1, name: { da: "1" }, queues: [], open: false }],
    };
    hub.send({ kind: "configure", location: closed });
    expect(pressed(hub, 20)).toBe(20);
  });
});

describe("a quota of tickets a day", () => {
  const quota = { tickets: 2 };

  test("refuses the next one in its own words, and tells at once", () => {
    const hub = hall({ quota });
    hub.ticket(1);
    expect(hub.state.limits.size).toBe(0);
    hub.ticket(2);
    expect(hub.state.limits.get(A)).toBe("quota-reached");
    expect(hub.press(3)).toEqual(refused("quota-reached"));
    expect(hub.press(4, { queue: town().queues[1]!.queue })).toMatchObject(given);
  });

  test("counts papers that stands numbered themselves, and never refuses one", () => {
    const hub = hall({ quota });
    const papers = [1, 2, 3].map((n) => hub.record(n, `ABJ0${n}`, { series: "own" }));
    expect(hub.print(papers)).toEqual(["recorded", "recorded", "recorded"]);
    expect(hub.press(4)).toEqual(refused("quota-reached"));
  });

  test("a withdrawn ticket leaves its place to another, a served one does not", () => {
    const hub = hall({ quota });
    hub.ticket(1);
    hub.ticket(2);
    hub.next();
    hub.staff({ kind: "finish", counter: C1 });
    expect(hub.press(3)).toEqual(refused("quota-reached"));
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    expect(hub.press(4)).toMatchObject(given);
  });

  test("lasts over lunch and begins anew with the next day", () => {
    const hub = hall({ quota, hours: daily(["08:00", "10:00"], ["10:30", "15:00"]) });
    const { queues, ...rest } = hub.state.location;
    const alone = queues.filter((one) => one.queue === A);
    hub.send({ kind: "configure", location: { ...rest, queues: alone, catchAll: A } });
    for (const n of [1, 2]) {
      hub.ticket(n);
      hub.next();
      hub.staff({ kind: "finish", counter: C1 });
    }
    hub.wait(HOUR);
    hub.wait(25 * MINUTE);
    hub.wait(5 * MINUTE);
    expect(hub.press(3)).toEqual(refused("quota-reached"));
    hub.wait(5 * HOUR);
    hub.wait(HOUR);
    hub.wait(17 * HOUR);
    expect(hub.press(4, { serviceDay: null })).toMatchObject(given);
  });

  test("counts nothing of a day that is over, whatever the queue's hours", () => {
    const hub = hall({ quota: { tickets: 1 } });
    hub.ticket(1);
    hub.state.day.closedAt = hub.at;
    expect(hub.press(2, { serviceDay: null })).toMatchObject(given);
  });
});

describe("limits of one service", () => {
  const PAS = "pas" as ServiceId;
  const KORT = "kort" as ServiceId;
  const withService = (service: Loose, queue: Loose = {}) => {
    const services = [
      { service: PAS, name: { da: "Pas" }, queue: A, ...service },
      { service: KORT, name: { da: "Kort" }, queue: A },
    ];
    return { ...location(queue), services } as ReturnType<typeof town>;
  };
  const open = (service: Loose, queue: Loose = {}) => new Hub(withService(service, queue)).open();

  test("its quota is its own: others of the queue go on", () => {
    const hub = open({ quota: { tickets: 1 } });
    expect(hub.press(1, { service: PAS })).toMatchObject(given);
    expect(hub.press(2, { service: PAS })).toEqual(refused("quota-reached"));
    expect(hub.press(3, { service: KORT })).toMatchObject(given);
    expect(hub.press(4)).toMatchObject(given);
    expect(hub.last("service-limited")).toMatchObject({ service: PAS, opensAt: null });
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(1);
    expect(hub.press(5, { service: PAS })).toMatchObject(given);
  });

  test("a visit that goes on with it takes a place of its quota", () => {
    const hub = open({ quota: { tickets: 1 } });
    hub.press(1, { service: KORT });
    hub.wait(10_000);
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: PAS });
    hub.staff({ kind: "finish", counter: C1 });
    expect(hub.press(2, { service: PAS })).toEqual(refused("quota-reached"));
    expect(hub.state.day.givenOf.get(KORT)).toBe(0);
    expect(hub.state.day.given.get(A)).toBe(1);
  });

  test("its last ticket is counted to the queue's closing, or to its own where it has hours", () => {
    const byQueue = open({ lastTicket: 30 }, { hours });
    byQueue.wait(30 * MINUTE);
    expect(byQueue.press(1, { service: PAS })).toEqual(refused("last-ticket-given"));
    expect(byQueue.press(2, { service: KORT })).toMatchObject(given);
    expect(byQueue.last("service-limited").opensAt).toBe(byQueue.at - 30 * MINUTE + 23 * HOUR);
    const byItself = open({ lastTicket: 30, hours: daily(["08:00", "09:40"]) }, { hours });
    byItself.wait(9 * MINUTE);
    expect(byItself.press(1, { service: PAS })).toMatchObject(given);
    byItself.wait(MINUTE);
    expect(byItself.press(2, { service: PAS })).toEqual(refused("last-ticket-given"));
    byItself.wait(30 * MINUTE);
    expect(byItself.press(3, { service: PAS })).toEqual(refused("service-closed"));
    expect(byItself.state.serviceLimits.size).toBe(0);
  });

  test("by what can still be served it looks at what this very service takes", () => {
    const hub = open({ lastTicket: "can-be-served" }, { hours });
    for (let seen = 0; seen < 200; seen += 1)
      learnVisit(hub.state.learned, { queue: A, service: PAS, hour: 9 }, 70 * MINUTE);
    hub.wait(1);
    expect(hub.press(1, { service: PAS })).toEqual(refused("last-ticket-given"));
    expect(hub.press(2, { service: KORT })).toMatchObject(given);
  });

  test("go with the document that had them, and begin anew with the next day", () => {
    const hub = open({ quota: { tickets: 1 } }, { hours });
    hub.press(1, { service: PAS });
    hub.send({ kind: "configure", location: withService({}, { hours }) });
    expect(hub.state.serviceLimits.size).toBe(0);
    hub.send({ kind: "configure", location: withService({ quota: { tickets: 1 } }, { hours }) });
    expect(hub.press(2, { service: PAS })).toEqual(refused("quota-reached"));
    const { queues, ...rest } = hub.state.location;
    hub.send({ kind: "configure", location: { ...rest, queues: queues.slice(0, 1), catchAll: A } });
    hub.wait(10_000);
    hub.next();
    hub.staff({ kind: "finish", counter: C1 });
    hub.wait(HOUR);
    hub.wait(HOUR);
    expect(hub.state.serviceLimits.size).toBe(0);
    hub.wait(21 * HOUR);
    expect(hub.press(3, { service: PAS, serviceDay: null })).toMatchObject(given);
    expect(hub.press(4, { service: PAS, serviceDay: null })).toEqual(refused("quota-reached"));
    expect(hub.replayed().serviceLimits).toEqual(hub.state.serviceLimits);
  });
});

test("what each queue was given is counted as tickets come and go, and is what a count of them all gives", () => {
  const hub = hallOf(4);
  hub.next();
  hub.staff({ kind: "transfer", ticket: ticketId(1), queue: town().queues[1]!.queue });
  hub.staff({ kind: "cancel", ticket: ticketId(2) });
  hub.adopt(no("R05"));
  hub.print([hub.record(9, "R05")]);
  const counted = [...hub.state.day.tickets.values()].filter(
    (one) => one.queue === A && one.state !== "cancelled",
  );
  expect(hub.state.day.given.get(A)).toBe(counted.length);
  expect(hub.state.day.given.get(town().queues[1]!.queue)).toBe(1);
});
