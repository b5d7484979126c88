import { describe, expect, test } from "vitest";
import type { ServiceDay } from "../../../../protocol/terms.ts";
import { C1, DAY, Hub, MINUTE, ticketId, town, withHours } from "../../town.ts";

const OLD = "2026-11-22-1" as ServiceDay;
const hall = () => new Hub(withHours("08:00", "10:00")).open();
const HOUR = 60 * MINUTE;

describe("rule 7: the day is the hub's", () => {
  test("the day opens with the first queue and is named by the location's date", () => {
    const hub = new Hub(withHours("10:00", "12:00")).start();
    expect(hub.all("day-opened")).toHaveLength(0);
    hub.wait(HOUR);
    expect(hub.last("day-opened").serviceDay).toBe(DAY);
  });

  test("the day ends when all queues are closed, papers in flight have had their time and nobody is left", () => {
    const hub = hall();
    hub.wait(HOUR);
    hub.wait(9 * MINUTE);
    expect(hub.all("day-closed")).toHaveLength(0);
    hub.wait(MINUTE);
    expect(hub.last("day-closed").serviceDay).toBe(DAY);
  });

  test.each([
    ["waits", () => {}],
    ["is called", (hub: Hub) => hub.next()],
  ] as const)("the day does not end by a clock while somebody %s", (_, meanwhile) => {
    const hub = hall();
    hub.ticket(1);
    meanwhile(hub);
    hub.wait(HOUR);
    hub.wait(HOUR);
    expect(hub.all("day-closed")).toHaveLength(0);
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(1_000);
    expect(hub.all("day-closed")).toHaveLength(1);
  });

  test("three hours after the last queue closed everybody's visit ends", () => {
    const hub = hall();
    hub.send({
      kind: "configure",
      location: { ...hub.state.location, version: 2, houseRules: { serveAfterS: null } },
    });
    for (const n of [1, 2, 3]) hub.ticket(n);
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    hub.next("2" as typeof C1);
    hub.print([hub.record(4, "A77")], { returning: true });
    hub.wait(HOUR);
    hub.wait(3 * HOUR);
    expect([1, 2, 3, 4].map((n) => hub.of(n).state)).toEqual(["served", "left", "left", "left"]);
    expect(hub.state.day.closedAt).toBe(hub.at);
  });

  test("a paper of a closed day is recorded as expired and never waits, however often it is said", () => {
    const hub = hall();
    hub.wait(HOUR);
    hub.wait(HOUR);
    hub.wait(22 * HOUR);
    const late = hub.record(1, "ABJ01", { serviceDay: OLD, series: "own" });
    expect(hub.print([late])).toEqual(["expired"]);
    expect(hub.print([late])).toEqual(["known"]);
    expect(hub.of(1)).toMatchObject({ state: "expired", serviceDay: OLD, endedAt: hub.at });
    expect(hub.next()).toEqual({ refused: "nobody-waiting" });
  });

  test("a paper of a closed day does not open a new one", () => {
    const hub = hall();
    hub.wait(HOUR);
    hub.wait(HOUR);
    expect(hub.print([hub.record(1, "ABJ01", { serviceDay: OLD })])).toEqual(["expired"]);
    expect(hub.all("day-opened")).toHaveLength(1);
  });

  test("a paper from before yesterday is expired, whether the hub ever knew that day or not", () => {
    const hub = hall();
    expect(hub.print([hub.record(1, "A05", { serviceDay: "2026-11-20-1" as ServiceDay })])).toEqual([
      "expired",
    ]);
  });

  test("while no day is open the wall clock says what is before yesterday", () => {
    const queues = town().queues.map((queue) => ({ ...queue, active: false }));
    const hub = new Hub(town({ queues })).start();
    expect(hub.print([hub.record(1, "A05", { serviceDay: "2026-11-20-1" as ServiceDay })])).toEqual([
      "expired",
    ]);
    expect(hub.all("day-opened")).toHaveLength(0);
  });

  test("a day opened by papers while no clock can tell the hours ends three hours later", () => {
    const hub = new Hub(withHours("08:00", "10:00"));
    hub.trusted = false;
    hub.start();
    hub.print([hub.record(1, "A05")]);
    expect(hub.state.allClosedAt).toBeNull();
    hub.wait(3 * HOUR);
    expect(hub.of(1).state).toBe("left");
  });

  test("a late word about a ticket of the day before changes its paper, never its end", () => {
    const hub = hall();
    hub.press(1);
    hub.wait(HOUR);
    hub.wait(3 * HOUR);
    hub.wait(20 * HOUR);
    expect(hub.state.previous?.serviceDay).toBe(OLD);
    expect(hub.print([hub.record(1, "ABJ01", { series: "own" })])).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ state: "left", paper: "printed", number: "ABJ01" });
  });

  test("a second day of one date is counted", () => {
    const hub = hall();
    hub.wait(HOUR);
    hub.wait(HOUR);
    hub.send({ kind: "configure", location: withHours("08:00", "18:00") });
    expect(hub.last("day-opened").serviceDay).toBe("2026-11-22-2");
    expect(hub.press(1, { serviceDay: OLD })).toMatchObject({ number: "A01", serviceDay: "2026-11-22-2" });
  });

  test("a location that never closes ends its day at the first quiet moment of a later date", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.wait(24 * HOUR);
    expect(hub.all("day-closed")).toHaveLength(0);
    hub.next();
    hub.staff({ kind: "finish", counter: C1 });
    hub.wait(1_000);
    expect(hub.all("day-closed")).toHaveLength(1);
    expect(hub.last("day-opened").serviceDay).toBe("2026-11-23-1");
  });

  test("at most the current day and the one before stay in memory", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.staff({ kind: "cancel", ticket: ticketId(1) });
    hub.wait(24 * HOUR);
    expect(hub.state.previous?.tickets.size).toBe(1);
    hub.wait(24 * HOUR);
    expect(hub.state.previous?.tickets.size).toBe(0);
    expect(hub.state.day.tickets.size).toBe(0);
  });

  test("sixty closed days are remembered", () => {
    const hub = new Hub().open();
    for (let day = 0; day < 65; day += 1) hub.wait(24 * HOUR);
    expect(hub.state.closedDays.size).toBe(60);
    expect(hub.state.closedDays.has(OLD)).toBe(false);
    expect(hub.print([hub.record(1, "A05", { serviceDay: OLD })])).toEqual(["expired"]);
  });

  test("the first ticket opens the day when the clock's tick has not yet come", () => {
    const hub = new Hub().open();
    hub.send({ kind: "tick" });
    hub.at += 24 * HOUR;
    hub.state.day.closedAt = hub.at;
    expect(hub.press(1, { serviceDay: null })).toMatchObject({ serviceDay: "2026-11-23-1" });
    hub.state.day.closedAt = hub.at;
    expect(hub.issueByStaff()).toMatchObject({ ticket: { number: "A01" } });
    hub.state.day.closedAt = hub.at;
    expect(hub.adopt("R05")).toMatchObject({ ticket: { number: "R05" } });
    expect(hub.all("day-opened")).toHaveLength(4);
  });
});
