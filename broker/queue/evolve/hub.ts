/**
 * What events of the hub, its days and its stands do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import { hasHours } from "../../../protocol/hours.ts";
import type { LedgerId } from "../../../protocol/terms.ts";
import { quarterOf } from "../appointments.ts";
import { emptyDay } from "../empty-day.ts";
import type { EventOf, Help, HubLifeEvent, StandEvent } from "../events.ts";
import { localClock } from "../local-hour.ts";
import { spansOf } from "../staffing.ts";
import type { HubState } from "../state.ts";
import { forgetAppointments, settleAppointments } from "./appointments.ts";
import { raise } from "./life.ts";
import { forgetReferences } from "./notices.ts";
import { forgetPlaces } from "./place-texts.ts";
import { endSessions, keepSessions } from "./session.ts";

const CLOSED_DAYS_KEPT = 60;
const PAST_LEDGERS_KEPT = 200;
const VERSIONS_KEPT = 500;

type Effects = {
  readonly [Kind in (HubLifeEvent | StandEvent)["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

/** Gives the ledger a new identity; what was seen under the old one counts up to `seq`. */
function rename(state: HubState, ledgerId: LedgerId, seq: number): void {
  if (state.ledgerId !== null) state.pastLedgers.set(state.ledgerId, seq);
  for (const past of state.pastLedgers.keys()) {
    if (state.pastLedgers.size <= PAST_LEDGERS_KEPT) break;
    state.pastLedgers.delete(past);
  }
  state.ledgerId = ledgerId;
}

function start(state: HubState, event: EventOf<"hub-started">): void {
  state.startedAt = event.at;
  // A second start says no more about papers given before than the first did: only the stands can.
  state.isNew = event.made || (state.isNew && state.series === "held");
  rename(state, event.ledgerId, state.seq - 1);
  if (state.series !== "closed") state.series = "held";
  state.stands.clear();
  // A stand may have been cut off in the middle of giving back its day.
  state.day.askedBack.clear();
}

function closeDay(state: HubState, event: EventOf<"day-closed">): void {
  settleAppointments(state, quarterOf(event.at));
  state.day.closedAt = event.at;
  for (const name of [event.serviceDay, ...state.day.aliases]) state.closedDays.add(name);
  for (const name of state.closedDays) {
    if (state.closedDays.size <= CLOSED_DAYS_KEPT) break;
    state.closedDays.delete(name);
  }
  endSessions(state);
  forgetAppointments(state, event.at);
  forgetReferences(state, event.at);
  forgetPlaces(state);
  openSeries(state);
}

function openSeries(state: HubState): void {
  state.series = "open";
  state.isNew = false;
}

function replaceLedger(state: HubState, event: EventOf<"ledger-replaced">): void {
  rename(state, event.ledgerId, state.seq);
  state.lostUntil = state.startedAt;
  state.pastLedgers.set(event.seen.ledgerId, Math.max(event.seen.seq, state.seq));
  state.series = "closed";
  state.day.lostLedgers.add(event.seen.ledgerId);
  state.day.reserved = null;
  // What stands gave back before was lost with this ledger's end.
  state.day.askedBack.clear();
  raise(state, { kind: "ledger-replaced", serviceDay: event.serviceDay });
}

function giveLease(state: HubState, event: EventOf<"lease-given">): void {
  const { stand, outbox, suffix, letters } = event;
  state.day.leases.set(outbox, { stand, suffix, letters });
  for (const full of Object.values(letters)) state.day.lettersOf.set(full, outbox);
}

/** Of a new document's services with hours of their own the last state is known until a trusted clock has been looked at. */
function lookAgain(state: HubState): void {
  const own = new Set(state.location.services.filter(hasHours).map(({ service }) => service));
  for (const [service, known] of state.services)
    if (own.has(service)) state.services.set(service, { ...known, from: 0, until: 0 });
    else state.services.delete(service);
}

/** Planned times are looked up once a day, since a time zone is dear to ask. */
function planStaff(state: HubState, at: number): void {
  state.staffed.clear();
  state.localClock = localClock(state.location.timeZone, at);
  for (const counter of state.location.counters)
    if (counter.staffed) state.staffed.set(counter.counter, spansOf(counter, state.location.timeZone, at));
}

