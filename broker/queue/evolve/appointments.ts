/**
 * What events of appointments do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import { type Appointment, type AppointmentEvent, type Appointments, quarterOf } from "../appointments.ts";
import { bookedIn } from "../booked.ts";
import type { EventOf } from "../events.ts";
import { countNoShow } from "../no-shows.ts";
import { learnShowUp } from "../show-up.ts";
import type { HubState } from "../state.ts";

type Effects = {
  readonly [Kind in AppointmentEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

/** Takes it out of the quarter in which it began. */
function unlist({ byId, byQuarter }: Appointments, id: Appointment["id"]): void {
  const known = byId.get(id);
  if (!known) return;
  const quarter = quarterOf(known.startAt);
  const ids = byQuarter.get(quarter);
  ids?.delete(id);
  if (ids?.size === 0) byQuarter.delete(quarter);
}

function keep({ appointments }: HubState, one: Appointment): void {
  const { byId, byRef, byQuarter } = appointments;
  unlist(appointments, one.id);
  byId.set(one.id, one);
  byRef.set(`${one.source} ${one.ref}`, one.id);
  const quarter = quarterOf(one.startAt);
  byQuarter.set(quarter, (byQuarter.get(quarter) ?? new Set()).add(one.id));
}

function set(state: HubState, { at, id, source, ref, version, facts }: AppointmentEvent): void {
  const before = state.appointments.byId.get(id);
  const isSameTime = before?.startAt === facts.startAt && before.cancelledAt === null;
  const toldAt = isSameTime ? before.toldAt : at;
  keep(state, { id, source, ref, version, toldAt, cancelledAt: null, ...facts });
}

/** What is over is no longer asked for; the ledger has it. */
export function forgetAppointments(state: HubState, at: number): void {
  const { byId, byRef } = state.appointments;
  for (const { id, source, ref, endAt, guests } of byId.values()) {
    if (endAt > at) continue;
    unlist(state.appointments, id);
    byId.delete(id);
    state.notices.delete(id);
    for (const guest of guests) {
      state.judged.delete(guest);
      state.answers.delete(guest);
    }
    byRef.delete(`${source} ${ref}`);
  }
}

/** How many quarters after its own somebody may still come to an appointment. */
const AWAITED_QUARTERS = 4;

/** Learns who came to what was booked in the quarters of the open day before `until`. */
export function settleAppointments(state: HubState, until: number): void {
  const { appointments, day } = state;
  if (day.closedAt !== null || until <= appointments.unsettledFrom) return;
  const from = Math.max(appointments.unsettledFrom, quarterOf(day.openedAt));
  for (const { queue, hasCome, appointment } of bookedIn(state, from, until)) {
    learnShowUp(state.showUps, queue, hasCome);
    countNoShow(state, appointment, hasCome);
  }
  appointments.unsettledFrom = until;
}

/** Learns who came as far as nobody more is expected. */
export function settlePast(state: HubState): void {
  settleAppointments(state, quarterOf(state.at) - AWAITED_QUARTERS);
}

/** The effects of events of appointments. */
export const APPOINTMENT_EFFECTS: Effects = {
  "appointment-booked": set,
  "appointment-moved": set,
  "appointment-changed": set,
  "appointment-cancelled"(state, { at, id, source, ref, version, facts }) {
    keep(state, { id, source, ref, version, toldAt: at, cancelledAt: at, ...facts });
  },
};
