/**
 * The caller as a pure machine: what happened in, the new state and what to do out.
 * Knows no keypad, no clock and no MQTT; who is called is decided by the hub alone (design rule 9).
 */
import type { CallerCommand } from "../../protocol/config/caller.ts";
import type { LogFields, LogLevel } from "../../protocol/link/log.ts";
import type { TicketId, TicketNumber, TicketState } from "../../protocol/terms.ts";
import {
  type Ask,
  type CallerEvent,
  type CallerState,
  type Effect,
  isReady,
  type Shown,
  type Stepped,
} from "./state.ts";

/** How long lamp 1 blinks after a press that came to nothing. */
export const SIGN_MS = 3_000;
/** A request without an answer is asked so often, then given up: sooner than a line that is dead could carry it later. */
const MOST_ASKS = 3;
/** Tickets whose ids are remembered: those of the last presses are all that an undo can bring back. */
const MOST_KNOWN = 16;

const log = (level: LogLevel, what: string, fields: LogFields = {}): Effect => ({
  kind: "log",
  level,
  what,
  fields,
});

/** Nothing comes of a press: told in the log, and by the lamp for a while. */
function refuse(state: CallerState, command: Ask["command"], because: string): Stepped {
  const sign = state.sign + 1;
  return {
    state: { ...state, sign, isSigning: true },
    effects: [
      log("notice", "press refused", { command, because }),
      { kind: "after", ms: SIGN_MS, happens: { kind: "sign-over", sign } },
    ],
  };
}

/** The id of the ticket that the hub shows at the counter, as far as an answer has told it. */
function currentTicket({ shown, known }: CallerState): TicketId | undefined {
  return known.find(({ number }) => number === shown?.number)?.id;
}

/** What the sender saw (design rule 9): a counter that has moved on answers `changed`. */
function seen(state: CallerState): Pick<Ask, "ticket" | "saw"> {
  const ticket = currentTicket(state);
  const saw = state.shown?.state === "serving" ? "serving" : "called";
  return {
    ...(ticket === undefined ? {} : { ticket }),
    ...(typeof state.shown?.number === "string" ? { saw } : {}),
  };
}

function askOf(state: CallerState, command: CallerCommand, commandId: string): Ask {
  const head = { command, commandId, counter: state.settings.counter };
  if (command === "undo") return { ...head, ...(state.done === null ? {} : { undoes: state.done }) };
  if (command === "call-colleague") return head;
  if (command === "pause") return state.shown?.paused === true ? { ...head, command: "end-pause" } : head;
  if (command !== "call-next") return { ...head, ...seen(state) };
  const finishes = currentTicket(state);
  return finishes === undefined ? head : { ...head, finishes };
}

function asking(state: CallerState, ask: Ask, asks: number): readonly Effect[] {
  const { commandId } = ask;
  return [
    { kind: "ask", ask },
    { kind: "after", ms: state.settings.answerMs, happens: { kind: "unanswered", commandId, asks } },
  ];
}

/** Two presses within this time call for help: an alarm for the whole house is no slip of a finger. */
const HELP_MS = 2_000;
/** A key that bounces, or a finger that trembles, has pressed once. */
const HELP_APART_MS = 150;

/** One press is one request, at once or never; help takes two. */
function press(state: CallerState, event: Extract<CallerEvent, { kind: "pressed" }>): Stepped {
  const command = state.settings.does[event.key];
  if (command === undefined) return { state, effects: [] };
  if (command !== "call-colleague") return ask(state, event, command);
  const sinceMs = event.atMs - (state.helpPressedAtMs ?? Number.NEGATIVE_INFINITY);
  if (sinceMs < HELP_APART_MS) return { state, effects: [] };
  if (sinceMs >= HELP_MS) return { state: { ...state, helpPressedAtMs: event.atMs }, effects: [] };
  return ask({ ...state, helpPressedAtMs: null }, event, command);
}

function ask(
  state: CallerState,
  event: Extract<CallerEvent, { kind: "pressed" }>,
  command: CallerCommand,
): Stepped {
  const { pressed, pending, settings } = state;
  const isRepeat = pressed?.command === command && event.atMs - pressed.atMs < settings.repeatMs;
  if (pending !== null || isRepeat) return { state, effects: [log("debug", "press swallowed", { command })] };
  const taken = { ...state, pressed: { command, atMs: event.atMs } };
  if (!isReady(state)) return refuse(taken, command, "off-line");
  if (command === "undo" && state.done === null) return refuse(taken, command, "nothing-to-undo");
  const asked = askOf(state, command, event.commandId);
  const effects = asking(state, asked, 1);
  return { state: { ...taken, pending: asked, asked, isSigning: false }, effects };
}

