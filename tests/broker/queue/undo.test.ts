import { describe, expect, test } from "vitest";
import { undoAt } from "../../../broker/queue/decide/undo.ts";
import type { StaffId } from "../../../protocol/terms.ts";
import { plain } from "../happenings.ts";
import { A, B, C1, C2, Hub, MINUTE, said, ticketId, uuid } from "../town.ts";

const FIRST = uuid(1);
function hall(): Hub {
  const hub = new Hub().open();
  for (const n of [1, 2, 3]) hub.ticket(n);
  return hub;
}
const callNext = (hub: Hub, finishes?: ReturnType<typeof ticketId>) =>
  hub.staff({ kind: "call-next", counter: C1, commandId: FIRST, finishes });
const undo = (hub: Hub, undoes = FIRST) => hub.staff({ kind: "undo", undoes });

describe("undo", () => {
  test("takes back a call: the ticket waits in its place and displays no longer show it", () => {
    const hub = hall();
    callNext(hub);
    expect(undoAt(hub.state, C1, hub.at)).toEqual({
      commandId: FIRST,
      kind: "call-next",
      until: hub.at + 8_000,
    });
    expect(undo(hub)).toEqual({ ticket: { id: ticketId(1), number: "A01", state: "waiting" } });
    expect(hub.state.calls).toEqual([]);
    expect(hub.state.lastCalled.get(A)).toBeUndefined();
    expect(undoAt(hub.state, C1, hub.at)).toBeNull();
    expect(said(hub.next())).toBe("A01");
  });

  test("takes back both halves of a call-next that finished somebody", () => {
    const hub = hall();
    hub.next(C1);
    hub.staff({ kind: "serve", counter: C1 });
    hub.at += 1_000;
    callNext(hub, ticketId(1));
    expect(said(undo(hub))).toBe("A02");
    expect(hub.of(1)).toMatchObject({ state: "serving", counter: C1, endedAt: null });
    expect(hub.of(2)).toMatchObject({ state: "waiting", counter: null });
    expect(hub.state.atCounter.get(C1)).toBe(ticketId(1));
    expect(hub.state.lastCalled.get(A)?.number).toBe("A01");
  });

  test("leaves the calls of others shown", () => {
    const hub = hall();
    hub.next(C2);
    hub.at += 1_000;
    callNext(hub);
    hub.next("2" as typeof C1, ticketId(1));
    undo(hub);
    expect(hub.state.calls.map((call) => call.number)).toEqual(["A01", "A03"]);
    expect(hub.state.lastCalled.get(A)?.number).toBe("A03");
  });

  test("is too late after eight seconds", () => {
    const hub = hall();
    callNext(hub);
    hub.at += 8_000;
    expect(undoAt(hub.state, C1, hub.at)).not.toBeNull();
    hub.at += 1;
    expect(undoAt(hub.state, C1, hub.at)).toBeNull();
    expect(said(undo(hub))).toBe("undo-too-late");
  });

  test("is refused once something has touched the ticket, or another command came after it", () => {
    const hub = hall();
    callNext(hub);
    hub.staff({ kind: "requeue", ticket: ticketId(1), counter: C2 });
    expect(said(undo(hub))).toBe("changed");
    const other = hall();
    callNext(other);
    other.staff({ kind: "serve", counter: C1 });
    expect(said(undo(other))).toBe("changed");
  });

  test("is refused when the counter has called somebody else meanwhile", () => {
    const hub = hall();
    hub.next(C1);
    hub.staff({ kind: "no-show", counter: C1, commandId: FIRST });
    hub.staff({ kind: "call", ticket: ticketId(2), counter: C1 });
    expect(said(undo(hub))).toBe("changed");
    expect(hub.state.atCounter.get(C1)).toBe(ticketId(2));
  });

  test("gives nobody back to a counter that another command has filled", () => {
    const hub = hall();
    hub.next(C1);
    hub.staff({ kind: "cancel", ticket: ticketId(1), counter: C2, commandId: FIRST });
    hub.next(C1);
    expect(undoAt(hub.state, C2, hub.at)).toBeNull();
    expect(said(undo(hub))).toBe("changed");
  });

  test("is not for what changed nothing, nor for what nobody knows", () => {
    const hub = hall();
    const order = (command: object) => hub.staff({ commandId: FIRST, ...command } as never);
    order({ kind: "call", ticket: ticketId(99) });
    expect(said(undo(hub))).toBe("nothing-to-undo");
    hub.staff({ kind: "open-counter", counter: C1, commandId: uuid(2) });
    expect(said(undo(hub, uuid(2)))).toBe("nothing-to-undo");
    expect(said(undo(hub, uuid(99)))).toBe("nothing-to-undo");
  });

  test("is not undone itself, and said twice it gets the same answer", () => {
    const hub = hall();
    callNext(hub);
    const command = { kind: "undo", undoes: FIRST, commandId: uuid(3) } as const;
    const first = hub.staff(command);
    expect(hub.staff(command)).toEqual(first);
    expect(said(undo(hub, uuid(3)))).toBe("nothing-to-undo");
    expect(said(undo(hub))).toBe("changed");
  });

  test("a call of whoever was held for the counter, taken back, leaves the turns of age as they were", () => {
    const hub = hall();
    hub.at += 40 * MINUTE;
    hub.next();
    expect(hub.last("ticket-called").byAge).toBe(true);
    hub.staff({ kind: "finish", counter: C1 });
    hub.staff({ kind: "transfer", ticket: ticketId(2), toCounter: C1 });
    callNext(hub);
    expect(said(undo(hub))).toBe("A02");
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    hub.next();
    expect(hub.last("ticket-called").byAge).toBe(false);
  });

  test("takes back no-show, serve and requeue", () => {
    const hub = hall();
    hub.next(C1);
    for (const kind of ["no-show", "serve"] as const) {
      hub.staff({ kind, counter: C1, commandId: uuid(kind.length) });
      undo(hub, uuid(kind.length));
      expect(hub.of(1)).toMatchObject({ state: "called", counter: C1, servingAt: null, endedAt: null });
    }
    hub.staff({ kind: "requeue", ticket: ticketId(1), commandId: uuid(9) });
    undo(hub, uuid(9));
    expect(hub.state.atCounter.get(C1)).toBe(ticketId(1));
  });
});

