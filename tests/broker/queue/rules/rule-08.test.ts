import { describe, expect, test } from "vitest";
import type { ServiceDay, TicketState } from "../../../../protocol/terms.ts";
import { C1, DAY, Hub, ledgerOf, outboxOf, S1, S2, said, ticketId, token, town } from "../../town.ts";

/** The hub of a morning, and what its stand has seen. */
function morning(): { hub: Hub; seen: ReturnType<Hub["mark"]> } {
  const hub = new Hub().open();
  for (const n of [1, 2, 3]) hub.ticket(n);
  return { hub, seen: hub.mark() };
}

/** The hub put back to a copy of its ledger, without the last events, and started. */
function oldCopy(hub: Hub, without: number): Hub {
  const copy = new Hub();
  copy.events.push(...hub.events.slice(0, -without));
  Object.assign(copy, { state: copy.replayed(), at: hub.at + 60_000 });
  for (let n = 0; n < 200; n += 1) copy.fresh();
  return copy.start();
}

const onDay = { serviceDay: DAY, tickets: 3 };

describe("rule 8: a lost or old ledger is found out", () => {
  test("after a start with a ledger the plain series is held until a stand's mark fits", () => {
    const { hub, seen } = morning();
    hub.start();
    expect(hub.press(4)).toMatchObject({ kind: "own-series" });
    hub.hello({ ...onDay, ledger: seen });
    expect(hub.press(5)).toMatchObject({ kind: "number", number: "A04" });
  });

  test("a stand without a mark proves nothing; ten seconds after the start the series opens all the same", () => {
    const { hub } = morning();
    hub.start();
    hub.hello({ stand: S2, outbox: outboxOf(9) });
    hub.wait(9_999);
    expect(hub.press(4)).toMatchObject({ kind: "own-series" });
    hub.wait(1);
    expect(hub.press(5)).toMatchObject({ number: "A04" });
  });

  test("a new ledger holds the plain series until every stand has said hello, however long that takes", () => {
    const hub = new Hub().start();
    hub.hello();
    hub.wait(3_600_000);
    expect(hub.press(1)).toMatchObject({ kind: "own-series" });
    hub.hello({ stand: S2, outbox: outboxOf(2) });
    expect(hub.press(2)).toMatchObject({ number: "A01" });
  });

  test("a new ledger that is started once more before its stands have spoken holds the plain series all the same", () => {
    const hub = new Hub().start().start();
    hub.wait(11_000);
    expect(hub.press(1)).toMatchObject({ kind: "own-series" });
    expect(said(hub.issueByStaff())).toMatch(/^[A-Z]{2}01$/);
    expect(hub.state.series).toBe("held");
    hub.hello();
    hub.start();
    hub.hello({ stand: S2, outbox: outboxOf(2) });
    hub.wait(11_000);
    expect(hub.press(2)).toMatchObject({ kind: "own-series" });
    hub.hello();
    expect(hub.press(3)).toMatchObject({ number: "A01" });
    hub.start().wait(10_000);
    expect(hub.press(4)).toMatchObject({ number: "A02" });
  });

  test("a ledger put back to a copy from before its series was opened waits for the stands, and they find it out", () => {
    const hub = new Hub().start();
    const young = hub.events.length;
    hub.hello();
    hub.hello({ stand: S2, outbox: outboxOf(2) });
    hub.ticket(1);
    const copy = oldCopy(hub, hub.events.length - young);
    copy.wait(11_000);
    expect(copy.press(4)).toMatchObject({ kind: "own-series" });
    copy.hello({ stand: S2, outbox: outboxOf(2) });
    copy.hello({ serviceDay: DAY, tickets: 1, ledger: hub.mark() });
    expect(copy.state.series).toBe("closed");
    copy.start().wait(11_000);
    expect(copy.press(5)).toMatchObject({ kind: "own-series" });
  });

  test("a location without stands has nobody to wait for", () => {
    expect(new Hub(town({ stands: [] })).start().state.series).toBe("open");
  });

  test("an older copy is found out by what a stand has seen: new identity, plain series closed for the day, day asked back", () => {
    const { hub, seen } = morning();
    const copy = oldCopy(hub, 2);
    const before = copy.state.ledgerId;
    copy.hello({ ...onDay, ledger: seen });
    expect(copy.state.ledgerId).not.toBe(before);
    expect(copy.state.series).toBe("closed");
    expect(copy.last("day-asked-back")).toMatchObject({ stand: S1, serviceDay: DAY });
    expect(copy.state.alarms.at(-1)?.notice).toEqual({ kind: "ledger-replaced", serviceDay: DAY });
    expect(copy.press(4)).toMatchObject({ kind: "own-series" });
  });

  test("an older copy is found out even after more has been written to it than was lost", () => {
    const { hub, seen } = morning();
    const copy = oldCopy(hub, 1);
    copy.wait(10_000);
    for (const n of [11, 12, 13]) copy.ticket(n);
    expect(copy.state.seq).toBeGreaterThan(seen.seq);
    copy.hello({ ...onDay, ledger: seen });
    expect(copy.state.series).toBe("closed");
  });

  test("a stand without tickets of its own that has seen more closes the series too", () => {
    const { hub, seen } = morning();
    const copy = oldCopy(hub, 2);
    copy.hello({ stand: S2, outbox: outboxOf(2), serviceDay: DAY, tickets: 0, ledger: seen });
    expect(copy.state.series).toBe("closed");
    expect(copy.all("day-asked-back")).toHaveLength(0);
  });

  test("an empty ledger on a day with tickets is found out; one without tickets is just a new town hall", () => {
    const hub = new Hub().start();
    hub.hello({ ledger: { ledgerId: ledgerOf(77), seq: 9 }, serviceDay: DAY, tickets: 0 });
    expect(hub.state.series).toBe("held");
    hub.hello({ stand: S2, outbox: outboxOf(2), ledger: { ledgerId: ledgerOf(77), seq: 9 }, ...onDay });
    expect(hub.state.series).toBe("closed");
  });

  test("an older copy that had asked for the day before asks again at once, since what came back is lost with the rest", () => {
    const { hub, seen } = morning();
    const first = oldCopy(hub, 3);
    first.hello({ ...onDay, ledger: seen });
    const length = first.events.length;
    first.issueByStaff();
    const second = oldCopy(first, first.events.length - length);
    second.hello({ ...onDay, ledger: first.mark() });
    expect(second.all("day-asked-back")).toHaveLength(2);
  });

  test("stands that had said hello before are asked as well; the second with the same lost past starts nothing new", () => {
    const { hub, seen } = morning();
    const copy = oldCopy(hub, 2);
    const early = copy.hello({ stand: S2, outbox: outboxOf(2), ...onDay, ledger: { ...seen, seq: 3 } });
    expect(early.serviceDay).toBe(DAY);
    copy.hello({ stand: "s3" as typeof S1, outbox: outboxOf(3), ledger: null });
    copy.hello({ ...onDay, ledger: seen });
    expect(copy.all("day-asked-back").map((event) => event.stand)).toEqual([S2, S1]);
    copy.print([], { returning: true, stand: S2 });
    copy.at += 119_999;
    const again = { stand: S2, outbox: outboxOf(2), ...onDay, ledger: { ...seen, seq: seen.seq + 5 } };
    copy.hello(again);
    expect(copy.all("day-asked-back")).toHaveLength(2);
    copy.at += 1;
    copy.hello(again);
    expect(copy.all("ledger-replaced")).toHaveLength(1);
    expect(copy.all("day-asked-back").map((event) => event.stand)).toEqual([S2, S1, S2]);
  });

  test("an order to give back the day that was lost on its way is repeated at the stand's next hello, until the day comes", () => {
    const { hub, seen } = morning();
    const copy = oldCopy(hub, 2);
    copy.hello({ ...onDay, ledger: seen });
    copy.hello({ ...onDay, ledger: seen });
    expect(copy.all("day-asked-back")).toHaveLength(2);
    copy.print([], { returning: false });
    copy.hello({ ...onDay, ledger: seen });
    expect(copy.all("day-asked-back")).toHaveLength(3);
    copy.print([], { returning: true });
    copy.print([], { returning: true });
    expect(copy.all("day-coming-back")).toHaveLength(1);
    copy.hello({ ...onDay, ledger: seen });
    expect(copy.all("day-asked-back")).toHaveLength(3);
  });

  test("a stand that gives back a day unasked is heard, and nothing more is written", () => {
    const { hub } = morning();
    hub.print([], { returning: true });
    expect(hub.all("day-coming-back")).toEqual([]);
  });

  test("a stand that says hello again with nothing new writes nothing", () => {
    const { hub, seen } = morning();
    hub.hello({ ...onDay, ledger: seen });
    const mark = hub.events.length;
    hub.hello({ ...onDay, tickets: 9, ledger: hub.mark() });
    expect(hub.since(mark)).toEqual([]);
    hub.hello({ ...onDay, tickets: 0, ledger: hub.mark() });
    hub.hello({ ...onDay, tickets: 0, ledger: null });
    expect(hub.since(mark).map((event) => event.kind)).toEqual(["stand-greeted", "stand-greeted"]);
  });

  test("a stand that is ahead on a day that is over closes nothing", () => {
    const { hub } = morning();
    const over = "2026-11-01-1" as ServiceDay;
    hub.hello({ ledger: { ledgerId: ledgerOf(77), seq: 9 }, serviceDay: over, tickets: 5 });
    expect(hub.state.series).toBe("open");
    const copy = oldCopy(hub, 2);
    copy.hello({ ledger: hub.mark(), serviceDay: null, tickets: 0 });
    copy.hello({ ledger: hub.mark(), serviceDay: over, tickets: 5 });
    expect(copy.all("day-asked-back")).toHaveLength(0);
  });

  test("the plain series stays closed over a restart, and opens on the next day", () => {
    const { hub, seen } = morning();
    const copy = oldCopy(hub, 2);
    copy.hello({ ...onDay, ledger: seen });
    copy.start();
    copy.wait(60_000);
    expect(copy.press(4)).toMatchObject({ kind: "own-series" });
    for (const n of [1, 2, 3]) copy.staff({ kind: "cancel", ticket: ticketId(n) });
    copy.wait(86_400_000);
    expect(copy.press(5)).toMatchObject({ number: "A01" });
  });

  test("a day that this ledger does not know is joined under the stand's name, so that its papers wait", () => {
    const hub = new Hub().start();
    const other = "2026-11-22-4" as ServiceDay;
    const answer = hub.hello({ ledger: { ledgerId: ledgerOf(77), seq: 9 }, serviceDay: other, tickets: 2 });
    expect(answer).toMatchObject({ serviceDay: other, lease: { serviceDay: other } });
    expect(hub.press(8, { serviceDay: other })).toMatchObject({ serviceDay: other });
    expect(hub.print([hub.record(1, "ABJ01", { serviceDay: other, series: "own" })])).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ state: "waiting", serviceDay: DAY });
  });

  test("a closed location opens the day that a stand has tickets of, under its name", () => {
    const queues = town().queues.map((queue) => ({ ...queue, active: false }));
    const hub = new Hub(town({ queues })).start();
    hub.trusted = false;
    hub.hello({ serviceDay: DAY, tickets: 0 });
    expect(hub.all("day-opened")).toHaveLength(0);
    hub.hello({ ledger: { ledgerId: ledgerOf(77), seq: 9 }, ...onDay });
    expect(hub.last("day-opened").serviceDay).toBe(DAY);
  });

  test("a paper of a day unheard of joins that day, also without a hello", () => {
    const hub = new Hub().start();
    expect(hub.print([hub.record(1, "A07", { serviceDay: "2026-11-21-3" as ServiceDay })])).toEqual([
      "recorded",
    ]);
    expect(hub.last("day-joined").alias).toBe("2026-11-21-3");
  });

  test("returned tickets without an end are recovered, and not called until staff confirm", () => {
    const hub = new Hub().open();
    const ended = { state: "served" as TicketState, at: hub.at - 1 };
    const called = { state: "called" as TicketState, at: hub.at - 1 };
    const records = [
      hub.record(1, "A01"),
      hub.record(2, "A02", { ended }),
      hub.record(3, "A03", { ended: called }),
    ];
    expect(hub.print(records, { returning: true })).toEqual(["recorded", "recorded", "recorded"]);
    expect([1, 2, 3].map((n) => hub.of(n).state)).toEqual(["recovered", "served", "recovered"]);
    expect(hub.of(2).endedAt).toBe(ended.at);
    expect(hub.state.alarms.at(-1)?.notice).toEqual({ kind: "tickets-recovered", count: 2 });
    expect(said(hub.next())).toBe("nobody-waiting");
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 }))).toBe("ticket-recovered");
    expect(said(hub.staff({ kind: "requeue", ticket: ticketId(1) }))).toBe("ticket-recovered");
    expect(said(hub.staff({ kind: "confirm", ticket: ticketId(1) }))).toBe("A01");
    expect(said(hub.staff({ kind: "confirm", ticket: ticketId(2) }))).toBe("not-recovered");
    expect(said(hub.next())).toBe("A01");
  });

  test("a returned ticket keeps its queue while that exists, and goes to the catch-all queue otherwise", () => {
    const queues = town().queues.map((queue) => ({ ...queue, active: queue.queue !== "b" }));
    const hub = new Hub(town({ queues })).open();
    hub.print(
      [hub.record(1, "B01", { queue: "b" as never }), hub.record(2, "G01", { queue: "gone" as never })],
      { returning: true },
    );
    expect([hub.of(1).queue, hub.of(2).queue]).toEqual(["b", "x"]);
  });

  test("a returned day tells an older copy how a ticket ended that it still has waiting, so that nobody gone is called", () => {
    const { hub } = morning();
    const ended = { state: "served" as TicketState, at: hub.at };
    expect(hub.print([hub.record(1, "A01", { ended })], { returning: true })).toEqual(["recorded"]);
    expect(hub.of(1)).toMatchObject({ state: "served", endedAt: ended.at });
    expect(hub.print([hub.record(2, "A02")], { returning: true })).toEqual(["known"]);
    expect(said(hub.next())).toBe("A02");
  });

  test("staff tickets take fresh reserved letters while the plain series is not open, the same all day", () => {
    const hub = new Hub().start();
    const one = said(hub.issueByStaff({ random: 40 }));
    const two = said(hub.issueByStaff({ random: 41 }));
    expect(one).toMatch(/^[A-Z]{2}01$/);
    expect(two).toBe(`${one.slice(0, 2)}02`);
    expect(hub.all("series-reserved")).toHaveLength(1);
    const { lease } = hub.hello({ lease: { serviceDay: DAY, letters: { a: one.slice(0, 2) }, last: 999 } });
    expect(Object.values(lease?.letters ?? {})).not.toContain(one.slice(0, 2));
  });

  test("a replaced ledger reserves letters anew, since the old ones may have gone on elsewhere", () => {
    const hub = new Hub().start();
    const before = said(hub.issueByStaff());
    hub.hello({ ledger: { ledgerId: ledgerOf(77), seq: 9 }, ...onDay });
    const after = said(hub.issueByStaff());
    expect(after.slice(0, 2)).not.toBe(before.slice(0, 2));
  });

  test("two hundred earlier identities are remembered", () => {
    const hub = new Hub();
    for (let n = 0; n < 205; n += 1) hub.start();
    expect(hub.state.pastLedgers.size).toBe(200);
  });

  test("a mirrored ticket of staff comes back with the stand that kept it", () => {
    const hub = new Hub().open();
    hub.print([hub.record(1, "XK01", { paper: "screen" })], { returning: true });
    expect(hub.of(1)).toMatchObject({ state: "recovered", token: token(1) });
  });
});
