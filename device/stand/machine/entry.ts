/**
 * A citizen's digits on the keypad: kept in memory only until Enter presents them as a scanned code would be, or they are forgotten.
 * Pure; the screen is told how many there are, nobody is told which.
 */

import { languagesOf } from "./languages.ts";
import { limit } from "./limits.ts";
import { isTooSoon, onPresented } from "./presented.ts";
import { idle, onDismissed } from "./screen.ts";
import { chain, type Moment, only, type StandState, type Step } from "./state.ts";

/** Longer than any code that a person types; more digits are not taken. */
const LONGEST_ENTRY = 16;
const TIMER = "entry";

/** Nobody finds the digits of whoever stood here before. */
export function forgetEntry(state: StandState): Step {
  return state.entry === "" ? only(state) : only({ ...state, entry: "" }, { do: "stop-timer", name: TIMER });
}

function typed(state: StandState, entry: string): Step {
  if (entry === "") return forgetEntry(state);
  const isDefault = state.language === languagesOf(state)[0];
  return only({ ...state, entry }, limit(state, TIMER), ...(isDefault ? [] : [idle(state)]));
}

/** The answer to the last code makes room for the first digit of the next. */
function onDigit(state: StandState, digit: string): Step {
  if (state.entry.length >= LONGEST_ENTRY) return only(state);
  const next = typed(state, state.entry + digit);
  if (state.standing === null) return next;
  return chain(next, (after) => only({ ...after, standing: null }, { do: "stop-timer", name: "standing" }));
}

/** Right after another code the digits stay, and the next Enter presents them. */
function onEnter(state: StandState, moment: Moment): Step {
  const code = state.entry;
  if (code === "" || isTooSoon(state, moment)) return only(state);
  return chain(forgetEntry(state), (next) => onPresented(next, code, moment));
}

/** Puts away digits and what the screen shows, and leaves the menu. */
function onClear(state: StandState, moment: Moment): Step {
  return chain(
    forgetEntry(state),
    (next) => onDismissed(next, moment),
    (next) => only({ ...next, way: [] }, { do: "stop-timer", name: "menu" }),
  );
}

/** A key of the keypad. While a number that is on no paper stands on the screen, it is read first: only clear is heard. */
export function onKey(state: StandState, key: string, moment: Moment): Step {
  if (key === "clear") return onClear(state, moment);
  if (state.screen.length > 0) return only(state);
  if (/^\d$/.test(key)) return onDigit(state, key);
  if (key === "backspace") return typed(state, state.entry.slice(0, -1));
  return key === "enter" ? onEnter(state, moment) : only(state);
}

/** `null` for a timer that is not the entry's. */
export function onEntryTimer(state: StandState, name: string): Step | null {
  return name === TIMER ? only({ ...state, entry: "" }) : null;
}