describe("undo from the floor", () => {
  const order = (hub: Hub, command: object) => hub.staff({ commandId: FIRST, ...command } as never);

  test("takes back cancel, transfer and requeue of nobody's counter", () => {
    const hub = hall();
    order(hub, { kind: "cancel", ticket: ticketId(1) });
    expect(said(undo(hub))).toBe("A01");
    expect(hub.of(1)).toMatchObject({ state: "waiting", endedAt: null });
    hub.staff({ kind: "transfer", ticket: ticketId(1), queue: B, commandId: uuid(2) });
    undo(hub, uuid(2));
    expect(hub.of(1)).toMatchObject({ state: "waiting", queue: A });
    hub.next(C1);
    hub.staff({ kind: "no-show", counter: C1 });
    hub.staff({ kind: "requeue", ticket: ticketId(1), commandId: uuid(3) });
    undo(hub, uuid(3));
    expect(hub.of(1)).toMatchObject({ state: "no-show" });
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
  });

  test("happens once, and too late or after another's touch not at all", () => {
    const hub = hall();
    order(hub, { kind: "cancel", ticket: ticketId(1) });
    expect([said(undo(hub)), said(undo(hub))]).toEqual(["A01", "changed"]);
    hub.staff({ kind: "transfer", ticket: ticketId(2), queue: B, commandId: uuid(2) });
    hub.staff({ kind: "cancel", ticket: ticketId(2) });
    expect(said(undo(hub, uuid(2)))).toBe("changed");
    hub.staff({ kind: "cancel", ticket: ticketId(3), commandId: uuid(3) });
    hub.at += 8_001;
    expect(said(undo(hub, uuid(3)))).toBe("undo-too-late");
  });

  test("is for whoever gave the command, as far as both have signed in", () => {
    const hub = hall();
    const by = (staff: string) => ({ staff: staff as StaffId });
    order(hub, { kind: "cancel", ticket: ticketId(1), ...by("anna") });
    expect(said(hub.staff({ kind: "undo", undoes: FIRST, ...by("bo") }))).toBe("not-allowed");
    expect(said(hub.staff({ kind: "undo", undoes: FIRST, ...by("anna") }))).toBe("A01");
  });

  test("takes one off the count of those helped without a ticket, once", () => {
    const hub = hall();
    hub.staff({ kind: "quick-serve", service: "pas" as never });
    expect(order(hub, { kind: "quick-serve", service: "pas" })).toEqual({ counted: 2 });
    expect(undo(hub)).toEqual({ counted: 1 });
    expect(hub.state.day.quick.get("pas" as never)).toBe(1);
    expect(said(undo(hub))).toBe("changed");
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
  });

  test("cancels a ticket that staff gave or took in, unless something has happened to it", () => {
    const hub = hall();
    hub.issueByStaff({ commandId: FIRST });
    expect(undo(hub)).toEqual({ ticket: expect.objectContaining({ number: "A04", state: "cancelled" }) });
    hub.adopt("R07", { commandId: uuid(2) });
    expect(said(undo(hub, uuid(2)))).toBe("R07");
    hub.issueByStaff({ commandId: uuid(3) });
    hub.staff({ kind: "transfer", ticket: hub.last("ticket-issued-by-staff").id, queue: B });
    expect(said(undo(hub, uuid(3)))).toBe("changed");
  });

  test("gives back everybody who was ended up to a number, and the series with them", () => {
    const hub = hall();
    order(hub, { kind: "close-up-to", number: "A02" });
    expect([hub.of(1).state, hub.of(2).state]).toEqual(["served", "served"]);
    expect(said(undo(hub))).toBe("A02");
    expect([hub.of(1).state, hub.of(2).state, hub.of(3).state]).toEqual(["waiting", "waiting", "waiting"]);
    expect(hub.state.day.closedUpTo.get("A")).toBe(0);
    hub.staff({ kind: "close-up-to", number: "X05" as never, commandId: uuid(2) });
    expect(undo(hub, uuid(2))).toEqual({ closed: 0 });
  });
});

