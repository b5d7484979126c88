/** A guest's answer to a message: it is of the time that the message told of, and changes nothing of the appointment (R5). */
import { describe, expect, it } from "vitest";
import { forgetAppointments } from "../../../broker/queue/evolve/appointments.ts";
import { guestSays } from "../../../broker/queue/find.ts";
import type { GuestSays } from "../../../broker/queue/notices.ts";
import type { AppointmentId, PersonKey } from "../../../protocol/terms.ts";
import { type Hub, NINE } from "../town.ts";
import { DAY, end, HOUR, house, ID, P1, sole, told } from "./reminded.ts";

const START = NINE + 3 * DAY;
function invited(): Hub {
  const hub = house({ reminders: { invites: true } });
  told(hub, START);
  hub.send({ kind: "begin-notice", notice: "n", wanted: sole(hub) });
  end(hub, "n", "sent");
  return hub;
}
const answer = (hub: Hub, says: GuestSays, notice = "n", appointment = ID) =>
  hub.send({ kind: "answer-notice", notice, appointment, says });
const says = (hub: Hub) => {
  const one = hub.state.appointments.byId.get(ID);
  return one === undefined ? null : (guestSays(hub.state, one, P1)?.says ?? null);
};

describe("a guest who answers", () => {
  it("has said so until they say the other thing; the same again is nothing new", () => {
    const hub = invited();
    expect(says(hub)).toBeNull();
    expect(answer(hub, "confirmed")).toEqual({ done: true });
    expect(answer(hub, "confirmed")).toEqual({ refused: "known" });
    expect(says(hub)).toBe("confirmed");
    expect(answer(hub, "declined")).toEqual({ done: true });
    expect(says(hub)).toBe("declined");
    expect(hub.state.appointments.byId.get(ID)?.cancelledAt).toBeNull();
    expect(hub.replayed().answers).toEqual(hub.state.answers);
  });

  it("has said nothing of a time to which it was moved since", () => {
    const hub = invited();
    answer(hub, "confirmed");
    told(hub, START + HOUR);
    expect(says(hub)).toBeNull();
    expect(answer(hub, "confirmed")).toEqual({ refused: "moved" });
    hub.send({ kind: "begin-notice", notice: "m", wanted: sole(hub) });
    expect(answer(hub, "confirmed", "m")).toEqual({ done: true });
    expect(says(hub)).toBe("confirmed");
  });

  it("answers nothing that is cancelled, over, unknown, or no longer theirs", () => {
    const hub = invited();
    expect(answer(hub, "confirmed", "other")).toEqual({ refused: "not-wanted" });
    expect(answer(hub, "confirmed", "n", "x" as AppointmentId)).toEqual({ refused: "not-wanted" });
    told(hub, START, { guests: ["P2" as PersonKey] });
    expect(answer(hub, "confirmed")).toEqual({ refused: "not-wanted" });
    told(hub, START);
    told(hub, START, { gone: true });
    expect(answer(hub, "confirmed")).toEqual({ refused: "not-wanted" });
    const late = invited();
    late.at = START;
    expect(answer(late, "declined")).toEqual({ refused: "not-wanted" });
    expect(hub.all("appointment-answered")).toEqual([]);
  });

  it("is forgotten with the appointment", () => {
    const hub = invited();
    answer(hub, "confirmed");
    forgetAppointments(hub.state, START + DAY);
    expect([hub.state.appointments.byId.size, hub.state.answers.size]).toEqual([0, 0]);
  });
});
