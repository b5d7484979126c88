/**
 * Which sign is given by ear after an event: for those who do not see the lamp and the screen.
 * Pure; knows no speaker. Compares the state before and after, so that no rule needs to think of it.
 */
import { keysOf } from "./keys.ts";
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

function signOf({ before, event, moment }: Happened, after: StandState): Sign | null {
  if (before.service !== null || after.service !== null) return null; // the technician's round has its own words
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
  return given === null ? only(after) : only(after, { do: "sign", sign: given });
}
