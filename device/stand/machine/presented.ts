/**
 * Codes that citizens present, scanned or typed: which of them the hub is asked for, and its answers about tickets.
 * Knows no scanner and no keypad; appointments' codes go on to check-in.ts.
 */
import { shownIn } from "../../../protocol/check-in.ts";
import type { Message } from "../../../protocol/messages.ts";
import { tokenInCode } from "../../../protocol/terms.ts";
import { judgeHere, presentGuest } from "./check-in.ts";
import { headOf } from "./fresh.ts";
import { isOnline } from "./opening.ts";
import { explain } from "./screen.ts";
import { chain, type Moment, only, type StandState, type Step } from "./state.ts";

/** Codes closer together than this are one hand before the glass, or a scanner that babbles. */
const BETWEEN_CODES_MS = 500;
const LONGEST_CODE = 512;

const isReadable = (code: string) => code.length > 0 && code.length <= LONGEST_CODE && !/\p{Cc}/u.test(code);

/** Whether another code was presented a moment ago. */
export function isTooSoon(state: StandState, moment: Moment): boolean {
  return moment.monoMs - state.presentedMs < BETWEEN_CODES_MS;
}

/**
 * A code before the scanner, or typed: one of our tickets is looked up, an appointment's checks in (R3). Of all else nothing is told
 * to anybody, since a card may have a name on it.
 */
export function onPresented(state: StandState, code: string, moment: Moment): Step {
  if (isTooSoon(state, moment)) return only(state);
  const seen = { ...state, presentedMs: moment.monoMs, lookup: null };
  const token = tokenInCode(code);
  const shown = token === null && isReadable(code.trim()) ? shownIn(code) : null;
  if (shown !== null) return presentGuest(seen, shown, moment);
  if (token === null) return explain(seen, { refused: "code-unknown" }, moment);
  if (!isOnline(state)) return explain(seen, { refused: "off-line" }, moment);
  const head = headOf(moment, "code");
  const lookup = { request: head.id, code: code.trim() };
  return only(
    { ...seen, lookup },
    { do: "publish", topic: "lookup", message: { ...head, token } },
    {
      do: "timer",
      name: "code",
      afterMs: 2 * state.timings.answerMs,
    },
  );
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

export function onCodeAnswer(state: StandState, answer: Message<"lookupAnswer">, moment: Moment): Step {
  if (state.lookup?.request !== answer.transaction) return only(state);
  const { code } = state.lookup;
  const said = "refused" in answer.answer ? answer.answer : { standing: answer.answer, code };
  return chain(explain({ ...state, lookup: null }, said, moment), (next) =>
    only(next, { do: "stop-timer", name: "code" }),
  );
}

/** `null` for a timer that is not the code's. The hub is silent: for an appointment the day's list is asked. */
export function onCodeTimer(state: StandState, name: string, moment: Moment): Step | null {
  const { lookup } = state;
  if (name !== "code") return null;
  if (lookup === null) return only(state);
  const next = { ...state, lookup: null };
  return lookup.guest ? judgeHere(next, lookup, moment) : explain(next, { refused: "off-line" }, moment);
}
