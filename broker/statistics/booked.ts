/**
 * Appointments as statistics need them: when, for what, and for how many; and a row for each who never came.
 * Knows no person.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { ServiceDay, ServiceId } from "../../protocol/terms.ts";
import type { AppointmentEvent } from "../queue/appointments.ts";
import type { Visit } from "./visit.ts";

/** An appointment at the house that is not over. */
export type Booked = {
  readonly id: string;
  readonly startAt: number;
  readonly service: ServiceId | null;
  readonly guests: number;
};

/** What is said of one; `null` when nobody is asked to come to the house. */
export function bookedFrom({ id, facts }: AppointmentEvent): Booked | null {
  const { form, startAt, service, guests } = facts;
  return form === "physical" ? { id, startAt, service, guests: guests.length } : null;
}

type Settling = { readonly come: number; readonly day: ServiceDay; readonly location: LocationConfig };

/** A row for each guest who has not come. */
export function absentOf(
  { id, startAt, service, guests }: Booked,
  { come, day, location }: Settling,
): Visit[] {
  const known = location.services.find((one) => one.service === service);
  return Array.from({ length: Math.max(0, guests - come) }, (_, place) => ({
    ...{ id: `${id} ${come + place}`, serviceDay: day, number: null, way: "none", stand: null },
    ...{ queue: known?.queue ?? location.catchAll, service: known?.service ?? null },
    ...{ isAppointment: true, agreedAt: startAt, cameAt: startAt, isClockCorrected: false },
    ...{ calls: 0, transfers: 0, steps: [], outcome: "absent", endedAt: null },
  }));
}
