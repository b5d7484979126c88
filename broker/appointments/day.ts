/**
 * Today's appointments as staff see them: names and codes for whoever may see guests, and who has arrived for everybody.
 * Knows no route.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import { spacedCode } from "../../protocol/check-in.ts";
import type { PersonKey, QueueId, TicketNumber } from "../../protocol/terms.ts";
import type { Persons } from "../persons/contract.ts";
import { type Appointment, appointmentsBetween } from "../queue/appointments.ts";
import { arrivalOf, guestSays } from "../queue/find.ts";
import type { GuestSays } from "../queue/notices.ts";
import type { HubState } from "../queue/state.ts";
import { codesOf } from "./codes.ts";

/** `code` and `url` are for letters, mails and SMS; they, `guest` and `name` are `null` for whoever may not see guests. */
export type ListedGuest = {
  /** By which staff check them in. */
  readonly guest: PersonKey | null;
  readonly name: string | null;
  readonly code: string | null;
  readonly url: string | null;
  readonly arrivedAt: number | null;
  readonly number: TicketNumber | null;
  /** What they answered to a text message, of the present time; `null`: nothing. */
  readonly says: GuestSays | null;
  readonly saidAt: number | null;
};

/** One row of the list. */
export type ListedAppointment = Pick<
  Appointment,
  "id" | "startAt" | "endAt" | "service" | "room" | "hosts" | "form"
> & {
  /** Where its guests wait. */
  readonly queue: QueueId;
  readonly guests: readonly ListedGuest[];
};

/** Whence names and codes come, for whoever may see them; `url` is the page of a link's token. */
export type Seeing = {
  readonly persons: Persons;
  readonly key: Uint8Array;
  readonly url: (link: string) => string;
};

type Guest = { readonly one: Appointment; readonly guest: PersonKey };

function listed(state: HubState, { one, guest }: Guest, { at, seeing }: Asked): ListedGuest {
  const ticket = arrivalOf(state, guest);
  const answer = guestSays(state, one, guest);
  const said = { says: answer?.says ?? null, saidAt: answer?.at ?? null };
  const arrived = { arrivedAt: ticket?.cameAt ?? null, number: ticket?.number ?? null, ...said };
  if (seeing === null) return { guest: null, name: null, code: null, url: null, ...arrived };
  const { code, link } = codesOf(seeing.key, guest);
  const name = seeing.persons.get(guest, "appointment", at)?.name ?? null;
  return { guest, name, code: spacedCode(code), url: seeing.url(link), ...arrived };
}

/** `days`: so many days after the one of `at`. */
export type Asked = { readonly at: number; readonly days?: number; readonly seeing: Seeing | null };

/** The appointments of a day in the location's zone that are not cancelled, earliest first. */
export function appointmentsOfDay(state: HubState, asked: Asked): ListedAppointment[] {
  const { timeZone } = state.location;
  const { at, days: later = 0 } = asked;
  const [from, until] = [later - 1, later].map((days) => endOfDay(timeZone, at, days)) as [number, number];
  return appointmentsBetween(state, { from, until }).map((one) => {
    const { id, startAt, endAt, service, room, hosts, form, guests } = one;
    return {
      ...{ id, startAt, endAt, service, room, hosts, form },
      queue: state.location.services.find((one) => one.service === service)?.queue ?? state.location.catchAll,
      guests: guests.map((guest) => listed(state, { one, guest }, asked)),
    };
  });
}
