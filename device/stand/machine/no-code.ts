/**
 * A guest who has a meeting and neither code nor card: a colleague is called to them, and where nobody answers in time they get a number
 * like a walk-in. Their ticket stands in the outbox from the press on, so that a stand that starts again gives the same one, and none
 * when somebody comes.
 * Pure; what the hub does with the call stands in broker/queue/decide/help.ts.
 */
import type { Message } from "../../../protocol/messages.ts";
import { headOf } from "./fresh.ts";
import { accept, acceptIntent, intentOf, type Press, withdraw } from "./issue.ts";
import type { Intent } from "./line.ts";
import { isOnline } from "./opening.ts";
import { chain, type Moment, only, type StandState, type Step } from "./state.ts";
import type { StandTicket } from "./ticket.ts";
import { write } from "./write.ts";

const TIMER = "no-code";
/** How long the screen says that somebody comes. */
const COMING_MS = 60_000;
/** Nobody waits longer before a stand that is dark: what is older at a start is withdrawn. */
const LONGEST_MS = 300_000;

/** Somebody waits here for a colleague: the ticket that they get when nobody comes, and how far the call is. */
export type Called = { readonly intent: Intent; readonly call: string; readonly is: "asking" | "told" };

function show(state: StandState, called: Called["is"] | "coming", moment: Moment): Step {
  const forMs = called === "coming" ? COMING_MS : state.timings.helpMs;
  const standing = { called, until: Math.round(moment.wallMs + forMs) };
  return only({ ...state, standing }, { do: "timer", name: "standing", afterMs: forMs });
}

function ask(state: StandState, call: string, moment: Moment): Step {
  return only(state, {
    ...{ do: "publish", topic: "help" },
    message: { ...headOf(moment, "help"), id: call, wants: "check-in" },
  });
}

/** The press: somebody is called. While the hub is away nobody can be, and the number is given at once. */
export function callForGuest(state: StandState, press: Press, moment: Moment): Step {
  if (state.called !== null) return only(state);
  const { service, answers } = press;
  const withoutCode = headOf(moment, "help").id;
  if (!isOnline(state)) return accept(state, { ...press, withoutCode }, moment);
  const wanted = { queue: service.queue, service: service.service, answers, withoutCode };
  const intent = intentOf(state, wanted, moment);
  const called: Called = { intent, call: withoutCode, is: "asking" };
  return chain(
    only({ ...state, way: [], called }, { do: "stop-timer", name: "menu" }),
    (next) => write(next, [{ kind: "intent", ticket: intent }], { sync: true }),
    (next) => ask(next, withoutCode, moment),
    (next) => show(next, "asking", moment),
    (next) => only(next, { do: "timer", name: TIMER, afterMs: 2 * state.timings.answerMs }),
  );
}

/** Whether what the screen says is about this guest; another's code may stand there by now. */
const isOnScreen = ({ standing }: StandState) => standing !== null && "called" in standing;

function putAway(state: StandState): Step {
  return isOnScreen(state)
    ? only({ ...state, standing: null }, { do: "stop-timer", name: "standing" })
    : only(state);
}

/** Nobody has answered in time, or the hub is silent: the number that was kept for them. */
function giveUp(state: StandState, { intent }: Called, moment: Moment): Step {
  return chain(
    putAway({ ...state, called: null }),
    (next) => only(next, { do: "stop-timer", name: TIMER }),
    (next) => acceptIntent(next, intent, moment),
  );
}

function told(state: StandState, called: Called, moment: Moment): Step {
  if (called.is === "told") return only(state);
  const next: StandState = { ...state, called: { ...called, is: "told" } };
  const shown = isOnScreen(next) ? show(next, "told", moment) : only(next);
  return chain(shown, (after) => only(after, { do: "timer", name: TIMER, afterMs: state.timings.helpMs }));
}

/** Somebody comes, and checks them in: no number is needed. */
function come(state: StandState, { intent }: Called, moment: Moment): Step {
  return chain(
    only({ ...state, called: null }, { do: "stop-timer", name: TIMER }),
    (next) => withdraw(next, intent.ticketId, moment),
    (next) => show(next, "coming", moment),
  );
}

/** The hub says that staff have been told, or that one of them comes to this stand, whichever call they answer. */
export function onCallAnswer(
  state: StandState,
  { transaction, coming }: Message<"helpAnswer">,
  moment: Moment,
): Step {
  const { called } = state;
  if (called === null) return only(state);
  if (coming) return come(state, called, moment);
  return transaction === called.call ? told(state, called, moment) : only(state);
}

/** A hub that has come, or come back, is asked again: somebody may have answered meanwhile. The same call calls nobody twice. */
export function askAgain(state: StandState, moment: Moment): Step {
  return state.called === null ? only(state) : ask(state, state.called.call, moment);
}

/** `null` for a timer that is none of ours. */
export function onNoCodeTimer(state: StandState, name: string, moment: Moment): Step | null {
  if (name !== TIMER) return null;
  return state.called === null ? only(state) : giveUp(state, state.called, moment);
}

/** Whether a ticket that a start finds without a number is of a guest who may still stand here. */
export function isStillCalled(ticket: StandTicket, { wallMs }: Moment): boolean {
  const sinceMs = wallMs - ticket.issued.wallMs;
  return ticket.withoutCode !== undefined && ticket.number === null && sinceMs >= 0 && sinceMs < LONGEST_MS;
}

/** The wait of such a guest goes on where it was. */
export function waitOn(state: StandState, ticket: StandTicket, moment: Moment): Step {
  const { ticketId, token, queue, service, serviceDay, language, issued, answers, assist, withoutCode } =
    ticket;
  const intent = {
    ticketId,
    token,
    queue,
    service,
    serviceDay,
    language,
    issued,
    answers,
    assist,
    withoutCode,
  };
  const leftMs = Math.max(1, Math.round(state.timings.helpMs - (moment.wallMs - issued.wallMs)));
  const called: Called = { intent, call: withoutCode as string, is: "told" };
  return chain(show({ ...state, called }, "told", moment), (next) =>
    only(next, { do: "timer", name: TIMER, afterMs: leftMs }),
  );
}
