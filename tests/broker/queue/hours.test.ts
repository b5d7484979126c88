import { describe, expect, test } from "vitest";
import type { LocationConfig } from "../../../protocol/config.ts";
import type { ServiceId } from "../../../protocol/terms.ts";
import { A, B, C1, Hub, MINUTE, ticketId, town } from "../town.ts";

const HOUR = 60 * MINUTE;
const PASS = "pas" as ServiceId;
type Loose = Record<string, unknown>;
/** Each day's spans of one week. */
const daily = (...spans: readonly (readonly [string, string])[]) =>
  [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => spans.map(([from, to]) => ({ weekday, from, to })));

/** The town hall whose house, queue `a` or service say more. It is Sunday 22 November 2026, 09:00, when it begins. */
function hallOf({ house = {}, queue = {}, service = {} }: { house?: Loose; queue?: Loose; service?: Loose }) {
  const { queues, services } = town();
  return town({
    ...house,
    queues: queues.map((one) => (one.queue === A ? { ...one, ...queue } : one)),
    services: services.map((one) => ({ ...one, ...service })),
  });
}
const open = (location: LocationConfig) => new Hub(location).open();
const openOnes = (hub: Hub) => [...hub.state.openQueues].sort();

describe("the hours of the house", () => {
  test("close every queue, also those that have no hours themselves", () => {
    const hub = open(hallOf({ house: { hours: daily(["08:00", "10:00"]) } }));
    expect(openOnes(hub)).toEqual(["a", "b", "x"]);
    hub.wait(HOUR);
    expect(openOnes(hub)).toEqual([]);
    hub.wait(21 * HOUR);
    expect(openOnes(hub)).toEqual([]);
    hub.wait(HOUR);
    expect(openOnes(hub)).toEqual(["a", "b", "x"]);
  });

  test("a queue is open while house and queue are", () => {
    const house = { hours: daily(["08:00", "12:00"]) };
    const hub = open(hallOf({ house, queue: { hours: daily(["09:30", "15:00"]) } }));
    expect(openOnes(hub)).toEqual(["b", "x"]);
    hub.wait(30 * MINUTE);
    expect(openOnes(hub)).toEqual(["a", "b", "x"]);
    hub.wait(150 * MINUTE);
    expect(openOnes(hub)).toEqual([]);
  });

  test("a holiday closes a queue that is otherwise always open", () => {
    const hub = open(hallOf({ house: { exceptions: [{ date: "2026-11-23" }] } }));
    hub.wait(15 * HOUR);
    expect(openOnes(hub)).toEqual([]);
    hub.wait(24 * HOUR);
    expect(openOnes(hub)).toEqual(["a", "b", "x"]);
  });
});

describe("a service with hours of its own", () => {
  const location = () => hallOf({ service: { hours: daily(["08:00", "09:30"]) } });

  test("gives no ticket while it is closed, and its queue goes on", () => {
    const hub = open(location());
    expect(hub.press(1, { service: PASS })).toMatchObject({ kind: "number" });
    hub.wait(30 * MINUTE);
    expect(hub.press(2, { service: PASS })).toEqual({ kind: "refused", refused: "service-closed" });
    expect(hub.press(3)).toMatchObject({ kind: "number" });
    expect(hub.press(1, { service: PASS })).toMatchObject({ kind: "number", number: "A01" });
  });

  test("never costs a paper its place", () => {
    const hub = open(location());
    hub.wait(30 * MINUTE);
    expect(hub.print([hub.record(1, "ABJ01", { series: "own", service: PASS })])).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ queue: A, state: "waiting" });
  });

  test("stays as it is on a clock that is not to be trusted, also under a new document", () => {
    const hub = open(location());
    hub.trusted = false;
    hub.wait(HOUR);
    expect(hub.press(1, { service: PASS })).toMatchObject({ kind: "number" });
    hub.trusted = true;
    hub.wait(1_000);
    hub.trusted = false;
    hub.send({ kind: "configure", location: { ...location(), version: 2 } });
    expect(hub.press(2, { service: PASS })).toMatchObject({ refused: "service-closed" });
    hub.trusted = true;
    hub.send({ kind: "configure", location: hallOf({}) });
    expect(hub.press(3, { service: PASS })).toMatchObject({ kind: "number" });
  });

  test("is looked at again only when its time has come", () => {
    const hub = open(location());
    hub.wait(MINUTE);
    expect(hub.all("service-opened")).toHaveLength(1);
    hub.wait(30 * MINUTE);
    hub.wait(MINUTE);
    expect(hub.all("service-closed")).toHaveLength(1);
    expect(hub.replayed().services).toEqual(hub.state.services);
  });

  test("is closed with its queue", () => {
    const hours = daily(["08:00", "12:00"]);
    const hub = open(hallOf({ queue: { active: false }, service: { hours } }));
    expect(hub.last("service-closed")).toMatchObject({ service: PASS, opensAt: null });
    expect(hub.press(1, { service: PASS })).toMatchObject({ refused: "queue-closed" });
  });
});