describe("undo of what staff decided about a counter", () => {
  const order = (hub: Hub, command: object) =>
    hub.staff({ commandId: FIRST, counter: C1, ...command } as never);

  test("gives the counter its session back, and the page is told of it", () => {
    const hub = hall();
    order(hub, { kind: "pause", reason: "lunch" });
    expect(undoAt(hub.state, C1, hub.at)).toMatchObject({ commandId: FIRST, kind: "pause" });
    expect(undo(hub)).toEqual({ session: { counter: C1, open: true, pause: null, queues: [] } });
    expect(hub.state.sessions.has(C1)).toBe(false);
    expect(said(hub.next())).toBe("A01");
    hub.staff({ kind: "finish", counter: C1 });
    hub.staff({ kind: "take-queues", counter: C1, queues: [B] });
    hub.staff({ kind: "close-counter", counter: C1, commandId: uuid(2) });
    expect(undo(hub, uuid(2))).toEqual({ session: { counter: C1, open: true, pause: null, queues: [B] } });
    expect(hub.state.plan.counters.get(C1)).toMatchObject({ open: true, queues: [B] });
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
  });

  test("is refused when something else was decided about it since", () => {
    const hub = hall();
    order(hub, { kind: "pause" });
    hub.staff({ kind: "end-pause", counter: C1 });
    expect(said(undo(hub))).toBe("changed");
    hub.staff({ kind: "pause", counter: C2, commandId: uuid(2) });
    const { location } = hub.state;
    const counters = location.counters.filter(({ counter }) => counter === C1);
    hub.send({ kind: "configure", location: { ...location, counters } });
    expect(said(undo(hub, uuid(2)))).toBe("changed");
  });
});

describe("undo of a visit's end", () => {
  const learnedAfter = (run: (hub: Hub) => void) => {
    const hub = hall();
    hub.next(C1);
    hub.next(C2);
    hub.at += 5 * MINUTE;
    run(hub);
    const { visits, turnouts } = hub.state.learned;
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
    return { visits: [...visits], turnouts: [...turnouts] };
  };
  const end = (hub: Hub, kind: string, counter = C1) =>
    hub.staff({ kind, counter, commandId: FIRST } as never);

  test.each(["finish", "no-show", "call-next"])(
    "forgets what %s taught, and keeps what was learned since",
    (kind) => {
      const slip = learnedAfter((hub) => {
        if (kind === "call-next") callNext(hub, ticketId(1));
        else end(hub, kind);
        hub.staff({ kind: "finish", counter: C2 });
        undo(hub);
      });
      expect(slip).toEqual(learnedAfter((hub) => hub.staff({ kind: "finish", counter: C2 })));
      const both = learnedAfter((hub) => {
        end(hub, "finish");
        hub.staff({ kind: "finish", counter: C2 });
      });
      expect(slip).not.toEqual(both);
    },
  );

  test("forgets the first of two services of one visit", () => {
    const slip = learnedAfter((hub) => {
      hub.staff({ kind: "add-service", ticket: ticketId(1), service: "pas" as never });
      end(hub, "finish");
      undo(hub);
    });
    expect(slip).toEqual({ visits: [], turnouts: [] });
  });

  test("leaves what an earlier end of the same ticket taught", () => {
    const missed = learnedAfter((hub) => end(hub, "no-show"));
    const calledBack = learnedAfter((hub) => {
      end(hub, "no-show");
      hub.staff({ kind: "requeue", ticket: ticketId(1) });
      hub.staff({ kind: "call", ticket: ticketId(1), counter: C1, commandId: uuid(2) });
      undo(hub, uuid(2));
    });
    expect(calledBack).toEqual(missed);
    const servedAfterAll = learnedAfter((hub) => {
      end(hub, "no-show");
      hub.staff({ kind: "requeue", ticket: ticketId(1) });
      hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 });
      hub.staff({ kind: "finish", counter: C1, commandId: uuid(2) });
      undo(hub, uuid(2));
    });
    expect(servedAfterAll).toEqual(missed);
  });
});
