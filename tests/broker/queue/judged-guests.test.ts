/** What hosts say of guests who did not come in time: a word with its trace, never of whoever has checked in. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { StaffId } from "../../../protocol/terms.ts";
import { C1, type Hub, MINUTE, said, ticketId, town } from "../town.ts";
import { ANNA, arrive, hubWith, IB, ID, ofA, P1, P2, same } from "./guests.ts";

describe("a guest who did not come", () => {
  const judge = (
    hub: Hub,
    says: "wait" | "rung" | "no-show" | "expected",
    staff: StaffId | undefined = ANNA,
    guest = P1,
  ) => said(hub.staff({ kind: "judge-guest", appointment: ID, guest, says, staff }));

  it("is said to be waited for, rung or a no-show by a host, and it can be taken back with its trace", () => {
    const hub = hubWith(0);
    for (const says of ["wait", "rung", "no-show"] as const) {
      expect(judge(hub, says)).toBe(`judged ${says}`);
      expect(hub.state.judged.get(P1)).toEqual({ appointment: ID, says, at: hub.at, staff: ANNA });
    }
    expect(judge(hub, "expected")).toBe("judged expected");
    expect(hub.state.judged.size).toBe(0);
    expect(hub.all("guest-judged").map(({ says, staff }) => [says, staff])).toEqual([
      ...[
        ["wait", ANNA],
        ["rung", ANNA],
        ["no-show", ANNA],
        ["expected", ANNA],
      ],
    ]);
    hub.staff({ kind: "judge-guest", appointment: ID, guest: P1, says: "wait" });
    expect(hub.last("guest-judged").staff).toBeNull();
    same(hub);
  });

  it("is no guest of others, of no appointment, or of one that has not begun or is cancelled", () => {
    const hub = hubWith(1);
    expect(judge(hub, "no-show")).toBe("guest-not-late");
    expect(judge(hub, "no-show", IB)).toBe("not-your-guest");
    expect(judge(hub, "no-show", ANNA, P2)).toBe("appointment-unknown");
    expect(
      said(hub.staff({ kind: "judge-guest", appointment: "no" as typeof ID, guest: P1, says: "wait" })),
    ).toBe("appointment-unknown");
    hub.at += MINUTE;
    const told = [{ id: ID, ref: ID, version: null, isCancelled: true, facts: ofA(hub) }];
    hub.send({ kind: "take-appointments", source: "planner", told, snapshot: null });
    expect(judge(hub, "no-show")).toBe("appointment-cancelled");
    expect(judge(hub, "expected")).toBe("judged expected");
  });

  test("is never anybody who has checked in, whatever became of the ticket", () => {
    const ends = fc.constantFrom("none", "left", "cancelled", "withdrawn", "missed" as const);
    fc.assert(
      fc.property(ends, fc.constantFrom("wait", "rung", "no-show" as const), (became, says) => {
        const hub = hubWith(0);
        arrive(hub);
        if (became === "left") hub.citizen("leave", 1);
        if (became === "cancelled") hub.staff({ kind: "cancel", ticket: ticketId(1) });
        if (became === "withdrawn") hub.print([hub.record(1, "A01", { paper: "withdrawn" })]);
        if (became === "missed") {
          hub.staff({ kind: "call", counter: C1, ticket: ticketId(1), staff: ANNA });
          hub.staff({ kind: "no-show", counter: C1 });
        }
        expect(judge(hub, says)).toBe("guest-is-here");
        expect(judge(hub, says, undefined)).toBe("guest-is-here");
      }),
    );
  });

  it("is forgotten with the appointment", () => {
    const hub = hubWith(0);
    judge(hub, "no-show");
    hub.send({
      kind: "configure",
      location: town({ queues: hub.state.location.queues.map((q) => ({ ...q, active: false })) }),
    });
    hub.wait(1_000);
    hub.wait(40 * MINUTE);
    expect(hub.state.judged.size).toBe(0);
  });
});
