/**
 * Today's appointments as staff see them: names out of the store of personal data, for whoever may see them.
 * Knows no route.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import type { Persons } from "../persons/contract.ts";
import { type Appointment, appointmentsBetween } from "../queue/appointments.ts";
import type { HubState } from "../queue/state.ts";

/** One row of the list. */
export type ListedAppointment = Pick<
  Appointment,
  "id" | "startAt" | "endAt" | "service" | "room" | "hosts" | "form"
> & { readonly guests: readonly { readonly name: string | null }[] };

/** The appointments of the day of `at` in the location's zone that are not cancelled, earliest first. `persons`: whence names come, for whoever may see them. */
export function appointmentsOfDay(state: HubState, at: number, persons: Persons | null): ListedAppointment[] {
  const { timeZone } = state.location;
  const [from, until] = [-1, 0].map((days) => endOfDay(timeZone, at, days)) as [number, number];
  return appointmentsBetween(state, { from, until }).map(
    ({ id, startAt, endAt, service, room, hosts, form, guests }) => ({
      ...{ id, startAt, endAt, service, room, hosts, form },
      guests: guests.map((person) => ({ name: persons?.get(person, "appointment", at)?.name ?? null })),
    }),
  );
}
