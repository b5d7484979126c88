/**
 * Simulated days of a town hall, with a random of its own: walk-ins with a peak in the first hours, appointments every quarter,
 * lognormal service times, no-shows. Drives the real commands, so that whoever is called is called by the real order.
 */
import { lognormal, seeded } from "../../../broker/demo-data/random.ts";
import type { Ticket } from "../../../broker/queue/state.ts";
import type { CounterId, TicketId } from "../../../protocol/terms.ts";
import { A, Hub, MINUTE, ticketId, token, town, uuid } from "../town.ts";
import { tellBooked } from "./bookings.ts";

/** What one simulated office is like. */
export type Office = {
  readonly counters: number;
  readonly walkInsPerHour: number;
  /** Appointments that can be booked at each quarter, and the part of them that is. */
  readonly slots: number;
  readonly booked: number;
  readonly noShow: number;
  readonly meanMin?: number;
};

const HOURS = 6;
/** Walk-ins of each hour against the mean. */
const PEAK = [1.25, 1.2, 1, 0.95, 0.85, 0.75];
const CV = 0.8;
const NO_SHOW_MS = 90_000;
const DAY_MS = 86_400_000;
const SERVE_AFTER_MS = 20_000;

/** A citizen of one day. */
export type Citizen = {
  readonly at: number;
  readonly agreedAt: number | null;
  readonly serviceMs: number;
  readonly isAbsent: boolean;
};

/** Everybody who comes on a day that opens at `opensAt`, as they come. */
function citizensOf(office: Office, opensAt: number, random: () => number): Citizen[] {
  const meanMs = (office.meanMin ?? 10) * MINUTE;
  const all: Citizen[] = [];
  for (const [hour, peak] of PEAK.entries()) {
    const gap = () => (-Math.log(1 - random()) * 60 * MINUTE) / (office.walkInsPerHour * peak);
    for (let at = gap(); at < 60 * MINUTE; at += gap())
      all.push({
        ...{ at: Math.round(opensAt + hour * 60 * MINUTE + at), agreedAt: null },
        ...{ serviceMs: Math.round(lognormal(random, meanMs, CV)), isAbsent: false },
      });
  }
  for (let quarter = 1; quarter < HOURS * 4; quarter += 1)
    for (let slot = 0; slot < office.slots; slot += 1) {
      if (random() >= office.booked) continue;
      const agreedAt = opensAt + quarter * 15 * MINUTE;
      const isAbsent = random() < office.noShow;
      const at = isAbsent ? agreedAt : agreedAt - Math.round(random() * 10 * MINUTE);
      all.push({ at, agreedAt, serviceMs: Math.round(lognormal(random, meanMs, CV)), isAbsent });
    }
  return all.sort((one, other) => one.at - other.at);
}

/** One visit as it went. */
export type Visit = { readonly citizen: Citizen; readonly ticket: Ticket };

/** What somebody wants to know while the days go by. */
export type Watch = {
  /** Just before the citizen takes a ticket. */
  readonly arrives?: (hub: Hub, citizen: Citizen, agenda: readonly Citizen[]) => void;
  /** After the citizen has a ticket. */
  readonly waits?: (hub: Hub, visit: Visit) => void;
  readonly called?: (hub: Hub, visit: Visit) => void;
};

/** The hub of such an office. */
export function officeHub(office: Office): Hub {
  const counters = Array.from({ length: office.counters }, (_, index) => {
    return { counter: String(index + 1), name: { da: `Skranke ${index + 1}` } };
  });
  // Every service here is a real one, however long, which staff would say when they are asked.
  return new Hub(town({ counters, houseRules: { longServiceMin: 480 } })).open();
}

class OfficeDay {
  readonly visits: Visit[] = [];
  readonly #hub: Hub;
  readonly #watch: Watch;
  readonly #byTicket = new Map<TicketId, Visit>();
  /** What happens at a counter next. */
  readonly #steps: { at: number; counter: CounterId; does: "serve" | "finish" | "no-show" }[] = [];

  constructor(hub: Hub, watch: Watch) {
    this.#hub = hub;
    this.#watch = watch;
  }

  run(citizens: readonly Citizen[]): void {
    let next = 0;
    for (;;) {
      const citizen = citizens[next];
      const step = this.#steps[0];
      if (!citizen && !step) return;
      if (citizen && (!step || citizen.at <= step.at)) {
        this.#come(citizen, citizens.slice(next + 1));
        next += 1;
      } else if (step) this.#step();
      this.#callAll();
    }
  }

  #come(citizen: Citizen, agenda: readonly Citizen[]): void {
    const hub = this.#hub;
    hub.at = citizen.at;
    this.#watch.arrives?.(hub, citizen, agenda);
    const n = hub.fresh();
    hub.send({
      ...{ kind: "staff-issue", commandId: uuid(hub.fresh()), ticketId: ticketId(n), token: token(n) },
      ...{ queue: A, random: 7, agreedAt: citizen.agreedAt ?? undefined },
    });
    const visit = { citizen, ticket: hub.of(n) };
    this.#byTicket.set(visit.ticket.id, visit);
    this.visits.push(visit);
    this.#watch.waits?.(hub, visit);
  }

  #step(): void {
    const step = this.#steps.shift();
    if (!step) return;
    this.#hub.at = step.at;
    this.#hub.staff({ kind: step.does, counter: step.counter });
  }

  #plan(at: number, counter: CounterId, does: "serve" | "finish" | "no-show"): void {
    const index = this.#steps.findIndex((step) => step.at > at);
    this.#steps.splice(index < 0 ? this.#steps.length : index, 0, { at, counter, does });
  }

  #callAll(): void {
    const hub = this.#hub;
    for (const { counter } of hub.state.location.counters) {
      if (hub.state.atCounter.has(counter)) continue;
      const answer = hub.next(counter);
      if (!("ticket" in answer)) return;
      const visit = this.#byTicket.get(answer.ticket.id) as Visit;
      this.#watch.called?.(hub, visit);
      const { isAbsent, serviceMs } = visit.citizen;
      if (isAbsent) this.#plan(hub.at + NO_SHOW_MS, counter, "no-show");
      else {
        this.#plan(hub.at + Math.min(SERVE_AFTER_MS, serviceMs), counter, "serve");
        this.#plan(hub.at + Math.max(serviceMs, 1), counter, "finish");
      }
    }
  }
}

/** The planner tells the hub what is booked, and nothing of who will come. */
function book(hub: Hub, citizens: readonly Citizen[]): void {
  const rows = citizens.flatMap(({ agreedAt }, index) =>
    agreedAt === null ? [] : [{ ref: `${agreedAt} ${index}`, startAt: agreedAt }],
  );
  tellBooked(hub, rows);
}

/** So many days of an office with this seed; every visit as it went. */
export function runDays(office: Office, options: { seed: number; days: number; watch?: Watch }): Visit[] {
  const hub = officeHub(office);
  const random = seeded(options.seed);
  const opensAt = hub.at;
  const visits: Visit[] = [];
  for (let day = 0; day < options.days; day += 1) {
    const day0 = opensAt + day * DAY_MS;
    hub.at = Math.max(hub.at, day0);
    hub.send({ kind: "tick" });
    const one = new OfficeDay(hub, options.watch ?? {});
    const citizens = citizensOf(office, day0, random);
    book(hub, citizens);
    one.run(citizens);
    visits.push(...one.visits);
  }
  return visits;
}
