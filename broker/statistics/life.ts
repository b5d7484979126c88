/**
 * One ticket's visit as events change it, and as it was before, so that what is taken back was never there.
 * Knows no event's number and no other ticket.
 */
import type {
  CounterId,
  PaperOutcome,
  QueueId,
  ServiceId,
  StaffId,
  StandId,
  TicketId,
  TicketNumber,
  TicketState,
} from "../../protocol/terms.ts";
import type { EventOf, NewTicket, TicketLife } from "../queue/events.ts";
import type { Outcome, Step, Visit, Way } from "./visit.ts";

/** What a ticket's visit begins as. `ended`: the state in which it was taken in. */
export type LifeOrigin = {
  readonly event: NewTicket;
  readonly way: Way;
  readonly outcome: Outcome;
  readonly endedAt: number | null;
  readonly ended?: TicketState;
};

/** Where the ticket is now, as `undo` names it. */
type Now = Pick<TicketLife, "state" | "counter" | "calledAt" | "servingAt" | "endedAt"> & {
  readonly queue: QueueId;
  readonly service: ServiceId | null;
};
type Past = { readonly now: Now; readonly visit: Visit };

/** A command is taken back within seconds, before much else has happened to a ticket. */
const REMEMBERED = 8;
/** The two clocks may differ by as much before a place was put right. */
const CLOCKS_AGREE_MS = 2_000;
const ENDS: Partial<Record<TicketState, Outcome>> = {
  served: "served",
  "no-show": "no-show",
  left: "left",
  cancelled: "void",
  expired: "void",
};

/** When a UUIDv7 was made (RFC 9562, 5.7), by the clock of whoever made it. */
function madeAt(id: TicketId): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const copyOf = (visit: Visit): Visit => ({ ...visit, steps: visit.steps.map((step) => ({ ...step })) });

function visitOf({ event, way, outcome, endedAt, ended }: LifeOrigin): Visit {
  const { id, serviceDay, number, stand, queue, service, arrivedAt, agreedAt = null } = event;
  return {
    ...{ id, serviceDay, number, way, stand, queue, service, agreedAt, cameAt: arrivedAt },
    isAppointment: agreedAt !== null,
    isClockCorrected: way === "off-line" && Math.abs(madeAt(id) - arrivedAt) > CLOCKS_AGREE_MS,
    ...{ calls: 0, transfers: 0, steps: [], endedAt },
    outcome: (ended && ENDS[ended]) ?? outcome,
  };
}

export class Life {
  visit: Visit;
  #now: Now;
  #isVoid = false;
  readonly #past: Past[] = [];

  constructor(origin: LifeOrigin) {
    const { queue, service } = origin.event;
    this.visit = visitOf(origin);
    const state = origin.ended ?? "waiting";
    this.#now = {
      ...{ state, counter: null, calledAt: null, servingAt: null, endedAt: origin.endedAt },
      ...{ queue, service },
    };
  }

  called(at: number, counter: CounterId, isRecall: boolean): void {
    this.#change({ state: "called", counter, servingAt: null, ...(isRecall ? {} : { calledAt: at }) });
    this.visit.calls += 1;
    const step = this.#step();
    // Whoever is called again has not come: what had begun by itself had not begun.
    if (step !== undefined && isRecall && step.counter === counter) step.servingAt = null;
    else this.#begin(at, counter);
  }

  #begin(at: number, counter: CounterId): void {
    const { queue, service } = this.#now;
    this.visit.steps.push({
      ...{ queue, service, counter, staff: null, calledAt: at },
      ...{ servingAt: null, endedAt: null, isSlip: false },
    });
  }

  started(at: number): void {
    this.#change({ state: "serving", servingAt: at });
    const step = this.#step();
    if (step) step.servingAt = at;
  }

  parked(at: number): void {
    this.#change({ state: "parked" });
    this.#endStep(at);
  }

  transferred(at: number, queue: QueueId, service: ServiceId | null): void {
    this.backInQueue({ queue, service });
    this.#endStep(at);
    this.visit.transfers += 1;
  }

  continued({ at, counter, queue, service, isSlip }: EventOf<"visit-continued">): void {
    if (counter === null) this.backInQueue({ queue, service });
    else this.#change({ state: "serving", calledAt: at, servingAt: at, queue, service });
    const before = this.#endStep(at, isSlip === true);
    if (counter === null) return;
    this.visit.steps.push({
      ...{ queue, service, counter, staff: before?.staff ?? null, calledAt: at },
      ...{ servingAt: at, endedAt: null, isSlip: false },
    });
  }

  served(at: number, isSlip: boolean): void {
    this.ended("served", at);
    const step = this.#step();
    if (step && isSlip) step.isSlip = true;
  }

  ended(outcome: "served" | "no-show" | "cancelled" | "left", at: number): void {
    this.#change({ state: outcome, endedAt: at });
    this.#endStep(at);
    this.visit.outcome = outcome === "cancelled" && this.#isVoid ? "void" : outcome;
    this.visit.endedAt = at;
  }

  endLearned(state: TicketState, at: number): void {
    this.#change({ state, endedAt: at });
    this.visit.outcome = ENDS[state] ?? "open";
    this.visit.endedAt = at;
  }

  /** In a queue as if it had not been called; that it was stays known. */
  backInQueue(to: { readonly queue?: QueueId; readonly service?: ServiceId | null } = {}): void {
    const nowhere = { counter: null, calledAt: null, servingAt: null, endedAt: null };
    this.#change({ state: "waiting", ...nowhere, ...to });
    this.visit.outcome = "open";
    this.visit.endedAt = null;
  }

  movedTo(queue: QueueId): void {
    this.#change({ queue });
  }

  renamed(number: TicketNumber): void {
    this.visit.number = number;
  }

  paperTold(paper: PaperOutcome): void {
    this.#isVoid = paper === "withdrawn";
  }

  /** What was adopted by hand is one with a stand's paper. */
  merged(stand: StandId, arrivedAt: number): void {
    this.visit.stand = stand;
    this.visit.cameAt = Math.min(this.visit.cameAt, arrivedAt);
  }

  /** Somebody signed in did something with it at a counter. */
  by(staff: StaffId, counter: CounterId | null): void {
    const step = this.#step();
    if (step && step.counter === counter) step.staff = staff;
  }

  /** A service that ended with the day ended by a guess. */
  dayClosed(at: number): void {
    const step = this.#step();
    if (step?.endedAt === at) step.isSlip = true;
  }

  undoneTo(life: TicketLife): void {
    const isIt = ({ now }: Past) =>
      now.state === life.state &&
      now.counter === life.counter &&
      now.calledAt === life.calledAt &&
      now.servingAt === life.servingAt &&
      now.endedAt === life.endedAt;
    const at = this.#past.findLastIndex(isIt);
    const past = this.#past[at];
    if (past === undefined) return;
    this.#past.length = at;
    this.#now = past.now;
    this.visit = past.visit;
  }

  #step(): Step | undefined {
    return this.visit.steps.at(-1);
  }

  #endStep(at: number, isSlip = false): Step | undefined {
    const step = this.#step();
    if (step?.endedAt !== null) return step;
    step.endedAt = at;
    step.isSlip = isSlip;
    return step;
  }

  #change(to: Partial<Now>): void {
    this.#past.push({ now: this.#now, visit: copyOf(this.visit) });
    if (this.#past.length > REMEMBERED) this.#past.shift();
    this.#now = { ...this.#now, ...to };
  }
}
