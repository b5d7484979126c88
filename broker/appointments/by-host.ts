/**
 * Appointments that hosts make on their own page, so that guests outside every source are announced too: made, moved and cancelled
 * by their hosts, like those of any other source.
 * Knows no route. What is about the guest goes into the store of personal data, the ledger has opaque keys.
 */
import type { AppointmentId, PersonKey } from "../../protocol/terms.ts";
import type { PersonRecord, Persons } from "../persons/contract.ts";
import { keptUntil } from "../persons/purposes.ts";
import { type Appointment, appointmentBy, factsOf, type TakeAppointments } from "../queue/appointments.ts";
import { hasCome } from "../queue/find.ts";
import { HOST_SOURCE, hostKey, isHostOf } from "../queue/hosts.ts";
import type { HubState } from "../queue/state.ts";
import { codesOf } from "./codes.ts";
import type { Delivery, Participant } from "./contract.ts";
import { keyedDigest } from "./guests.ts";
import { mobileOf } from "./mobile.ts";

/** Why an appointment was not made, moved or cancelled; each has its words on the page. */
export const BOOKING_REFUSALS = [
  "time-past",
  "time-far",
  "mobile-invalid",
  "host-unknown",
  "appointment-unknown",
  "not-your-guest",
  "not-ours",
  "guest-is-here",
  "no-appointments",
] as const;
export type BookingRefusal = (typeof BOOKING_REFUSALS)[number];

/** What a host asks for. `request` makes the same again the same appointment; `startAt` in epoch ms. */
export type Booking = {
  readonly request: string;
  readonly startAt: number;
  readonly minutes?: number | undefined;
  readonly service?: string | undefined;
  readonly name?: string | undefined;
  readonly mobile?: string | undefined;
  readonly message?: string | undefined;
  readonly room?: string | undefined;
};
export type NewTime = Pick<Booking, "startAt" | "minutes">;

/** `code` and `url` are the guest's. */
export type Booked = {
  readonly appointment: AppointmentId;
  readonly startAt: number;
  readonly code: string;
  readonly url: string;
  /** Whether they are sent by text message. */
  readonly isSms: boolean;
};
type Refused = { readonly refused: BookingRefusal };

export type HostBookingsOptions = {
  readonly persons: Persons;
  readonly key: Uint8Array;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: TakeAppointments) => Promise<unknown>;
  /** Takes in a delivery as any source's. */
  readonly take: (source: string, delivery: Delivery) => Promise<unknown>;
  readonly url: (link: string) => string;
  readonly hasSms: boolean;
};

const MINUTE_MS = 60_000;
const USUAL_MIN = 30;
/** A guest who is expected this very minute may still be announced. */
const PAST_MS = 5 * MINUTE_MS;
const FAR_MS = 366 * 86_400_000;

const written = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** What the page of a host asks for. Each call is one delivery; rejects only when the hub must exit, or HUB_PERSONS_FAILED. */
export class HostBookings {
  readonly #options: HostBookingsOptions;

  constructor(options: HostBookingsOptions) {
    this.#options = options;
  }

  /** Makes one for a host. */
  async book(host: string | undefined, booking: Booking): Promise<Booked | Refused> {
    const refused = this.#timeRefusal(booking.startAt);
    const mobile = written(booking.mobile);
    const known = mobile === undefined ? null : mobileOf(mobile);
    if (host === undefined) return { refused: "host-unknown" };
    if (refused !== null) return { refused };
    if (mobile !== undefined && known === null) return { refused: "mobile-invalid" };
    await this.#options.take(HOST_SOURCE, this.#delivery(hostKey(host), booking, known));
    const ref = keyedDigest(this.#options.key, `appointment ${HOST_SOURCE}`, booking.request);
    return this.#booked(appointmentBy(this.#options.state(), HOST_SOURCE, ref) as Appointment);
  }

  #delivery(host: string, booking: Booking, mobile: string | null): Delivery {
    const { request, startAt, minutes = USUAL_MIN, service, room } = booking;
    const [name, message] = [written(booking.name), written(booking.message)];
    const participant: Participant = {
      key: "",
      ...(name === undefined ? {} : { name }),
      ...(mobile === null ? {} : { mobile }),
      ...(message === undefined ? {} : { message }),
    };
    const config = this.#options.state().location.appointmentSources ?? [];
    const isSaid = config.some((one) => one.source === HOST_SOURCE && one.reminds !== undefined);
    return {
      appointments: [
        {
          ...{ sourceId: request, version: null, status: "booked", startAt, hosts: [host] },
          ...{ endAt: startAt + minutes * MINUTE_MS, location: null, kind: service ?? null },
          ...{ room: written(room) ?? null, form: "physical", reminds: isSaid ? null : "ours" },
          ...{ isConfidential: false, participants: [participant] },
        },
      ],
      ...{ snapshot: null, problems: [] },
    };
  }

  /** Another time for one that is the sender's; the guest's codes stay. */
  async move(id: string, { startAt, minutes }: NewTime, staff: string | null): Promise<Booked | Refused> {
    const one = this.#own(id, staff);
    if ("refused" in one) return one;
    const refused = this.#timeRefusal(startAt);
    if (refused !== null) return { refused };
    const lasts = minutes === undefined ? one.endAt - one.startAt : minutes * MINUTE_MS;
    const facts = { ...factsOf(one), startAt, endAt: startAt + lasts };
    this.#options.persons.putAll(one.guests.flatMap((guest) => this.#keptLonger(guest, startAt)));
    return await this.#tell({ ...one, ...facts }, false);
  }

  /** Nobody comes to one that is the sender's. */
  async cancel(id: string, staff: string | null): Promise<Booked | Refused> {
    const one = this.#own(id, staff);
    return "refused" in one ? one : await this.#tell(one, true);
  }

  /** The clocks of what is kept about a guest run from the appointment's day. */
  #keptLonger(guest: PersonKey, startAt: number): PersonRecord[] {
    const { persons, state, at } = this.#options;
    const { location } = state();
    return persons
      .about(guest, at())
      .map((record) => ({ ...record, until: keptUntil(record.purpose, { at: startAt, location }) }));
  }

  async #tell(one: Appointment, isCancelled: boolean): Promise<Booked> {
    const { id, ref } = one;
    const told = [{ id, ref, version: null, isCancelled, facts: factsOf(one) }];
    await this.#options.decide({ kind: "take-appointments", source: HOST_SOURCE, told, snapshot: null });
    return this.#booked(one);
  }

  #own(id: string, staff: string | null): Appointment | Refused {
    const { state, at } = this.#options;
    const one = state().appointments.byId.get(id as AppointmentId);
    if (one === undefined || one.cancelledAt !== null) return { refused: "appointment-unknown" };
    if (one.source !== HOST_SOURCE) return { refused: "not-ours" };
    if (!isHostOf(state(), one, { staff: staff as never, at: at() })) return { refused: "not-your-guest" };
    return one.guests.some((guest) => hasCome(state(), guest)) ? { refused: "guest-is-here" } : one;
  }

  #timeRefusal(startAt: number): BookingRefusal | null {
    const at = this.#options.at();
    if (startAt < at - PAST_MS) return "time-past";
    return startAt > at + FAR_MS ? "time-far" : null;
  }

  #booked({ id, startAt, guests }: Appointment): Booked {
    const { persons, key, url, hasSms, at } = this.#options;
    const guest = guests[0] as PersonKey;
    const { code, link } = codesOf(key, guest);
    const hasMobile = persons.get(guest, "reminder", at())?.mobile !== undefined;
    return { appointment: id, startAt, code, url: url(link), isSms: hasSms && hasMobile };
  }
}
