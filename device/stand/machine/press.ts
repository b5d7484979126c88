/**
 * A press of a button: a ticket, a menu, the way back, or nothing where the lamp is dark.
 * Pure; what each button does stands in keys.ts.
 */

import { guardTap } from "./guard.ts";
import { accept } from "./issue.ts";
import { keysOf, serviceOf } from "./keys.ts";
import { idle, languagesOf } from "./screen.ts";
import { chain, type Moment, only, type StandState, type Step } from "./state.ts";

function openMenu(state: StandState, button: number, menu: string): Step {
  const timer = { do: "timer", name: "menu", afterMs: state.timings.shownMs } as const;
  return chain(only({ ...state, menu }, timer), (next) => guardTap(next, button));
}

const isDefault = (state: StandState) => state.language === languagesOf(state)[0];

/** What the press of `button` leads to; a dark button leads to nothing, its reason stands on the screen. */
export function onPressed(state: StandState, button: number, moment: Moment): Step {
  const key = keysOf(state, moment).find((one) => one.button === button);
  if (!key?.lit) return only(state);
  const touched = only(state, ...(isDefault(state) ? [] : [idle(state)]));
  return chain(touched, (next) => {
    if (key.does.kind === "back") return only({ ...next, menu: null }, { do: "stop-timer", name: "menu" });
    if (key.does.kind === "menu") return openMenu(next, button, key.does.menu);
    const service = serviceOf(next, key.does.service);
    return service ? accept(next, { button, service }, moment) : only(next);
  });
}
