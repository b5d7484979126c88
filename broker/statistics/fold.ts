/**
 * From the ledger's events to visits: one row each, of the current service day and the one before, as the hub itself keeps them.
 * Knows no file and no question; what a command changed and took back leaves no trace.
 */
import { dateIn } from "../../protocol/calendar.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import type { ServiceDay, StaffId, TicketId } from "../../protocol/terms.ts";
import type { AppointmentEvent } from "../queue/appointments.ts";
import type { StaffCommandKind } from "../queue/commands.ts";
import type { EventOf, HubEvent, HubEventKind, NewTicket } from "../queue/events.ts";
import { absentOf, type Booked, bookedFrom } from "./booked.ts";
import { Life, type LifeOrigin } from "./life.ts";
import type { Visit, Way } from "./visit.ts";
import { Work, type WorkSpan } from "./work.ts";

/** A stretch in which the hub was not there (epoch ms). */
export type Away = { readonly from: number; readonly until: number };

/** One service day as statistics know it. */
export type DayFacts = {
  readonly serviceDay: ServiceDay;
  readonly openedAt: number;
  closedAt: number | null;
  /** When the hub was not there while the day was open. */
  readonly away: Away[];
};

/** A day and its visits; `settled` are those that have no ticket. */
type Day = DayFacts & {
  readonly lives: Map<TicketId, Life>;
  readonly settled: Visit[];
  readonly merged: Map<TicketId, TicketId>;
  readonly arrived: Map<string, Set<string>>;
  readonly work: Work;
};

/** A day with its rows. */
export type FoldedDay = DayFacts & { readonly visits: readonly Visit[]; readonly work: readonly WorkSpan[] };

/** A restart of less than this is no time off. */
const SHORT_MS = 30_000;

/** Whoever says this works there no longer. */
const LEAVING: ReadonlySet<StaffCommandKind> = new Set<StaffCommandKind>(["pause", "close-counter"]);

type Effect<Kind extends HubEventKind> = (event: EventOf<Kind>, seq: number) => void;
type Effects = { readonly [Kind in HubEventKind]?: Effect<Kind> };

const dateOf = (serviceDay: ServiceDay) => serviceDay.slice(0, 10);

