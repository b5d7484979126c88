/**
 * The order rule itself: of the first walk-in and the first appointment of each queue, who goes to a counter at an instant.
 * Knows no state and no ticket, so that the order and the estimate of waiting times follow the very same rule.
 *
 * 1. Ageing: on every other turn of a counter, whoever has waited longer than the queue's limit, the longest over it first.
 * 2. The counter's rules ("if anyone in X waits over 30 min, take X"), then its queues by rank. Within them the greatest claim:
 *    a walk-in's grows by a minute a minute from its arrival, a due appointment's by the queue's rate from its time
 *    (accumulating priority: Stanford, Taylor and Ziedins, Queueing Systems 77, 2014). Equal claims keep ledger order.
 * 3. Appointments that are early, so that no counter idles while somebody is here.
 */
import type { TicketId } from "../../protocol/terms.ts";
import type { Policy } from "./policy.ts";
import type { Placed } from "./waiting.ts";

/** One queue: who stands first in each of its two lists. */
export type Lane = {
  readonly policy: Policy;
  walkIn: Placed | undefined;
  appointment: Placed | undefined;
};

/** A lane as one counter sees it: its rank (lower first), and the counter's rules for it by their own rank. */
export type Entry<L extends Lane = Lane> = {
  readonly lane: L;
  readonly rank: number;
  /** Not on the counter's list: taken only while one of its rules says so. */
  readonly isHelp: boolean;
  readonly rules: readonly { readonly rank: number; readonly overMs: number }[];
};

/** When a counter chooses; `isByAge`: whether age counts on this turn. */
export type Turn = { readonly at: number; readonly isByAge: boolean };

/** Who goes, of which lane, and how: lower levels go first. */
export type Choice<L extends Lane = Lane> = {
  lane: L;
  isAppointment: boolean;
  placed: Placed;
  level: number;
  weight: number;
};

const RULES_FROM = 1;
const RANKS_FROM = 1_000;
const EARLY_FROM = 1_000_000;

/** Whether a choice was made because somebody had waited too long. */
export function isByAge({ level }: Choice): boolean {
  return level < RULES_FROM;
}

/** The counter's rule that a choice was made by, by its rank; `null` for all others. */
export function ruleOf({ level }: Choice): number | null {
  return level >= RULES_FROM && level < RANKS_FROM ? level - RULES_FROM : null;
}

/** The level of everybody in a lane who is due. */
function dueLevel({ lane, rank, rules }: Entry, at: number): number {
  if (rules.length > 0) {
    const since = Math.min(lane.walkIn?.since ?? at, lane.appointment?.since ?? at);
    for (const rule of rules) if (at - since > rule.overMs) return RULES_FROM + rule.rank;
  }
  return RANKS_FROM + rank;
}

/** How long somebody waits until age counts (ms): an appointment, whose claim grows faster, three times as long as a walk-in. */
export function agedAfter({ agedMs }: Policy, isAppointment: boolean): number {
  return isAppointment ? 3 * agedMs : agedMs;
}

const NOBODY: Placed = { id: "" as TicketId, since: 0, order: Number.POSITIVE_INFINITY };

/** Who goes next; `undefined` when nobody stands first anywhere. Makes one object at most, since it is asked a million times a second. */
export function choose<L extends Lane>(entries: readonly Entry<L>[], turn: Turn): Choice<L> | undefined {
  const { at, isByAge: byAge } = turn;
  let [lane, isAppointment, placed]: [L | undefined, boolean, Placed] = [undefined, false, NOBODY];
  let [level, weight] = [Number.POSITIVE_INFINITY, 0];
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as Entry<L>;
    const own = entry.lane;
    if (!own.walkIn && !own.appointment) continue;
    const due = dueLevel(entry, at);
    if (entry.isHelp && due >= RANKS_FROM) continue;
    for (let kind = 0; kind < 2; kind += 1) {
      const one = kind === 1 ? own.appointment : own.walkIn;
      if (!one) continue;
      const waitedMs = at - one.since;
      const overMs = waitedMs - agedAfter(own.policy, kind === 1);
      const isEarly = kind === 1 && waitedMs < 0;
      const isAged = byAge && overMs >= 0;
      const itsLevel = isEarly ? EARLY_FROM + entry.rank : isAged ? 0 : due;
      if (itsLevel > level) continue;
      const rate = kind === 1 && !isEarly ? own.policy.appointmentRate : 1;
      const itsWeight = isAged ? overMs : rate * waitedMs;
      const goesFirst =
        itsLevel < level || itsWeight > weight || (itsWeight === weight && one.order < placed.order);
      if (!goesFirst) continue;
      lane = own;
      isAppointment = kind === 1;
      placed = one;
      level = itsLevel;
      weight = itsWeight;
    }
  }
  return lane && { lane, isAppointment, placed, level, weight };
}
