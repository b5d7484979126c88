/** Guests wait for their hosts: who that is now, who answers, and what becomes of whoever is not answered. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { hostsOf, isHostOf, presenceOf, waitOfGuest } from "../../../broker/queue/hosts.ts";
import type { StaffId } from "../../../protocol/terms.ts";
import { A, C1, C2, type Hub, MINUTE, outboxOf, S2, said, ticketId, town } from "../town.ts";
import {
  ANNA,
  answer,
  arrive,
  away,
  BO,
  book,
  CAJA,
  hubWith,
  IB,
  ID,
  ofA,
  P1,
  P2,
  P3,
  same,
} from "./guests.ts";

const owned = () =>
  town({
    queues: ["a", "b", "x"].map((queue) => ({
      ...{ queue, name: { da: queue }, letters: queue.toUpperCase(), owner: "caja" },
    })),
  });

describe("the hosts of an appointment", () => {
  it("are its own while they are there, by what stands before the @ of an address", () => {
    const hub = hubWith(0, { hosts: ["Anna@kommune.dk", "bo"] });
    expect(hostsOf(hub.state, ofA(hub), hub.at)).toEqual([
      { host: "anna", isAway: false, deputy: null, takes: "anna" },
      { host: "bo", isAway: false, deputy: null, takes: "bo" },
    ]);
    expect([ANNA, BO, IB].map((staff) => isHostOf(hub.state, ofA(hub), { staff, at: hub.at }))).toEqual([
      ...[true, true, false],
    ]);
    expect(isHostOf(hub.state, ofA(hub), { staff: null, at: hub.at })).toBe(true);
  });

  it("who are away hand on to their deputy, then to the owner of the queue, then to nobody", () => {
    const hub = hubWith(0, {}, owned());
    expect(hub.staff({ kind: "name-deputy", staff: ANNA, deputy: "Bo" })).toEqual({
      host: { host: "anna", isAway: false, until: null, deputy: "bo" },
    });
    const takes = () => hostsOf(hub.state, ofA(hub), hub.at)[0]?.takes;
    expect(takes()).toBe("anna");
    expect(away(hub, ANNA)).toEqual({ host: { host: "anna", isAway: true, until: null, deputy: "bo" } });
    expect(takes()).toBe("bo");
    expect(isHostOf(hub.state, ofA(hub), { staff: CAJA, at: hub.at })).toBe(false);
    away(hub, BO);
    expect(takes()).toBe("caja");
    expect(isHostOf(hub.state, ofA(hub), { staff: CAJA, at: hub.at })).toBe(true);
    away(hub, CAJA);
    expect(takes()).toBeNull();
    expect(hub.staff({ kind: "name-deputy", staff: ANNA, deputy: null })).toMatchObject({
      host: { isAway: true, deputy: null },
    });
    same(hub);
  });

  it("without a service are owned by the catch-all queue, and where no queue has an owner by nobody", () => {
    const hub = hubWith(0, { service: null }, owned());
    away(hub, ANNA);
    expect(hostsOf(hub.state, ofA(hub), hub.at)[0]?.takes).toBe("caja");
    const plain = hubWith(0);
    away(plain, ANNA);
    expect(hostsOf(plain.state, ofA(plain), plain.at)[0]?.takes).toBeNull();
  });

  it("are away by the newest word that still holds, whoever said it", () => {
    const hub = hubWith(0);
    const says = (isAway: boolean, source: "calendar" | "telephone", until: number | null) =>
      hub.send({ kind: "tell-presence", host: "Anna@kommune.dk", source, isAway, until });
    says(true, "calendar", hub.at + 30 * MINUTE);
    expect(presenceOf(hub.state, "anna", hub.at)).toMatchObject({ source: "calendar", isAway: true });
    hub.at += MINUTE;
    hub.staff({ kind: "set-presence", staff: ANNA, isAway: false, until: hub.at + MINUTE });
    expect(presenceOf(hub.state, "anna", hub.at)).toMatchObject({ source: "self", isAway: false });
    hub.at += MINUTE;
    expect(presenceOf(hub.state, "anna", hub.at)).toMatchObject({ source: "calendar", isAway: true });
    hub.at += 30 * MINUTE;
    expect(presenceOf(hub.state, "anna", hub.at)).toBeNull();
    const mark = hub.events.length;
    says(true, "telephone", null);
    says(true, "telephone", null);
    expect(hub.since(mark)).toHaveLength(1);
    says(true, "telephone", hub.at + 1);
    says(false, "telephone", hub.at + 1);
    expect(hub.since(mark)).toHaveLength(3);
    same(hub);
  });

  it("are nobody's own deputies, and where nobody signs in they are named", () => {
    const hub = hubWith(0);
    expect(said(hub.staff({ kind: "name-deputy", staff: ANNA, deputy: "anna@x.dk" }))).toBe("staff-unknown");
    expect(said(hub.staff({ kind: "name-deputy", deputy: "bo" }))).toBe("command-invalid");
    expect(said(hub.staff({ kind: "set-presence", host: "ib", isAway: true, until: null }))).toBe("host ib");
    // Whoever signs in speaks for themselves alone.
    expect(said(hub.staff({ kind: "set-presence", staff: BO, host: "ib", isAway: false, until: null }))).toBe(
      "host bo",
    );
  });
});

describe("a guest of hosts", () => {
  it("waits for them alone: no counter calls them, but one at which a host sits does, when the time has come", () => {
    const hub = hubWith(5);
    arrive(hub);
    hub.ticket(2);
    expect(hub.of(1)).toMatchObject({ heldFor: { hosts: ID }, state: "waiting" });
    const next = (staff: StaffId | undefined) => said(hub.staff({ kind: "call-next", counter: C1, staff }));
    expect(said(hub.staff({ kind: "call", counter: C1, ticket: ticketId(1), staff: IB }))).toBe(
      "not-your-guest",
    );
    expect(next(ANNA)).toBe("A02");
    hub.staff({ kind: "finish", counter: C1 });
    expect(next(ANNA)).toBe("nobody-waiting");
    hub.at += 5 * MINUTE;
    expect(next(undefined)).toBe("nobody-waiting");
    expect(next(IB)).toBe("nobody-waiting");
    expect(next(ANNA)).toBe("A01");
    same(hub);
  });

  it("is called by name by their host, and by whoever sits there where nobody signs in", () => {
    for (const staff of [ANNA, undefined]) {
      const hub = hubWith(5);
      arrive(hub);
      expect(said(hub.staff({ kind: "call", counter: C2, ticket: ticketId(1), staff }))).toBe("A01");
    }
  });

  it("waits for any counter where service or source say so, or no host is named, or they are many", () => {
    const services = [{ service: "pas", name: { da: "Pas" }, queue: "a", guestsCalledBy: "desk" }];
    const appointmentSources = [{ source: "planner", name: { da: "P" }, guestsCalledBy: "desk" }];
    const held = (hub: Hub) => (arrive(hub), hub.of(1).heldFor);
    expect(held(hubWith(0, {}, town({ services })))).toBeNull();
    expect(held(hubWith(0, {}, town({ appointmentSources })))).toBeNull();
    expect(held(hubWith(0, { source: "other" }, town({ appointmentSources })))).toEqual({ hosts: ID });
    expect(held(hubWith(0, { hosts: [] }))).toBeNull();
    expect(held(hubWith(0, { guests: [P1, P2, P3] }))).toBeNull();
  });

  it("who checked in off line waits for their hosts too", () => {
    const hub = hubWith(0);
    const agreed = { appointment: ID, guest: P1, at: ofA(hub).startAt, room: null, isCounted: false };
    hub.print([hub.record(1, "AB01", { agreed, agreedAt: hub.at, series: "own" })], { stand: S2 });
    expect(hub.of(1).heldFor).toEqual({ hosts: ID });
    hub.press(2, {
      stand: S2,
      outbox: outboxOf(2),
      agreed: { ...agreed, appointment: "gone" as typeof ID, guest: P2 },
    });
    expect(hub.of(2).heldFor).toBeNull();
  });

  it("whom nobody answers is the deputy's after five minutes and the desk's after ten, from the later of check-in and time", () => {
    const hub = hubWith(10);
    arrive(hub);
    const stage = () => waitOfGuest(hub.state, hub.of(1), hub.at)?.stage;
    hub.wait(14 * MINUTE);
    expect(stage()).toBe("host");
    hub.wait(MINUTE);
    expect(waitOfGuest(hub.state, hub.of(1), hub.at)).toEqual({
      stage: "deputy",
      nextAt: hub.at + 5 * MINUTE,
    });
    hub.wait(5 * MINUTE - 1);
    expect(hub.of(1).heldFor).toEqual({ hosts: ID });
    hub.wait(1);
    expect(stage()).toBe("desk");
    expect(hub.of(1).heldFor).toBeNull();
    expect(hub.last("hold-released")).toMatchObject({ from: { hosts: ID }, because: "nobody-answered" });
    expect(said(hub.next())).toBe("A01");
    expect(stage()).toBeUndefined();
    same(hub);
  });

  it("is asked of the house's own minutes", () => {
    const hub = hubWith(0, {}, town({ houseRules: { hostAnswerMin: 2 } }));
    arrive(hub);
    expect(waitOfGuest(hub.state, hub.of(1), hub.at)).toEqual({ stage: "host", nextAt: hub.at + 2 * MINUTE });
  });

  it("of a host who is away with nobody to take them is the desk's at once, and so is one whose appointment is gone", () => {
    const hub = hubWith(10);
    arrive(hub);
    away(hub, ANNA, hub.at + MINUTE);
    hub.wait(0);
    expect(hub.last("hold-released")).toMatchObject({ because: "nobody-answered" });
    const gone = hubWith(10);
    arrive(gone);
    gone.state.appointments.byId.delete(ID);
    expect(said(gone.staff({ kind: "call-next", counter: C1, staff: ANNA }))).toBe("nobody-waiting");
    gone.wait(0);
    expect(gone.last("hold-released")).toMatchObject({ because: "nobody-there" });
  });

  it("whose appointment lost its hosts may be called by name by anybody", () => {
    const hub = hubWith(10);
    arrive(hub);
    book(hub, 10, { hosts: [] });
    expect(said(hub.staff({ kind: "call", counter: C1, ticket: ticketId(1), staff: IB }))).toBe("A01");
  });

  test("is never called by anybody else before the desk's turn, whatever happens in between", () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 4 * MINUTE }) }),
      fc.record({
        does: fc.constantFrom("next", "call", "later", "walk-in", "away", "here", "finish" as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: -5, max: 20 }), (steps, inMin) => {
        const hub = hubWith(inMin);
        arrive(hub);
        let n = 10;
        for (const one of steps) {
          const before = waitOfGuest(hub.state, hub.of(1), hub.at);
          const wasHeld = hub.of(1).heldFor !== null;
          if (one.does === "wait") hub.wait(one.ms);
          else if (one.does === "next") hub.staff({ kind: "call-next", counter: C1, staff: IB });
          else if (one.does === "call")
            hub.staff({ kind: "call", counter: C1, ticket: ticketId(1), staff: IB });
          else if (one.does === "later") answer(hub, ANNA, "later");
          else if (one.does === "walk-in") hub.ticket((n += 1), A);
          else if (one.does === "finish") hub.staff({ kind: "finish", counter: C1 });
          else hub.staff({ kind: "set-presence", staff: ANNA, isAway: one.does === "away", until: null });
          if (wasHeld && before?.stage !== "desk" && one.does !== "wait")
            expect(hub.of(1).counter).toBeNull();
        }
        same(hub);
      }),
      { numRuns: 150 },
    );
  });
});
