/**
 * What staff decide about a counter: open or closed, on a break, which queues in what order, and a call for colleagues.
 * Knows no ticket: whoever is at the counter stays until their visit ends.
 */
import type { Refusal } from "../../../protocol/terms.ts";
import type {
  AnswerColleague,
  CallColleague,
  OpenCounter,
  Pause,
  SessionCommand,
  StaffAnswer,
  Stamped,
  TakeQueues,
} from "../commands.ts";
import type { Besides, HubEvent, SessionEvent } from "../events.ts";
import { counterOf } from "../find.ts";
import { allowedQueues, NO_SESSION, pauseReasons } from "../sessions.ts";
import type { HubState, Ticket } from "../state.ts";
import { releasedBy } from "./holds.ts";

/** What is to happen; nothing where it is so already. */
type Judged = { readonly refused: Refusal } | { readonly event: SessionEvent | null };

function isOpen(state: HubState, { counter }: SessionCommand): boolean {
  const session = state.sessions.get(counter);
  return session?.open ?? state.location.counters.some((one) => one.counter === counter && one.open);
}

function openOrClose(state: HubState, command: Stamped<OpenCounter>): Judged {
  const { at, counter, kind } = command;
  const wanted = kind === "open-counter";
  if (isOpen(state, command) === wanted) return { event: null };
  return { event: { kind: wanted ? "counter-opened" : "counter-closed", at, counter } };
}

function pause(state: HubState, command: Stamped<Pause>): Judged {
  const { at, counter } = command;
  const known = pauseReasons(state.location).map(({ reason }) => reason);
  const reason = command.reason ?? known[0];
  if (reason === undefined || !known.includes(reason)) return { refused: "reason-unknown" };
  if (!isOpen(state, command)) return { refused: "counter-closed" };
  const isSo = state.sessions.get(counter)?.pause?.reason === reason;
  return { event: isSo ? null : { kind: "counter-paused", at, counter, reason } };
}

function takeQueues(state: HubState, { at, counter, queues }: Stamped<TakeQueues>): Judged {
  const { counters } = state.location;
  const allowed = counters.flatMap((one) =>
    one.counter === counter ? allowedQueues(one, state.location) : [],
  );
  if (queues.some((queue) => !allowed.includes(queue))) return { refused: "queue-not-of-counter" };
  return { event: { kind: "queues-taken", at, counter, queues: [...new Set(queues)] } };
}

function callColleague(state: HubState, { at, counter, kind, staff }: Stamped<CallColleague>): Judged {
  const isCalled = state.colleagues.has(counter);
  if (kind === "call-colleague")
    return { event: isCalled ? null : { kind: "colleague-called", at, counter, by: staff ?? null } };
  return isCalled ? { event: { kind: "colleague-ended", at, counter } } : { refused: "colleague-not-called" };
}

function answerColleague(state: HubState, command: Stamped<AnswerColleague>): Judged {
  const { at, counter, staff = null, fromCounter = null } = command;
  const help = state.colleagues.get(counter);
  if (!help) return { refused: "colleague-not-called" };
  if (help.answered) return { refused: "colleague-answered" };
  if (fromCounter !== null && !counterOf(state, fromCounter)) return { refused: "counter-unknown" };
  return { event: { kind: "colleague-answered", at, counter, from: fromCounter, by: staff } };
}

function judge(state: HubState, command: Stamped<SessionCommand>): Judged {
  const { at, counter } = command;
  switch (command.kind) {
    case "open-counter":
    case "close-counter":
      return openOrClose(state, command);
    case "pause":
      return pause(state, command);
    case "end-pause":
      return state.sessions.get(counter)?.pause
        ? { event: { kind: "counter-resumed", at, counter } }
        : { refused: "not-paused" };
    case "take-queues":
      return takeQueues(state, command);
    case "call-colleague":
    case "end-colleague":
      return callColleague(state, command);
    case "answer-colleague":
      return answerColleague(state, command);
  }
}

/** The counter as it is after the event. */
function answerOf(state: HubState, command: SessionCommand, event: SessionEvent | null): SessionAnswer {
  const { counter } = command;
  const { pause: paused, queues: taken } = state.sessions.get(counter) ?? NO_SESSION;
  const closing = event?.kind === "counter-closed";
  const left = closing || event?.kind === "counter-opened" || event?.kind === "counter-resumed";
  const chosen = event?.kind === "queues-taken" ? event.queues : (taken ?? []);
  return {
    session: {
      counter,
      open: closing ? false : event?.kind === "counter-opened" || isOpen(state, command),
      pause: event?.kind === "counter-paused" ? event.reason : left ? null : (paused?.reason ?? null),
      queues: closing ? [] : [...chosen],
    },
  };
}

type SessionAnswer = Extract<StaffAnswer, { session: unknown }>;

/** Whether an event changes a session; a call for colleagues is over when it is over. */
function isOfSession({ kind }: SessionEvent): boolean {
  return kind.startsWith("counter-") || kind === "queues-taken";
}

function sessionOf(state: HubState, { counter }: SessionCommand): Besides {
  return { session: { counter, was: state.sessions.get(counter) ?? null } };
}

/** Decides about a counter's session. */
export function changeSession(
  state: HubState,
  command: Stamped<SessionCommand>,
):
  | { readonly refused: Refusal }
  | ({
      readonly events: readonly HubEvent[];
      readonly changes: readonly Ticket[];
      readonly besides?: Besides;
    } & SessionAnswer) {
  if (!counterOf(state, command.counter)) return { refused: "counter-unknown" };
  const judged = judge(state, command);
  if ("refused" in judged) return judged;
  const { event } = judged;
  const answer = answerOf(state, command, event);
  if (event === null) return { events: [], changes: [], ...answer };
  const { tickets: changes, events: released } =
    event.kind === "counter-closed" ? releasedBy(state, command) : { tickets: [], events: [] };
  const besides = isOfSession(event) ? { besides: sessionOf(state, command) } : {};
  return { events: [event, ...released], changes, ...answer, ...besides };
}
