/**
 * How long everybody who waits, and somebody who would come now, will wait (R16): a range that holds for eight
 * of ten, the median and the mean.
 * Knows no page; the order rule is played forward in play.ts, this reads what came of it.
 */
import type { QueueId, TicketId, Wait } from "../../protocol/terms.ts";
import { spotOf, waitingIn } from "./order.ts";
import { play } from "./play.ts";
import type { Guest, Played, PlayedLane, Player } from "./players.ts";
import { quantile } from "./spread.ts";
import type { HubState, Ticket, ToldWait } from "./state.ts";
import { countBefore } from "./waiting.ts";

/** The range that holds for eight of ten. */
const [FROM, TO] = [0.1, 0.9];
/** A press waits for its answer, a picture is shared by all who look. */
const FOR_ONE = { mostPlayers: 64, mostSteps: 2_048 };
const FOR_ALL = { mostPlayers: 256, mostSteps: 4_096 };
const STEP_MS = 30_000;
const NOW: Wait = { fromMs: 0, toMs: STEP_MS, medianMs: 0, meanMs: 0 };

/** What everybody is told, of one state of the hub: how long somebody waits is told beside how many wait there. */
export type Outlook = {
  /** The ledger's length then. */
  readonly seq: number;
  /** How many wait in each queue. */
  readonly counts: ReadonlyMap<QueueId, number>;
  readonly tickets: ReadonlyMap<TicketId, Wait>;
  /** For somebody who would come now. */
  readonly queues: ReadonlyMap<QueueId, Wait>;
};

type Full = Wait & { readonly meanMs: number };

/** Half minutes: nobody wants to know more, and a picture stands still while little changes. */
function rounded({ fromMs, medianMs, meanMs, toMs }: Full): Wait {
  const round = (ms: number) => Math.round(ms / STEP_MS) * STEP_MS;
  return {
    fromMs: round(fromMs),
    toMs: Math.max(2 * STEP_MS, round(toMs)),
    medianMs: round(medianMs),
    meanMs: round(meanMs),
  };
}

/** In place: the built-in sort of so few numbers spends its time on being called. */
function sort(numbers: number[]): void {
  for (let end = 1; end < numbers.length; end += 1) {
    const one = numbers[end] as number;
    let place = end;
    for (; place > 0 && (numbers[place - 1] as number) > one; place -= 1)
      numbers[place] = numbers[place - 1] as number;
    numbers[place] = one;
  }
}

/** Nothing can be said of whom no open counter takes on most paths. */
function waitOf({ starts }: Player, { paths }: Played): Wait | null {
  const count = starts.length;
  if (2 * count <= paths) return null;
  sort(starts);
  if (starts[count - 1] === 0) return NOW;
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += starts[index] as number;
  const [fromMs, medianMs, toMs] = [quantile(starts, FROM), quantile(starts, 0.5), quantile(starts, TO)];
  return rounded({ fromMs, toMs, medianMs, meanMs: sum / count });
}

/** For whoever stands behind all who were played, in proportion to how many they are; what is by chance grows by the root of it. */
function stretched({ fromMs, medianMs, meanMs = medianMs, toMs }: Wait, times: number): Wait {
  const root = Math.sqrt(times);
  const mean = meanMs * times;
  return rounded({
    fromMs: Math.max(0, mean - (meanMs - fromMs) * root),
    toMs: mean + (toMs - meanMs) * root,
    medianMs: Math.max(0, mean - (meanMs - medianMs) * root),
    meanMs: mean,
  });
}

function guestWait(played: Played, lane: PlayedLane, guest: Player): Wait | null {
  const wait = waitOf(guest, played);
  const isLast = lane.walkIns.at(-1) === guest && lane.left > 0;
  return wait && isLast ? stretched(wait, 1 + lane.left / lane.walkIns.length) : wait;
}

function guestOf(played: Played, queue: QueueId): Wait | null {
  const lane = played.lanes.get(queue) as PlayedLane;
  const guest = lane.walkIns.find((one) => one.as === "asked") as Player;
  return guestWait(played, lane, guest);
}

/** The expected wait of a walk-in at a place in its queue; `null` while no open counter serves it. */
export function expectedWait(state: HubState, guest: Guest, at: number): Wait | null {
  return guestOf(play(state, { at, guests: [guest], ...FOR_ONE }), guest.queue);
}

/** A crowd that presses at once is told by whoever was told last in it, since an estimate costs more than all else of a ticket. */
const CROWD = 16;
const CROWD_MS = 5_000;

function isOfCrowd(last: ToldWait, at: number, ahead: number): boolean {
  return ahead >= CROWD && last.ahead >= CROWD && at - last.at < CROWD_MS;
}

/** What somebody with `ahead` before them is told by what others of a crowd were told a moment ago; `undefined`: to be estimated. */
export function waitAsTold(
  { told }: HubState,
  queue: QueueId,
  { at, ahead }: { readonly at: number; readonly ahead: number },
): Wait | undefined {
  const last = told.get(queue);
  return last?.wait && isOfCrowd(last, at, ahead)
    ? stretched(last.wait, (ahead + 1) / (last.ahead + 1))
    : undefined;
}

/** Remembers what somebody was told, unless that came of what another was told a moment before. */
export function rememberTold(state: HubState, queue: QueueId, now: ToldWait): void {
  const last = state.told.get(queue);
  if (!last?.wait || !isOfCrowd(last, now.at, now.ahead)) state.told.set(queue, now);
}

function listsOf({ lanes, later, counters }: Played): (readonly Player[])[] {
  const inLanes = [...lanes.values(), ...later].flatMap(({ walkIns, appointments }) => [
    walkIns,
    appointments,
  ]);
  return [...inLanes, ...counters.map(({ held }) => held)];
}

/** Everybody who waits, and for every queue somebody who would come now, all at once. */
export function outlook(state: HubState, at: number): Outlook {
  const queues = state.location.queues.map((one) => one.queue);
  const guests = queues.map((queue) => ({
    queue,
    id: "" as TicketId,
    since: at,
    order: Number.POSITIVE_INFINITY,
  }));
  const played = play(state, { at, guests, ...FOR_ALL });
  const tickets = new Map<TicketId, Wait>();
  for (const list of listsOf(played))
    for (const player of list) {
      const wait = player.as === "asked" ? null : waitOf(player, played);
      if (wait) tickets.set(player.id, wait);
    }
  const coming = queues.flatMap((queue) => {
    const wait = guestOf(played, queue);
    return wait ? [[queue, wait] as const] : [];
  });
  const counts = new Map(queues.map((queue) => [queue, waitingIn(state, queue)]));
  return { seq: state.seq, counts, tickets, queues: new Map(coming) };
}

/**
 * What a waiting ticket is told of an outlook; far back it is its part of what somebody is told who would come now, and behind
 * everybody of that outlook what it was told when it was given. Of one that is held for a person nothing can be said: where that
 * person sits is not known.
 */
export function waitIn(state: HubState, { tickets, queues, counts }: Outlook, ticket: Ticket): Wait | null {
  const wait = tickets.get(ticket.id) ?? null;
  const last = queues.get(ticket.queue);
  const list = state.day.waiting.get(ticket.queue);
  if (wait || !last || !list || ticket.dueAt !== null || ticket.heldFor !== null) return wait;
  const [before, counted] = [countBefore(list, spotOf(ticket)), counts.get(ticket.queue) as number];
  return before > counted ? (ticket.told?.wait ?? null) : stretched(last, (before + 1) / (counted + 1));
}
