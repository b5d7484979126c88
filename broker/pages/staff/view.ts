/**
 * What a staff page derives from its picture: the counter, what may be pressed and why not, lists of tickets.
 * Pure; knows no DOM, no connection and no clock.
 */
import type { HelpCall, ListedTicket, NextTicket, StaffPicture } from "../../../protocol/snapshots.ts";
import { type CounterId, formatNumber, parseNumber, type QueueId } from "../../../protocol/terms.ts";

export type Counter = StaffPicture["counters"][number];

/** Instead of a counter: on the floor. No counter's id looks like this. */
export const FLOOR = "*";

/** What staff do with one key at their counter. */
export const COUNTER_ACTIONS = [
  "call-next",
  "recall",
  "serve",
  "no-show",
  "finish",
  "park",
  "still",
  "undo",
] as const;
export type CounterAction = (typeof COUNTER_ACTIONS)[number];

/** Why nothing can be pressed at all, as a key of the texts; `null` when it can. */
export type Blocked = "starting" | "lost" | "sending" | null;

/** How many tickets of a queue stand in the list before somebody asks for all of them. */
export const LISTED_AT_ONCE = 8;

/** The counter with this id, or `null` when the location has none such (any more). */
export function counterOf(picture: StaffPicture | null, id: string | null): Counter | null {
  return picture?.counters.find((one) => one.counter === id) ?? null;
}

/** Whether this action means something to the counter at `at` (epoch ms of the hub's clock). */
export function isOffered(action: CounterAction, counter: Counter, at: number): boolean {
  const state = counter.ticket?.state ?? null;
  switch (action) {
    case "call-next":
      return counter.state !== "closed" && counter.pause === null;
    case "recall":
    case "no-show":
      return state === "called" || counter.startedItself;
    case "serve":
      return state === "called";
    case "finish":
    case "park":
      return state === "called" || state === "serving";
    case "still":
      return counter.askStillAt !== null && counter.askStillAt <= at;
    case "undo":
      return counter.undo !== null && counter.undo.until > at;
  }
}

/** A command that can be taken back, and until when (epoch ms). */
export type Undoable = NonNullable<Counter["undo"]>;

/** Whom call-next takes here for whoever presses it: who waits for that very person may go first. */
export function nextFor({ next, nextOf }: Counter, person: string | null): NextTicket | null {
  const own = nextOf.find(({ staff }) => staff === person);
  return own === undefined ? next : own.next;
}

/** Whole seconds in which a command can still be taken back; 0 when it cannot. */
export function undoSeconds({ until }: Undoable, at: number): number {
  return Math.max(0, Math.ceil((until - at) / 1000));
}

/** How long a command can be taken back (ms); the hub judges again. */
const UNDO_MS = 8_000;
const TAKEN_BACK: readonly string[] = [
  ...["cancel", "transfer", "requeue", "confirm", "tag", "add-service", "call"],
  ...["quick-serve", "issue", "adopt", "close-up-to"],
];

/** A command that this page has sent as one that it can take back itself; `null` for all others. */
export function undoableOf({ path, body }: Command, at: number): Undoable | null {
  const kind = path.slice(path.lastIndexOf("/") + 1);
  const commandId = body["commandId"];
  if (!TAKEN_BACK.includes(kind) || typeof commandId !== "string") return null;
  return { commandId, kind, until: at + UNDO_MS };
}

export type WaitingQueue = {
  readonly queue: StaffPicture["queues"][number];
  readonly tickets: readonly ListedTicket[];
  /** Tickets of the queue that wait below those that the picture holds. */
  readonly more: number;
};

/** The queues with their waiting tickets, in the order in which they would be called. */
export function waitingByQueue(picture: StaffPicture): WaitingQueue[] {
  const waiting = new Map<QueueId, ListedTicket[]>();
  for (const ticket of picture.tickets) {
    if (ticket.state !== "waiting") continue;
    const tickets = waiting.get(ticket.queue) ?? [];
    tickets.push(ticket);
    waiting.set(ticket.queue, tickets);
  }
  return picture.queues.map((queue) => {
    const tickets = waiting.get(queue.queue) ?? [];
    return { queue, tickets, more: Math.max(0, queue.waiting - tickets.length) };
  });
}

