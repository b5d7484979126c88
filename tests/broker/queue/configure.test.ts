import { describe, expect, test } from "vitest";
import { evolve } from "../../../broker/queue/evolve.ts";
import { initialState } from "../../../broker/queue/state.ts";
import { A, B, C1, C2, Hub, NINE, said, ticketId, town } from "../town.ts";

const without = (queue: string) =>
  town({ queues: town().queues.filter((one) => one.queue !== queue), services: [] });

describe("the location's document", () => {
  test("the same document again is no news", () => {
    const hub = new Hub().open();
    const mark = hub.events.length;
    hub.send({ kind: "configure", location: town() });
    expect(hub.since(mark)).toEqual([]);
  });

  test("whoever waits in a queue that is edited away waits on in the catch-all queue, and staff are told", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.ticket(2, B);
    hub.send({ kind: "configure", location: without("a") });
    expect(hub.of(1)).toMatchObject({ queue: "x", state: "waiting" });
    expect(hub.state.openQueues.has(A)).toBe(false);
    expect(hub.state.alarms.at(-1)?.notice).toMatchObject({
      kind: "caught-ticket",
      number: "A01",
      queue: "x",
    });
    expect(said(hub.next())).toBe("A01");
  });

  test("a no-show of a queue that is gone is put back into the catch-all queue", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next();
    hub.staff({ kind: "no-show", counter: C1 });
    hub.send({ kind: "configure", location: without("a") });
    hub.staff({ kind: "requeue", ticket: ticketId(1) });
    expect(hub.of(1)).toMatchObject({ queue: "x", state: "waiting" });
  });

  test("a counter that is edited away lets go of its ticket: called ones wait again, served ones were served", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    hub.next(C2);
    hub.staff({ kind: "serve", counter: C2 });
    hub.send({ kind: "configure", location: town({ counters: [{ counter: "3", name: { da: "3" } }] }) });
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["waiting", "served"]);
    expect(hub.state.atCounter.size).toBe(0);
  });

  test("the ticket at a counter that stays keeps it", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next(C1);
    hub.send({ kind: "configure", location: town({ catchAll: "b" }) });
    expect(hub.of(1)).toMatchObject({ state: "called", counter: C1 });
  });

  test("fifty alarms are kept", () => {
    const hub = new Hub().open();
    for (let n = 0; n < 60; n += 1) hub.print([hub.record(n, null)]);
    expect(hub.state.alarms).toHaveLength(50);
  });
});

const lettered = (letters: Readonly<Record<string, string>>, otherwise: object = {}) =>
  town({
    queues: town().queues.map((queue) => ({ ...queue, letters: letters[queue.queue] ?? queue.letters })),
    ...otherwise,
  });

