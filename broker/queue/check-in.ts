/**
 * Who comes to appointments, as check-in needs it: everybody whom a day expects by opaque keys, and who has arrived.
 * Pure; knows no code, no digest and no name.
 */
import type { CheckInRules, ExpectedGuest } from "../../protocol/check-in.ts";
import type { Agreed } from "../../protocol/messages.ts";
import type { AppointmentId, PersonKey, TicketId } from "../../protocol/terms.ts";
import { type Appointment, isCounted } from "./appointments.ts";
import type { HubEvent } from "./events.ts";
import { arrivalOf } from "./find.ts";
import { isCalledByHosts } from "./hosts.ts";
import { houseRules } from "./house-rules.ts";
import type { HubState } from "./state.ts";

/** One guest of an appointment as hub and stands judge them. Without a service it is the catch-all queue's. */
export function expectedGuest(state: HubState, appointment: Appointment, guest: PersonKey): ExpectedGuest {
  const { id, startAt, endAt, service, room, form, cancelledAt } = appointment;
  const known = state.location.services.find((one) => one.service === service);
  return {
    ...{ appointment: id, guest, startAt, endAt, room, form },
    queue: known?.queue ?? state.location.catchAll,
    service: known?.service ?? null,
    isCancelled: cancelledAt !== null,
    isCounted: isCounted(appointment),
    arrived: arrivalOf(state, guest)?.number ?? null,
  };
}

/** By which the citizens of a day are judged, `until` not in it. */
export function checkInRules(
  { location }: HubState,
  { from, until }: { readonly from: number; readonly until: number },
): CheckInRules {
  const { checkInEarlyMs, checkInLateMs } = houseRules(location);
  return { from, until, earlyMs: checkInEarlyMs, lateMs: checkInLateMs };
}

/** How many of an appointment's guests have checked in. */
export function arrivedOf(state: HubState, { guests }: Appointment): number {
  return guests.filter((guest) => arrivalOf(state, guest) !== undefined).length;
}

/** Whoever comes to hosts waits for them alone. Of an appointment that is not known here any counter takes the guest. */
export function heldForHosts(
  state: HubState,
  agreed: Agreed | undefined,
): { readonly heldFor?: { readonly hosts: AppointmentId } } {
  const known = agreed === undefined ? undefined : state.appointments.byId.get(agreed.appointment);
  if (known === undefined || isCounted(known) || !isCalledByHosts(state, known)) return {};
  return { heldFor: { hosts: known.id } };
}

/** Nobody of a meeting of many waits for a call: their ticket is done as soon as it is given. */
export function countedEvents(
  agreed: Agreed | undefined,
  { id, at }: { readonly id: TicketId; readonly at: number },
): HubEvent[] {
  return agreed?.isCounted === true ? [{ kind: "ticket-served", at, id }] : [];
}
