/**
 * What is played to estimate waits: who waits as players in lanes, the counters with when they are free, and how many paths.
 * Knows no range and no words; reads the state and what was learned, and plays nothing itself.
 */
import type { QueueId, ServiceId, TicketId } from "../../protocol/terms.ts";
import type { Booked } from "./booked.ts";
import type { Entry } from "./choose.ts";
import { arrivalsOf, awaited, comingOf } from "./coming.ts";
import type { HeldFor } from "./events.ts";
import { isFor, placedOf, queueOf, ticketAt, ticketOf, waitsFrom } from "./find.ts";
import { expectedTurnout, expectedVisit } from "./learn.ts";
import { hourAt, type LocalClock } from "./local-hour.ts";
import { entriesOf, isTurnOfAge } from "./order.ts";
import type { About, Arrivals, Guest, Played, PlayedCounter, PlayedLane, Player } from "./players.ts";
import { policyOf } from "./policy.ts";
import { expectedShowUp } from "./show-up.ts";
import { lognormalParts, normalEdges } from "./spread.ts";
import { awayMs, remainders } from "./staffing.ts";
import type { CounterConfig, HubState, Ticket } from "./state.ts";
import { advance, cursorOf, headOf, type Placed } from "./waiting.ts";

const [FEWEST_PATHS, MOST_PATHS] = [8, 128];

/**
 * What to play: from when, and with which guests. Whoever stands behind `mostPlayers` is not played. About `mostSteps` visits are played
 * on all paths together: fewer people are played on more paths (powers of two).
 */
export type Playing = {
  readonly at: number;
  readonly guests: readonly Guest[];
  readonly mostPlayers: number;
  readonly mostSteps: number;
};

type Making = Playing & {
  readonly state: HubState;
  readonly clock: LocalClock;
  readonly paths: number;
  readonly edges: Float64Array;
  /** How many of each list are played. */
  readonly most: number;
  readonly later: Map<QueueId, PlayedLane[]>;
  readonly booked: ReadonlyMap<QueueId, readonly Booked[]>;
  draws: number;
};

/** A power of two. */
function pathsFor(players: number, mostSteps: number): number {
  let paths = MOST_PATHS;
  while (paths > FEWEST_PATHS && paths * players > mostSteps) paths /= 2;
  return paths;
}

function aboutOf({ state, at, clock, paths, edges }: Making, queue: QueueId, isAppointment: boolean) {
  const { missed, missedMs } = expectedTurnout(state.learned, queue, isAppointment);
  const absent = { absentPaths: Math.round(missed * paths), absentMs: missedMs };
  const known = new Map<ServiceId | null, About>();
  const make = (service: ServiceId | null): About => {
    const { mean, deviation } = expectedVisit(state.learned, { queue, service, hour: hourAt(clock, at) });
    return { visits: lognormalParts(edges, mean, deviation), ...absent };
  };
  return (service: ServiceId | null): About => {
    let about = known.get(service);
    if (about === undefined) known.set(service, (about = make(service)));
    return about;
  };
}

type Waiter = Pick<Player, "notBefore" | "as" | "draw"> & { readonly placed: Placed };

/** A draw that nobody else has. */
function nextDraw(making: Making): number {
  making.draws += 1;
  return making.draws;
}

/** Written out: there are hundreds of them, and a spread takes longer than all else. */
function playerOf({ placed, notBefore, as, draw }: Waiter, about: About): Player {
  const { id, since, order } = placed;
  const { visits, absentPaths, absentMs } = about;
  return { id, since, order, as, notBefore, visits, absentPaths, absentMs, draw, starts: [] };
}

function laneWith(
  making: Making,
  queue: QueueId,
  lists: Pick<PlayedLane, "walkIns" | "appointments" | "left" | "notBefore" | "arrivals">,
): PlayedLane {
  const policy = policyOf(queueOf(making.state, queue));
  return {
    policy,
    ...lists,
    passedWalkIns: 0,
    passedAppointments: 0,
    walkIn: undefined,
    appointment: undefined,
  };
}

