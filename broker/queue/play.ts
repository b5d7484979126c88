/**
 * The order rule played forward from an instant: who begins at which counter when, on each of a few dozen paths. No path is random:
 * each draw is spread evenly over its distribution.
 * Knows no range, no words and no ticket; what is played is set out in set-out.ts.
 */
import { type Choice, choose, isByAge } from "./choose.ts";
import { firstAppointment, letIn, startAgain } from "./coming.ts";
import type { Arrivals, Played, PlayedCounter, PlayedLane, Player } from "./players.ts";
import { type Playing, setOut } from "./set-out.ts";
import { partOf } from "./spread.ts";
import { staffedFrom } from "./staffing.ts";
import type { HubState } from "./state.ts";

/** One path while it is played, by the counters' places: when each is free, whether age counts next, who is still held for it. */
type Path = {
  readonly path: number;
  readonly free: Float64Array;
  readonly turns: boolean[];
  readonly held: readonly Player[][];
  /** How many of those who let others go first are back. */
  back: number;
};

function rewind({ lanes, later, counters }: Played, path: number): Path {
  for (const lane of lanes.values()) {
    lane.passedWalkIns = 0;
    lane.passedAppointments = 0;
    lane.walkIn = lane.walkIns[0];
    lane.appointment = lane.appointments[0];
    if (lane.arrivals) startAgain(lane.arrivals);
  }
  for (const lane of later) {
    lane.passedWalkIns = 0;
    lane.passedAppointments = 0;
    lane.walkIn = undefined;
    lane.appointment = undefined;
  }
  const free = new Float64Array(counters.length);
  for (let index = 0; index < free.length; index += 1)
    free[index] = (counters[index] as PlayedCounter).freeAt[path] as number;
  return {
    ...{ path, free, back: 0 },
    turns: counters.map((counter) => counter.isByAge),
    held: counters.map(({ held }) => (held.length === 0 ? held : [...held])),
  };
}

/** Whoever let others go first stands in the queue again from the time on that they named. */
function letBack({ later }: Played, state: Path, at: number): void {
  for (let lane = later[state.back]; lane && lane.notBefore <= at; lane = later[state.back]) {
    lane.walkIn = lane.walkIns[0];
    lane.appointment = lane.appointments[0];
    state.back += 1;
  }
}

/** Whoever is booked stands in the queue from the time on at which they come on this path. */
function letIntoLanes({ awaiting, paths }: Played, path: number, at: number): void {
  for (const lane of awaiting) {
    const arrivals = lane.arrivals as Arrivals;
    if (arrivals.nextAt > at) continue;
    letIn(arrivals, { path, paths }, at);
    lane.appointment = firstAppointment(lane);
  }
}

function pass({ lane, isAppointment, placed }: Choice<PlayedLane>): void {
  if (!isAppointment) lane.walkIn = lane.walkIns[++lane.passedWalkIns];
  else {
    if ((placed as Player).as === "booked") (lane.arrivals as Arrivals).here.shift();
    else lane.passedAppointments += 1;
    lane.appointment = firstAppointment(lane);
  }
}

/** What the visit takes on this path (ms). */
function visitMs({ draw, visits, absentPaths, absentMs }: Player, path: number, paths: number): number {
  if (absentPaths > 0 && partOf(-draw, path, paths) < absentPaths) return absentMs;
  return visits[partOf(draw, path, paths)] as number;
}

function earliest(free: Float64Array): number {
  let best = 0;
  let least = free[0] as number;
  for (let index = 1; index < free.length; index += 1) {
    const one = free[index] as number;
    if (one < least) [best, least] = [index, one];
  }
  return best;
}

/** Whoever is held for the counter goes first, the longest waiting of them. */
function takeHeld(held: Player[], at: number): Player | undefined {
  const index = held.findIndex((one) => one.notBefore <= at);
  return index < 0 ? undefined : held.splice(index, 1)[0];
}

/** When a counter that has nobody to take may have somebody: one comes back to the queue, or has waited long enough for its rule. */
function idleUntil({ entries }: PlayedCounter, held: readonly Player[], at: number): number {
  let until = Number.POSITIVE_INFINITY;
  for (const { notBefore } of held) until = Math.min(until, notBefore);
  for (const { lane, rules } of entries) {
    if (lane.notBefore > at) until = Math.min(until, lane.notBefore);
    const since = Math.min(
      lane.walkIn?.since ?? Number.POSITIVE_INFINITY,
      lane.appointment?.since ?? Number.POSITIVE_INFINITY,
    );
    for (const { overMs } of rules) until = Math.min(until, since + overMs + 1);
    if (lane.arrivals) until = Math.min(until, lane.arrivals.nextAt);
  }
  return until;
}

/** Which counter, by its place, and when (epoch ms). */
type Turn = { readonly index: number; readonly at: number };

/** A turn of a counter: who begins there, if anybody does. */
function turnAt(state: Path, { entries }: PlayedCounter, { index, at }: Turn): Player | undefined {
  const held = state.held[index] as Player[];
  const own = held.length > 0 ? takeHeld(held, at) : undefined;
  if (own) return own;
  const choice = choose(entries, { at, isByAge: state.turns[index] as boolean });
  if (!choice) return undefined;
  pass(choice);
  const player = choice.placed as Player;
  if (player.as !== "asked") state.turns[index] = !isByAge(choice);
  return player;
}

function playPath(played: Played, path: number): void {
  const { at, counters, paths } = played;
  const state = rewind(played, path);
  const { free } = state;
  for (let left = played.players; left > 0; ) {
    const index = earliest(free);
    const counter = counters[index] as PlayedCounter;
    const from = staffedFrom(counter.spans, free[index] as number);
    if (from === Number.POSITIVE_INFINITY) return;
    if (from > (free[index] as number)) {
      free[index] = from;
      continue;
    }
    letBack(played, state, from);
    letIntoLanes(played, path, from);
    const player = turnAt(state, counter, { index, at: from });
    if (!player) {
      free[index] = idleUntil(counter, state.held[index] as Player[], from);
      continue;
    }
    if (player.as !== "booked") {
      left -= 1;
      player.starts.push(from - at);
    }
    free[index] = player.as === "asked" ? from : from + visitMs(player, path, paths);
  }
}

/** Plays everybody who waits, and the guests. */
export function play(state: HubState, playing: Playing): Played {
  const played = setOut(state, playing);
  if (played.counters.length > 0) for (let path = 0; path < played.paths; path += 1) playPath(played, path);
  return played;
}
