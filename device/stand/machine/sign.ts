/**
 * Which sign is given by ear after an event: for those who do not see the lamp and the screen.
 * Pure; knows no speaker. Compares the state before and after, so that no rule needs to think of it.
 */
import { clockWords } from "../../../protocol/texts/words.ts";
import { keysOf } from "./keys.ts";
import { isWaitingForKey } from "./limits.ts";
import { type Effect, type Moment, only, type StandEvent, type StandState, type Step } from "./state.ts";

type Sign = Extract<Effect, { do: "sign" }>["sign"];

/** What happened, between two states. */
export type Happened = { readonly before: StandState; readonly event: StandEvent; readonly moment: Moment };

function hasAccepted(before: StandState, after: StandState): boolean {
  return Object.keys(after.issuing).some((ticketId) => before.issuing[ticketId] === undefined);
}

/** A button that is dark because nothing can be had there. One that rests after a press says nothing: a shaking hand did nothing wrong. */
function isRefusing(before: StandState, button: number, moment: Moment): boolean {
  const key = keysOf(before, moment).find((one) => one.button === button);
  return key !== undefined && !key.lit && key.because !== "busy";
}

/** Of the tactile key; a call for a colleague is heard in the hall, too. */
function signOfKey({ access: was }: StandState, { access: now }: StandState): Sign | null {
  const isCalled = now.help !== was.help && (now.help?.is === "asking" || now.help?.is === "off-line");
  const isMuteNow = now.isMute && !was.isMute;
  if (isCalled || isMuteNow || now.warned.length > was.warned.length) return "attention";
  return (was.speech === null) === (now.speech === null) && was.isHigh === now.isHigh ? null : "accepted";
}

/** Nobody is to be woken where the house wants quiet; whoever has speech switched on is there. */
function isNight({ config, access }: StandState, now: number): boolean {
  const { nightFrom, nightTo } = config?.sound ?? {};
  if (nightFrom === undefined || nightTo === undefined || access.speech !== null) return false;
  const clock = clockWords(now, { timeZone: config?.timeZone ?? "UTC", language: "en" });
  return nightFrom <= nightTo ? nightFrom <= clock && clock < nightTo : nightFrom <= clock || clock < nightTo;
}

function signOf({ before, event, moment }: Happened, after: StandState): Sign | null {
  if (before.service !== null || after.service !== null) return null; // the technician's round has its own words
  const ofKey = signOfKey(before, after);
  if (ofKey !== null) return ofKey;
  const isExtended = after.access.warned.length < before.access.warned.length;
  if (event.kind === "pressed" && isWaitingForKey(before)) return "accepted";
  if (event.kind === "released" && isExtended) return "accepted";
  if (event.kind === "printed" && event.job === "ticket" && event.result !== "printed") return "attention";
  const { standing } = after;
  if (standing !== null && standing !== before.standing)
    return "refused" in standing ? "refused" : "accepted";
  if (event.kind !== "pressed") return null;
  if (hasAccepted(before, after) || after.information !== before.information) return "accepted";
  return isRefusing(before, event.button, moment) ? "refused" : null;
}

/** The state as it is, and the sign where one is to be given. */
export function sign(happened: Happened, after: StandState): Step {
  const given = signOf(happened, after);
  return given === null || isNight(after, happened.moment.wallMs)
    ? only(after)
    : only(after, { do: "sign", sign: given });
}
