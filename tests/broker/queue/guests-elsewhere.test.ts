/** Guests of hosts where they are seldom looked at: on their own paper, off line, at the end of the day, and by staff. */
import { expect, it } from "vitest";
import { ticketOf } from "../../../broker/queue/find.ts";
import { checkIn } from "../../../broker/queue/lookup.ts";
import type { AppointmentId, PersonKey } from "../../../protocol/terms.ts";
import { MINUTE, ticketId, token } from "../town.ts";
import { ANNA, answer, arrive, hubWith, ID, P1 } from "./guests.ts";

it("a guest who scans their paper reads where their host waits", () => {
  const hub = hubWith(0);
  arrive(hub);
  answer(hub, ANNA, "later");
  expect(checkIn(hub.state, token(1), hub.at)).toMatchObject({
    answer: { kind: "later" },
    counterName: null,
  });
  answer(hub, ANNA, "room");
  expect(checkIn(hub.state, token(1), hub.at)).toMatchObject({ counterName: { da: "lokale B204" } });
});

it("the paper of a stand that was off line brings its guest to the host", () => {
  const hub = hubWith(0);
  const agreed = { appointment: ID, guest: P1, at: hub.at, room: null, isCounted: false };
  hub.print([hub.record(7, "AB01", { series: "own", agreed } as never)]);
  expect(ticketOf(hub.state, ticketId(7))).toMatchObject({
    agreed: { appointment: ID },
    heldFor: { hosts: ID },
  });
});

it("staff check nobody in whom the hub does not know, nor twice", () => {
  const hub = hubWith(0);
  const by = (guest: string) => hub.issueByStaff({ agreed: { appointment: ID, guest: guest as PersonKey } });
  expect(by("nobody")).toHaveProperty("refused");
  expect(hub.issueByStaff({ agreed: { appointment: "none" as AppointmentId, guest: P1 } })).toHaveProperty(
    "refused",
  );
  const known = { appointment: ID, guest: P1 };
  expect(hub.issueByStaff({ agreed: known, language: "en" })).not.toHaveProperty("refused");
  expect(by(P1)).toHaveProperty("refused");
});

it.each([
  [false, "left"],
  [true, "served"],
])("a guest whom a host has called has left when the day ends, or was met (%s)", (isMet, state) => {
  const hub = hubWith(0);
  arrive(hub);
  answer(hub, ANNA, "room");
  if (isMet) hub.staff({ kind: "begin-meeting", ticket: ticketId(1), staff: ANNA } as never);
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "09:00", to: "09:05" }));
  const { location } = hub.state;
  const queues = location.queues.map((queue) => ({ ...queue, hours }));
  const houseRules = { serveAfterS: null };
  hub.send({
    ...{ kind: "configure" as const },
    location: { ...location, version: location.version + 1, queues, houseRules } as never,
  });
  for (let minute = 0; minute < 300; minute += 5) hub.wait(5 * MINUTE);
  expect(ticketOf(hub.state, ticketId(1))?.state).toBe(state);
});

it("what was chosen in the menus comes with the paper", () => {
  const hub = hubWith(0);
  hub.print([hub.record(8, "AB02", { series: "own", answers: ["Pas"] } as never)]);
  expect(ticketOf(hub.state, ticketId(8))).toMatchObject({ answers: ["Pas"] });
});