/** Whoever lets others go first is passed over until then, so that each stands in a lane of its own. */
function setAside(making: Making, queue: QueueId, lists: Pick<PlayedLane, "walkIns" | "appointments">): void {
  const [{ notBefore }] = [...lists.walkIns, ...lists.appointments] as [Player];
  const lane = laneWith(making, queue, { ...lists, left: 0, notBefore, arrivals: null });
  making.later.set(queue, [...(making.later.get(queue) ?? []), lane]);
}

/** `seen`: how many of the list are played here or elsewhere. */
type Listed = { readonly players: Player[]; readonly seen: number };

function playersOf(making: Making, queue: QueueId, isAppointment: boolean): Listed {
  const { state, at, most } = making;
  const list = (isAppointment ? state.day.appointments : state.day.waiting).get(queue);
  const players: Player[] = [];
  if (!list) return { players, seen: 0 };
  const about = aboutOf(making, queue, isAppointment);
  const cursor = cursorOf(list);
  let seen = 0;
  for (let placed = headOf(cursor); placed && players.length < most; placed = headOf(cursor)) {
    const { service, heldFor, notBefore } = ticketOf(state, placed.id) as Ticket;
    advance(cursor);
    seen += 1;
    if (heldFor !== null) continue;
    const waiter = { placed, notBefore: notBefore ?? 0, as: "waiting", draw: nextDraw(making) } as const;
    const player = playerOf(waiter, about(service));
    if (player.notBefore <= at) players.push(player);
    else if (isAppointment) setAside(making, queue, { walkIns: [], appointments: [player] });
    else setAside(making, queue, { walkIns: [player], appointments: [] });
  }
  return { players, seen };
}

function withGuests(making: Making, queue: QueueId, players: readonly Player[]): Player[] {
  const all = [...players];
  for (const guest of making.guests.filter((one) => one.queue === queue)) {
    const index = all.findIndex((one) => one.since > guest.since);
    const about = aboutOf(making, queue, false)(null);
    const waiter = { placed: guest, notBefore: 0, as: "asked", draw: nextDraw(making) } as const;
    const player = playerOf(waiter, about);
    all.splice(index < 0 ? all.length : index, 0, player);
  }
  return all;
}

/**
 * Whoever is booked at a minute always draws the same: what is booked besides changes nobody's luck, be they here or awaited.
 * Sixteen to a minute of a queue draw apart.
 */
function drawOf(lane: number, startAt: number, place: number): number {
  return (Math.floor(startAt / 60_000) * 64 + (lane & 63)) * 16 + (place & 15);
}

function comingTo(making: Making, queue: QueueId, lane: number): Arrivals | null {
  const { state, at, booked } = making;
  const list = booked.get(queue);
  if (!list) return null;
  const about = aboutOf(making, queue, true);
  const showUp = expectedShowUp(state.showUps, queue);
  const when = { at, lateMs: policyOf(queueOf(state, queue)).lateMs };
  const coming = list.map(({ service, startAt: since, place }) => {
    const draw = drawOf(lane, since, place);
    const placed = { id: "" as TicketId, since, order: Number.POSITIVE_INFINITY };
    return comingOf(playerOf({ placed, notBefore: 0, as: "booked", draw }, about(service)), showUp, when);
  });
  return arrivalsOf(coming.filter(({ latestAt }) => latestAt >= at));
}

function laneOf(making: Making, queue: QueueId, lane: number): PlayedLane {
  const own = playersOf(making, queue, false);
  const walkIns = withGuests(making, queue, own.players);
  const appointments = playersOf(making, queue, true).players;
  const left = (making.state.day.waiting.get(queue)?.size ?? 0) - own.seen;
  return laneWith(making, queue, {
    walkIns,
    appointments,
    left,
    notBefore: 0,
    arrivals: comingTo(making, queue, lane),
  });
}

/** When a counter is free on each path. */
function freeAt(making: Making, counter: CounterConfig): Float64Array {
  const { state, at, paths, clock } = making;
  const ticket = ticketAt(state, counter.counter);
  making.draws += 1;
  if (!ticket) return new Float64Array(paths).fill(at + awayMs(state, counter, at));
  const free = remainders(state, ticket, { at, draw: making.draws, paths, clock });
  for (let path = 0; path < paths; path += 1) free[path] = (free[path] as number) + at;
  return free;
}

