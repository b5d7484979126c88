/** What hosts are reminded of before an appointment, and asked about after its time. */
import { describe, expect, it } from "vitest";
import { attentionAt, lateSince, soonSince } from "../../../broker/queue/attention.ts";
import { C1, type Hub, MINUTE, ticketId, town } from "../town.ts";
import { ANNA, arrive, book, hubWith, ID, ofA, P1, P2, P3 } from "./guests.ts";

const tells = (hub: Hub) =>
  attentionAt(hub.state, hub.at).map(({ tells: what, guest }) => `${what} ${guest}`);
const judge = (hub: Hub, says: "wait" | "rung" | "expected") =>
  hub.staff({ kind: "judge-guest", appointment: ID, guest: P1, says, staff: ANNA });

describe("an appointment's hosts", () => {
  it("are reminded ten minutes before it, and asked ten minutes after its time about who has not come", () => {
    const hub = hubWith(11);
    expect(tells(hub)).toEqual([]);
    hub.at += MINUTE;
    expect(tells(hub)).toEqual(["soon null"]);
    expect(soonSince(hub.state, ofA(hub), hub.at)).toBe(hub.at);
    hub.at += 10 * MINUTE;
    expect(tells(hub)).toEqual([]);
    hub.at += 10 * MINUTE;
    expect(tells(hub)).toEqual([`late ${P1}`]);
    expect(lateSince(hub.state, { one: ofA(hub), guest: P1 }, hub.at)).toBe(hub.at);
    hub.at += 20 * MINUTE;
    expect(tells(hub)).toEqual([]);
  });

  it("are asked in the house's own minutes", () => {
    const hub = hubWith(3, {}, town({ houseRules: { hostRemindMin: 2, guestLateMin: 1 } }));
    expect(tells(hub)).toEqual([]);
    hub.at += MINUTE;
    expect(tells(hub)).toEqual(["soon null"]);
    hub.at += 3 * MINUTE;
    expect(tells(hub)).toEqual([`late ${P1}`]);
  });

  it("who wait are asked again after as long, and who said anything else are not, until it is taken back", () => {
    const hub = hubWith(0);
    hub.at += 10 * MINUTE;
    judge(hub, "wait");
    expect(tells(hub)).toEqual([]);
    hub.at += 10 * MINUTE;
    expect(tells(hub)).toEqual([`late ${P1}`]);
    judge(hub, "rung");
    expect(tells(hub)).toEqual([]);
    judge(hub, "expected");
    expect(tells(hub)).toEqual([`late ${P1}`]);
  });

  it("are asked about nobody who has come, be it that they left again", () => {
    const hub = hubWith(0);
    arrive(hub);
    hub.staff({ kind: "call", counter: C1, ticket: ticketId(1), staff: ANNA });
    hub.staff({ kind: "no-show", counter: C1 });
    hub.at += 15 * MINUTE;
    expect(tells(hub)).toEqual([]);
  });

  it("are asked about no meeting of many, no telephone call and nothing that is cancelled; without hosts there is nobody to ask", () => {
    const hub = hubWith(0, { guests: [P1, P2, P3] });
    hub.at += 15 * MINUTE;
    expect(tells(hub)).toEqual([]);
    book(hub, -15, { form: "phone" });
    expect(tells(hub)).toEqual([]);
    book(hub, -15, { hosts: [] });
    expect(tells(hub)).toEqual([]);
    book(hub, -15);
    expect(tells(hub)).toEqual([`late ${P1}`]);
    const told = [{ id: ID, ref: ID, version: null, isCancelled: true, facts: ofA(hub) }];
    hub.send({ kind: "take-appointments", source: "planner", told, snapshot: null });
    expect(tells(hub)).toEqual([]);
    expect(lateSince(hub.state, { one: ofA(hub), guest: P1 }, hub.at)).toBeNull();
    expect(soonSince(hub.state, ofA(hub), hub.at)).toBeNull();
  });
});
