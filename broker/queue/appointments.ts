/**
 * Appointments as the hub knows them: when, for which service, with whom; who comes stands here by opaque keys only, so that the
 * ledger holds nothing that is about a person (R2, R3, R19).
 * Pure; knows no source's file, no calendar and no name.
 */
import type { AppointmentId, MeetingForm, PersonKey, Reminder, ServiceId } from "../../protocol/terms.ts";
import type { HubState } from "./state.ts";

/** What is known of an appointment, as its source last said it. Instants are epoch ms. */
export type AppointmentFacts = {
  readonly startAt: number;
  readonly endAt: number;
  readonly service: ServiceId | null;
  readonly room: string | null;
  /** Staff ids or addresses; the first is told first. */
  readonly hosts: readonly string[];
  readonly form: MeetingForm;
  readonly reminds: Reminder;
  readonly isConfidential: boolean;
  /** Who is asked to come, by opaque keys. */
  readonly guests: readonly PersonKey[];
};

export type Appointment = AppointmentFacts & {
  readonly id: AppointmentId;
  readonly source: string;
  /** Keyed digest of the source's own name for it. */
  readonly ref: string;
  readonly version: number | null;
  /** When its present time became known. */
  readonly toldAt: number;
  /** A cancelled one is kept until its day is over, so that an older word of it changes nothing. */
  readonly cancelledAt: number | null;
};

/** Up to so many are called by number. */
const MOST_CALLED = 2;

/** Whether of those who come it is only counted how many they are: nobody of a meeting of many waits for a call. */
export function isCounted({ guests }: AppointmentFacts): boolean {
  return guests.length > MOST_CALLED;
}

/** One appointment as a source tells it now. `id` is fresh randomness, for one that nobody knew. */
export type ToldAppointment = {
  readonly id: AppointmentId;
  readonly ref: string;
  readonly version: number | null;
  readonly isCancelled: boolean;
  readonly facts: AppointmentFacts;
};

/** All that a source has between two instants, by what it calls them. */
export type Snapshot = { readonly from: number; readonly until: number; readonly refs: readonly string[] };

/** A source tells what it has; a long delivery comes in parts, and its snapshot with the last. */
export type TakeAppointments = {
  readonly kind: "take-appointments";
  readonly source: string;
  readonly told: readonly ToldAppointment[];
  readonly snapshot: Snapshot | null;
};

/** How many became what. `stale`: older than what was known. */
export type Taken = Readonly<Record<"booked" | "moved" | "changed" | "cancelled" | "same" | "stale", number>>;

type Told<Kind extends string> = {
  readonly kind: Kind;
  readonly at: number;
  readonly id: AppointmentId;
  readonly source: string;
  readonly ref: string;
  readonly version: number | null;
  readonly facts: AppointmentFacts;
};

/** Cancelled ones bear what was last known of them. */
export type AppointmentEvent =
  | Told<"appointment-booked">
  | Told<"appointment-moved">
  | Told<"appointment-changed">
  | Told<"appointment-cancelled">;

const QUARTER_MS = 900_000;

/** Which quarter of an hour an instant lies in, counted from the epoch. */
export function quarterOf(at: number): number {
  return Math.floor(at / QUARTER_MS);
}

/** All appointments that are not over, by id, by what their source calls them, and by the quarter in which they begin. */
export type Appointments = {
  readonly byId: Map<AppointmentId, Appointment>;
  /** `<source> <ref>`. */
  readonly byRef: Map<string, AppointmentId>;
  readonly byQuarter: Map<number, Set<AppointmentId>>;
  /** The first quarter of which it was not yet learned who came. */
  unsettledFrom: number;
};

export function noAppointments(): Appointments {
  return { byId: new Map(), byRef: new Map(), byQuarter: new Map(), unsettledFrom: 0 };
}

/** What is known of an appointment, without what it is called. */
export function factsOf(one: AppointmentFacts): AppointmentFacts {
  const { startAt, endAt, service, room, hosts, form, reminds, isConfidential, guests } = one;
  return { startAt, endAt, service, room, hosts, form, reminds, isConfidential, guests };
}

/** The appointment that a source calls so. */
export function appointmentBy(state: HubState, source: string, ref: string): Appointment | undefined {
  const id = state.appointments.byRef.get(`${source} ${ref}`);
  return id === undefined ? undefined : state.appointments.byId.get(id);
}

/** Those that begin in a stretch of time and are not cancelled, earliest first. */
export function appointmentsBetween(
  state: HubState,
  { from, until }: { readonly from: number; readonly until: number },
): Appointment[] {
  return [...state.appointments.byId.values()]
    .filter((one) => one.cancelledAt === null && one.startAt >= from && one.startAt < until)
    .sort((a, b) => a.startAt - b.startAt);
}
