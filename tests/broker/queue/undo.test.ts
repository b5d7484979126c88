import { describe, expect, test } from "vitest";
import { undoAt } from "../../../broker/queue/decide/undo.ts";
import { A, C1, C2, Hub, MINUTE, said, ticketId, uuid } from "../town.ts";

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

  test("is not for commands that changed no ticket of a counter", () => {
    const hub = hall();
    hub.issueByStaff({ commandId: FIRST });
    expect(said(undo(hub))).toBe("nothing-to-undo");
    hub.staff({ kind: "cancel", ticket: ticketId(1), commandId: uuid(2) });
    expect(said(undo(hub, uuid(2)))).toBe("nothing-to-undo");
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
