/** Answers of hosts go out to their guests by text message: the newest, once, while the two have not met. */
import { describe, expect, it } from "vitest";
import { isWanted, wantedNotices } from "../../../broker/queue/wanted-notices.ts";
import { type Hub, MINUTE, ticketId, town } from "../town.ts";
import { ANNA, answer, arrive, hubWith, ID, P1 } from "./guests.ts";

/** One who was answered, of an appointment of which we tell. */
function answered(otherwise: object = { reminds: "ours" }): Hub {
  const hub = hubWith(0, otherwise);
  arrive(hub);
  answer(hub, ANNA, "later");
  return hub;
}
const wanted = (hub: Hub) => wantedNotices(hub.state, hub.at);
const begin = (hub: Hub, notice = "n1") => {
  const [one] = wanted(hub);
  if (one === undefined) throw new Error("nothing is wanted");
  return hub.send({ kind: "begin-notice", notice, wanted: one });
};
const end = (hub: Hub, outcome: "sent" | "put-back") =>
  hub.send({ kind: "end-notice", notice: "n1", appointment: ID, outcome, parts: 1 });

describe("a host's answer", () => {
  it("is wanted once, with when it was given, though the appointment has begun", () => {
    const hub = answered();
    expect(wanted(hub)).toEqual([
      {
        appointment: ID,
        person: P1,
        tells: "host-answer",
        startAt: hub.at,
        before: null,
        answeredAt: hub.at,
      },
    ]);
    expect(begin(hub)).toEqual({ done: true });
    expect(wanted(hub)).toEqual([]);
    end(hub, "sent");
    expect(wanted(hub)).toEqual([]);
    hub.at += MINUTE;
    answer(hub, ANNA);
    expect(wanted(hub)).toMatchObject([{ answeredAt: hub.at }]);
    expect(hub.replayed().notices).toEqual(hub.state.notices);
  });

  it("that surely did not go out is wanted again, and one that is not the newest is refused", () => {
    const hub = answered();
    const [old] = wanted(hub);
    begin(hub);
    end(hub, "put-back");
    expect(wanted(hub)).toHaveLength(1);
    hub.at += MINUTE;
    answer(hub, ANNA, "room");
    expect(isWanted(hub.state, old!, hub.at)).toBe(false);
    expect(isWanted(hub.state, wanted(hub)[0]!, hub.at)).toBe(true);
    expect(isWanted(hub.state, { ...wanted(hub)[0]!, appointment: "other" as typeof ID }, hub.at)).toBe(
      false,
    );
  });

  it("is no longer wanted when the two have met, after ten minutes, or where it may have gone out before", () => {
    const hub = answered();
    hub.staff({ kind: "begin-meeting", ticket: ticketId(1), staff: ANNA });
    expect(wanted(hub)).toEqual([]);
    const late = answered();
    late.at += 10 * MINUTE + 1;
    expect(wanted(late)).toEqual([]);
    const restored = answered();
    restored.state.lostUntil = restored.at;
    expect(wanted(restored)).toEqual([]);
    const gone = answered();
    gone.citizen("leave", 1);
    expect(wanted(gone)).toEqual([]);
  });

  it("goes to nobody whom nothing is told of the appointment, and to nobody who was not answered", () => {
    expect(wanted(answered({ reminds: "none" }))).toEqual([]);
    const hub = hubWith(0, { reminds: "ours" });
    arrive(hub);
    expect(wanted(hub)).toEqual([]);
    hub.state.appointments.byId.delete(ID);
    expect(wanted(hub)).toEqual([]);
  });
});

describe("a guest of an appointment that a host made", () => {
  it("is invited whatever the house's plan says, unless its source says that nobody tells", () => {
    const tells = (reminds: "ours" | "none", source: string) => {
      const hub = hubWith(600, { reminds, source }, town());
      return wanted(hub).map(({ tells: what }) => what);
    };
    expect(tells("ours", "host")).toEqual(["invitation"]);
    expect(tells("none", "host")).toEqual([]);
    expect(tells("ours", "planner")).toEqual([]);
  });
});