/** The fold; feed it every event once, in order. */
export class Fold {
  #location: LocationConfig;
  #day: Day | null = null;
  #previous: Day | null = null;
  #at = 0;
  /** Appointments that are not over, by id. */
  readonly #booked = new Map<string, Booked>();
  readonly #touched = new Set<Day>();
  readonly #effects: Effects = {
    configured: ({ location }) => {
      this.#location = location;
    },
    "hub-started": ({ at }) => this.#started(at),
    "day-opened": ({ serviceDay, at }) => this.#open(serviceDay, at),
    "day-closed": ({ at }) => this.#close(at),
    "ticket-issued": (event) => this.#add(event, "stand"),
    "ticket-issued-by-staff": (event) => this.#add(event, "staff"),
    "ticket-issued-on-phone": (event) => this.#add(event, "phone"),
    "ticket-adopted": (event) => this.#add(event, "hand"),
    "ticket-taken-in": (event) => this.#takeIn(event),
    "paper-told": ({ id, paper }) => this.#of(id, (life) => life.paperTold(paper)),
    "ticket-renamed": ({ id, number }) => this.#of(id, (life) => life.renamed(number)),
    "ticket-restored": ({ id }) => this.#of(id, (life) => life.backInQueue()),
    "ticket-confirmed": ({ id }) => this.#of(id, (life) => life.backInQueue()),
    "ticket-requeued": ({ id }) => this.#of(id, (life) => life.backInQueue()),
    "ticket-merged": (event) => this.#merge(event),
    "ticket-caught": ({ id, queue }) => this.#of(id, (life) => life.movedTo(queue)),
    "ticket-called": ({ id, at, counter, recall }) =>
      this.#of(id, (life) => life.called(at, counter, recall)),
    "service-started": ({ id, at }) => this.#of(id, (life) => life.started(at)),
    "ticket-parked": ({ id, at }) => this.#of(id, (life) => life.parked(at)),
    "ticket-transferred": ({ id, at, queue, service }) =>
      this.#of(id, (life) => life.transferred(at, queue, service)),
    "visit-continued": (event) => this.#of(event.id, (life) => life.continued(event)),
    "ticket-served": ({ id, at, isSlip }) => this.#of(id, (life) => life.served(at, isSlip === true)),
    "ticket-missed": ({ id, at }) => this.#of(id, (life) => life.ended("no-show", at)),
    "ticket-cancelled": ({ id, at }) => this.#of(id, (life) => life.ended("cancelled", at)),
    "ticket-left": ({ id, at }) => this.#of(id, (life) => life.ended("left", at)),
    "end-learned": ({ id, state, endedAt }) => this.#of(id, (life) => life.endLearned(state, endedAt)),
    "quickly-served": (event, seq) => this.#quick(event, seq),
    "command-answered": (event, seq) => this.#answered(event, seq),
    "command-undone": (event) => this.#undone(event),
    "counter-paused": ({ counter, at }) => this.#work((work) => work.paused(counter, at)),
    "counter-resumed": ({ counter, at }) => this.#work((work) => work.resumed(counter, at)),
    "counter-opened": ({ counter, at }) => this.#work((work) => work.resumed(counter, at)),
    "counter-closed": ({ counter, at }) => this.#work((work) => work.closed(counter, at)),
    "appointment-booked": (event) => this.#tell(event),
    "appointment-moved": (event) => this.#tell(event),
    "appointment-changed": (event) => this.#tell(event),
    "appointment-cancelled": (event) => {
      this.#booked.delete(event.id);
    },
  };

  /** `booked`: appointments that were known when the fold was left; `location`: until a document is told. */
  constructor(location: LocationConfig, booked: readonly Booked[] = []) {
    this.#location = location;
    for (const one of booked) this.#booked.set(one.id, one);
  }

  /** `seq` is the event's number in the ledger. */
  take(event: HubEvent, seq: number): void {
    (this.#effects[event.kind] as Effect<HubEventKind> | undefined)?.(event, seq);
    this.#at = event.at;
  }

  /** Days that have changed since they were last asked for. */
  changed(): FoldedDay[] {
    const days = [...this.#touched].map(toldOf);
    this.#touched.clear();
    return days;
  }

  /** The location's document, as it was told last. */
  get location(): LocationConfig {
    return this.#location;
  }

  /** Appointments that are not over. */
  booked(): Booked[] {
    return [...this.#booked.values()];
  }

  #started(at: number): void {
    const day = this.#day;
    if (day === null || day.closedAt !== null || at - this.#at < SHORT_MS) return;
    day.away.push({ from: this.#at, until: at });
    this.#touched.add(day);
  }

  #open(serviceDay: ServiceDay, openedAt: number): void {
    this.#previous = this.#day;
    this.#day = {
      ...{ serviceDay, openedAt, closedAt: null, away: [], settled: [] },
      ...{ lives: new Map(), merged: new Map(), arrived: new Map(), work: new Work() },
    };
    this.#touched.add(this.#day);
  }

  #close(at: number): void {
    const day = this.#day;
    if (day === null) return;
    day.closedAt = at;
    for (const life of day.lives.values()) life.dayClosed(at);
    this.#settle(day, at);
    this.#touched.add(day);
  }

  /** Whoever was booked for this day and never came. */
  #settle(day: Day, at: number): void {
    for (const one of [...this.#booked.values()]) {
      if (one.startAt > at) continue;
      this.#booked.delete(one.id);
      if (dateIn(this.#location.timeZone, one.startAt) !== dateOf(day.serviceDay)) continue;
      const come = day.arrived.get(one.id)?.size ?? 0;
      day.settled.push(...absentOf(one, { come, day: day.serviceDay, location: this.#location }));
    }
  }

  #add(event: NewTicket, way: Way, also: Partial<LifeOrigin> = {}): void {
    const day = this.#day;
    if (day === null) return;
    day.lives.set(event.id, new Life({ event, way, outcome: "open", endedAt: null, ...also }));
    this.#touched.add(day);
    if (event.agreed === undefined) return;
    const { appointment, guest } = event.agreed;
    const guests = day.arrived.get(appointment) ?? new Set();
    day.arrived.set(appointment, guests.add(guest));
  }

  #takeIn(event: EventOf<"ticket-taken-in">): void {
    this.#add(event, "off-line", { ended: event.state, endedAt: event.endedAt });
  }

  #of(id: TicketId, change: (life: Life) => void): void {
    for (const day of [this.#day, this.#previous]) {
      const life = day?.lives.get(day.merged.get(id) ?? id);
      if (!day || !life) continue;
      change(life);
      this.#touched.add(day);
      return;
    }
  }

  #merge({ id, into, stand, arrivedAt }: EventOf<"ticket-merged">): void {
    const day = this.#day;
    day?.lives.delete(id);
    day?.merged.set(id, into);
    this.#of(into, (life) => life.merged(stand, arrivedAt));
  }

  #quick(event: EventOf<"quickly-served">, seq: number): void {
    const day = this.#day;
    if (day === null) return;
    const { at, counter, queue, service } = event;
    const step = { queue, service, counter, staff: null, calledAt: at, servingAt: null, endedAt: at };
    day.settled.push({
      ...{ id: `quick ${seq}`, serviceDay: day.serviceDay, number: null, way: "none", stand: null },
      ...{ queue, service, isAppointment: false, agreedAt: null, cameAt: at, isClockCorrected: false },
      ...{ calls: 0, transfers: 0, steps: [{ ...step, isSlip: false }], outcome: "quick", endedAt: at },
    });
    this.#touched.add(day);
  }

  /** Whoever gave a command serves those whom it changed. */
  #answered(event: EventOf<"command-answered">, seq: number): void {
    const { counter, at, by = null, before, besides, command } = event;
    if (event.isTurnedAway) return;
    if (counter !== null && !LEAVING.has(command)) this.#work((work) => work.seen(counter, at, by));
    if (by === null) return;
    for (const { id } of before) this.#of(id, (life) => life.by(by, counter));
    if (besides?.quick !== undefined) this.#quickBy(by, seq);
  }

  #quickBy(by: StaffId, seq: number): void {
    const last = this.#day?.settled.at(-1);
    const step = last?.id === `quick ${seq - 1}` ? last.steps[0] : undefined;
    if (step) step.staff = by;
  }

  #undone({ restored, besides }: EventOf<"command-undone">): void {
    for (const life of restored) this.#of(life.id, (one) => one.undoneTo(life));
    const day = this.#day;
    const service = besides?.quick;
    if (day === null || service === undefined) return;
    const last = day.settled.findLastIndex((one) => one.outcome === "quick" && one.service === service);
    if (last >= 0) day.settled.splice(last, 1);
    this.#touched.add(day);
  }

  #work(change: (work: Work) => void): void {
    if (this.#day === null) return;
    change(this.#day.work);
    this.#touched.add(this.#day);
  }

  #tell(event: AppointmentEvent): void {
    const booked = bookedFrom(event);
    if (booked === null) this.#booked.delete(event.id);
    else this.#booked.set(event.id, booked);
  }
}

function toldOf(day: Day): FoldedDay {
  const { serviceDay, openedAt, closedAt, away, lives, settled, work } = day;
  const visits = [...[...lives.values()].map((life) => life.visit), ...settled];
  return { serviceDay, openedAt, closedAt, away, visits, work: work.spans() };
}