/**
 * Asked again as the same command where the line holds, then given up with a sign, not sooner: until then the hub may still get
 * what lay in a socket when the line broke. Whether it happened, the counter's topic tells.
 */
function unanswered(
  state: CallerState,
  { commandId, asks }: Extract<CallerEvent, { kind: "unanswered" }>,
): Stepped {
  const { pending } = state;
  if (pending?.commandId !== commandId) return { state, effects: [] };
  if (asks === MOST_ASKS) return refuse({ ...state, pending: null }, pending.command, "no-answer");
  const effects = asking(state, pending, asks + 1);
  return { state, effects: isReady(state) ? effects : effects.slice(1) };
}

/** What the counter shows after a command, until its topic says more. */
function shownAfter(ticket: { number: TicketNumber; state: TicketState }, at: number): Shown {
  const shown = { number: ticket.number, paused: false, at };
  if (ticket.state === "called") return { ...shown, state: "calling" };
  if (ticket.state === "serving") return { ...shown, state: "serving" };
  return { ...shown, state: "free", number: null };
}

/** A ticket that the hub calls otherwise than known here is forgotten, so that the next press does not name it. */
function forgetting(state: CallerState): CallerState["known"] {
  return state.known.filter(({ number }) => number !== state.shown?.number);
}

function answered(
  state: CallerState,
  { commandId, answer, at }: Extract<CallerEvent, { kind: "answered" }>,
): Stepped {
  const { asked } = state;
  if (asked?.commandId !== commandId) return { state, effects: [] };
  const settled = { ...state, pending: null, asked: null };
  if ("refused" in answer) {
    const known = answer.refused === "changed" ? forgetting(state) : state.known;
    return refuse({ ...settled, known }, asked.command, answer.refused);
  }
  if (!("ticket" in answer)) return { state: settled, effects: [] };
  const { ticket } = answer;
  const known = [ticket, ...state.known.filter(({ number }) => number !== ticket.number)];
  const told = { known: known.slice(0, MOST_KNOWN).map(({ number, id }) => ({ number, id })) };
  const effects = [log("info", "done", { command: asked.command, ticket: ticket.id, number: ticket.number })];
  // What an undo has put back where is the hub's to say.
  if (asked.command === "undo") return { state: { ...settled, ...told, done: null }, effects };
  return { state: { ...settled, ...told, done: commandId, shown: shownAfter(ticket, at) }, effects };
}

/** Topics may overtake answers: what is older than what is known says nothing new. */
function counterSaid(
  state: CallerState,
  { kind: _, ...shown }: Extract<CallerEvent, { kind: "counter" }>,
): Stepped {
  const isOld = state.shown !== null && shown.at < state.shown.at;
  return { state: isOld ? state : { ...state, shown }, effects: [] };
}

function happened(state: CallerState, event: CallerEvent): Stepped {
  switch (event.kind) {
    case "pressed":
      return press(state, event);
    case "unanswered":
      return unanswered(state, event);
    case "answered":
      return answered(state, event);
    case "counter":
      return counterSaid(state, event);
    case "keypad":
      return { state: { ...state, hasKeypad: event.isPresent }, effects: [] };
    case "line": {
      const heard = { ...state, isLineUp: event.isUp };
      // The broker says anew whether the hub is there, with every connection.
      return { state: event.isUp ? heard : { ...heard, isHubOnline: false, shown: null }, effects: [] };
    }
    case "hub": {
      const heard = { ...state, isHubOnline: event.isOnline };
      return { state: event.isOnline ? heard : { ...heard, shown: null }, effects: [] };
    }
    case "sign-over":
      return { state: event.sign === state.sign ? { ...state, isSigning: false } : state, effects: [] };
  }
}

function lightOf(state: CallerState): "on" | "off" | "blink" {
  if (state.isSigning) return "blink";
  return isReady(state) ? "on" : "off";
}

/** One happening; lamp 1 is on while presses are taken and blinks after one that came to nothing. */
export function step(before: CallerState, event: CallerEvent): Stepped {
  const { state, effects } = happened(before, event);
  const light = lightOf(state);
  return { state, effects: light === lightOf(before) ? effects : [...effects, { kind: "lamp", light }] };
}
