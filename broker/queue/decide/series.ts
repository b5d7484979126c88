/**
 * Which letters numbers get: the plain series held, open or closed (design rule 8), each outbox's own letters (rule 6), and
 * reserved letters for tickets of staff. Within a day no letters are ever given twice.
 * Knows no ticket.
 */
import type { Lease } from "../../../protocol/messages.ts";
import {
  formatNumber,
  type OutboxId,
  type QueueId,
  type StandId,
  type TicketNumber,
} from "../../../protocol/terms.ts";
import type { Stamp, StandHello } from "../commands.ts";
import { isToday, openDay, queueOf } from "../find.ts";
import { type Decision, NOTHING, type Rule } from "../rule.ts";
import type { HubState, QueueConfig } from "../state.ts";

/** Three digits: the highest ordinal that a stand may give on its own in one day. */
export const LAST_OF_LEASE = 999;

/** Without I, O and Q, which are taken for 1 and 0. */
const LETTERS = [..."BCDEFGHJKLMNPRSTUVWXYZA"];
const PAIRS = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));

/** The plain series opens as soon as this ledger is known not to be an old copy. */
export const openSeries =
  (stamp: Stamp): Rule =>
  (state) => {
    if (state.series !== "held") return NOTHING;
    const stands = [...state.stands.values()];
    const isKnown = state.isNew
      ? state.location.stands.every(({ stand }) => state.stands.has(stand))
      : stands.some((stand) => stand.agrees) || stamp.at - state.startedAt >= state.settings.heldMs;
    if (!isKnown) return NOTHING;
    return { events: [{ kind: "series-opened", at: stamp.at, serviceDay: openDay(state) }] };
  };

/** Letters that stand for something else than an outbox: a queue's, the roll's, those reserved for staff. */
function isPlain(state: HubState, letters: string): boolean {
  const { day, location } = state;
  if (letters === day.reserved || letters === location.rollLetters) return true;
  return location.queues.some((queue) => queue.letters === letters);
}

/** Whether letters may not be given to `outbox` (`null`: to staff): plain ones, another's, or seen on paper. */
function isTaken(state: HubState, letters: string, outbox: OutboxId | null): boolean {
  if (isPlain(state, letters)) return true;
  const holder = state.day.lettersOf.get(letters) ?? state.previous?.lettersOf.get(letters);
  return holder === undefined ? state.day.ordinals.has(letters) : holder !== outbox;
}

/** Whether everything given in this day stands in this ledger. */
function isSure(state: HubState): boolean {
  return state.series === "open" && state.day.lostLedgers.size === 0 && state.day.aliases.size === 0;
}

function fromRandom<T>(all: readonly T[], random: number): T[] {
  const start = random % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}

/** `lease` is the one that the stand says it holds; without `random` no letters are given by chance. */
type Asker = {
  readonly stand: StandId;
  readonly outbox: OutboxId;
  readonly random: number | null;
  readonly lease: Lease | null;
};
type Letters = { readonly suffix: string; readonly letters: Readonly<Record<string, string>> };

/**
 * Suffixes worth a try, best first: what it has, what it had the day before, then the shortest; while letters of this day may
 * be missing here, two letters by chance, so that a stand unheard of hardly ever has the same.
 */
function suffixes(state: HubState, asker: Asker, has: Letters | undefined): string[] {
  const own = [has?.suffix, state.previous?.leases.get(asker.outbox)?.suffix];
  const had = own.filter((suffix) => suffix !== undefined);
  if (isSure(state)) return [...had, ...LETTERS, ...PAIRS];
  return asker.random === null ? had : [...had, ...fromRandom(PAIRS, asker.random)];
}

