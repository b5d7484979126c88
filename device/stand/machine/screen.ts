/**
 * What the stand's screen shows for a while: a ticket whose paper failed, what a code stands for, why there was no number.
 * Knows no page; pictures are made in picture.ts.
 */
import type { Language, TicketId } from "../../../protocol/terms.ts";
import { languagesOf } from "./languages.ts";
import { isNumberWarned, limit, shownUntil } from "./limits.ts";
import type { Said } from "./said.ts";
import { chain, type Effect, type Moment, only, type StandState, type Step } from "./state.ts";

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
    default:
      return null;
  }
}