/** Ledgers of before may hold several documents with one version: each later one counts as the next. */
function configure(state: HubState, event: EventOf<"configured">): void {
  const { at, location, document, by = null, note = null } = event;
  const last = state.versions.at(-1);
  const version = last === undefined ? location.version : Math.max(location.version, last.version + 1);
  state.versions.push({ version, seq: state.seq, at, by, note, isFaulty: document !== undefined });
  if (state.versions.length > VERSIONS_KEPT) state.versions.shift();
  state.location = version === location.version ? location : { ...location, version };
  keepSessions(state);
  state.isConfigured = true;
  planStaff(state, at);
  state.openings.clear();
  lookAgain(state);
}

function greet(state: HubState, event: EventOf<"stand-greeted">): void {
  const { stand, outbox, at, serviceDay, tickets, agrees } = event;
  state.stands.set(stand, { outbox, at, serviceDay, tickets, agrees });
  state.outboxes.set(stand, outbox);
}

const HELPS_KEPT = 20;

function callHelp(state: HubState, { id, at, from, wants }: EventOf<"help-called">): void {
  const wanting = wants === undefined ? {} : { wants };
  state.helps.push({ id, at, from, ...wanting, answered: null });
  if (state.helps.length > HELPS_KEPT) state.helps.shift();
  raise(state, { kind: "help-called", help: id, from, ...wanting });
}

function answerHelp(state: HubState, { id, at, counter, staff }: EventOf<"help-answered">): void {
  const help = state.helps.find((one) => one.id === id) as Help;
  help.answered = { at, counter, staff };
  raise(state, { kind: "help-answered", help: id, from: help.from, counter });
}

/** The effects of events of the hub, its days and its stands. */
export const HUB_EFFECTS: Effects = {
  "hub-started": start,
  configured: configure,
  "queue-opened"(state, event) {
    state.openQueues.add(event.queue);
    state.openings.set(event.queue, { from: event.from, until: event.until, rest: event.rest });
    state.allClosedAt = null;
  },
  "queue-closed"(state, event) {
    state.openQueues.delete(event.queue);
    state.limits.delete(event.queue);
    state.openings.set(event.queue, { from: event.from, until: event.until });
    if (state.openQueues.size === 0) state.allClosedAt ??= event.at;
  },
  "service-opened"(state, { service, from, until, rest }) {
    state.services.set(service, { open: true, from, until, opensAt: null, rest });
  },
  "service-closed"(state, { service, from, until, opensAt }) {
    state.services.set(service, { open: false, from, until, opensAt });
  },
  "queue-limited"(state, event) {
    if (event.limit === null) state.limits.delete(event.queue);
    else state.limits.set(event.queue, event.limit);
  },
  "service-limited"(state, { service, limit, opensAt }) {
    if (limit === null) state.serviceLimits.delete(service);
    else state.serviceLimits.set(service, { limit, opensAt });
  },
  "queue-emptied"(state, { queue, count }) {
    raise(state, { kind: "left-at-closing", queue, count });
  },
  "day-opened"(state, event) {
    state.previous = state.day.serviceDay === null ? null : state.day;
    state.day = emptyDay(event.serviceDay, event.at);
    planStaff(state, event.at);
  },
  "day-joined"(state, event) {
    state.day.aliases.add(event.alias);
  },
  "day-closed": closeDay,
  "series-opened": openSeries,
  "series-reserved"(state, event) {
    state.day.reserved = event.letters;
  },
  "ledger-replaced": replaceLedger,
  // Of all acts one changes something here: what was before this start may be lost.
  "act-noted"(state, { act }) {
    if (act === "restored") state.lostUntil = state.startedAt;
  },
  "stand-greeted": greet,
  "lease-given": giveLease,
  "day-asked-back"(state, event) {
    state.day.askedBack.set(event.stand, { at: event.at, isHeard: false });
  },
  "day-coming-back"(state, event) {
    state.day.askedBack.set(event.stand, { at: event.askedAt, isHeard: true });
  },
  "record-quarantined"(state, event) {
    raise(state, { kind: "stand-trouble", stand: event.stand, problem: event.problem.slice(0, 300) });
  },
  "help-called": callHelp,
  "help-answered": answerHelp,
  "intent-withdrawn"(state, event) {
    state.day.withdrawn.add(event.id);
  },
  "own-series-told"(state, event) {
    const { ahead, wait, serviceDay } = event;
    state.day.ownSeriesTold.set(event.id, { ahead, wait, serviceDay });
  },
};
