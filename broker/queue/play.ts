/**
 * The order rule played forward from an instant: who begins at which counter when, on each of a few dozen paths. No path is random:
 * each draw is spread evenly over its distribution.
 * Knows no range and no words; reads the state and what was learned.
 */
import type { Span } from "../../protocol/hours.ts";
import type { QueueId, ServiceId } from "../../protocol/terms.ts";
import { type Choice, choose, type Entry, isByAge, type Lane } from "./choose.ts";
import { queueOf, ticketAt, ticketOf } from "./find.ts";
import { expectedTurnout, expectedVisit } from "./learn.ts";
import { hourAt, type LocalClock } from "./local-hour.ts";
import { entriesOf, isTurnOfAge } from "./order.ts";
import { policyOf } from "./policy.ts";
import { normalSteps, partOf } from "./spread.ts";
import { awayMs, remainders, staffedFrom } from "./staffing.ts";
import type { CounterConfig, HubState, Ticket } from "./state.ts";
import { advance, cursorOf, headOf, type Placed } from "./waiting.ts";

const [FEWEST_PATHS, MOST_PATHS] = [8, 128];

/** Somebody who would come: asked about, and takes no counter. */
export type Guest = Placed & { readonly queue: QueueId };

/** One who is played, and when the visit began on each path (ms from now). */
export type Player = Placed & {
  readonly isGuest: boolean;
  /** What such visits take, ascending in equal parts (ms), and on how many of the paths nobody comes. */
  readonly visits: Float64Array;
  readonly absentPaths: number;
  readonly absentMs: number;
  readonly draw: number;
  readonly starts: Float64Array;
  count: number;
};
/** `left`: how many walk-ins stand behind those who are played. */
export type PlayedLane = Lane & {
  readonly walkIns: readonly Player[];
  readonly appointments: readonly Player[];
  readonly left: number;
  passedWalkIns: number;
  passedAppointments: number;
};
type PlayedCounter = {
  readonly entries: readonly Entry<PlayedLane>[];
  readonly spans: readonly Span[] | undefined;
  readonly isByAge: boolean;
  readonly freeAt: Float64Array;
};
export type Played = {
  readonly at: number;
  readonly paths: number;
  readonly lanes: ReadonlyMap<QueueId, PlayedLane>;
  readonly counters: readonly PlayedCounter[];
};

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
  readonly steps: Float64Array;
  /** How many of each list are played. */
  readonly most: number;
  draws: number;
};

/** A power of two. */
function pathsFor(players: number, mostSteps: number): number {
  let paths = MOST_PATHS;
  while (paths > FEWEST_PATHS && paths * players > mostSteps) paths /= 2;
  return paths;
}

type About = Pick<Player, "visits" | "absentPaths" | "absentMs">;

function aboutOf({ state, at, clock, paths, steps }: Making, queue: QueueId, isAppointment: boolean) {
  const { missed, missedMs } = expectedTurnout(state.learned, queue, isAppointment);
  const absent = { absentPaths: Math.round(missed * paths), absentMs: missedMs };
  const known = new Map<ServiceId | null, About>();
  const make = (service: ServiceId | null): About => {
    const { mean, deviation } = expectedVisit(state.learned, { queue, service, hour: hourAt(clock, at) });
    return { visits: steps.map((step) => Math.exp(mean + deviation * step)), ...absent };
  };
  return (service: ServiceId | null): About => {
    const about = known.get(service) ?? make(service);
    known.set(service, about);
    return about;
  };
}

function playerOf(making: Making, { id, since, order }: Placed, about: About): Player {
  making.draws += 1;
  const { draws, paths } = making;
  return {
    id,
    since,
    order,
    isGuest: false,
    draw: draws,
    starts: new Float64Array(paths),
    count: 0,
    ...about,
  };
}

function playersOf(making: Making, queue: QueueId, isAppointment: boolean): Player[] {
  const { day } = making.state;
  const list = (isAppointment ? day.appointments : day.waiting).get(queue);
  const players: Player[] = [];
  if (!list) return players;
  const about = aboutOf(making, queue, isAppointment);
  const cursor = cursorOf(list);
  for (let placed = headOf(cursor); placed && players.length < making.most; placed = headOf(cursor)) {
    players.push(playerOf(making, placed, about((ticketOf(making.state, placed.id) as Ticket).service)));
    advance(cursor);
  }
  return players;
}

function withGuests(making: Making, queue: QueueId, players: readonly Player[]): Player[] {
  const all = [...players];
  for (const guest of making.guests.filter((one) => one.queue === queue)) {
    const index = all.findIndex((one) => one.since > guest.since);
    const player = playerOf(making, guest, aboutOf(making, queue, false)(null));
    all.splice(index < 0 ? all.length : index, 0, { ...player, isGuest: true });
  }
  return all;
}

