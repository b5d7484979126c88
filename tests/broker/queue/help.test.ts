import { describe, expect, it } from "vitest";
import { staffPicture } from "../../../broker/pictures/staff.ts";
import { outlook } from "../../../broker/queue/estimate.ts";
import type { StaffId } from "../../../protocol/terms.ts";
import { A, C1, Hub, MINUTE, S1, S2, said, ticketId, uuid } from "../town.ts";

const CALL = uuid(501);
const call = (hub: Hub, help = CALL, stand = S1) => hub.send({ kind: "call-help", help, stand });
const shown = (hub: Hub) =>
  staffPicture(hub.state, {
    at: hub.at,
    opensAt: () => null,
    waitsOf: outlook,
    standView: () => ({ online: true, problem: null, paperLow: false }),
  }).helps;

describe("a call for help at a stand", () => {
  it("is told to staff once, however often it is asked", () => {
    const hub = new Hub().open();
    expect([call(hub), call(hub), call(hub, uuid(502))]).toEqual(Array(3).fill({ coming: false }));
    expect(hub.all("help-called")).toMatchObject([{ id: CALL, from: { stand: S1 } }]);
    expect(hub.state.alarms.map(({ notice }) => notice)).toEqual([
      { kind: "help-called", help: CALL, from: { stand: S1 } },
    ]);
    expect(call(hub, uuid(503), S2)).toEqual({ coming: false });
    expect(hub.all("help-called")).toHaveLength(2);
    expect(hub.replayed().helps).toEqual(hub.state.helps);
  });

  it("for a guest without a code says so, and is one of its own beside a call for help, and beside another guest's", () => {
    const hub = new Hub().open();
    const guest = (help: string) => hub.send({ kind: "call-help", help, stand: S1, wants: "check-in" });
    call(hub);
    expect([guest(uuid(502)), guest(uuid(502)), guest(uuid(503))]).toEqual(Array(3).fill({ coming: false }));
    call(hub, uuid(504));
    expect(shown(hub).map(({ id, wants }) => [id, wants])).toEqual([
      [CALL, undefined],
      [uuid(502), "check-in"],
      [uuid(503), "check-in"],
    ]);
    expect(hub.state.alarms.at(-1)?.notice).toMatchObject({ kind: "help-called", wants: "check-in" });
    hub.staff({ kind: "answer-help", help: uuid(502) });
    expect(guest(uuid(502))).toEqual({ coming: true });
    expect(hub.replayed().helps).toEqual(hub.state.helps);
  });

  it("is made anew when nobody has come for five minutes, or somebody has", () => {
    const hub = new Hub().open();
    call(hub);
    hub.at += 5 * MINUTE;
    call(hub, uuid(502));
    hub.staff({ kind: "answer-help", help: uuid(502) });
    expect(call(hub, uuid(502))).toEqual({ coming: true });
    call(hub, uuid(503));
    expect(hub.all("help-called").map(({ id }) => id)).toEqual([CALL, uuid(502), uuid(503)]);
  });

  it("is answered by the first who goes there; the others are told that it is closed", () => {
    const hub = new Hub().open();
    call(hub);
    const anna = "anna" as StaffId;
    expect(said(hub.staff({ kind: "answer-help", help: CALL, counter: C1, staff: anna }))).toBe(
      `helping ${CALL}`,
    );
    expect(said(hub.staff({ kind: "answer-help", help: CALL }))).toBe("help-unknown");
    expect(said(hub.staff({ kind: "answer-help", help: uuid(9) }))).toBe("help-unknown");
    expect(hub.last("help-answered")).toMatchObject({ id: CALL, counter: C1, staff: anna });
    expect(hub.state.alarms.at(-1)?.notice).toMatchObject({ kind: "help-answered", counter: C1 });
    expect(hub.replayed().helps).toEqual(hub.state.helps);
  });

  it("stands on the staff's page until somebody has gone there, and a moment longer", () => {
    const hub = new Hub().open();
    call(hub);
    expect(shown(hub)).toEqual([{ id: CALL, at: hub.at, from: { stand: S1 }, answered: null }]);
    hub.at += 59 * MINUTE;
    expect(shown(hub)).toHaveLength(1);
    hub.staff({ kind: "answer-help", help: CALL, counter: C1 });
    expect(shown(hub)[0]?.answered).toEqual({ at: hub.at, counter: C1 });
    hub.at += 30_001;
    expect(shown(hub)).toEqual([]);
    call(hub, uuid(502));
    hub.at += 60 * MINUTE + 1;
    expect(shown(hub)).toEqual([]);
  });

  it("is forgotten after twenty others", () => {
    const hub = new Hub().open();
    for (let n = 1; n <= 21; n += 1) {
      call(hub, uuid(n));
      hub.at += 5 * MINUTE;
    }
    expect(hub.state.helps.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, at) => uuid(at + 2)));
  });
});

describe("the citizen of a ticket who is to be fetched", () => {
  it("is known from the press, from the paper alone, and after a replay", () => {
    const hub = new Hub().open();
    hub.press(1, { assist: "fetch", answers: ["Pas"] });
    hub.press(2);
    hub.print([hub.record(3, "A30", { assist: "fetch", queue: A })]);
    expect([1, 2, 3].map((n) => hub.of(n).assist)).toEqual(["fetch", null, "fetch"]);
    expect(hub.replayed().day.tickets.get(ticketId(1))).toMatchObject({ assist: "fetch", answers: ["Pas"] });
  });
});
