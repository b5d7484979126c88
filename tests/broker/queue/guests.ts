/** An open hub with an appointment of hosts, whose guests check in. */
import { expect } from "vitest";
import type { AppointmentFacts } from "../../../broker/queue/appointments.ts";
import type { AppointmentId, PersonKey, ServiceId, StaffId } from "../../../protocol/terms.ts";
import { Hub, MINUTE, ticketId, town } from "../town.ts";

export const [P1, P2, P3] = ["P1", "P2", "P3"] as [PersonKey, PersonKey, PersonKey];
export const ID = "id-a" as AppointmentId;
export const [ANNA, BO, CAJA, IB] = ["anna", "bo", "caja", "ib"] as [StaffId, StaffId, StaffId, StaffId];

type Book = Partial<AppointmentFacts> & { readonly id?: AppointmentId; readonly source?: string };

/** Books one appointment with anna in so many minutes. */
export function book(
  hub: Hub,
  inMin: number,
  { id = ID, source = "planner", ...otherwise }: Book = {},
): void {
  const startAt = hub.at + inMin * MINUTE;
  const facts = {
    ...{ startAt, endAt: startAt + 30 * MINUTE, service: "pas" as ServiceId, room: "B204" },
    ...{ hosts: ["anna@kommune.dk"], form: "physical" as const, reminds: "none" as const },
    ...{ isConfidential: false, guests: [P1] },
    ...otherwise,
  };
  const told = [{ id, ref: id, version: null, isCancelled: false, facts }];
  hub.send({ kind: "take-appointments", source, told, snapshot: null });
}

export function hubWith(inMin = 0, otherwise: Book = {}, location = town()): Hub {
  const hub = new Hub(location).open();
  book(hub, inMin, otherwise);
  return hub;
}

/** Ticket n is the guest's, with its paper. */
export function arrive(hub: Hub, n = 1, guest = P1, appointment = ID): void {
  const at = hub.state.appointments.byId.get(appointment)?.startAt ?? hub.at;
  const isCounted = (hub.state.appointments.byId.get(appointment)?.guests.length ?? 0) > 2;
  const agreed = { appointment, guest, at, room: null, isCounted };
  const answer = hub.press(n, { agreed });
  if (answer.kind !== "number") throw new Error(JSON.stringify(answer));
  hub.print([hub.record(n, answer.number, { agreed })]);
}

export const ofA = (hub: Hub) => hub.state.appointments.byId.get(ID)!;
export const same = (hub: Hub) => {
  const again = hub.replayed();
  expect(again.day).toEqual(hub.state.day);
  expect(again.hosts).toEqual(hub.state.hosts);
  expect(again.judged).toEqual(hub.state.judged);
};
export const answer = (
  hub: Hub,
  staff: StaffId | undefined,
  kind: "coming" | "later" | "room" = "coming",
  n = 1,
) =>
  hub.staff({
    ...{ kind: "answer-guest", staff, ticket: ticketId(n) },
    answer: kind === "later" ? { kind, minutes: 5 } : kind === "room" ? { kind, room: "B204" } : { kind },
  });
export const away = (hub: Hub, staff: StaffId, until: number | null = null) =>
  hub.staff({ kind: "set-presence", staff, isAway: true, until });
