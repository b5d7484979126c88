/**
 * Whom other locations of the organisation expect, as far as sources tell of them here (R17): so that a card that is shown at the wrong
 * place is answered with the right one. Keyed digests of cards, instants and places, for today and tomorrow, in memory alone.
 * Knows no name, no kind of meeting and no code: codes are made by the hub of their own location.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import { dayDigest } from "../../protocol/link/day-digest.ts";
import type { SourceAppointment, Stretch } from "./contract.ts";

type Entry = {
  readonly source: string;
  readonly startAt: number;
  readonly until: number;
  readonly place: string;
  readonly digests: readonly string[];
};

/** An appointment at another location; `place` as its source calls it. */
export type ElsewhereFound = { readonly startAt: number; readonly place: string };

/** A larger organisation's other locations are told of as far as these. */
const MOST = 20_000;

export type ElsewhereOptions = {
  readonly at: () => number;
  readonly timeZone: () => string;
  /** The day's key of an appointment that begins then. */
  readonly dayKey: (startAt: number) => string;
};

type Told = {
  readonly source: string;
  readonly appointments: readonly SourceAppointment[];
  readonly snapshot: Stretch | null;
};

/** From the hub's start to its end; what it knew is told again by the sources' next deliveries. */
export class Elsewhere {
  readonly #options: ElsewhereOptions;
  readonly #known = new Map<string, Entry>();

  constructor(options: ElsewhereOptions) {
    this.#options = options;
  }

  /** A source tells of other locations; a snapshot takes the place of all that it told of its time. */
  tell({ source, appointments, snapshot }: Told): void {
    const { at, timeZone } = this.#options;
    const tomorrow = endOfDay(timeZone(), at(), 1);
    for (const [ref, { source: of, startAt, until }] of this.#known) {
      const isTold =
        snapshot !== null && of === source && startAt >= snapshot.from && startAt < snapshot.until;
      if (isTold || until <= at()) this.#known.delete(ref);
    }
    for (const one of appointments) {
      const ref = `${source}\n${one.sourceId}`;
      this.#known.delete(ref);
      const entry = this.#entryOf(source, one);
      const isKept = one.status === "booked" && one.startAt < tomorrow && entry.until > at();
      if (isKept && entry.digests.length > 0 && this.#known.size < MOST) this.#known.set(ref, entry);
    }
  }

  #entryOf(source: string, { startAt, location, participants }: SourceAppointment): Entry {
    const key = this.#options.dayKey(startAt);
    return {
      ...{ source, startAt, place: location ?? "" },
      until: endOfDay(this.#options.timeZone(), startAt, 0),
      digests: participants.flatMap(({ cpr }) =>
        cpr === undefined ? [] : [dayDigest(key, { kind: "cpr", cpr })],
      ),
    };
  }

  /** The next one of whoever shows a card, as the day's key makes a digest of it; of another day none is found. */
  find(digest: string): ElsewhereFound | null {
    const at = this.#options.at();
    const found = [...this.#known.values()]
      .filter(({ digests, until }) => until > at && digests.includes(digest))
      .toSorted((one, other) => one.startAt - other.startAt);
    const next = found.find(({ startAt }) => startAt >= at) ?? found.at(-1);
    return next === undefined ? null : { startAt: next.startAt, place: next.place };
  }
}