function laneOf(making: Making, queue: QueueId): PlayedLane {
  const own = playersOf(making, queue, false);
  const walkIns = withGuests(making, queue, own);
  const appointments = playersOf(making, queue, true);
  const policy = policyOf(queueOf(making.state, queue));
  const left = (making.state.day.waiting.get(queue)?.size ?? 0) - own.length;
  return {
    ...{ policy, walkIns, appointments, left, passedWalkIns: 0, passedAppointments: 0 },
    ...{ walkIn: walkIns[0], appointment: appointments[0] },
  };
}

/** When a counter is free on each path. */
function freeAt(making: Making, counter: CounterConfig): Float64Array {
  const { state, at, paths, clock } = making;
  const ticket = ticketAt(state, counter.counter);
  making.draws += 1;
  if (!ticket) return new Float64Array(paths).fill(at + awayMs(state, counter, at));
  return remainders(state, ticket, { at, draw: making.draws, paths, clock }).map((ms) => at + ms);
}

function counterOf(making: Making, config: CounterConfig, lanes: Played["lanes"]): PlayedCounter {
  const { state } = making;
  return {
    entries: entriesOf(config, lanes),
    spans: state.staffed.get(config.counter),
    isByAge: isTurnOfAge(state, config.counter),
    freeAt: freeAt(making, config),
  };
}

/** Everything set out, with nothing played yet. Counters that serve none of the queues are left out. */
function setOut(state: HubState, playing: Playing): Played {
  const { at, guests, mostPlayers, mostSteps } = playing;
  const queues = new Set([...state.day.busyQueues, ...guests.map((guest) => guest.queue)]);
  const lists = [...queues].flatMap((queue) => [
    state.day.waiting.get(queue),
    state.day.appointments.get(queue),
  ]);
  const sizes = lists.flatMap((list) => (list && list.size > 0 ? [list.size] : []));
  const most = Math.max(8, Math.floor(mostPlayers / Math.max(1, sizes.length)));
  const players = guests.length + sizes.reduce((sum, size) => sum + Math.min(size, most), 0);
  const paths = pathsFor(players, mostSteps);
  const clock = state.localClock;
  const making: Making = { ...playing, state, clock, paths, steps: normalSteps(paths), most, draws: 0 };
  const lanes = new Map([...queues].map((queue) => [queue, laneOf(making, queue)]));
  const open = [...state.plan.counters.values()].filter((counter) => counter.open);
  const counters = open.map((config) => counterOf(making, config, lanes));
  return { at, paths, lanes, counters: counters.filter((one) => one.entries.length > 0) };
}

function rewind(lanes: Iterable<PlayedLane>): number {
  let players = 0;
  for (const lane of lanes) {
    lane.passedWalkIns = 0;
    lane.passedAppointments = 0;
    lane.walkIn = lane.walkIns[0];
    lane.appointment = lane.appointments[0];
    players += lane.walkIns.length + lane.appointments.length;
  }
  return players;
}

function pass({ lane, isAppointment }: Choice<PlayedLane>): void {
  if (isAppointment) lane.appointment = lane.appointments[++lane.passedAppointments];
  else lane.walkIn = lane.walkIns[++lane.passedWalkIns];
}

/** What the visit takes on this path (ms). */
function visitMs({ draw, visits, absentPaths, absentMs }: Player, path: number, paths: number): number {
  if (absentPaths > 0 && partOf(-draw, path, paths) < absentPaths) return absentMs;
  return visits[partOf(draw, path, paths)] as number;
}

function earliest(free: Float64Array): number {
  let best = 0;
  for (let index = 1; index < free.length; index += 1)
    if ((free[index] as number) < (free[best] as number)) best = index;
  return best;
}

function playPath(played: Played, path: number): void {
  const { at, counters } = played;
  const free = new Float64Array(counters.length);
  for (const [index, counter] of counters.entries()) free[index] = counter.freeAt[path] as number;
  const turns = counters.map((counter) => counter.isByAge);
  for (let left = rewind(played.lanes.values()); left > 0; ) {
    const index = earliest(free);
    const { entries, spans } = counters[index] as PlayedCounter;
    const from = staffedFrom(spans, free[index] as number);
    if (from > (free[index] as number)) {
      free[index] = from;
      continue;
    }
    if (from === Number.POSITIVE_INFINITY) return;
    const choice = choose(entries, { at: from, isByAge: turns[index] as boolean });
    free[index] = Number.POSITIVE_INFINITY;
    if (!choice) continue;
    pass(choice);
    left -= 1;
    const player = choice.placed as Player;
    player.starts[player.count++] = from - at;
    free[index] = player.isGuest ? from : from + visitMs(player, path, played.paths);
    if (!player.isGuest) turns[index] = !isByAge(choice);
  }
}

/** Plays everybody who waits, and the guests. */
export function play(state: HubState, playing: Playing): Played {
  const played = setOut(state, playing);
  if (played.counters.length > 0) for (let path = 0; path < played.paths; path += 1) playPath(played, path);
  return played;
}