describe("who still waits at closing", () => {
  const lunch = daily(["08:00", "10:00"], ["10:30", "15:00"]);
  /** Two wait in queue `a`, one is served there, one waits in queue `b`. */
  const busy = (queue: Loose, house: Loose = {}) => {
    const hub = open(hallOf({ queue, house: { ...house, houseRules: { serveAfterS: null } } }));
    for (const n of [1, 2, 3]) hub.ticket(n);
    hub.ticket(4, B);
    hub.next();
    return hub;
  };
  const states = (hub: Hub) => [1, 2, 3, 4].map((n) => hub.of(n).state);

  test("is served where the location says nothing, or so", () => {
    for (const atClosing of [undefined, "serve"]) {
      const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing });
      hub.wait(HOUR);
      expect(states(hub)).toEqual(["called", "waiting", "waiting", "waiting"]);
      expect(hub.next(C1, ticketId(1))).toMatchObject({ ticket: { id: ticketId(2) } });
    }
  });

  test("has left where the location lets them go, and staff are told how many", () => {
    const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing: "leave" });
    hub.wait(HOUR);
    expect(states(hub)).toEqual(["called", "left", "left", "waiting"]);
    expect(hub.state.alarms.at(-1)?.notice).toEqual({ kind: "left-at-closing", queue: "a", count: 2 });
    hub.wait(1_000);
    expect(hub.all("queue-emptied")).toHaveLength(1);
  });

  test("has left also with an appointment, in time or early, and is counted", () => {
    const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing: "leave" });
    for (const inMin of [5, 90]) hub.issueByStaff({ agreedAt: hub.at + inMin * MINUTE });
    hub.wait(HOUR);
    const waiting = [...hub.state.day.tickets.values()].filter(({ state }) => state === "waiting");
    expect(waiting.map(({ queue }) => queue)).toEqual([B]);
    expect(hub.last("queue-emptied")).toMatchObject({ queue: A, count: 4 });
    const only = open(hallOf({ queue: { hours: daily(["08:00", "10:00"]), atClosing: "leave" } }));
    only.issueByStaff({ agreedAt: only.at });
    only.wait(HOUR);
    expect(only.last("queue-emptied")).toMatchObject({ count: 1 });
  });

  test("stays over a lunch break, and leaves at the end of the day", () => {
    const hub = busy({ hours: lunch, atClosing: "leave" });
    hub.wait(HOUR);
    expect(openOnes(hub)).toEqual(["b", "x"]);
    expect(states(hub)).toEqual(["called", "waiting", "waiting", "waiting"]);
    hub.wait(30 * MINUTE);
    hub.wait(5 * HOUR);
    expect(states(hub)).toEqual(["called", "left", "left", "waiting"]);
  });

  test("leaves although the hub was away at closing", () => {
    const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing: "leave" });
    hub.at += 90 * MINUTE;
    hub.start();
    expect(states(hub)).toEqual(["called", "left", "left", "waiting"]);
  });

  test("leaves although the hub was away till the next morning, or stays over a lunch that it missed", () => {
    const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing: "leave" });
    hub.at += 24 * HOUR;
    hub.start();
    expect(openOnes(hub)).toContain("a");
    expect(states(hub)).toEqual(["called", "left", "left", "waiting"]);
    const lunched = busy({ hours: lunch, atClosing: "leave" });
    lunched.at += 2 * HOUR;
    lunched.start();
    expect(states(lunched)).toEqual(["called", "waiting", "waiting", "waiting"]);
  });

  test("stays where the hours go on, however long nobody looked", () => {
    const closures = [{ from: "2028-11-01", to: "2028-11-02" }];
    const hub = busy({ closures, atClosing: "leave" });
    hub.at += 366 * 24 * HOUR;
    hub.send({ kind: "tick" });
    expect(states(hub)).toEqual(["called", "waiting", "waiting", "waiting"]);
  });

  test("leaves a queue that will never open again", () => {
    const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing: "leave" });
    const next = hallOf({ queue: { hours: [], atClosing: "leave" } });
    hub.send({ kind: "configure", location: next });
    expect(states(hub)).toEqual(["called", "left", "left", "waiting"]);
  });

  test("keeps their place where somebody switches the queue off", () => {
    const hub = busy({ hours: daily(["08:00", "10:00"]), atClosing: "leave" });
    const off = hallOf({ queue: { hours: daily(["08:00", "10:00"]), atClosing: "leave", active: false } });
    hub.send({ kind: "configure", location: off });
    expect(states(hub)).toEqual(["called", "waiting", "waiting", "waiting"]);
  });

  test("nobody is told of where nobody waited", () => {
    const hub = open(hallOf({ queue: { hours: daily(["08:00", "10:00"]), atClosing: "leave" } }));
    hub.wait(HOUR);
    expect(hub.all("queue-emptied")).toEqual([]);
    expect(hub.state.alarms).toEqual([]);
  });

  test("a lunch break of the whole house ends no day, the evening does", () => {
    const hub = open(hallOf({ house: { hours: lunch } }));
    hub.wait(HOUR);
    hub.wait(20 * MINUTE);
    expect(openOnes(hub)).toEqual([]);
    expect(hub.all("day-closed")).toEqual([]);
    hub.wait(10 * MINUTE);
    expect(hub.all("day-opened")).toHaveLength(1);
    hub.wait(5 * HOUR);
    hub.wait(20 * MINUTE);
    expect(hub.all("day-closed")).toHaveLength(1);
  });

  test("a gap of hours at midday ends no day, and no number is given twice on it", () => {
    const hub = open(hallOf({ house: { hours: daily(["08:00", "09:30"], ["14:00", "17:00"]) } }));
    hub.ticket(1);
    hub.wait(30 * MINUTE);
    for (let minutes = 0; minutes < 270; minutes += 30) hub.wait(30 * MINUTE);
    expect(hub.ticket(2).number).toBe("A02");
    hub.wait(3 * HOUR);
    hub.wait(3 * HOUR);
    expect(hub.all("day-closed")).toHaveLength(1);
  });

  test("a clock that is not to be trusted any more does not keep a day open over a gap for ever", () => {
    const hub = open(hallOf({ house: { hours: daily(["08:00", "09:30"], ["14:00", "17:00"]) } }));
    hub.wait(30 * MINUTE);
    hub.trusted = false;
    hub.wait(3 * HOUR);
    expect(hub.all("day-closed")).toHaveLength(1);
  });
});
