/**
 * A press of a button: a ticket, a menu, the way back, or nothing where the lamp is dark.
 * Pure; what each button does stands in keys.ts.
 */

import type { DrawnButton } from "../../../protocol/snapshots.ts";
import { guardTap } from "./guard.ts";
import { inform } from "./information.ts";
import { accept } from "./issue.ts";
import { answersWith, keysOf, serviceOf } from "./keys.ts";
import { idle, languagesOf, rejoin } from "./screen.ts";
import { chain, type Moment, only, type StandState, type Step } from "./state.ts";

function openMenu(state: StandState, key: DrawnButton, menu: string): Step {
  const timer = { do: "timer", name: "menu", afterMs: state.timings.shownMs } as const;
  const answers = answersWith(state, key);
  return chain(only({ ...state, menu, answers }, timer), (next) => guardTap(next, key.button));
}

function closeMenu(state: StandState, button: number): Step {
  const turned = only(
    { ...state, menu: null, answers: [], standing: null },
    { do: "stop-timer", name: "menu" },
    { do: "stop-timer", name: "standing" },
  );
  return chain(turned, (next) => guardTap(next, button));
}

/** Out of a menu the first page comes back under the finger. */
function giveTicket(state: StandState, pressed: Parameters<typeof accept>[1], moment: Moment): Step {
  const isPageTurned = state.menu !== null;
  return chain(accept(state, pressed, moment), (next) =>
    isPageTurned ? guardTap(next, pressed.button) : only(next),
  );
}

const isDefault = (state: StandState) => state.language === languagesOf(state)[0];

/** What the press of `button` leads to; a dark button leads to nothing, its reason stands on the screen. */
export function onPressed(state: StandState, button: number, moment: Moment): Step {
  const key = keysOf(state, moment).find((one) => one.button === button);
  if (!key?.lit) return only(state);
  const touched = only(state, ...(isDefault(state) ? [] : [idle(state)]));
  return chain(touched, (next) => {
    if (key.does.kind === "back") return closeMenu(next, button);
    if (key.does.kind === "rejoin") return chain(rejoin(next, moment), (after) => guardTap(after, button));
    if (key.does.kind === "menu") return openMenu(next, key, key.does.menu);
    if (key.does.kind === "information")
      return chain(inform(next, key.does.information, moment), (after) => guardTap(after, button));
    const service = serviceOf(next, key.does.service);
    return service
      ? giveTicket(next, { button, service, answers: answersWith(next, key) }, moment)
      : only(next);
  });
}
