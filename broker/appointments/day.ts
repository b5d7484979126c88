/**
 * Today's appointments as staff see them: names out of the store of personal data, for whoever may see them.
 * Knows no route.
 */
import { dateIn, endOfDay } from "../../protocol/calendar.ts";
import type { Persons } from "../persons/contract.ts";
import { type Appointment, appointmentsBetween } from "../queue/appointments.ts";
import type { HubState } from "../queue/state.ts";

const DAY_MS = 86_400_000;

/** One row of the list. */
export type ListedAppointment = Pick<
  Appointment,
  "id" | "startAt" | "endAt" | "service" | "room" | "hosts" | "form"
> & { readonly guests: readonly { readonly name: string | null }[] };

/** The appointments of the day of `at` in the location's zone that are not cancelled, earliest first. `persons`: whence names come, for whoever may see them. */
export function appointmentsOfDay(state: HubState, at: number, persons: Persons | null): ListedAppointment[] {
  const { timeZone } = state.location;
  const until = endOfDay(timeZone, at, 0);
  const today = dateIn(timeZone, at);
  return appointmentsBetween(state, { from: until - DAY_MS - 7_200_000, until })
    .filter(({ startAt }) => dateIn(timeZone, startAt) === today)
    .map(({ id, startAt, endAt, service, room, hosts, form, guests }) => ({
      ...{ id, startAt, endAt, service, room, hosts, form },
      guests: guests.map((person) => ({ name: persons?.get(person, "appointment", at)?.name ?? null })),
    }));
}
