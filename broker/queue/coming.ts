/**
 * Those who are booked and not here yet, as they are played: whether and when each comes on a path, and who of them waits then.
 * Knows no counter and no order; of whoever is booked it knows what is agreed, and what was learned of others.
 */
import type { QueueId } from "../../protocol/terms.ts";
import { quarterOf } from "./appointments.ts";
import { type Booked, bookedIn } from "./booked.ts";
import type { Arrivals, Coming, PlayedLane, Player } from "./players.ts";
import type { Policy } from "./policy.ts";
import type { ExpectedShowUp } from "./show-up.ts";
import { normalAt, normalBelow, partOf } from "./spread.ts";
import type { HubState } from "./state.ts";
import { isBefore } from "./waiting.ts";

/** For so many quarters before now and after it bookings are looked up: the longest wait that is told with any sense is shorter. */
const [BACK, AHEAD] = [4, 16];
/** Nearer to the mean is where all but one of a thousand come. */
const DEVIATIONS = 3;
/** So that whether somebody comes has nothing to do with what a visit takes. */
const ARRIVAL_DRAWS = 1_000_000;

/** What is booked about now, by queue and agreed time, as far as nobody has come to it. */
export function awaited(state: HubState, at: number): Map<QueueId, Booked[]> {
  const now = quarterOf(at);
  const byQueue = new Map<QueueId, Booked[]>();
  for (const one of bookedIn(state, now - BACK, now + AHEAD)) {
    if (one.hasCome) continue;
    const others = byQueue.get(one.queue);
    if (others) others.push(one);
    else byQueue.set(one.queue, [one]);
  }
  for (const list of byQueue.values()) list.sort((one, other) => one.startAt - other.startAt);
  return byQueue;
}

/** One who is booked, with what is to be expected of such at `at`: the longer nobody has come, the less it is to be expected. */
export function comingOf(
  player: Player,
  { came, meanMs, deviationMs }: ExpectedShowUp,
  { at, lateMs }: Pick<Policy, "lateMs"> & { readonly at: number },
): Coming {
  const meanAt = player.since + meanMs;
  const earliestAt = meanAt - DEVIATIONS * deviationMs;
  const gone = at > earliestAt ? normalBelow((at - meanAt) / deviationMs) : 0;
  const still = Math.max(1e-9, came * (1 - gone));
  const latestAt = player.since + lateMs;
  const chance = still / (still + 1 - came);
  // Written out, as in set-out.ts: there may be hundreds.
  return { player, earliestAt: Math.max(at, earliestAt), latestAt, chance, gone, meanAt, deviationMs };
}

/** Before any path; `null` where nobody is awaited. */
export function arrivalsOf(coming: readonly Coming[]): Arrivals | null {
  return coming.length === 0 ? null : { coming, looked: 0, onTheWay: [], here: [], nextAt: 0 };
}

/** Nobody has come yet. */
export function startAgain(arrivals: Arrivals): void {
  arrivals.looked = 0;
  arrivals.onTheWay.length = 0;
  arrivals.here.length = 0;
  arrivals.nextAt = (arrivals.coming[0] as Coming).earliestAt;
}

/** A path, by its place, of so many. */
type OnPath = { readonly path: number; readonly paths: number };

/** When somebody comes on a path (epoch ms); infinite when they do not, or too late to delay anybody who is played. */
function comesAt(one: Coming, { path, paths }: OnPath): number {
  const { chance, gone, meanAt, deviationMs, earliestAt, latestAt, player } = one;
  const part = (partOf(ARRIVAL_DRAWS + player.draw, path, paths) + 0.5) / paths;
  if (part >= chance) return Number.POSITIVE_INFINITY;
  const below = Math.min(1 - 1e-9, gone + (part / chance) * (1 - gone));
  // Whoever is not here now comes later than now: a counter that is free now is free for whoever asks.
  const at = Math.max(earliestAt + 1, meanAt + deviationMs * normalAt(below));
  return at > latestAt ? Number.POSITIVE_INFINITY : at;
}

function standIn(here: Player[], player: Player): void {
  let place = here.length;
  for (; place > 0 && (here[place - 1] as Player).since > player.since; place -= 1)
    here[place] = here[place - 1] as Player;
  here[place] = player;
}

/** Whoever has come by `at` on this path waits from then on. */
export function letIn(arrivals: Arrivals, onPath: OnPath, at: number): void {
  const { coming, onTheWay, here } = arrivals;
  let next = coming[arrivals.looked];
  for (; next && next.earliestAt <= at; next = coming[arrivals.looked]) {
    arrivals.looked += 1;
    const when = comesAt(next, onPath);
    if (when < Number.POSITIVE_INFINITY) onTheWay.push({ player: next.player, at: when });
  }
  arrivals.nextAt = next?.earliestAt ?? Number.POSITIVE_INFINITY;
  let kept = 0;
  for (const one of onTheWay)
    if (one.at <= at) standIn(here, one.player);
    else {
      onTheWay[kept++] = one;
      arrivals.nextAt = Math.min(arrivals.nextAt, one.at);
    }
  onTheWay.length = kept;
}

/** Who of a lane stands first among its appointments: those who were here, and those who have come. */
export function firstAppointment({
  appointments,
  passedAppointments,
  arrivals,
}: PlayedLane): Player | undefined {
  const listed = appointments[passedAppointments];
  const come = arrivals?.here[0];
  return come && !(listed && isBefore(listed, come)) ? come : listed;
}
