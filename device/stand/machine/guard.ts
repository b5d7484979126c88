/**
 * The guard of a button after a press that gives a ticket (design rule 10).
 * It starts at the accepted press, is not prolonged by swallowed ones, and ends when the paper is out: at least 2 s, at most 5 s.
 */
import type { TicketId } from "../../../protocol/terms.ts";
import { type Guard, only, type StandState, type Step } from "./state.ts";

const GUARD = "guard:";

function withGuard(state: StandState, button: number, guard: Guard): StandState {
  return { ...state, guards: { ...state.guards, [button]: guard } };
}

function withoutGuard(state: StandState, button: number): StandState {
  const { [button]: _ended, ...guards } = state.guards;
  return { ...state, guards };
}

/** The press was accepted: `button` gives no further ticket until its guard ends. */
export function guard(state: StandState, button: number, ticketId: TicketId): Step {
  return only(withGuard(state, button, { ticketId, stage: "least", isOut: false }), {
    do: "timer",
    name: `${GUARD}${button}`,
    afterMs: state.timings.guardMinMs,
  });
}

const TAP = "tap:";
/** A finger's second tap, in milliseconds. */
const TAP_MS = 500;

const untapped = (state: StandState, button: number) => state.taps.filter((one) => one !== button);

/** The page was turned: the second half of a double press must not choose what now lies under the finger, of whatever kind. */
export function guardTap(state: StandState, button: number): Step {
  return only(
    { ...state, taps: [...untapped(state, button), button] },
    { do: "timer", name: `${TAP}${button}`, afterMs: Math.min(TAP_MS, state.timings.guardMinMs) },
  );
}

/** The ticket's paper is out, or nothing will come out: the guard ends, but not before its shortest time. */
export function release(state: StandState, ticketId: TicketId): Step {
  for (const [button, guarded] of Object.entries(state.guards)) {
    if (guarded.ticketId !== ticketId) continue;
    if (guarded.stage === "least") return only(withGuard(state, Number(button), { ...guarded, isOut: true }));
    return only(withoutGuard(state, Number(button)), { do: "stop-timer", name: `${GUARD}${button}` });
  }
  return only(state);
}

/** `null` for a timer that is none of ours. */
export function onGuardTimer(state: StandState, name: string): Step | null {
  if (name.startsWith(TAP)) return only({ ...state, taps: untapped(state, Number(name.slice(TAP.length))) });
  if (!name.startsWith(GUARD)) return null;
  const button = Number(name.slice(GUARD.length));
  const guarded = state.guards[button];
  if (!guarded || guarded.isOut || guarded.stage === "most") return only(withoutGuard(state, button));
  const afterMs = Math.max(1, state.timings.guardMaxMs - state.timings.guardMinMs);
  return only(withGuard(state, button, { ...guarded, stage: "most" }), { do: "timer", name, afterMs });
}
