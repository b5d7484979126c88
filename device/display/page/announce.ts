/**
 * In which order a display shows and speaks calls: one at a time, recalls first, the others first in, first out, none merged. A call
 * that ended before its turn goes to the last calls alone; no other is dropped (docs/decisions/late-calls.md).
 * Pure; knows no sound, no page and no clock: who drives it brings `at` and says when a sound has ended.
 */
import type { DisplayPicture } from "../../../protocol/snapshots.ts";

export type DisplayedCall = DisplayPicture["calls"][number];

/** One call on its way to the big place. `isSpoken` is false for a call that was missed too long ago. */
export type Announcement = { readonly call: DisplayedCall; readonly isSpoken: boolean };

export type Announcing = {
  /** Keys of calls that were taken in already, the last {@link REMEMBERED}; `null` before the first picture. */
  readonly seen: readonly string[] | null;
  readonly waiting: readonly Announcement[];
  /** Calls that were to be spoken while the browser still waited for a tap, oldest first. */
  readonly unheard: readonly DisplayedCall[];
  /** What has the big place now, since when (epoch ms), and whether its sound is over. */
  readonly now: (Announcement & { readonly since: number; readonly isHeard: boolean }) | null;
};

export type Happening =
  /** `ended`: those of the calls whose ticket is by now neither called nor served at their counter. */
  | {
      readonly kind: "picture";
      readonly calls: readonly DisplayedCall[];
      readonly ended: readonly DisplayedCall[];
    }
  /** The sound of the announcement that has the big place is over, or could not be played. */
  | { readonly kind: "heard"; readonly call: DisplayedCall }
  /** It stayed silent because the browser waits for a tap. */
  | { readonly kind: "muted"; readonly call: DisplayedCall }
  /** The tap has come: what stayed silent and is still young gets the big place, and its sound, once more. */
  | { readonly kind: "unmuted" }
  | { readonly kind: "tick" };

/** `begins`: the announcement that takes the big place with this very step, so that its sound starts once. */
export type Step = { readonly state: Announcing; readonly begins: Announcement | null };

/** A number keeps the big place at least this long, ms (facts/web.md: with less, the first of two calls flits by). */
export const LEAST_SHOWN_MS = 5_000;
/** A call that was missed is spoken only while it is younger than this, ms. */
export const SPOKEN_WITHIN_MS = 60_000;
/** A sound that never reports its end keeps its number in the big place at most this long, ms. */
export const LONGEST_SOUND_MS = 30_000;
/** The same while others wait: room for the gong and one language, so that a row of calls is never far behind, ms. */
export const LONGEST_BEFORE_OTHERS_MS = 10_000;
/** More than the 20 calls of a picture, so that none of them is taken for new twice. */
const REMEMBERED = 64;

export const NOTHING_ANNOUNCED: Announcing = { seen: null, waiting: [], unheard: [], now: null };

/** `callSeq` alone would not do: a hub with a new ledger counts from 1 again. */
const keyOf = (call: DisplayedCall): string => `${call.callSeq}/${call.calledAt}`;

const isYoung = (call: DisplayedCall, at: number): boolean => at - call.calledAt < SPOKEN_WITHIN_MS;

/** A call that staff took back is missing between calls that are still there; older ones just fell off the end. */
function isTakenBack(call: DisplayedCall, calls: readonly DisplayedCall[]): boolean {
  const oldest = calls[0];
  return (
    oldest !== undefined &&
    oldest.calledAt < call.calledAt &&
    !calls.some((other) => keyOf(other) === keyOf(call))
  );
}

/** Recalls go first: their citizens have missed one call already, and staff wait. */
function inTurn(waiting: readonly Announcement[]): Announcement[] {
  return waiting.toSorted((one, other) => Number(other.call.recall) - Number(one.call.recall));
}

type Pictured = Extract<Happening, { kind: "picture" }>;

/**
 * Takes in a picture: every unseen call that has not ended waits its turn, in the order of `callSeq`. A page that has just started
 * shows only what is young enough to be spoken: the rest of its first picture is history.
 */
function taken(state: Announcing, { calls, ended }: Pictured, at: number): Announcing {
  const seen = state.seen ?? [];
  const isOn = (call: DisplayedCall) =>
    !isTakenBack(call, calls) && !ended.some((other) => keyOf(other) === keyOf(call));
  const unseen = calls
    .filter((call) => !seen.includes(keyOf(call)))
    .toSorted((one, other) => one.callSeq - other.callSeq)
    .map((call) => ({ call, isSpoken: isYoung(call, at) }));
  const fresh = state.seen === null ? unseen.filter((one) => one.isSpoken) : unseen;
  return {
    ...state,
    unheard: state.unheard.filter(isOn),
    seen: [...seen, ...unseen.map((one) => keyOf(one.call))].slice(-REMEMBERED),
    waiting: inTurn([...state.waiting, ...fresh].filter((one) => isOn(one.call))),
  };
}

function isOver(now: NonNullable<Announcing["now"]>, others: number, at: number): boolean {
  const shownMs = at - now.since;
  const longestMs = others > 0 ? LONGEST_BEFORE_OTHERS_MS : LONGEST_SOUND_MS;
  return (shownMs >= LEAST_SHOWN_MS && now.isHeard) || shownMs >= longestMs || shownMs < 0;
}

/** Lets the next announcement have the big place when the present one is over. */
function advanced(state: Announcing, at: number): Step {
  if (state.now !== null && !isOver(state.now, state.waiting.length, at)) return { state, begins: null };
  const [next, ...waiting] = state.waiting;
  if (next === undefined)
    return { state: state.now === null ? state : { ...state, now: null }, begins: null };
  const now = { ...next, since: at, isHeard: !next.isSpoken };
  return { state: { ...state, waiting, now }, begins: next };
}

/** The sound of this call is over, whether or not anybody heard it. */
function over(state: Announcing, call: DisplayedCall): Announcing {
  const isCurrent = state.now !== null && keyOf(state.now.call) === keyOf(call);
  return isCurrent && state.now !== null ? { ...state, now: { ...state.now, isHeard: true } } : state;
}

/** One step of the announcing at `at` (epoch ms of the hub's clock). Promises that no call is merged, and that none is dropped but one that ended. */
export function announce(state: Announcing, happening: Happening, at: number): Step {
  switch (happening.kind) {
    case "picture":
      return advanced(taken(state, happening, at), at);
    case "heard":
      return advanced(over(state, happening.call), at);
    case "muted": {
      const unheard = [...state.unheard.filter((call) => isYoung(call, at)), happening.call];
      return advanced({ ...over(state, happening.call), unheard }, at);
    }
    case "unmuted": {
      const again = state.unheard.filter((call) => isYoung(call, at));
      const waiting = [...again.map((call) => ({ call, isSpoken: true })), ...state.waiting];
      return advanced({ ...state, unheard: [], waiting }, at);
    }
    case "tick":
      return advanced(state, at);
  }
}
