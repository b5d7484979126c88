/**
 * What events of appointments do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { Appointment, AppointmentEvent } from "../appointments.ts";
import type { EventOf } from "../events.ts";
import type { HubState } from "../state.ts";

type Effects = {
  readonly [Kind in AppointmentEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

function keep({ appointments }: HubState, one: Appointment): void {
  appointments.byId.set(one.id, one);
  appointments.byRef.set(`${one.source} ${one.ref}`, one.id);
}

function set(state: HubState, { id, source, ref, version, facts }: AppointmentEvent): void {
  keep(state, { id, source, ref, version, cancelledAt: null, ...facts });
}

/** What is over is no longer asked for; the ledger has it. */
export function forgetAppointments(state: HubState, at: number): void {
  const { byId, byRef } = state.appointments;
  for (const { id, source, ref, endAt } of byId.values()) {
    if (endAt > at) continue;
    byId.delete(id);
    byRef.delete(`${source} ${ref}`);
  }
}

/** The effects of events of appointments. */
export const APPOINTMENT_EFFECTS: Effects = {
  "appointment-booked": set,
  "appointment-moved": set,
  "appointment-changed": set,
  "appointment-cancelled"(state, { at, id, source, ref, version, facts }) {
    keep(state, { id, source, ref, version, cancelledAt: at, ...facts });
  },
};