/** Tickets in one state, in the picture's order. */
export function ticketsIn(picture: StaffPicture, state: "parked" | "recovered" | "no-show"): ListedTicket[] {
  return picture.tickets.filter((ticket) => ticket.state === state);
}

/** Tickets whose number is that, or begins so: `a23`, `A 23`, `23` for every letter, `A2` for A02 and A20 to A29. */
export function ticketsLike(tickets: readonly ListedTicket[], typed: string): ListedTicket[] {
  const text = typed.replaceAll(/\s/g, "").toUpperCase();
  const ordinal = Number(/\d+$/.exec(text)?.[0] ?? Number.NaN);
  const letters = text.replace(/\d+$/, "");
  if (text === "") return [];
  return tickets.filter((ticket) => {
    const number = parseNumber(ticket.number);
    const isIt = number?.ordinal === ordinal && (letters === "" || number.letters === letters);
    return isIt || ticket.number.startsWith(text);
  });
}

/** What is found by a number: those in the lists, and those at counters, whom only their counter can do anything with. */
export function foundIn(picture: StaffPicture, typed: string) {
  const atCounters = picture.counters.filter(
    ({ ticket }) => ticket && ticketsLike([ticket], typed).length > 0,
  );
  return { listed: ticketsLike(picture.tickets, typed), atCounters };
}

/** How many tickets closing a series would end; `isAtLeast` where more wait than the picture lists. */
export type Ending = { readonly count: number; readonly isAtLeast: boolean };

/** What `close-up-to` would end as far as the picture tells, or `null` when `text` is no ticket number. */
export function endingUpTo(picture: StaffPicture, text: string): Ending | null {
  const last = parseNumber(text);
  if (last === null) return null;
  const open = picture.tickets.filter((ticket) => ticket.state === "waiting" || ticket.state === "recovered");
  const ends = open.filter((ticket) => {
    const number = parseNumber(ticket.number);
    const isSame = number?.letters === last.letters && number.ordinal <= last.ordinal;
    const isWanted = ticket.callable && (ticket.notBefore ?? 0) <= picture.at;
    return isSame && (isWanted || ticket.state === "recovered");
  });
  const listed = open.filter((ticket) => ticket.state === "waiting").length;
  const waiting = picture.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  return { count: ends.length, isAtLeast: waiting > listed };
}

/** The path below `/api/locations/<location>` and what the command says it saw (design rule 9). */
export type Command = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

/** The command behind a key at a counter. */
export function counterCommand(action: CounterAction, counter: Counter): Command {
  const path = `counters/${counter.counter}/${action}`;
  const ticket = counter.ticket;
  if (action === "undo") return { path, body: { undoes: counter.undo?.commandId ?? "" } };
  if (ticket === null) return { path, body: {} };
  if (action === "call-next") return { path, body: { finishes: ticket.id } };
  return { path, body: { ticket: ticket.id, saw: ticket.state } };
}

/** A turn of the visit at a counter, with what it needs. */
export function visitCommand(
  action: "transfer" | "add-service" | "tag",
  { ticket, counter }: { readonly ticket: ListedTicket; readonly counter: Counter },
  needs: Readonly<Record<string, unknown>>,
): Command {
  const body = { counter: counter.counter, saw: ticket.state, ...needs };
  return { path: `tickets/${ticket.id}/${action}`, body };
}

/** The command for one ticket in a list, from this counter: a called one goes there, and undo looks there. On the floor there is none. */
export function ticketCommand(
  action: "call" | "resume" | "requeue" | "cancel" | "confirm",
  ticket: ListedTicket,
  counter: CounterId | null,
): Command {
  if (action === "resume" && counter !== null)
    return { path: `counters/${counter}/resume`, body: { ticket: ticket.id, saw: ticket.state } };
  const at = counter === null ? {} : { counter };
  return { path: `tickets/${ticket.id}/${action}`, body: { ...at, saw: ticket.state } };
}

/** Who has waited longest in a queue, beyond the location's limit; whole minutes. */
export type LongWait = {
  readonly ticket: ListedTicket;
  readonly queue: StaffPicture["queues"][number];
  readonly minutes: number;
};

