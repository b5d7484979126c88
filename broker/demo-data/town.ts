/**
 * A town hall that lives through planned days by the real rules: what it does is decided, and written down, as it would be at a desk.
 * Knows no file and no clock.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import type {
  AppointmentId,
  CounterId,
  LedgerId,
  OutboxId,
  PersonKey,
  QueueId,
  ServiceId,
  StaffId,
  StandId,
  TicketId,
  TicketToken,
} from "../../protocol/terms.ts";
import type { CallNext, Command, StaffAnswer } from "../queue/commands.ts";
import { decide } from "../queue/decide.ts";
import type { HubEvent } from "../queue/events.ts";
import { type HubState, initialState } from "../queue/state.ts";
import type { Booking, PlannedDay, Visitor } from "./plan.ts";
import { digits, type Random } from "./random.ts";

const MINUTE_MS = 60_000;
const PAPER_MS = 1_500;
/** Staff call again, and then give up. */
const NO_SHOW_MS = 90_000;
const WALK_MS = 25_000;
const STAFF = ["anna", "bo", "carla", "dan", "eva", "finn", "gerda", "hans", "ida", "jens"] as const;

/** Somebody at a counter, and when they are there. */
type Desk = {
  readonly counter: CounterId;
  readonly person: StaffId;
  readonly isOn: (at: number) => boolean;
  readonly closesAt: number;
};
type AtDesk =
  | Pick<CallNext, "kind" | "counter" | "finishes">
  | { readonly kind: "finish" | "serve" | "no-show"; readonly counter: CounterId };
type Happening = { readonly at: number; readonly run: (at: number) => void };

/** What happens next, the earliest first. */
class Agenda {
  readonly #all: Happening[] = [];

  add(at: number, run: (at: number) => void): void {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#all[middle] as Happening).at <= at) low = middle + 1;
      else high = middle;
    }
    this.#all.splice(low, 0, { at, run });
  }

  next(): Happening | undefined {
    return this.#all.shift();
  }
}

export class Town {
  readonly #state: HubState;
  readonly #random: Random;
  readonly #stand: StandId;
  readonly #outbox: OutboxId;
  readonly #visitors = new Map<TicketId, Visitor>();
  readonly #arrived = new Map<TicketId, number>();
  #events: HubEvent[] = [];
  #agenda = new Agenda();
  #at = 0;

  constructor(location: LocationConfig, random: Random) {
    this.#state = initialState(location);
    this.#random = random;
    const [stand] = location.stands;
    if (stand === undefined) throw new Error("the location has no stand");
    this.#stand = stand.stand;
    this.#outbox = this.#uuid(0) as OutboxId;
  }

  /** The hub's first start. */
  start(at: number): void {
    this.#at = at;
    this.#send({ kind: "hub-started", instance: this.#uuid(at), ledgerId: this.#uuid(at) as LedgerId });
    this.#send({ kind: "configure", location: this.#state.location });
  }