/** Letters for every queue that has none yet: the same suffix for all, free for all. */
function choose(state: HubState, asker: Asker, has: Letters | undefined): Letters | undefined {
  const missing = state.location.queues.filter((queue) => !has?.letters[queue.queue]);
  const suffix = suffixes(state, asker, has).find((one) =>
    missing.every((queue) => !isTaken(state, queue.letters + one, asker.outbox)),
  );
  if (suffix === undefined) return has;
  const letters: Record<string, string> = { ...has?.letters };
  for (const queue of missing) letters[queue.queue] = queue.letters + suffix;
  return { suffix: has?.suffix ?? suffix, letters };
}

/** The letters that a stand says it holds, where nobody else has them (a ledger that was lost gave them). */
function accepted(state: HubState, { outbox, lease }: Asker): Letters | undefined {
  if (!lease || !isToday(state, lease.serviceDay)) return undefined;
  const held = Object.entries(lease.letters);
  const isFree = ([, full]: [string, string]) =>
    (state.day.lettersOf.get(full) ?? outbox) === outbox && !isPlain(state, full);
  const first = held[0];
  if (!first || !held.every(isFree)) return undefined;
  const letters = queueOf(state, first[0] as QueueId)?.letters ?? "";
  return { suffix: first[1].slice(letters.length), letters: lease.letters };
}

function leaseFor(state: HubState, asker: Asker, at: number): Decision {
  const serviceDay = openDay(state);
  if (serviceDay === null) return NOTHING;
  const { stand, outbox } = asker;
  const given = state.day.leases.get(outbox);
  const has = given ?? accepted(state, asker);
  const isWhole = has !== undefined && state.location.queues.every((queue) => has.letters[queue.queue]);
  const lease = isWhole ? has : choose(state, asker, has);
  if (!lease || lease === given) return NOTHING;
  const { suffix, letters } = lease;
  return { events: [{ kind: "lease-given", at, stand, outbox, serviceDay, suffix, letters }] };
}

/** A stand's own letters for the open day, as `hello` answers them. */
export const leaseOnHello =
  (command: StandHello & Stamp): Rule =>
  (state) =>
    leaseFor(state, command, command.at);

/** Letters for a known stand when a day opens or a queue is new; it is told by the event. */
export const giveLease =
  (stand: StandId, outbox: OutboxId, stamp: Stamp): Rule =>
  (state) =>
    leaseFor(state, { stand, outbox, random: null, lease: null }, stamp.at);

/** What numbers are given of: a queue of the document, or reserved letters. */
type Series = Pick<QueueConfig, "letters" | "series">;

/** The next ordinal of a series; those that were given, seen or adopted are left out. */
function nextOrdinal({ day }: HubState, { letters, series }: Series): number {
  let ordinal = Math.max((day.ordinals.get(letters) ?? 0) + 1, series?.first ?? 1);
  while (day.byNumber.has(formatNumber(letters, ordinal))) ordinal += 1;
  return ordinal;
}

/** The next number of a series. After its last it goes on and widens by a digit: only the stands are told to give no more. */
export function nextNumber(state: HubState, series: Series): TicketNumber {
  return formatNumber(series.letters, nextOrdinal(state, series));
}

/** Whether the last number of a queue's series was given today. While the plain series is not open nothing is given of it. */
export function isUsedUp(state: HubState, queue: QueueConfig): boolean {
  const last = queue.series?.last;
  return (
    last !== undefined &&
    state.series === "open" &&
    openDay(state) !== null &&
    nextOrdinal(state, queue) > last
  );
}

/** While the plain series is not open, tickets of staff need letters of their own. */
export function reserve(state: HubState, random: number, at: number): Decision {
  if (state.series === "open" || state.day.reserved !== null) return NOTHING;
  const pairs = fromRandom(PAIRS, random);
  const longer = pairs.map((pair) => pair + pairs[0]);
  // Outboxes may have all pairs of letters in a very large town hall, never all of both.
  const letters = [...pairs, ...longer].find((one) => !isTaken(state, one, null)) as string;
  return { events: [{ kind: "series-reserved", at, letters }] };
}