describe("a new version of the document", () => {
  test("says who saved it and why, and counts on", () => {
    const hub = new Hub().open();
    hub.send({ kind: "configure", location: town({ catchAll: "b" }), replaces: 1, by: "anna", note: "ny" });
    expect(hub.last("configured")).toMatchObject({ by: "anna", note: "ny", location: { version: 2 } });
    expect(hub.state.versions).toMatchObject([
      { version: 1, by: null, note: null, isFaulty: false },
      { version: 2, by: "anna", note: "ny" },
    ]);
    expect(hub.replayed()).toEqual(hub.state);
  });

  test("edited from one that is no longer the newest is refused, and nothing changes", () => {
    const hub = new Hub().open();
    hub.send({ kind: "configure", location: town({ catchAll: "b" }), replaces: 1 });
    const mark = hub.events.length;
    const answer = hub.send({ kind: "configure", location: town({ catchAll: "a" }), replaces: 1 });
    expect([answer, hub.since(mark)]).toEqual([{ refused: "changed" }, []]);
    expect(hub.state.location.catchAll).toBe("b");
  });

  test("with a faulty part is kept as it was saved, and is news even if all that holds is the same", () => {
    const hub = new Hub().open();
    const document = { ...town(), tags: [{}] };
    hub.send({ kind: "configure", location: town(), document });
    expect(hub.last("configured").document).toEqual(document);
    hub.send({ kind: "configure", location: town() });
    expect(hub.state.versions.map(({ version, isFaulty }) => [version, isFaulty])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  test("at a start without a newer file is the ledger's own", () => {
    const hub = new Hub().open();
    const mark = hub.events.length;
    expect(hub.send({ kind: "configure", location: null })).toEqual({ done: true });
    expect(hub.since(mark)).toEqual([]);
  });

  test("in a ledger of before, where one version stands twice, counts as the next", () => {
    const state = initialState(town());
    for (const location of [town(), town({ catchAll: "b" }), town({ version: 7 })])
      evolve(state, { kind: "configured", at: NINE, location });
    expect(state.versions.map(({ version, by, note }) => [version, by, note])).toEqual([
      [1, null, null],
      [2, null, null],
      [7, null, null],
    ]);
    expect(state.location.version).toBe(7);
  });

  test("of which five hundred are kept", () => {
    const state = initialState(town());
    for (let n = 0; n < 502; n += 1) evolve(state, { kind: "configured", at: NINE, location: town() });
    expect([state.versions.length, state.versions[0]?.version]).toEqual([500, 3]);
  });
});

describe("letters that change in the middle of a day", () => {
  test("hold at once where no paper of today can bear them, and no number is given twice", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.send({ kind: "configure", location: lettered({ a: "K" }) });
    expect(hub.ticket(2).number).toBe("K01");
    hub.send({ kind: "configure", location: town() });
    expect(hub.ticket(3).number).toBe("A02");
  });

  test("are refused while a stand may print them on its own", () => {
    const hub = new Hub().open();
    const leased = [...hub.state.day.lettersOf.keys()].find((letters) => letters.length === 2) ?? "";
    const answer = hub.send({ kind: "configure", location: lettered({ b: leased }) });
    expect(answer).toEqual({ refused: "letters-in-use", letters: leased, queue: B });
    expect(hub.state.location.queues[1]?.letters).toBe("B");
    hub.send({ kind: "configure", location: town({ rollLetters: "Z" }) });
    expect(hub.send({ kind: "configure", location: town({ rollLetters: leased }) })).toMatchObject({
      queue: null,
    });
  });

  test("are refused while they are those of the roll, of staff, or on tickets of another queue", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    for (const letters of ["R", "A"]) {
      const location = lettered({ a: "K", b: letters }, { rollLetters: "S" });
      const answer = hub.send({ kind: "configure", location });
      expect(answer).toEqual({ refused: "letters-in-use", letters, queue: B });
    }
    const held = new Hub().start();
    held.issueByStaff();
    const reserved = held.state.day.reserved ?? "";
    expect(held.send({ kind: "configure", location: lettered({ b: reserved.slice(0, 2) }) })).toMatchObject({
      refused: "letters-in-use",
    });
  });

  test("of another queue may be taken while nobody has a number of them", () => {
    const hub = new Hub().open();
    expect(hub.send({ kind: "configure", location: lettered({ a: "B", b: "A" }) })).toEqual({ done: true });
    expect([hub.ticket(1).number, hub.ticket(2, B).number]).toEqual(["B01", "A01"]);
  });

  test("of the roll wait for the end of the day: nobody knows what was torn off", () => {
    const hub = new Hub().open();
    const roll = { kind: "configure" as const, location: town({ rollLetters: "S" }) };
    expect(hub.send(roll)).toEqual({ refused: "letters-in-use", letters: "S", queue: null });
    const closed = new Hub(town({ queues: town().queues.map((queue) => ({ ...queue, active: false })) }));
    closed.start();
    closed.send({
      kind: "configure",
      location: {
        ...closed.state.location,
        queues: closed.state.location.queues.map((one) => ({ ...one, letters: `${one.letters}K` })),
      },
    });
    expect(closed.state.location.queues.map(({ letters }) => letters)).toEqual(["AK", "BK", "XK"]);
    expect(closed.send({ ...roll, location: { ...closed.state.location, rollLetters: "S" } })).toEqual({
      done: true,
    });
  });
});

describe("a queue or a counter that is edited away", () => {
  test("leaves nobody waiting for it alone: whoever was held for it waits for any counter", () => {
    const hub = new Hub().open();
    for (const n of [1, 2, 3]) hub.ticket(n);
    hub.staff({ kind: "transfer", ticket: ticketId(1), toCounter: C2 });
    hub.staff({ kind: "transfer", ticket: ticketId(2), toCounter: C1 });
    hub.staff({ kind: "transfer", ticket: ticketId(3), toStaff: "anna" as never });
    hub.send({ kind: "configure", location: town({ counters: [{ counter: "1", name: { da: "1" } }] }) });
    expect([1, 2, 3].map((n) => hub.of(n).heldFor)).toEqual([null, { counter: C1 }, { staff: "anna" }]);
    expect(hub.replayed()).toEqual(hub.state);
  });

  test("takes in whoever comes back to it later, within a second", () => {
    const counters = [{ counter: "1", name: { da: "1" }, queues: ["b"] }];
    const hub = new Hub(town({ counters })).open();
    hub.ticket(1, B);
    hub.next(C1);
    hub.staff({ kind: "add-service", ticket: ticketId(1), service: "pas" as never, counter: C1 });
    hub.send({ kind: "configure", location: { ...without("a"), counters: town({ counters }).counters } });
    hub.staff({ kind: "finish", counter: C1 });
    hub.wait(1000);
    expect(hub.of(1)).toMatchObject({ queue: "x", state: "waiting" });
  });
});
