/**
 * The service day (design rule 7): opened and closed by the hub, joined when a stand names one that this ledger does not know.
 * Knows the machine's clock only through the stamp of a command, and only for the date that names a day.
 */
import type { ServiceDay } from "../../../protocol/terms.ts";
import type { Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { isToday, openDay, ticketOf } from "../find.ts";
import { callOrder } from "../order.ts";
import { type Decision, NOTHING, type Rule } from "../rule.ts";
import type { HubState } from "../state.ts";

const DAY_MS = 86_400_000;

/** `2026-11-22` in the location's zone. */
function dateIn(timeZone: string, wallAt: number): string {
  // The Swedish way of writing a date is ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(wallAt);
}

function dateOf(serviceDay: ServiceDay): string {
  return serviceDay.slice(0, 10);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/** A name that no day had: the date and a count. */
function newName(state: HubState, stamp: Stamp): ServiceDay {
  const date = dateIn(state.location.timeZone, stamp.wallAt);
  const known = [...state.closedDays, ...(state.day.serviceDay === null ? [] : [state.day.serviceDay])];
  const counts = known.filter((one) => dateOf(one) === date).map((one) => Number(one.slice(11)));
  return `${date}-${Math.max(0, ...counts) + 1}` as ServiceDay;
}

/**
 * What a day named by a stand is here: today, closed, or unknown (of a ledger that was lost). A day from before yesterday
 * is over, whether this ledger ever knew it or not.
 */
export function standingOf(
  state: HubState,
  serviceDay: ServiceDay,
  stamp: Stamp,
): "today" | "closed" | "unknown" {
  if (isToday(state, serviceDay)) return "today";
  if (state.closedDays.has(serviceDay)) return "closed";
  const today = openDay(state);
  const date = today ? dateOf(today) : stamp.trusted ? dateIn(state.location.timeZone, stamp.wallAt) : null;
  return date !== null && dateOf(serviceDay) < dayBefore(date) ? "closed" : "unknown";
}

/** Opens a day where none is open, and joins the one that a stand names when it is unknown. */
export function ensureDay(state: HubState, named: ServiceDay | null, stamp: Stamp): Decision {
  const { at } = stamp;
  const own = openDay(state);
  const isUnknown = named !== null && standingOf(state, named, stamp) === "unknown";
  if (own === null) {
    const serviceDay = isUnknown ? named : newName(state, stamp);
    return { events: [{ kind: "day-opened", at, serviceDay }] };
  }
  return isUnknown ? { events: [{ kind: "day-joined", at, serviceDay: own, alias: named }] } : NOTHING;
}

/** The open day as this stand calls it, so that it does not take its own day for a new one. */
export function nameFor(state: HubState, named: ServiceDay | null): ServiceDay | null {
  return named !== null && isToday(state, named) ? named : openDay(state);
}

/** The first open queue opens the day. */
export const openWithQueues =
  (stamp: Stamp): Rule =>
  (state) =>
    openDay(state) === null && state.openQueues.size > 0 ? ensureDay(state, null, stamp) : NOTHING;

function isQuiet(state: HubState): boolean {
  return state.day.busyQueues.size === 0 && state.day.recovered.size === 0 && state.atCounter.size === 0;
}

/** Whoever was set aside and not called back has left; a meeting that no host ended was one all the same. */
function endRest(state: HubState, at: number): HubEvent[] {
  const meetings = [...state.day.meetings].map((id): HubEvent => {
    const isServing = ticketOf(state, id)?.state === "serving";
    return { kind: isServing ? "ticket-served" : "ticket-left", at, id };
  });
  return [...[...state.day.parked].map((id): HubEvent => ({ kind: "ticket-left", at, id })), ...meetings];
}

/** Ends everybody's visit: who is being served was served, the others have left. */
function endAll(state: HubState, at: number): HubEvent[] {
  const waiting = [...callOrder(state, null)].map((ticket) => ticket.id);
  const left = [...waiting, ...state.day.recovered].map((id): HubEvent => ({ kind: "ticket-left", at, id }));
  const called = [...state.atCounter.values()].map((id): HubEvent => {
    const isServing = ticketOf(state, id)?.state === "serving";
    return { kind: isServing ? "ticket-served" : "ticket-left", at, id };
  });
  return [...called, ...left];
}

/** With queues open a day ends only at a quiet moment of a later date: a location that never closes. */
function isOvernight(state: HubState, serviceDay: ServiceDay, stamp: Stamp): boolean {
  return (
    stamp.trusted && isQuiet(state) && dateIn(state.location.timeZone, stamp.wallAt) > dateOf(serviceDay)
  );
}

/** All queues are closed, but some open again on the day's own date: a break ends no day. */
function isBreakOf(state: HubState, serviceDay: ServiceDay): boolean {
  const { timeZone } = state.location;
  return [...state.openings.values()].some(
    ({ until }) => until !== null && dateIn(timeZone, until) === dateOf(serviceDay),
  );
}

/** Closes the day when it is over. */
export const closeDay =
  (stamp: Stamp): Rule =>
  (state) => {
    const serviceDay = openDay(state);
    if (serviceDay === null) return NOTHING;
    const { at } = stamp;
    const closing = (): HubEvent[] => [...endRest(state, at), { kind: "day-closed", at, serviceDay }];
    if (state.openQueues.size > 0)
      return isOvernight(state, serviceDay, stamp) ? { events: closing() } : NOTHING;
    const closedMs = at - Math.max(state.allClosedAt ?? 0, state.day.openedAt);
    const isBreak = isBreakOf(state, serviceDay);
    // Without a clock to be trusted nobody knows whether the break is over.
    if (closedMs >= state.settings.dayLimitMs && !(isBreak && stamp.trusted))
      return { events: [...endAll(state, at), ...closing()] };
    const isOver = closedMs >= state.settings.dayGraceMs && isQuiet(state) && !isBreak;
    return isOver ? { events: closing() } : NOTHING;
  };
