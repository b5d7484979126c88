/**
 * Where deliveries of all sources are taken in: persons into their own store, the rest into the ledger, one delivery of a source
 * after another.
 * Knows no file and no wire.
 */
import { randomBytes } from "node:crypto";
import { dateIn } from "../../protocol/calendar.ts";
import {
  type AppointmentId,
  type PersonKey,
  type Purpose,
  type ServiceId,
  tokenOf,
} from "../../protocol/terms.ts";
import type { PersonRecord, Persons } from "../persons/contract.ts";
import { keptUntil } from "../persons/purposes.ts";
import {
  appointmentBy,
  type TakeAppointments,
  type Taken,
  type ToldAppointment,
} from "../queue/appointments.ts";
import type { HubState } from "../queue/state.ts";
import { dayKey } from "./codes.ts";
import type { Delivery, SourceAppointment } from "./contract.ts";
import { Elsewhere } from "./elsewhere.ts";
import { guestsOf, keyedDigest } from "./guests.ts";

export type DeskOptions = {
  readonly persons: Persons;
  /** What digests are made with: 32 bytes that stay the same. */
  readonly key: Uint8Array;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: TakeAppointments) => Promise<{ readonly taken: Taken }>;
};

/** What became of a delivery. `elsewhere`: appointments of another location, of which nothing is written down. */
export type Received = Taken & { readonly elsewhere: number };

/** So many appointments are decided in one turn, so that a ticket in between waits no longer than for them. */
const PART = 250;
/** Before anything came. */
export const NOTHING: Received = {
  booked: 0,
  moved: 0,
  changed: 0,
  cancelled: 0,
  same: 0,
  stale: 0,
  elsewhere: 0,
};

type Prepared = { readonly told: ToldAppointment; readonly records: readonly PersonRecord[] };

