/**
 * A press of a button: a ticket, a menu, the way back, or nothing where the lamp is dark.
 * Pure; what each button does stands in keys.ts.
 */

import type { DrawnButton } from "../../../protocol/snapshots.ts";
import { MOST_ANSWERS } from "../../../protocol/terms.ts";
import type { Speech } from "./access.ts";
import { endSpeech } from "./assist.ts";
import { guardTap } from "./guard.ts";
import { inform, putAway } from "./information.ts";
import { accept } from "./issue.ts";
import { answersWith, keysOf, serviceOf } from "./keys.ts";
import { languagesOf } from "./languages.ts";
import { limit } from "./limits.ts";
import { callForGuest } from "./no-code.ts";
import { rejoin } from "./presented.ts";
import { idle, makeRoom } from "./screen.ts";
import { chain, type Effect, type Moment, only, type StandState, type Step } from "./state.ts";

/** Another page lies under the finger now. */
function turnTo(state: StandState, way: StandState["way"], button: number): Step {
  const menu: Effect = way.length > 0 ? limit(state, "menu") : { do: "stop-timer", name: "menu" };
  return chain(only({ ...state, way }, menu), (next) => guardTap(next, button));
}

/** A menu that somebody is in already is gone back to, so that no way has an end. */
function openMenu(state: StandState, { button, label }: DrawnButton, menu: string): Step {
  const at = state.way.findIndex((one) => one.menu === menu);
  const before = at < 0 ? state.way : state.way.slice(0, at);
  const answer = state.way[at]?.answer ?? label.da;
  return turnTo(state, [...before, { menu, page: 0, answer }], button);
}

function turnPage(state: StandState, button: number): Step {
  const last = state.way.at(-1);
  if (last === undefined) return only(state);
  return turnTo(state, [...state.way.slice(0, -1), { ...last, page: last.page + 1 }], button);
}

/** One level up; from a presented code's answer to the first page. */
function goBack(state: StandState, button: number): Step {
  if (state.standing === null) return turnTo(state, state.way.slice(0, -1), button);
  const answered = only({ ...state, standing: null }, { do: "stop-timer", name: "standing" });
  return chain(answered, (next) => turnTo(next, [], button));
}

/** Out of a menu the first page comes back under the finger. */
function giveTicket(state: StandState, pressed: Parameters<typeof accept>[1], moment: Moment): Step {
  const isPageTurned = state.way.length > 0;
  return chain(accept(state, pressed, moment), (next) =>
    isPageTurned ? guardTap(next, pressed.button) : only(next),
  );
}

const isDefault = (state: StandState) => state.language === languagesOf(state)[0];

/** Who listens hears what a button is for, and chooses it by pressing it again; who has their number has gone. */
function pressByEar(state: StandState, speech: Speech, { button, moment }: Pressed): Step {
  if (speech.spoken !== null)
    return chain(endSpeech(state), (next) => pressInSight(next, { button, moment }));
  if (state.taps.includes(button)) return only(state);
  const focused = (focus: number | null, reads: number): StandState => ({
    ...state,
    access: { ...state.access, speech: { ...speech, focus, reads } },
  });
  const isLit = keysOf(state, moment).some((key) => key.button === button && key.lit);
  if (speech.focus === button && isLit) return pressInSight(focused(null, speech.reads), { button, moment });
  return guardTap(focused(button, speech.reads + 1), button);
}

/** What the press of `button` leads to; a dark button leads to nothing, its reason stands on the screen. */
export function onPressed(state: StandState, button: number, moment: Moment): Step {
  const { speech } = state.access;
  return speech === null
    ? pressInSight(state, { button, moment })
    : pressByEar(state, speech, { button, moment });
}

type Pressed = { readonly button: number; readonly moment: Moment };

function pressInSight(state: StandState, { button, moment }: Pressed): Step {
  const key = keysOf(state, moment).find((one) => one.button === button);
  if (!key?.lit) return only(state);
  const touched = chain(makeRoom(state, moment), (next) =>
    only(next, ...(isDefault(next) ? [] : [idle(next)])),
  );
  return chain(touched, (next) => {
    if (key.does.kind === "back") return goBack(next, button);
    if (key.does.kind === "more") return turnPage(next, button);
    if (key.does.kind === "rejoin") return chain(rejoin(next, moment), (after) => guardTap(after, button));
    if (key.does.kind === "menu") {
      const { menu } = key.does;
      return chain(putAway(next), (after) => openMenu(after, key, menu));
    }
    if (key.does.kind === "information")
      return chain(inform(next, key.does.information, moment), (after) => guardTap(after, button));
    const service = serviceOf(next, key.does.service);
    const pressed = service && { button, service, answers: answersWith(next, key) };
    const { withoutCode = false } = key.does;
    if (pressed && withoutCode) {
      // Staff read beside the number what it was that nobody came to.
      const answers = [...pressed.answers, key.label.da].slice(-MOST_ANSWERS);
      return chain(putAway(next), (after) => callForGuest(after, { ...pressed, answers }, moment));
    }
    return pressed ? chain(putAway(next), (after) => giveTicket(after, pressed, moment)) : only(next);
  });
}
