/**
 * What statistics know of a visit: one row each, whoever it was left out.
 * Knows no event and no file; a queue that was renamed keeps its id.
 */
import type {
  CounterId,
  QueueId,
  ServiceDay,
  ServiceId,
  StaffId,
  StandId,
  TicketNumber,
} from "../../protocol/terms.ts";

/**
 * How a visit ended. `absent`: booked, and nobody came; `quick`: helped on the floor without a ticket; `void`: the paper never came
 * out, or it is of a day that was over; `open`: not ended.
 */
export const OUTCOMES = [
  "open",
  "served",
  "no-show",
  "left",
  "cancelled",
  "absent",
  "quick",
  "void",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How it came to be: at a stand, at a stand that was off line, by staff, on the citizen's phone, from a roll of numbers; `none` has no ticket. */
export const WAYS = ["stand", "off-line", "staff", "phone", "hand", "none"] as const;
export type Way = (typeof WAYS)[number];

/** One turn at a counter, from its call. Instants are epoch ms. */
export type Step = {
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly counter: CounterId | null;
  /** Who served; `null` where nobody had signed in. */
  staff: StaffId | null;
  readonly calledAt: number;
  servingAt: number | null;
  endedAt: number | null;
  /** Whether its end is a guess: it was forgotten, or ended with the day. */
  isSlip: boolean;
};

/** One visit. Instants are epoch ms. */
export type Visit = {
  /** The ticket's id; `<appointment> <guest's place>` of who was absent, `quick <number of the event>`. */
  readonly id: string;
  readonly serviceDay: ServiceDay;
  number: TicketNumber | null;
  readonly way: Way;
  stand: StandId | null;
  /** Where it waited first. */
  readonly queue: QueueId;
  readonly service: ServiceId | null;
  readonly isAppointment: boolean;
  readonly agreedAt: number | null;
  /** When its citizen came; the agreed time of who was absent. */
  cameAt: number;
  /** The place among waiting ones is by this clock; whether the stand's own said something else. */
  readonly isClockCorrected: boolean;
  calls: number;
  transfers: number;
  readonly steps: Step[];
  outcome: Outcome;
  endedAt: number | null;
};

/** From when its wait counts: the later of arrival and agreed time. */
export function waitsFrom({ cameAt, agreedAt }: Pick<Visit, "cameAt" | "agreedAt">): number {
  return Math.max(cameAt, agreedAt ?? cameAt);
}

/** Until its first call (ms), 0 for who was called before the agreed time; `null` while it was never called. */
export function waitMs(visit: Visit): number | null {
  const [first] = visit.steps;
  return first === undefined ? null : Math.max(0, first.calledAt - waitsFrom(visit));
}

/** From serve to finish, all turns together (ms); `null` where none has both, or one ended by a guess. */
export function serviceMs({ steps, outcome }: Visit): number | null {
  if (outcome !== "served" || steps.some((step) => step.isSlip)) return null;
  const timed = steps.filter((step) => step.servingAt !== null && step.endedAt !== null);
  if (timed.length === 0) return null;
  return timed.reduce((sum, step) => sum + ((step.endedAt as number) - (step.servingAt as number)), 0);
}

/** The turn that served it last. */
export function lastStep({ steps }: Visit): Step | null {
  return steps.at(-1) ?? null;
}
