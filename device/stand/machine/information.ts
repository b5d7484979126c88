/**
 * What a citizen can do without a ticket (R4): told on the screen for a while, and on paper where there is some.
 * Pure; it needs no hub, gives no number and changes no ticket.
 */
import { informationOf } from "./keys.ts";
import { limit, shownUntil } from "./limits.ts";
import { type Effect, type Moment, only, type StandState, type Step } from "./state.ts";

const TIMER = "information";

/** Shows it and prints its slip; a printer without paper leaves it to the screen. */
export function inform(state: StandState, id: string, moment: Moment): Step {
  if (!informationOf(state, id)) return only(state);
  const { online, paper, error } = state.printer;
  const slip: Effect = {
    do: "print",
    job: "information",
    ticket: null,
    ahead: null,
    wait: null,
    information: id,
  };
  return only(
    { ...state, way: [], information: { id, until: shownUntil(state, moment) } },
    { do: "stop-timer", name: "menu" },
    limit(state, TIMER),
    ...(online && paper !== "out" && error === null ? [slip] : []),
  );
}

/** Whoever goes on, or comes next, has it no more: neither is its button dark for them, nor do their presses keep it on the screen. */
export function putAway(state: StandState): Step {
  if (state.information === null) return only(state);
  return only({ ...state, information: null }, { do: "stop-timer", name: TIMER });
}

/** `null` for a timer that is not the information's. */
export function onInformationTimer(state: StandState, name: string): Step | null {
  return name === TIMER ? only({ ...state, information: null }) : null;
}
