/**
 * The appointments of all calendars of one source: a meeting that stands in several hosts' calendars is one, with all of them.
 * Pure but for what it holds; knows no server and no desk.
 */
import { createHash } from "node:crypto";
import type { Participant, SourceAppointment } from "../appointments/contract.ts";

const LONGEST_ID = 200;

/** Another calendar's entry of the same meeting adds its host, and whom only it knows to come. */
function together(one: SourceAppointment, other: SourceAppointment): SourceAppointment {
  const isKnown = ({ key }: Participant) => one.participants.some((known) => known.key === key);
  return {
    ...one,
    room: one.room ?? other.room,
    hosts: [...new Set([...one.hosts, ...other.hosts])].slice(0, 20),
    participants: [...one.participants, ...other.participants.filter((guest) => !isKnown(guest))],
  };
}

/** A name as long as sources may have: calendars write some of a thousand characters. */
function idOf(id: string): string {
  return id.length <= LONGEST_ID ? id : createHash("sha256").update(id).digest("base64url");
}

export class Gathered {
  readonly #byCalendar = new Map<number, ReadonlyMap<string, SourceAppointment>>();
  /** In which calendars a meeting stands. */
  readonly #calendars = new Map<string, Set<number>>();
  readonly #told = new Map<string, SourceAppointment>();

  /** What a calendar has now; answers the meetings whose entry there is another than before. */
  set(calendar: number, appointments: readonly SourceAppointment[]): string[] {
    const before = this.#byCalendar.get(calendar) ?? new Map<string, SourceAppointment>();
    const now = new Map(
      appointments.map((one) => [idOf(one.sourceId), { ...one, sourceId: idOf(one.sourceId) }]),
    );
    this.#byCalendar.set(calendar, now);
    for (const id of before.keys()) if (!now.has(id)) this.#calendars.get(id)?.delete(calendar);
    for (const id of now.keys())
      this.#calendars.set(id, (this.#calendars.get(id) ?? new Set()).add(calendar));
    return [...new Set([...before.keys(), ...now.keys()])].filter(
      (id) => JSON.stringify(before.get(id)) !== JSON.stringify(now.get(id)),
    );
  }

  /** A meeting as all calendars have it; `null` where none has. */
  #merged(id: string): SourceAppointment | null {
    const calendars = [...(this.#calendars.get(id) ?? [])].sort((a, b) => a - b);
    const all = calendars.flatMap((n) => this.#byCalendar.get(n)?.get(id) ?? []);
    const [first, ...others] = all;
    if (first !== undefined) return others.reduce(together, first);
    this.#calendars.delete(id);
    return null;
  }

  /** What has to be told of these meetings; one that is gone is cancelled, unless it began before `from`. */
  news(ids: readonly string[], from: number): SourceAppointment[] {
    return [...new Set(ids)].flatMap((id) => {
      const told = this.#told.get(id);
      const now = this.#merged(id);
      if (now !== null) {
        this.#told.set(id, now);
        return JSON.stringify(now) === JSON.stringify(told) ? [] : [now];
      }
      this.#told.delete(id);
      return told === undefined || told.startAt < from ? [] : [{ ...told, status: "cancelled" as const }];
    });
  }

  /** Everything that there is. */
  all(): SourceAppointment[] {
    const all = [...this.#calendars.keys()].flatMap((id) => this.#merged(id) ?? []);
    this.#told.clear();
    for (const one of all) this.#told.set(one.sourceId, one);
    return all;
  }
}
