import { describe, expect, test } from "vitest";
import { A, C1, C2, Hub, hallOf, MINUTE, said, ticketId, town, uuid } from "../town.ts";

const replays = (hub: Hub) => expect(hub.replayed().day.tickets).toEqual(hub.state.day.tickets);

describe("one press a citizen", () => {
  test("service starts by itself after the last call, and may still turn out to be a no-show", () => {
    const hub = hallOf(1);
    hub.next();
    hub.wait(59_000);
    expect(hub.of(1).state).toBe("called");
    hub.staff({ kind: "recall", counter: C1 });
    hub.wait(59_000);
    expect(hub.of(1).state).toBe("called");
    hub.wait(1_000);
    expect(hub.of(1)).toMatchObject({ state: "serving", startedItself: true, servingAt: hub.at });
    expect(hub.staff({ kind: "recall", counter: C1 })).toMatchObject({ ticket: { state: "called" } });
    expect(hub.of(1)).toMatchObject({ servingAt: null, startedItself: false });
    hub.wait(60_000);
    expect(hub.staff({ kind: "no-show", counter: C1 })).toMatchObject({ ticket: { state: "no-show" } });
    replays(hub);
  });

  test("it never does where the location decided so", () => {
    const hub = hallOf(1, { houseRules: { serveAfterS: null } });
    hub.next();
    hub.wait(10 * MINUTE);
    expect(hub.of(1).state).toBe("called");
  });

  test("a citizen who was called again often enough is a no-show at the next recall", () => {
    const hub = hallOf(1, { houseRules: { recallLimit: 2 } });
    hub.next();
    const states = [1, 2, 3].map(() => hub.staff({ kind: "recall", counter: C1 }));
    expect(states).toMatchObject([
      { ticket: { state: "called" } },
      { ticket: { state: "called" } },
      { ticket: { state: "no-show" } },
    ]);
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    hub.next();
    expect(hub.of(1).recalls).toBe(0);
  });

  test("a service that staff forgot teaches nothing, one that they said still runs does", () => {
    const visit = (isConfirmed: boolean) => {
      const hub = hallOf(1);
      hub.next();
      hub.staff({ kind: "serve", counter: C1 });
      hub.at += 46 * MINUTE;
      if (isConfirmed) expect(said(hub.staff({ kind: "still", counter: C1 }))).toBe("A01");
      hub.staff({ kind: "finish", counter: C1 });
      replays(hub);
      return hub.state.learned.visits.has(`queue ${A}`);
    };
    expect([visit(false), visit(true)]).toEqual([false, true]);
  });

  test("only a service that runs is said to run still", () => {
    const hub = hallOf(1);
    hub.next();
    expect(said(hub.staff({ kind: "still", counter: C1 }))).toBe("not-serving");
  });

  test("where service never starts by itself, a visit that nobody said a word of is asked about and not learned", () => {
    const visit = (isConfirmed: boolean, ends: "finish" | "call-next") => {
      const hub = hallOf(2, { houseRules: { serveAfterS: null } });
      hub.next();
      hub.wait(46 * MINUTE);
      if (isConfirmed) expect(said(hub.staff({ kind: "still", counter: C1 }))).toBe("A01");
      hub.staff({ kind: ends, counter: C1, finishes: ticketId(1) });
      replays(hub);
      return hub.state.learned.visits.has(`queue ${A}`);
    };
    expect([visit(false, "finish"), visit(false, "call-next"), visit(true, "finish")]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("a visit that goes on with its next service after such a time is not learned either", () => {
    const hub = hallOf(1, { houseRules: { serveAfterS: null } });
    hub.next();
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: "pas" as never });
    hub.wait(300 * MINUTE);
    hub.staff({ kind: "finish", counter: C1 });
    expect(hub.last("visit-continued")).toMatchObject({ isSlip: true });
    expect(hub.state.learned.visits.size).toBe(0);
  });
});

describe("a no-show that is put back", () => {
  test("goes as many places back as the house decided, behind all where fewer wait", () => {
    const hub = hallOf(4, { houseRules: { placesBack: 2 } });
    hub.next();
    hub.staff({ kind: "no-show", counter: C1 });
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    expect([1, 2, 3, 4].map(() => said(hub.next(C1, hub.state.atCounter.get(C1))))).toEqual([
      "A02",
      "A03",
      "A01",
      "A04",
    ]);
    replays(hub);
  });

  /** Calls whoever waits, one after another, and says their numbers. */
  const all = (hub: Hub, count: number) =>
    Array.from({ length: count }, () => said(hub.next(C1, hub.state.atCounter.get(C1))));
  const appointment = (hub: Hub, inMin: number) => hub.issueByStaff({ agreedAt: hub.at + inMin * MINUTE });
  const missed = (hub: Hub) => {
    const { id } = hub.last("ticket-called");
    hub.staff({ kind: "no-show", counter: C1 });
    hub.staff({ kind: "requeue", ticket: id, commandId: uuid(1) });
    return id;
  };

  test("goes as many places back with an appointment too, before which others with one count", () => {
    const hub = new Hub(town({ houseRules: { placesBack: 2 } })).open();
    appointment(hub, 0);
    appointment(hub, 1);
    hub.ticket(1);
    hub.at += 1_000;
    hub.ticket(2);
    appointment(hub, 60);
    hub.at += 5 * MINUTE;
    expect(said(hub.next())).toBe("A01");
    const id = missed(hub);
    expect(hub.state.day.tickets.get(id)).toMatchObject({ dueAt: null });
    replays(hub);
    expect(all(hub, 5)).toEqual(["A02", "A03", "A01", "A04", "A05"]);
  });

  test("goes behind an appointment that is due, and undo gives it its agreed time back", () => {
    const hub = new Hub(town({ houseRules: { placesBack: 1 } })).open();
    appointment(hub, 0);
    appointment(hub, 1);
    hub.ticket(1);
    hub.at += 5 * MINUTE;
    hub.next();
    const id = missed(hub);
    hub.staff({ kind: "undo", undoes: uuid(1) });
    expect(hub.state.day.tickets.get(id)?.dueAt).not.toBeNull();
    hub.staff({ kind: "requeue", ticket: id });
    expect(all(hub, 3)).toEqual(["A02", "A01", "A03"]);
  });

  test("goes before whoever is early, is held or lets others go first", () => {
    const hub = hallOf(3, { houseRules: { placesBack: 1 } });
    appointment(hub, 60);
    hub.staff({ kind: "transfer", ticket: ticketId(2), toCounter: C2 });
    hub.citizen("postpone", 3);
    hub.next();
    missed(hub);
    expect(all(hub, 2)).toEqual(["A01", "A04"]);
  });

  test("keeps its place where nobody waits, and where it was only called", () => {
    const hub = hallOf(2, { houseRules: { placesBack: 5 } });
    hub.next();
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    expect(said(hub.next())).toBe("A01");
    hub.next(C2);
    hub.staff({ kind: "no-show", counter: C1 });
    const { arrivedAt } = hub.of(1);
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    expect(hub.of(1).arrivedAt).toBe(arrivedAt);
  });
});
