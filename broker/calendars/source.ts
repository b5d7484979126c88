/**
 * A source of appointments that is made of calendars: when each is asked, what of it is told to the desk, and what is wrong.
 * Knows no format and no wire; reads no clock and sets no timer.
 */
import { endOfDay } from "../../protocol/calendar.ts";
import type { CalendarRule } from "../../protocol/config/appointment-source.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { Delivery, RowProblem, Stretch } from "../appointments/contract.ts";
import type { AppointmentDesk, Received } from "../appointments/desk.ts";
import { type Report, taken } from "../appointments/report.ts";
import type { BusyTimes } from "./busy.ts";
import { CalendarFault, faultSaid } from "./fault.ts";
import { Gathered } from "./gathered.ts";
import { type BusyTime, meaningOf, type Owner } from "./meaning.ts";
import { entryProblem } from "./problems.ts";
import type { CalendarReader } from "./reader.ts";

export type OwnedCalendar = { readonly owner: Owner; readonly reader: CalendarReader };

export type CalendarSourceOptions = {
  readonly source: string;
  readonly calendars: readonly OwnedCalendar[];
  /** Ends what they are being asked. */
  readonly close: () => void;
  /** How often each is asked, and how many days from today are looked at. */
  readonly everyMs: number;
  readonly days: number;
  /** So many are asked at once. */
  readonly atOnce: number;
  readonly desk: Pick<AppointmentDesk, "take">;
  readonly rule: () => CalendarRule;
  readonly timeZone: () => string;
  readonly busy: BusyTimes;
  readonly reported: (report: Report) => void;
  /** Between 0 and 1: hubs of many houses do not ask one server at the same moment. */
  readonly random: () => number;
  readonly log: Log;
};

type State = {
  readonly calendar: OwnedCalendar;
  readonly number: number;
  dueAt: number;
  /** Attempts that failed since the last that did not. */
  failures: number;
  fault: CalendarFault | null;
  isRead: boolean;
  problems: readonly RowProblem[];
};

/** Everything is told again after so long: whatever went amiss in between is mended. */
const WHOLE_MS = 3_600_000;
const LONGEST_WAIT_MS = 3_600_000;
const SHORTEST_WAIT_MS = 1000;

export class CalendarSource {
  readonly #options: CalendarSourceOptions;
  readonly #states: readonly State[];
  readonly #gathered = new Gathered();
  #whole: Stretch & { readonly at: number } = { from: 0, until: 0, at: Number.NEGATIVE_INFINITY };
  #isBusy = false;
  #isClosed = false;
  #told = "";