const waitsSince = ({ arrivedAt, why }: ListedTicket) =>
  Math.max(why?.putOffTo ?? arrivedAt, why?.agreedAt ?? 0);

/** One for each queue in which somebody waits beyond the limit at `at`, the longest first. */
export function longWaits(picture: StaffPicture, at: number): LongWait[] {
  const waits = picture.queues.flatMap((queue) => {
    const waiting = picture.tickets.filter((one) => one.state === "waiting" && one.queue === queue.queue);
    const [ticket] = waiting.toSorted((one, other) => waitsSince(one) - waitsSince(other));
    if (!ticket || at - waitsSince(ticket) < picture.longWaitMs) return [];
    return [{ ticket, queue, minutes: Math.floor((at - waitsSince(ticket)) / 60_000) }];
  });
  return waits.toSorted((one, other) => other.minutes - one.minutes);
}

/** A call for help, of a citizen at a stand or of a colleague at a counter. */
export type WantedHelp = {
  readonly key: string;
  /** `null` for a counter's call, which its counter names. */
  readonly id: string | null;
  readonly at: number;
  readonly from: HelpCall["from"];
  readonly wants: HelpCall["wants"];
  /** Who comes: from which counter, by which account, as far as that is known. */
  readonly answered: { readonly from: CounterId | null; readonly by: string | null } | null;
  /** Whether this page's own counter has called. */
  readonly isOwn: boolean;
};

/** Every call for help: those that nobody has answered first, the oldest of them on top. */
export function helpsIn({ helps, counters }: StaffPicture, ownCounter: string | null): WantedHelp[] {
  const named = helps.map(({ id, at, from, wants, answered }) => ({
    ...{ key: id, id, at, from, wants, isOwn: false },
    answered: answered && { from: answered.counter, by: null },
  }));
  const ofCounters = counters.flatMap(({ counter, help }) =>
    help === null
      ? []
      : {
          ...{
            key: `${counter} ${help.since}`,
            id: null,
            at: help.since,
            from: { counter },
            wants: undefined,
          },
          ...{ answered: help.answered, isOwn: counter === ownCounter },
        },
  );
  const rank = ({ answered }: WantedHelp) => (answered === null ? 0 : 1);
  return [...named, ...ofCounters].toSorted((one, other) => rank(one) - rank(other) || one.at - other.at);
}

/** Everything that a sound tells of: stands in trouble, and calls for help that nobody has answered. */
export function soundsOf(picture: StaffPicture, ownCounter: string | null): string[] {
  const stands = picture.stands.flatMap(({ stand, online, problem, paperLow }) =>
    !online || problem !== null || paperLow ? [`${stand} ${online} ${problem} ${paperLow}`] : [],
  );
  const helps = helpsIn(picture, ownCounter).flatMap(({ key, answered, isOwn }) =>
    answered === null && !isOwn ? [`help ${key}`] : [],
  );
  return [...stands, ...helps];
}

/** So many numbers are taken in at once. */
const MOST_NUMBERS = 50;

function rangeOf(text: string): string[] | null {
  const [first = "", last = first, ...more] = text.split("-");
  const from = parseNumber(first);
  const to = parseNumber(/^\d+$/.test(last) ? `${from?.letters}${last}` : last);
  if (!from || !to || more.length > 0 || from.letters !== to.letters) return null;
  const count = to.ordinal - from.ordinal + 1;
  if (count < 1 || count > MOST_NUMBERS) return null;
  return Array.from({ length: count }, (_, index) => formatNumber(from.letters, from.ordinal + index));
}

/** `R12`, `R12-R19`, `r12-19, R21` as numbers in order, each once; `null` for anything else and for more than 50. */
export function numbersIn(text: string): string[] | null {
  const parts = text
    .replaceAll(/\s*[-–—]\s*/g, "-")
    .split(/[\s,;]+/)
    .filter((part) => part !== "");
  const ranges = parts.map(rangeOf);
  if (ranges.length === 0 || ranges.includes(null)) return null;
  const numbers = [...new Set(ranges.flatMap((range) => range ?? []))];
  return numbers.length > MOST_NUMBERS ? null : numbers;
}
