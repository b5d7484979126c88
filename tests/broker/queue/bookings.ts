/** A planner of the small town hall that tells the hub what is booked. */
import type { AppointmentFacts } from "../../../broker/queue/appointments.ts";
import type { AppointmentId, ServiceId } from "../../../protocol/terms.ts";
import { type Hub, MINUTE } from "../town.ts";

const PAS = "pas" as ServiceId;

/** One that is told: what it is called, when it begins (epoch ms), and what is otherwise. */
export type Row = {
  readonly ref: string;
  readonly startAt: number;
  readonly isCancelled?: boolean;
  readonly facts?: Partial<AppointmentFacts>;
};

export function tellBooked(hub: Hub, rows: readonly Row[]): void {
  const told = rows.map(({ ref, startAt, isCancelled = false, facts }) => ({
    ...{ id: ref as AppointmentId, ref, version: null, isCancelled },
    facts: {
      ...{ startAt, endAt: startAt + 15 * MINUTE, service: PAS, room: null, hosts: [] },
      ...({ form: "physical", reminds: "none", isConfidential: false, guests: [] } as const),
      ...facts,
    },
  }));
  hub.send({ kind: "take-appointments", source: "planner", told, snapshot: null });
}

/** Books one at each of these, in minutes after now. */
export function book(hub: Hub, ...minutes: readonly number[]): void {
  tellBooked(
    hub,
    minutes.map((min, index) => ({ ref: `${hub.fresh()} ${index}`, startAt: hub.at + min * MINUTE })),
  );
}