  constructor(options: CalendarSourceOptions) {
    this.#options = options;
    this.#states = options.calendars.map((calendar, at) => ({
      ...{ calendar, number: at + 1, dueAt: Number.NEGATIVE_INFINITY, failures: 0 },
      ...{ fault: null, isRead: false, problems: [] },
    }));
  }

  get name(): string {
    return this.#options.source;
  }

  /** The calendar with this number, counted from 0, has something new: it is asked at the next look. */
  again(calendar: number): void {
    const state = this.#states[calendar];
    if (state !== undefined && state.failures === 0) state.dueAt = Number.NEGATIVE_INFINITY;
  }

  /** Asks the calendars that are due; `at` is the wall clock. Rejects only when the hub must exit. */
  async look(at: number): Promise<void> {
    if (this.#isBusy || this.#isClosed) return;
    const due = this.#states.filter(({ dueAt }) => dueAt <= at);
    if (due.length === 0) return;
    this.#isBusy = true;
    try {
      await this.#round(due, at);
    } finally {
      this.#isBusy = false;
    }
  }

  async #round(due: readonly State[], at: number): Promise<void> {
    const { timeZone, days, atOnce } = this.#options;
    const stretch = { from: endOfDay(timeZone(), at, -1), until: endOfDay(timeZone(), at, days) };
    const changed: string[] = [];
    const waiting = [...due];
    const work = async () => {
      for (let one = waiting.shift(); one !== undefined && !this.#isClosed; one = waiting.shift())
        changed.push(...(await this.#read(one, stretch, at)));
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, work));
    if (this.#isClosed) return;
    this.#tellTroubles();
    await this.#deliver(changed, stretch, at);
  }

  /** Asks one calendar; answers the meetings that are other than before. What cannot be read stays as it was. */
  async #read(state: State, stretch: Stretch, at: number): Promise<string[]> {
    // Before it is asked, so that what is new meanwhile makes it due again.
    state.dueAt = at + this.#wait(0);
    try {
      const { entries, problems } = await state.calendar.reader.read(stretch);
      const several = this.#states.length > 1 ? state.number : null;
      state.problems = problems.map((one) => entryProblem(one, several));
      ({
        fault: state.fault,
        failures: state.failures,
        isRead: state.isRead,
      } = { fault: null, failures: 0, isRead: true });
      return this.#understood(state, entries, stretch);
    } catch (fault) {
      if (!(fault instanceof CalendarFault)) throw fault;
      state.fault = fault;
      state.failures += 1;
      state.dueAt =
        at + Math.max(this.#wait(state.failures), Math.min(LONGEST_WAIT_MS, fault.retryAfterMs ?? 0));
      return [];
    }
  }

  /** Longer after each failure, and never for all calendars the same. */
  #wait(failures: number): number {
    const { everyMs, random } = this.#options;
    const ms = failures === 0 ? everyMs : Math.min(LONGEST_WAIT_MS, everyMs * 2 ** Math.min(failures - 1, 8));
    return Math.max(SHORTEST_WAIT_MS, ms * (0.9 + 0.2 * random()));
  }

  #understood(
    { calendar, number }: State,
    entries: Awaited<ReturnType<CalendarReader["read"]>>["entries"],
    { from }: Stretch,
  ): string[] {
    const { rule, busy, source } = this.#options;
    const meanings = entries.map((entry) => meaningOf(entry, calendar.owner, rule()));
    const appointments = meanings.flatMap((one) => (one.kind === "appointment" ? [one.appointment] : []));
    const times = meanings.flatMap((one): BusyTime[] => {
      if (one.kind === "busy") return [one.time];
      if (one.kind === "nothing") return [];
      return [{ from: one.appointment.startAt, until: one.appointment.endAt, kind: "busy" }];
    });
    if (calendar.owner.host !== null) busy.set(calendar.owner.host, `${source} ${number}`, times);
    return this.#gathered.set(
      number,
      appointments.filter(({ startAt }) => startAt >= from),
    );
  }

  async #deliver(changed: readonly string[], stretch: Stretch, at: number): Promise<void> {
    const isFirst =
      at - this.#whole.at >= WHOLE_MS ||
      this.#whole.from !== stretch.from ||
      this.#whole.until !== stretch.until;
    // Without one of its calendars nobody knows what a source has no more.
    const isAll = this.#states.every(({ isRead }) => isRead);
    const isWhole = isFirst && isAll;
    const appointments = isWhole ? this.#gathered.all() : this.#gathered.news(changed, stretch.from);
    if (appointments.length === 0 && !isWhole) return this.#reportRefused(at);
    const problems = this.#states.flatMap((state) => state.problems);
    const delivery: Delivery = { appointments, snapshot: isWhole ? stretch : null, problems };
    if (isWhole) this.#whole = { ...stretch, at };
    const { source, desk, reported } = this.#options;
    const report = await taken(desk, { source, at, read: { ok: true, delivery, noted: this.#noted() } });
    if (isWhole || hasNews(report.received)) reported(report);
  }

  /** Only where nothing at all could be read. */
  #reportRefused(at: number): void {
    const { source, reported } = this.#options;
    const noted = this.#noted();
    if (noted === null || this.#states.some(({ isRead }) => isRead)) return;
    reported({ source, at, received: null, refused: noted, noted: null, problems: [], more: 0 });
  }

  /** Which calendars cannot be read, in words; `null` where all can. */
  #noted(): { readonly da: string; readonly en: string } | null {
    const failed = this.#states.filter(({ fault }) => fault !== null);
    const first = failed[0]?.fault ?? null;
    if (first === null) return null;
    const { da, en } = faultSaid(first);
    const of = this.#states.length;
    const which = failed
      .slice(0, 10)
      .map(({ number }) => number)
      .join(", ");
    if (of === 1) return { da: `kalenderen kan ikke læses: ${da}`, en: `the calendar cannot be read: ${en}` };
    return {
      da: `${failed.length} af ${of} kalendere kan ikke læses (nr. ${which}): ${da}`,
      en: `${failed.length} of ${of} calendars cannot be read (no. ${which}): ${en}`,
    };
  }

  /** What somebody must see to; `null` where all is well. */
  get problem(): string | null {
    return this.#noted()?.en ?? null;
  }

  #tellTroubles(): void {
    const why = this.problem ?? "";
    if (why === this.#told) return;
    this.#told = why;
    const { log, source } = this.#options;
    if (why === "") log.notice("all calendars can be read again", { source });
    else log.warning("calendars cannot be read", { source, why });
  }

  close(): void {
    this.#isClosed = true;
    for (const { calendar } of this.#states) calendar.reader.close();
    this.#options.close();
  }
}

function hasNews(received: Received | null): boolean {
  return received !== null && Object.entries(received).some(([name, count]) => name !== "same" && count > 0);
}
