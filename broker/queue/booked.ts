/**
 * What is booked into the queues, and whether somebody came to it.
 * Reads only; knows no source, and of whoever comes nothing but that they do.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type { QueueId, ServiceId } from "../../protocol/terms.ts";
import { type Appointment, isCounted } from "./appointments.ts";
import { arrivalOf } from "./find.ts";
import type { HubState } from "./state.ts";

/** One appointment whose guest waits in a queue when they come. */
export type Booked = {
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly startAt: number;
  /** Among those of its queue at the same time. */
  readonly place: number;
  readonly hasCome: boolean;
  readonly appointment: Appointment;
};

/** What counts those who came to an agreed time (epoch ms) of a queue. */
function agreedKey(queue: QueueId, agreedAt: number): string {
  return `${queue} ${agreedAt}`;
}

/** One more ticket of somebody with an agreed time, of whom it is not known to which appointment they came. */
export function countCome({ day: { come } }: HubState, queue: QueueId, agreedAt: number): void {
  const key = agreedKey(queue, agreedAt);
  come.set(key, (come.get(key) ?? 0) + 1);
}

/** Only whoever comes to the house waits in a queue, and to be called. */
function isExpected(one: Appointment): boolean {
  return one.cancelledAt === null && one.form === "physical" && !isCounted(one);
}

/** Whether a guest has checked in to this very one, whenever it was agreed then. */
function isCheckedIn(state: HubState, { id, guests }: Appointment): boolean {
  return guests.some((guest) => arrivalOf(state, guest)?.agreed?.appointment === id);
}

/** Where its guest waits: without a service that the location knows, in the catch-all queue. */
function placeOf({ services, catchAll }: LocationConfig, { service }: Appointment) {
  const known = services.find((one) => one.service === service);
  return { queue: known?.queue ?? catchAll, service: known?.service ?? null };
}

/**
 * What is booked to begin in the quarters from `from` up to `until` and not cancelled, by quarters. Tickets that staff gave say a time
 * and no appointment: of several at one time in one queue the first are taken to be those, which makes no difference to anybody's wait.
 */
export function bookedIn(state: HubState, from: number, until: number): Booked[] {
  const { appointments, location, day } = state;
  const booked: Booked[] = [];
  const seen = new Map<string, number>();
  for (let quarter = from; quarter < until; quarter += 1)
    for (const id of appointments.byQuarter.get(quarter) ?? []) {
      const one = appointments.byId.get(id) as Appointment;
      if (!isExpected(one)) continue;
      const { queue, service } = placeOf(location, one);
      const key = agreedKey(queue, one.startAt);
      const place = seen.get(key) ?? 0;
      const isHere = isCheckedIn(state, one);
      if (!isHere) seen.set(key, place + 1);
      const hasCome = isHere || place < (day.come.get(key) ?? 0);
      booked.push({ queue, service, startAt: one.startAt, place, hasCome, appointment: one });
    }
  return booked;
}
