/**
 * Which queues each command of staff reaches, as one table: a role that is scoped to queues must have all of them.
 * Pure; knows no role and no person.
 */
import type { CounterId, QueueId } from "../../protocol/terms.ts";
import type { StaffCommand } from "../queue/commands.ts";
import { counterOf, ticketAt, ticketOf } from "../queue/find.ts";
import { allowedQueues } from "../queue/sessions.ts";
import type { HubState } from "../queue/state.ts";

/** What a counter takes, by the document. */
function queuesAt(state: HubState, counter: CounterId): readonly QueueId[] {
  const config = counterOf(state, counter);
  return config === undefined ? [] : allowedQueues(config, state.location);
}

/** Every queue out of which a command took something, or in which it made something, as far as it can be taken back. */
function queuesTaken(state: HubState, undoes: string): readonly QueueId[] {
  const taken = state.day.commands.get(undoes);
  if (!taken) return [];
  const { before, answer, besides, counter } = taken;
  // What was handed on is in another's queue by now: whoever handed it on takes it back.
  const isMade = "ticket" in answer && before.length === 0;
  const made = isMade ? ticketOf(state, answer.ticket.id) : undefined;
  const service = state.location.services.find((one) => one.service === besides?.quick);
  const own = [...before.map(({ queue }) => queue), made?.queue, service?.queue];
  const at = counter === null || before.length > 0 ? [] : queuesAt(state, counter);
  return [...new Set([...own.flatMap((queue) => queue ?? []), ...at])];
}

type Reaches = (state: HubState, command: StaffCommand) => readonly QueueId[];

const ticketsQueue: Reaches = (state, { ticket }) => {
  const known = ticket === undefined ? undefined : ticketOf(state, ticket);
  return known ? [known.queue] : [];
};
/** Of whoever is at the counter; of an empty one what it takes. */
const queueAtCounter: Reaches = (state, { counter }) => {
  if (counter === undefined) return [];
  const current = ticketAt(state, counter);
  return current ? [current.queue] : queuesAt(state, counter);
};
const counterQueues: Reaches = (state, { counter }) =>
  counter === undefined ? [] : queuesAt(state, counter);
const queuesNamed: Reaches = (state, command) => {
  const queue = "queue" in command && command.queue !== undefined ? [command.queue] : [];
  const of = "service" in command ? command.service : undefined;
  const service = state.location.services.find((one) => one.service === of);
  return service === undefined ? queue : [...queue, service.queue];
};

/**
 * What there is to reach. What gives a ticket reaches the queue that it is given in, so that nobody fills the queue of others; what
 * hands a citizen on reaches the queue that they come from, wherever they go.
 */
const REACHES = {
  ticket: ticketsQueue,
  "at-counter": queueAtCounter,
  counter: counterQueues,
  "counter-and-current": (state, command) => [
    ...counterQueues(state, command),
    ...queueAtCounter(state, command),
  ],
  named: queuesNamed,
  /** Whoever sits down chooses among what the document lets the counter take. */
  taken: (state, command) =>
    command.kind === "take-queues" && command.queues.length > 0
      ? command.queues
      : counterQueues(state, command),
  undone: (state, command) => (command.kind === "undo" ? queuesTaken(state, command.undoes) : []),
  /** Several queues at once, and none that could be told beforehand: for those without a scope. */
  all: () => [],
} as const satisfies Record<string, Reaches>;

/**
 * Help is for the whole place: everybody may call for it, and whoever is nearest goes, whatever queues are theirs. A host's guests are
 * theirs in whatever queue they wait: the rule asks whose host somebody is.
 */
type Reach = keyof typeof REACHES | "place";

/** What of the location each command of staff reaches. */
export const REACH: Readonly<Record<StaffCommand["kind"], Reach>> = {
  "call-next": "counter-and-current",
  call: "ticket",
  recall: "at-counter",
  serve: "at-counter",
  finish: "at-counter",
  "no-show": "at-counter",
  park: "at-counter",
  resume: "ticket",
  still: "at-counter",
  undo: "undone",
  transfer: "ticket",
  "add-service": "ticket",
  tag: "ticket",
  "quick-serve": "named",
  requeue: "ticket",
  cancel: "ticket",
  confirm: "ticket",
  "staff-issue": "named",
  adopt: "named",
  "close-up-to": "all",
  "answer-help": "place",
  "open-counter": "counter",
  "close-counter": "counter",
  pause: "counter",
  "end-pause": "counter",
  "take-queues": "taken",
  "call-colleague": "place",
  "end-colleague": "place",
  "answer-colleague": "place",
  "answer-guest": "place",
  "begin-meeting": "place",
  "end-meeting": "place",
  "set-presence": "place",
  "name-deputy": "place",
  "judge-guest": "place",
};

/** The queues that a command reaches, none where they cannot be told; `place` where its queues are no matter. */
export function queuesReached(state: HubState, command: StaffCommand): readonly QueueId[] | "place" {
  const reach = REACH[command.kind];
  return reach === "place" ? "place" : REACHES[reach](state, command);
}
