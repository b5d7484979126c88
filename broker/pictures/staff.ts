/**
 * What the staff's page shows: counters with their tickets and undo, queues, everyone waiting in order, stands, alarms.
 * Pure; knows no page and no token.
 */
import type { StaffPicture } from "../../protocol/snapshots.ts";
import type { StaffId, StandId } from "../../protocol/terms.ts";
import { undoAt } from "../queue/decide/undo.ts";
import { counterOf, counterState, openDay, ticketAt, ticketOf, waitsFrom, wordAt } from "../queue/find.ts";
import { houseRules } from "../queue/house-rules.ts";
import { callOrder, firstIn, nextAt } from "../queue/order.ts";
import { allowedQueues, pauseReasons } from "../queue/sessions.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import { closingFacts, listed, type OpensAt, queueFacts, type WaitsOf } from "./places.ts";

/** How a stand is, as its own messages say; `problem` is a code. */
export type StandView = {
  readonly online: boolean;
  readonly problem: string | null;
  readonly paperLow: boolean;
};

export type Colleague = StaffPicture["people"][number];

/** What a picture needs besides the state. */
export type StaffOptions = {
  readonly at: number;
  readonly opensAt: OpensAt;
  readonly waitsOf: WaitsOf;
  readonly standView: (stand: StandId) => StandView;
  /** Whether there is a login service that does not answer. */
  readonly isLoginAway?: boolean;
  /** Who serves at this location; left out where nobody signs in. */
  readonly people?: readonly Colleague[];
};

/** A page is for people: beyond these nobody reads on, and the picture stays small on a busy day. */
const MOST_WAITING = 300;
const MOST_RECOVERED = 100;
const MOST_PARKED = 50;
const MOST_NO_SHOWS = 50;
const MOST_ALARMS = 20;

function shownTickets(state: HubState, at: number): Ticket[] {
  const waiting: Ticket[] = [];
  for (const ticket of callOrder(state, null, at)) {
    if (waiting.length >= MOST_WAITING) break;
    waiting.push(ticket);
  }
  const parked = [...state.day.parked].slice(0, MOST_PARKED);
  const recovered = [...state.day.recovered].slice(0, MOST_RECOVERED);
  const missed = [...state.day.tickets.values()].filter((ticket) => ticket.state === "no-show");
  missed.sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0));
  return [
    ...waiting,
    ...parked.flatMap((id) => ticketOf(state, id) ?? []),
    ...recovered.flatMap((id) => ticketOf(state, id) ?? []),
    ...missed.slice(0, MOST_NO_SHOWS),
  ];
}

/** When a service has run for so long that somebody should look whether it still does. */
function askStillAt(state: HubState, ticket: Ticket): number | null {
  const { serveAfterMs, longServiceMs } = houseRules(state.location);
  const isAsked = ticket.state === "serving" || serveAfterMs === null;
  return isAsked ? wordAt(ticket) + longServiceMs : null;
}

type CounterConfig = HubState["location"]["counters"][number];

/** What its staff decided about a counter, and whether it needs a colleague. */
function sessionOf(state: HubState, config: CounterConfig) {
  const { counter } = config;
  const help = state.colleagues.get(counter);
  return {
    pause: state.sessions.get(counter)?.pause ?? null,
    queues: (counterOf(state, counter) ?? config).queues,
    allowed: allowedQueues(config, state.location),
    help: help ? { since: help.since, answered: help.answered } : null,
  };
}

/** Everybody for whom a ticket is held. */
function wantedStaff(state: HubState): ReadonlySet<StaffId> {
  const held = [...state.day.held].flatMap((id) => ticketOf(state, id)?.heldFor ?? []);
  return new Set(held.flatMap((one) => ("staff" in one ? [one.staff] : [])));
}

function nextPicture(state: HubState, config: CounterConfig, at: number) {
  const nextFor = (staff?: StaffId) => {
    const next = nextAt(state, config.counter, { at, staff });
    return next ? { number: next.ticket.number, why: next.why } : null;
  };
  const nextOf = [...wantedStaff(state)].map((staff) => ({ staff, next: nextFor(staff) }));
  return { next: nextFor(), nextOf };
}

function counterPicture(state: HubState, config: CounterConfig, at: number) {
  const { counter, name } = config;
  const ticket = ticketAt(state, counter);
  return {
    counter,
    name,
    state: counterState(state, counter),
    ticket: ticket ? listed(state, ticket, at) : null,
    ...nextPicture(state, config, at),
    askStillAt: ticket ? askStillAt(state, ticket) : null,
    startedItself: ticket?.startedItself === true,
    undo: undoAt(state, counter, at),
    ...sessionOf(state, config),
  };
}

/** An answered call is shown for so long, that all see that somebody goes there; one that nobody answers, for an hour (ms). */
const ANSWERED_MS = 30_000;
const UNANSWERED_MS = 3_600_000;

function helpsNow({ helps }: HubState, now: number): StaffPicture["helps"] {
  return helps.flatMap(({ id, at, from, wants, answered }) => {
    const isOver = answered === null ? now - at > UNANSWERED_MS : now - answered.at > ANSWERED_MS;
    return isOver
      ? []
      : [
          {
            ...{ id, at, from, ...(wants === undefined ? {} : { wants }) },
            answered: answered && { at: answered.at, counter: answered.counter },
          },
        ];
  });
}

/** The whole picture; the same for every counter, whose page picks its own. */
export function staffPicture(
  state: HubState,
  { at, opensAt, waitsOf, standView, isLoginAway = false, people = [] }: StaffOptions,
): StaffPicture {
  const { location } = state;
  return {
    at,
    location: location.location,
    locationName: location.name,
    timeZone: location.timeZone,
    serviceDay: openDay(state),
    counters: location.counters.map((counter) => counterPicture(state, counter, at)),
    queues: location.queues.map((queue) => {
      const first = firstIn(state, queue.queue);
      return {
        ...queueFacts(state, queue, waitsOf(state, at)),
        ...closingFacts(state, queue, { opensAt, at }),
        longestSince: first ? waitsFrom(first) : null,
      };
    }),
    services: location.services.map(({ service, name, queue }) => ({ service, name, queue })),
    pauseReasons: pauseReasons(location),
    longWaitMs: houseRules(location).longWaitMs,
    rollLetters: location.rollLetters,
    tags: location.tags ?? [],
    people,
    quick: [...state.day.quick].map(([service, count]) => ({ service, count })),
    tickets: shownTickets(state, at).map((ticket) => listed(state, ticket, at)),
    stands: location.stands.map(({ stand, name }) => ({ stand, name, ...standView(stand) })),
    helps: helpsNow(state, at),
    alarms: state.alarms.slice(-MOST_ALARMS),
    ...(isLoginAway ? { loginAway: true } : {}),
  };
}