  /** One day from before its opening till after its closing; what happened in it. */
  live(
    { visitors, bookings, staffed }: PlannedDay,
    { opensAt, closesAt }: { opensAt: number; closesAt: number },
  ): HubEvent[] {
    this.#agenda = new Agenda();
    this.#at = opensAt - MINUTE_MS;
    this.#tell(bookings);
    for (let at = opensAt; at < closesAt + 60 * MINUTE_MS; at += 5 * MINUTE_MS)
      this.#agenda.add(at, () => this.#tick());
    this.#agenda.add(opensAt + 1, () => this.#hello());
    for (const visitor of visitors) this.#agenda.add(visitor.at, () => this.#come(visitor));
    this.#staff(staffed, { opensAt, closesAt });
    for (let next = this.#agenda.next(); next; next = this.#agenda.next()) {
      this.#at = Math.max(this.#at, next.at);
      next.run(this.#at);
    }
    const events = this.#events;
    this.#events = [];
    this.#visitors.clear();
    this.#arrived.clear();
    return events;
  }

  #send<C extends Command>(command: C) {
    const { events, answer } = decide(this.#state, {
      ...command,
      at: this.#at,
      wallAt: this.#at,
      trusted: true,
    });
    this.#events.push(...events);
    return answer;
  }

  #uuid(at: number): string {
    const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, "0");
    const rest = digits(this.#random, 18);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-a${rest.slice(3, 6)}-${rest.slice(6)}`;
  }

  #tick(): void {
    this.#send({ kind: "tick" });
  }

  #hello(): void {
    this.#tick();
    this.#send({
      ...{ kind: "stand-hello", stand: this.#stand, outbox: this.#outbox, ledger: null, serviceDay: null },
      ...{
        lease: null,
        tickets: 0,
        ledgerId: this.#uuid(this.#at) as LedgerId,
        random: Math.floor(this.#random() * 2 ** 32),
      },
    });
  }

  #tell(bookings: readonly Booking[]): void {
    const told = bookings.map(({ startAt, service }, place) => ({
      ...{ id: this.#bookingId(startAt, service) as AppointmentId, version: null, isCancelled: false },
      ref: digits(this.#random, 32),
      facts: {
        ...{ startAt, endAt: startAt + 30 * MINUTE_MS, service: service as ServiceId, room: null, hosts: [] },
        ...({ form: "physical", reminds: "none", isConfidential: false } as const),
        guests: [`P${place}${startAt}` as PersonKey],
      },
    }));
    if (told.length > 0) this.#send({ kind: "take-appointments", source: "planner", told, snapshot: null });
  }

  #bookingId(startAt: number, service: string): string {
    return `${service}-${startAt.toString(36)}`;
  }

  #come(visitor: Visitor): void {
    const id = this.#uuid(this.#at) as TicketId;
    const token = digits(this.#random, 26).toUpperCase() as TicketToken;
    const time = {
      wallMs: this.#at,
      monoMs: this.#at,
      bootId: this.#outbox,
      trust: "synced",
      contact: null,
    } as const;
    const known = this.#appointmentOf(visitor);
    const agreed = known === null ? {} : { agreed: known };
    const asked = {
      ...{ queue: visitor.queue as QueueId, service: visitor.service as ServiceId, language: "da" as const },
      serviceDay: this.#state.day.serviceDay,
    };
    const answer = this.#send({
      ...{
        kind: "issue" as const,
        stand: this.#stand,
        outbox: this.#outbox,
        ticketId: id,
        token,
        ...asked,
        issued: time,
        ...agreed,
      },
    });
    if (answer.kind !== "number" || this.#state.day.serviceDay === null) return;
    this.#visitors.set(id, visitor);
    this.#arrived.set(id, this.#at);
    const record = {
      ...{ ticketId: id, token, number: answer.number, ...asked, serviceDay: this.#state.day.serviceDay },
      ...({ series: "plain", paper: "printed", issued: time } as const),
    };
    this.#agenda.add(this.#at + PAPER_MS, () => {
      this.#send({
        ...{ kind: "printed", stand: this.#stand, outbox: this.#outbox, returning: false },
        records: [{ ok: true, value: record }],
      });
    });
  }

  #appointmentOf({ agreedAt, service }: Visitor) {
    if (agreedAt === null) return null;
    const id = this.#bookingId(agreedAt, service) as AppointmentId;
    const guest = this.#state.appointments.byId.get(id)?.guests[0];
    return guest === undefined
      ? null
      : { appointment: id, guest, at: agreedAt, room: null, isCounted: false };
  }

  /** Counters open and close with the hours; whoever is there calls, serves and calls again. */
  #staff(staffed: readonly number[], { opensAt, closesAt }: { opensAt: number; closesAt: number }): void {
    for (const [place, { counter }] of this.#state.location.counters.entries()) {
      const person = STAFF[place % STAFF.length] as StaffId;
      const isOn = (at: number) => place < (staffed[Math.floor((at - opensAt) / 3_600_000)] ?? 0);
      this.#agenda.add(opensAt + 1_000 * (place + 1), (at) =>
        this.#work({ counter, person, isOn, closesAt }, at),
      );
    }
  }

  #work(desk: Desk, at: number): void {
    const { counter, person, isOn, closesAt } = desk;
    const again = (later: number) => this.#agenda.add(later, (then) => this.#work(desk, then));
    const current = this.#state.atCounter.get(counter);
    if (!isOn(at) && at < closesAt) {
      if (current !== undefined) this.#command({ kind: "finish", counter }, person);
      return again(at + 5 * MINUTE_MS);
    }
    const answer = this.#command(
      { kind: "call-next", counter, ...(current === undefined ? {} : { finishes: current }) },
      person,
    );
    const ticket = "ticket" in answer ? answer.ticket.id : null;
    if (ticket === null) {
      if (this.#state.atCounter.has(counter)) this.#command({ kind: "finish", counter }, person);
      if (at < closesAt + 30 * MINUTE_MS) again(at + 20_000 + Math.floor(this.#random() * 20_000));
      return;
    }
    const visitor = this.#visitors.get(ticket);
    const waited = at - (this.#arrived.get(ticket) ?? at);
    const isGone = visitor === undefined || waited > visitor.patienceMs || this.#random() < 0.015;
    if (isGone) return this.#miss(desk, at);
    this.#agenda.add(at + WALK_MS, () => this.#command({ kind: "serve", counter }, person));
    again(at + WALK_MS + visitor.takesMs);
  }

  #miss(desk: Desk, at: number): void {
    this.#agenda.add(at + NO_SHOW_MS, (then) => {
      this.#command({ kind: "no-show", counter: desk.counter }, desk.person);
      this.#work(desk, then);
    });
  }

  #command(command: AtDesk, staff: StaffId): StaffAnswer {
    return this.#send({ commandId: this.#uuid(this.#at), staff, ...command });
  }
}
