import { describe, expect, test } from "vitest";
import { counterState, isCallable } from "../../../broker/queue/find.ts";
import { whyOf } from "../../../broker/queue/order.ts";
import { C1, C2, type Hub, hallOf, MINUTE, said } from "../town.ts";

const replays = (hub: Hub) => expect(hub.replayed().day.tickets).toEqual(hub.state.day.tickets);

describe("what citizens decide with their own ticket", () => {
  test("leaving ends it once, whether it waits, is called or set aside", () => {
    const hub = hallOf(3);
    expect(hub.citizen("leave", 3)).toEqual({ state: "left" });
    expect(hub.citizen("leave", 3)).toEqual({ state: "left" });
    expect(hub.all("ticket-left")).toHaveLength(1);
    hub.next();
    expect(hub.citizen("leave", 1)).toEqual({ state: "left" });
    expect(counterState(hub.state, C1)).toBe("free");
    hub.next();
    hub.staff({ kind: "serve", counter: C1 });
    expect(hub.citizen("leave", 2)).toEqual({ refused: "not-waiting" });
    expect(hub.citizen("leave", 9)).toEqual({ refused: "ticket-unknown" });
    replays(hub);
  });

  test("letting others go first moves back by ten minutes, twice at most, and a double tap counts once", () => {
    const hub = hallOf(1);
    hub.at += MINUTE;
    hub.ticket(2);
    expect(hub.citizen("postpone", 1)).toEqual({ state: "waiting" });
    expect(hub.citizen("postpone", 1)).toEqual({ state: "waiting" });
    expect(hub.of(1).postponements).toBe(1);
    expect(said(hub.next())).toBe("A02");
    expect(said(hub.next(C2))).toBe("nobody-waiting");
    hub.at += 10 * MINUTE;
    expect(isCallable(hub.of(1), hub.at)).toBe(true);
    hub.citizen("postpone", 1);
    hub.at += 5 * MINUTE;
    expect(hub.citizen("postpone", 1)).toEqual({ refused: "postponed-enough" });
    hub.at += 5 * MINUTE;
    expect(said(hub.next(C2))).toBe("A01");
    expect(hub.citizen("postpone", 1)).toEqual({ refused: "not-waiting" });
    replays(hub);
  });

  test("whoever is ready before the time that was asked for has the old place again, and the real arrival is told all the while", () => {
    const hub = hallOf(1);
    const cameAt = hub.of(1).arrivedAt;
    const why = () => whyOf(hub.state, hub.of(1), { at: hub.at });
    expect(why()).toMatchObject({ arrivedAt: cameAt });
    expect(why()).not.toHaveProperty("putOffTo");
    hub.at += MINUTE;
    hub.ticket(2);
    hub.citizen("postpone", 1);
    expect(why()).toMatchObject({ arrivedAt: cameAt, putOffTo: cameAt + 10 * MINUTE });
    hub.at += MINUTE;
    expect(hub.citizen("rejoin", 1)).toEqual({ state: "waiting" });
    expect(hub.citizen("rejoin", 1)).toEqual({ state: "waiting" });
    expect(hub.of(1)).toMatchObject({ arrivedAt: cameAt, postponements: 1 });
    expect(why()).not.toHaveProperty("putOffTo");
    expect(said(hub.next())).toBe("A01");
    replays(hub);
  });

  test("coming back after a missed call puts back into the queue, a set number of times", () => {
    const hub = hallOf(1, { houseRules: { mostRejoins: 1 } });
    expect(hub.citizen("rejoin", 1)).toEqual({ refused: "not-requeueable" });
    const miss = () => {
      hub.next();
      hub.staff({ kind: "no-show", counter: C1 });
    };
    miss();
    expect(hub.citizen("rejoin", 1)).toEqual({ state: "waiting" });
    expect(hub.citizen("rejoin", 1)).toEqual({ state: "waiting" });
    miss();
    expect(hub.citizen("rejoin", 1)).toEqual({ refused: "not-requeueable" });
    expect(hub.of(1)).toMatchObject({ state: "no-show", rejoins: 1 });
    replays(hub);
  });
});
