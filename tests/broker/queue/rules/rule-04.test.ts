import { describe, expect, test } from "vitest";
import { C1, C2, Hub, said, ticketId } from "../../town.ts";

/** Called under the provisional number A01 by ten seconds of silence. */
function calledInSilence(): Hub {
  const hub = new Hub().open();
  hub.press(1);
  hub.at += 1_000;
  hub.ticket(2);
  hub.at += 9_000;
  expect(said(hub.next())).toBe("A01");
  return hub;
}

describe("rule 4: the number on paper is the truth", () => {
  test("a ticket is not called before its paper is told, nor before ten seconds of silence", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.at += 9_999;
    expect(said(hub.next())).toBe("nobody-waiting");
    expect(said(hub.staff({ kind: "call", ticket: ticketId(1), counter: C1 }))).toBe(
      "ticket-not-yet-printed",
    );
    hub.at += 1;
    expect(said(hub.next())).toBe("A01");
  });

  test("a ticket is called at once when its paper is told", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.print([hub.record(1, "A01")]);
    expect(said(hub.next())).toBe("A01");
  });

  test("another printed number renames the ticket, and the number given up is not used again that day", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.print([hub.record(1, "ABJ01", { series: "own" })]);
    expect(hub.of(1)).toMatchObject({ number: "ABJ01", state: "waiting" });
    expect(hub.press(2)).toMatchObject({ number: "A02" });
    expect(hub.last("ticket-renamed")).toMatchObject({ from: "A01", number: "ABJ01" });
  });

  test.each([
    ["called", () => {}],
    ["no-show", (hub: Hub) => hub.staff({ kind: "no-show", counter: C1 })],
    ["finished without having been served", (hub: Hub) => hub.staff({ kind: "finish", counter: C1 })],
    ["cancelled", (hub: Hub) => hub.staff({ kind: "cancel", ticket: ticketId(1) })],
  ] as const)("whoever was %s under a number nobody had regains their place", (_, meanwhile) => {
    const hub = calledInSilence();
    meanwhile(hub);
    hub.print([hub.record(1, "ABJ01", { series: "own" })]);
    expect(hub.of(1)).toMatchObject({
      state: "waiting",
      number: "ABJ01",
      counter: null,
      calledAt: null,
      endedAt: null,
    });
    expect(said(hub.next(C2))).toBe("ABJ01");
  });

  test("whoever was really served under the old number is not called again", () => {
    const hub = calledInSilence();
    hub.staff({ kind: "serve", counter: C1 });
    hub.staff({ kind: "finish", counter: C1 });
    hub.print([hub.record(1, "ABJ01", { series: "own" })]);
    expect(hub.of(1)).toMatchObject({ state: "served", number: "ABJ01" });
  });

  test("whoever was called under the number that is on the paper stays called", () => {
    const hub = calledInSilence();
    hub.print([hub.record(1, "A01")]);
    expect(hub.of(1)).toMatchObject({ state: "called", counter: C1 });
  });

  test("a withdrawn paper with another number gives no place back", () => {
    const hub = calledInSilence();
    hub.print([hub.record(1, "ABJ01", { series: "own", paper: "withdrawn" })]);
    expect(hub.of(1).state).toBe("cancelled");
  });

  test("a number that was told is never changed by a later word", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    expect(hub.print([hub.record(1, "ABJ01", { series: "own" })])).toEqual(["known"]);
    expect(hub.of(1).number).toBe("A01");
  });

  test("a provisional number gives way to a paper that bears it", () => {
    const hub = new Hub().open();
    hub.press(1);
    hub.press(2);
    hub.print([hub.record(7, "A01"), hub.record(8, "A02")]);
    hub.print([hub.record(1, "ABJ01", { series: "own" })]);
    expect(hub.state.day.byNumber.get(hub.of(7).number)).toBe(ticketId(7));
    hub.adopt("ABJ02");
    hub.print([hub.record(2, "ABJ02", { series: "own" })]);
    expect(hub.state.day.byNumber.get(hub.of(8).number)).toBe(ticketId(8));
    expect(hub.state.day.tickets.has(ticketId(2))).toBe(false);
  });

  test("two papers with one number both wait, and staff are told", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.press(2);
    expect(hub.print([hub.record(2, "A01"), hub.record(3, "A01")])).toEqual(["recorded", "recorded"]);
    expect([hub.of(2).state, hub.of(3).state]).toEqual(["waiting", "waiting"]);
    expect(hub.state.alarms.map((alarm) => alarm.notice)).toEqual([
      { kind: "number-doubled", number: "A01" },
      { kind: "number-doubled", number: "A01" },
    ]);
  });
});