export class AppointmentDesk {
  readonly #options: DeskOptions;
  /** The last delivery of each source, which the next one waits for. */
  readonly #last = new Map<string, Promise<unknown>>();
  /** By purpose and quarter of an hour: a zone is dear to ask, and no day ends within one. */
  readonly #until = new Map<string, number>();
  readonly #dayKeys = new Map<string, string>();
  /** Whom other locations expect. */
  readonly elsewhere: Elsewhere;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.elsewhere = new Elsewhere({
      at: options.at,
      timeZone: () => options.state().location.timeZone,
      dayKey: (startAt) => this.#dayKey(startAt),
    });
  }

  /** Resolves after the commit of the last part. Rejects only when the hub must exit, or HUB_PERSONS_FAILED. */
  async take(source: string, delivery: Delivery): Promise<Received> {
    const before = this.#last.get(source) ?? Promise.resolve();
    const work = before.then(() => this.#take(source, delivery));
    this.#last.set(
      source,
      work.catch(() => undefined),
    );
    return await work;
  }

  async #take(source: string, { appointments, snapshot }: Delivery): Promise<Received> {
    const here = appointments.filter((one) => this.#isHere(one));
    const others =
      here.length === appointments.length ? [] : appointments.filter((one) => !this.#isHere(one));
    this.elsewhere.tell({ source, appointments: others, snapshot });
    let sum: Received = { ...NOTHING, elsewhere: appointments.length - here.length };
    for (let from = 0; from < here.length; from += PART)
      sum = added(sum, await this.#takePart(source, here.slice(from, from + PART)));
    if (snapshot === null) return sum;
    const refs = here.map(({ sourceId }) => this.#refOf(source, sourceId));
    const { decide } = this.#options;
    const { taken } = await decide({
      kind: "take-appointments",
      source,
      told: [],
      snapshot: { ...snapshot, refs },
    });
    return added(sum, taken);
  }

  async #takePart(source: string, part: readonly SourceAppointment[]): Promise<Taken> {
    const prepared = part.map((one) => this.#prepare(source, one));
    this.#options.persons.putAll(prepared.flatMap(({ records }) => records));
    const told = prepared.map((one) => one.told);
    const { taken } = await this.#options.decide({ kind: "take-appointments", source, told, snapshot: null });
    return taken;
  }

  #prepare(source: string, one: SourceAppointment): Prepared {
    const { version, status, startAt, endAt, room, hosts, form, reminds, isConfidential } = one;
    const ref = this.#refOf(source, one.sourceId);
    const known = appointmentBy(this.#options.state(), source, ref);
    const { keys, records } = this.#guestsOf(one, known?.guests ?? []);
    const facts = {
      ...{ startAt, endAt, room, hosts, form, isConfidential, guests: keys },
      service: this.#serviceOf(source, one),
      reminds: reminds ?? this.#sourceConfig(source)?.reminds ?? "none",
    };
    const id = tokenOf(randomBytes(16)) as string as AppointmentId;
    return { told: { id, ref, version, isCancelled: status === "cancelled", facts }, records };
  }

  /** Of a cancellation nothing is kept about anybody. */
  #guestsOf(one: SourceAppointment, known: readonly PersonKey[]) {
    const { persons, key, at } = this.#options;
    if (one.status === "cancelled") return { keys: known, records: [] };
    const until = (purpose: Purpose, startAt: number) => this.#keptUntil(purpose, startAt);
    const keyOfDay = (startAt: number) => this.#dayKey(startAt);
    return guestsOf(one, known, { persons, key, until, at: at(), dayKey: keyOfDay });
  }

  #dayKey(startAt: number): string {
    const { timeZone } = this.#options.state().location;
    const slot = `${Math.floor(startAt / 900_000)} ${timeZone}`;
    const known = this.#dayKeys.get(slot);
    if (known !== undefined) return known;
    if (this.#dayKeys.size > 10_000) this.#dayKeys.clear();
    const key = dayKey(this.#options.key, dateIn(timeZone, startAt));
    this.#dayKeys.set(slot, key);
    return key;
  }

  #keptUntil(purpose: Purpose, startAt: number): number {
    const { location } = this.#options.state();
    const slot = `${purpose} ${Math.floor(startAt / 900_000)} ${location.version}`;
    const known = this.#until.get(slot);
    if (known !== undefined) return known;
    if (this.#until.size > 10_000) this.#until.clear();
    const until = keptUntil(purpose, { at: startAt, location });
    this.#until.set(slot, until);
    return until;
  }

  #refOf(source: string, sourceId: string): string {
    return keyedDigest(this.#options.key, `appointment ${source}`, sourceId);
  }

  #sourceConfig(source: string) {
    return this.#options.state().location.appointmentSources?.find((one) => one.source === source);
  }

  /** Whether it is of this location: its id or its name, where the source names any. */
  #isHere({ location }: SourceAppointment): boolean {
    if (location === null) return true;
    const { location: id, name } = this.#options.state().location;
    const said = location.toLowerCase();
    return [id, ...Object.values(name)].some((one) => one?.toLowerCase() === said);
  }

  /** What the source calls a kind, as the location's document translates it; else a service of that id or name; else the source's usual one. */
  #serviceOf(source: string, { kind }: SourceAppointment): ServiceId | null {
    const { services } = this.#options.state().location;
    const config = this.#sourceConfig(source);
    const said = kind?.toLowerCase();
    const named = config?.kinds?.find((one) => one.kind.toLowerCase() === said)?.service;
    const alike = services.find(({ service, name }) =>
      [service, ...Object.values(name)].some((one) => one?.toLowerCase() === said),
    );
    return (named ?? alike?.service ?? config?.service ?? null) as ServiceId | null;
  }
}

/** What became of both. */
export function added(sum: Received, taken: Taken & { readonly elsewhere?: number }): Received {
  const { booked, moved, changed, cancelled, same, stale, elsewhere = 0 } = taken;
  return {
    elsewhere: sum.elsewhere + elsewhere,
    booked: sum.booked + booked,
    moved: sum.moved + moved,
    changed: sum.changed + changed,
    cancelled: sum.cancelled + cancelled,
    same: sum.same + same,
    stale: sum.stale + stale,
  };
}
