/**
 * What the stand's screen shows for a while: a ticket whose paper failed, what a code stands for, why there was no number.
 * Knows no page; pictures are made in picture.ts.
 */
import type { Message, Standing } from "../../../protocol/messages.ts";
import { type Language, type Refusal, type TicketId, tokenInCode } from "../../../protocol/terms.ts";
import { headOf, standTime } from "./fresh.ts";
import { languagesOf } from "./languages.ts";
import { isNumberWarned, limit, shownUntil } from "./limits.ts";
import { isOnline } from "./opening.ts";
import { chain, type Effect, type Moment, only, type StandState, type Step } from "./state.ts";

/** Codes closer together than this are one hand before the glass, or a scanner that babbles. */
const BETWEEN_CODES_MS = 500;
const LONGEST_CODE = 512;

type Said =
  | { readonly standing: Standing; readonly code: string }
  | { readonly refused: Refusal | "off-line" };

export function explain(state: StandState, said: Said, moment: Moment): Step {
  return only(
    { ...state, standing: { ...said, until: shownUntil(state, moment) } },
    limit(state, "standing"),
  );
}

function showing(state: StandState, moment: Moment): Step {
  const [first, ...others] = state.screen;
  if (!first) return only(state, { do: "stop-timer", name: "screen" });
  const until = shownUntil(state, moment);
  return only({ ...state, screen: [{ ...first, until }, ...others] }, limit(state, "screen"));
}

/** A ticket for the screen; one that is already there is read first. */
export function showTicket(state: StandState, ticketId: TicketId, moment: Moment): Step {
  const next = { ...state, screen: [...state.screen, { ticketId, until: 0 }] };
  return state.screen.length > 0 ? only(next) : showing(next, moment);
}

function nextTicket(state: StandState, moment: Moment): Step {
  return showing({ ...state, screen: state.screen.slice(1) }, moment);
}

/** Whoever presses a lit button is the next citizen once the number on the screen was warned of: two must not leave with it. */
export function makeRoom(state: StandState, moment: Moment): Step {
  return isNumberWarned(state) ? nextTicket(state, moment) : only(state);
}

export function onDismissed(state: StandState, moment: Moment): Step {
  return chain(nextTicket(state, moment), (next) =>
    only(
      { ...next, standing: null, information: null },
      { do: "stop-timer", name: "standing" },
      { do: "stop-timer", name: "information" },
    ),
  );
}

/** As the next citizen finds it: the first language, the usual look. Who listens keeps both. */
function atFirst(state: StandState): StandState {
  if (state.access.speech !== null) return state;
  const access = { ...state.access, isHigh: false, isMute: false };
  return { ...state, access, language: languagesOf(state)[0] ?? "da" };
}

/** High contrast and large type, for a while. */
export function chooseLook(state: StandState, isHigh: boolean): Step {
  const next = { ...state, access: { ...state.access, isHigh, isMute: false } };
  return only(next, idle(next));
}

/** The language falls back to the stand's first one when nobody has touched it for a while. */
export function chooseLanguage(state: StandState, language: Language): Step {
  if (!languagesOf(state).includes(language)) return only(state);
  return only({ ...state, language }, idle(state));
}

export function idle(state: StandState): Effect {
  return limit(state, "language");
}

const isReadable = (code: string) => code.length > 0 && code.length <= LONGEST_CODE && !/\p{Cc}/u.test(code);

/** Whether another code was presented a moment ago. */
export function isTooSoon(state: StandState, moment: Moment): boolean {
  return moment.monoMs - state.presentedMs < BETWEEN_CODES_MS;
}

/** A code before the scanner, or typed: one of our tickets is looked up, anything else is asked for as a check-in (R3). */
export function onPresented(state: StandState, code: string, moment: Moment): Step {
  if (isTooSoon(state, moment)) return only(state);
  const seen = { ...state, presentedMs: moment.monoMs };
  if (!isReadable(code.trim())) return explain(seen, { refused: "code-unknown" }, moment);
  if (!isOnline(state)) return explain(seen, { refused: "off-line" }, moment);
  const head = headOf(moment, "code");
  const lookup = { request: head.id, code: code.trim() };
  return only({ ...seen, lookup }, questionOf(seen, lookup.code, moment), {
    do: "timer",
    name: "code",
    afterMs: 2 * state.timings.answerMs,
  });
}

/** Asks for the ticket that is shown to come back into its queue. */
export function rejoin(state: StandState, moment: Moment): Step {
  const { standing } = state;
  const token = standing && "code" in standing ? tokenInCode(standing.code) : null;
  if (standing === null || !("code" in standing) || token === null) return only(state);
  if (!isOnline(state)) return explain(state, { refused: "off-line" }, moment);
  const head = headOf(moment, "code");
  return only(
    { ...state, standing: null, lookup: { request: head.id, code: standing.code } },
    { do: "stop-timer", name: "standing" },
    { do: "publish", topic: "rejoin", message: { ...head, token } },
    { do: "timer", name: "code", afterMs: 2 * state.timings.answerMs },
  );
}

function questionOf(state: StandState, code: string, moment: Moment): Effect {
  const head = headOf(moment, "code");
  const token = tokenInCode(code);
  if (token) return { do: "publish", topic: "lookup", message: { ...head, token } };
  const message = { ...head, code, language: state.language, presented: standTime(state, moment) };
  return { do: "publish", topic: "checkIn", message };
}

export function onCodeAnswer(state: StandState, answer: Message<"lookupAnswer">, moment: Moment): Step {
  if (state.lookup?.request !== answer.transaction) return only(state);
  const { code } = state.lookup;
  const said = "refused" in answer.answer ? answer.answer : { standing: answer.answer, code };
  return chain(explain({ ...state, lookup: null }, said, moment), (next) =>
    only(next, { do: "stop-timer", name: "code" }),
  );
}

/** `null` for a timer that is none of the screen's. */
export function onScreenTimer(state: StandState, name: string, moment: Moment): Step | null {
  switch (name) {
    case "standing":
      return only({ ...state, standing: null });
    case "screen":
      return nextTicket(state, moment);
    case "menu":
      return only({ ...state, way: [] });
    case "language":
      return only(atFirst(state));
    case "code":
      return state.lookup === null
        ? only(state)
        : explain({ ...state, lookup: null }, { refused: "off-line" }, moment);
    default:
      return null;
  }
}