/** Those who are held for a counter; where somebody sits for whom a ticket is held is not known, so that those are not played. */
function heldFor(making: Making, { counter }: CounterConfig): Player[] {
  const { state } = making;
  const tickets = [...state.day.held].map((id) => ticketOf(state, id) as Ticket);
  return tickets
    .filter((ticket) => isFor(ticket.heldFor as HeldFor, counter, undefined))
    .sort((one, other) => waitsFrom(one) - waitsFrom(other))
    .map((ticket) => {
      const about = aboutOf(making, ticket.queue, ticket.dueAt !== null)(ticket.service);
      const notBefore = ticket.notBefore ?? 0;
      return playerOf({ placed: placedOf(ticket), notBefore, as: "waiting", draw: nextDraw(making) }, about);
    });
}

/** What a counter serves, those who come back later after the rest of their queue. */
function entriesFor({ later }: Making, config: CounterConfig, lanes: Played["lanes"]): Entry<PlayedLane>[] {
  const entries = entriesOf(config, lanes);
  if (later.size === 0) return entries;
  const queues = new Map([...lanes].map(([queue, lane]) => [lane, queue]));
  return entries.flatMap((entry) => {
    const own = later.get(queues.get(entry.lane) as QueueId) ?? [];
    return [entry, ...own.map((lane) => ({ ...entry, lane }))];
  });
}

function counterOf(making: Making, config: CounterConfig, lanes: Played["lanes"]): PlayedCounter {
  const { state } = making;
  return {
    ...{ entries: entriesFor(making, config, lanes), held: heldFor(making, config) },
    spans: state.staffed.get(config.counter),
    isByAge: isTurnOfAge(state, config.counter),
    freeAt: freeAt(making, config),
  };
}

/** With how many players of each list, and on how many paths. */
function extentOf(
  state: HubState,
  { guests, mostPlayers, mostSteps }: Playing,
  queues: ReadonlySet<QueueId>,
) {
  const lists = [...queues].flatMap((queue) => [
    state.day.waiting.get(queue),
    state.day.appointments.get(queue),
  ]);
  const sizes = lists.flatMap((list) => (list && list.size > 0 ? [list.size] : []));
  const most = Math.max(8, Math.floor(mostPlayers / Math.max(1, sizes.length)));
  const players = guests.length + sizes.reduce((sum, size) => sum + Math.min(size, most), 0);
  return { most, paths: pathsFor(players, mostSteps) };
}

const sizeOf = ({ walkIns, appointments }: PlayedLane): number => walkIns.length + appointments.length;

/** Everything set out, with nothing played yet. Counters that nobody is for are left out. */
export function setOut(state: HubState, playing: Playing): Played {
  const booked = awaited(state, playing.at);
  const asked = playing.guests.map((guest) => guest.queue);
  const queues = new Set([...state.day.busyQueues, ...asked, ...booked.keys()]);
  const { most, paths } = extentOf(state, playing, queues);
  const clock = state.localClock;
  const making: Making = {
    ...{ ...playing, state, clock, paths, most, edges: normalEdges(paths) },
    ...{ later: new Map(), booked, draws: 0 },
  };
  const lanes = new Map([...queues].map((queue, lane) => [queue, laneOf(making, queue, lane)]));
  const open = [...state.plan.counters.values()].filter((counter) => counter.open);
  const counters = open
    .map((config) => counterOf(making, config, lanes))
    .filter(({ entries, held }) => entries.length + held.length > 0);
  const later = [...making.later.values()].flat().sort((one, other) => one.notBefore - other.notBefore);
  const all = [...lanes.values(), ...later].reduce((sum, lane) => sum + sizeOf(lane), 0);
  const players = counters.reduce((sum, { held }) => sum + held.length, all);
  const awaiting = [...lanes.values()].filter(({ arrivals }) => arrivals !== null);
  return { at: playing.at, paths, players, lanes, awaiting, later, counters };
}
