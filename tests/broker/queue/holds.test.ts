import { describe, expect, test } from "vitest";
import type { StaffId } from "../../../protocol/terms.ts";
import { plain } from "../happenings.ts";
import { A, C1, C2, Hub, hallOf, MINUTE, said, ticketId, town, uuid } from "../town.ts";

const anna = "anna" as StaffId;
const transfer = (hub: Hub, to: object) =>
  hub.staff({ kind: "transfer", ticket: ticketId(1), ...to } as never);
const heldForAnna = () => {
  const hub = hallOf(1);
  transfer(hub, { toStaff: anna });
  return hub;
};

describe("a ticket that is held for a counter", () => {
  test("waits for anybody when the counter closes, staff are told, and undo holds it again", () => {
    const hub = hallOf(1);
    transfer(hub, { toCounter: C2 });
    expect(said(hub.next())).toBe("nobody-waiting");
    hub.staff({ kind: "close-counter", counter: C2, commandId: uuid(1) });
    expect(hub.state.alarms.at(-1)?.notice).toEqual({
      ...{ kind: "hold-released", number: "A01", from: { counter: C2 }, because: "counter-closed" },
    });
    expect(hub.of(1).heldFor).toBeNull();
    hub.staff({ kind: "undo", undoes: uuid(1) });
    expect(hub.of(1).heldFor).toEqual({ counter: C2 });
    hub.wait(1_000);
    expect(hub.of(1).heldFor).toEqual({ counter: C2 });
    hub.staff({ kind: "close-counter", counter: C2 });
    expect(said(hub.next())).toBe("A01");
    expect(plain(hub.replayed())).toEqual(plain(hub.state));
  });

  test("waits for anybody when a new document closes the counter", () => {
    const hub = hallOf(1);
    transfer(hub, { toCounter: C2 });
    const { counters } = hub.state.location;
    hub.send({
      kind: "configure",
      location: {
        ...hub.state.location,
        counters: counters.map((one) => ({ ...one, open: one.counter === C1 })),
      },
    });
    expect(said(hub.next())).toBe("A01");
  });

  test("is not moved to a closed one, but may be to one on a break", () => {
    const hub = hallOf(1);
    hub.staff({ kind: "pause", counter: C2 });
    expect(said(transfer(hub, { toCounter: C2 }))).toBe("A01");
    hub.staff({ kind: "close-counter", counter: C2 });
    expect(said(transfer(hub, { toCounter: C2 }))).toBe("counter-closed");
  });

  test("waits for anybody when nobody has served there for the house's time", () => {
    const hub = hallOf(2, { houseRules: { holdMin: 10 } });
    transfer(hub, { toCounter: C2 });
    hub.wait(9 * MINUTE);
    expect(hub.of(1).heldFor).not.toBeNull();
    // Somebody is being served there, however long.
    hub.staff({ kind: "call", ticket: ticketId(2), counter: C2 });
    hub.wait(MINUTE);
    expect(hub.of(2).state).toBe("serving");
    hub.wait(60 * MINUTE);
    expect(hub.of(1).heldFor).not.toBeNull();
    hub.staff({ kind: "finish", counter: C2 });
    hub.wait(10 * MINUTE - 1);
    expect(hub.of(1).heldFor).not.toBeNull();
    hub.wait(1);
    expect(hub.last("hold-released")).toMatchObject({ because: "nobody-there" });
    expect(said(hub.next())).toBe("A01");
  });

  test("is held for as long again after its citizen let others go first", () => {
    const hub = hallOf(1);
    transfer(hub, { toCounter: C2 });
    hub.citizen("postpone", 1);
    hub.wait(20 * MINUTE);
    expect(hub.of(1).heldFor).not.toBeNull();
    hub.wait(5 * MINUTE);
    expect(hub.of(1).heldFor).toBeNull();
  });
});

describe("a ticket that is held for a person", () => {
  test("waits for anybody after a quarter of an hour in which that person is at no counter", () => {
    const hub = heldForAnna();
    hub.wait(15 * MINUTE - 1);
    expect(said(hub.next())).toBe("nobody-waiting");
    hub.wait(1);
    expect(hub.last("hold-released")).toMatchObject({ from: { staff: anna }, because: "nobody-there" });
    expect(said(hub.next())).toBe("A01");
  });

  test("is held while that person serves at a counter, and for the time after it", () => {
    const hub = heldForAnna();
    hub.issueByStaff();
    hub.staff({ kind: "call-next", counter: C1, staff: "bo" as StaffId });
    hub.staff({ kind: "no-show", counter: C1, staff: anna });
    hub.wait(14 * MINUTE);
    hub.issueByStaff();
    hub.staff({ kind: "call", ticket: hub.last("ticket-issued-by-staff").id, counter: C1, staff: anna });
    hub.wait(50 * MINUTE);
    expect(hub.of(1).heldFor).toEqual({ staff: anna });
    hub.staff({ kind: "finish", counter: C1, staff: anna });
    hub.wait(14 * MINUTE);
    expect(hub.of(1).heldFor).toEqual({ staff: anna });
    // Somebody else sits there now.
    hub.staff({ kind: "call-next", counter: C1, staff: "bo" as StaffId });
    hub.wait(MINUTE);
    expect(hub.of(1).heldFor).toBeNull();
  });
});

test("the house's time for holds is a quarter of an hour where the document says nothing", () => {
  const hub = new Hub(town()).open();
  expect(hub.state.location.houseRules?.holdMin).toBeUndefined();
  hub.ticket(1, A);
  transfer(hub, { toCounter: C2 });
  hub.wait(15 * MINUTE);
  expect(hub.of(1).heldFor).toBeNull();
});
