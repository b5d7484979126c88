import { describe, expect, test } from "vitest";
import { checkIn, lookup } from "../../../broker/queue/lookup.ts";
import { A, C1, Hub, token, town } from "../town.ts";

test("says whether who missed the call may come back by themselves", () => {
  const hub = new Hub(town({ houseRules: { mostRejoins: 1 } })).open();
  hub.ticket(1);
  const miss = () => {
    hub.next();
    hub.staff({ kind: "no-show", counter: C1 });
  };
  const may = () => (lookup(hub.state, token(1), hub.at) as { mayRejoin?: boolean }).mayRejoin;
  expect(may()).toBeUndefined();
  miss();
  expect(may()).toBe(true);
  hub.citizen("rejoin", 1);
  miss();
  expect(may()).toBeUndefined();
});

describe("a presented code", () => {
  test("tells how many are ahead while the ticket waits, and its counter while it is called", () => {
    const hub = new Hub().open();
    for (const n of [1, 2]) hub.ticket(n);
    hub.next(C1);
    expect(checkIn(hub.state, `https://hub/t/${token(2)}`, hub.at)).toMatchObject({
      number: "A02",
      ahead: 0,
      counterName: null,
    });
    expect(checkIn(hub.state, token(1), hub.at)).toEqual({
      ...{ number: "A01", queueName: { da: "Pas" }, state: "called", ahead: 0, wait: null },
      counterName: { da: "Skranke 1" },
    });
  });

  test("tells the room of its counter", () => {
    const [one, ...others] = town().counters;
    const room = { da: "lokale 2, 1. sal" };
    const hub = new Hub(town({ counters: [{ ...one!, room }, ...others] })).open();
    hub.ticket(1);
    expect(lookup(hub.state, token(1), hub.at)).not.toHaveProperty("room");
    hub.next(C1);
    expect(lookup(hub.state, token(1), hub.at)).toMatchObject({ counterName: { da: "Skranke 1" }, room });
  });

  test("tells of a ticket of the day before how it ended", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next(C1);
    hub.staff({ kind: "finish", counter: C1 });
    hub.wait(86_400_000);
    expect(checkIn(hub.state, token(1), hub.at)).toMatchObject({ state: "served", counterName: null });
  });

  test("names what has gone from the document by its id", () => {
    const hub = new Hub().open();
    hub.ticket(1);
    hub.next(C1);
    hub.state.plan = { queues: new Map(), counters: new Map(), limited: new Map() };
    expect(checkIn(hub.state, token(1), hub.at)).toMatchObject({
      queueName: { da: A },
      counterName: { da: C1 },
    });
    hub.staff({ kind: "recall", counter: C1 });
    expect(hub.state.calls.at(-1)?.counterName).toEqual({ da: C1 });
  });

  test("that is none of ours is unknown", () => {
    const hub = new Hub(town()).open();
    for (const code of ["5701234567890", "", token(9)])
      expect(checkIn(hub.state, code, hub.at)).toEqual({ refused: "code-unknown" });
  });
});
