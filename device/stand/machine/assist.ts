/**
 * The tactile key: a short press turns reading aloud and the large look on and off, or gives a number on the screen more time; a
 * long one calls a colleague.
 * Pure; what is said aloud stands in speech.ts.
 */
import type { Message } from "../../../protocol/messages.ts";
import { SPOKEN } from "../../../protocol/texts/speech.ts";
import { type Access, AT_REST, type Help } from "./access.ts";
import { headOf } from "./fresh.ts";
import { extendAll, isNumberWarned, limit } from "./limits.ts";
import { isOnline } from "./opening.ts";
import { chain, type Moment, only, type StandEvent, type StandState, type Step } from "./state.ts";

const HOLD = "assist";
/** How long a finger stays on the key to call a colleague. */
const HOLD_MS = 2_000;
const HELP = "help";
/** How long the screen says that somebody was called; as long as the hub keeps the call from being made twice. */
const TOLD_MS = 300_000;
const COMING_MS = 60_000;

function withAccess(state: StandState, access: Partial<Access>): StandState {
  return { ...state, access: { ...state.access, ...access } };
}

/** Whether this stand can read aloud now, in the language that is chosen. */
export function canSpeak({ who, speaker, language }: StandState): boolean {
  return speaker.online && SPOKEN.includes(language) && (who.voices ?? []).includes(language);
}

/** Reading aloud ends; a menu that is open ends by its own limit. */
export function endSpeech(state: StandState): Step {
  if (state.access.speech === null) return only(state);
  const { help } = state.access;
  return only(
    { ...state, access: { ...AT_REST, help } },
    { do: "stop-timer", name: "speech" },
    { do: "hush" },
  );
}

function beginSpeech(state: StandState): Step {
  const speech = { focus: null, reads: 0, spoken: null, repeats: 0 };
  const on = withAccess(state, { speech, isHigh: true, isMute: false });
  return only(on, limit(on, "speech"), limit(on, "language"));
}

/** Without a voice the large look is what the key can do, and the screen says so. */
function enlarge(state: StandState): Step {
  const isHigh = !state.access.isHigh;
  const next = withAccess(state, { isHigh, isMute: isHigh });
  return only(next, limit(next, "language"));
}

/** While a number on the screen is warned of, the key gives it more time; who listens hears it again. */
function onShort(state: StandState, moment: Moment): Step {
  if (!isNumberWarned(state)) return onUsual(state);
  const isListening = state.access.speech !== null;
  return chain(extendAll(state, moment), (next) => (isListening ? onUsual(next) : only(next)));
}

function onUsual(state: StandState): Step {
  const { speech } = state.access;
  if (speech === null) return canSpeak(state) ? beginSpeech(state) : enlarge(state);
  if (speech.spoken === null) return endSpeech(state);
  const again = withAccess(state, { speech: { ...speech, repeats: speech.repeats + 1 } });
  return only(again, limit(again, "speech"));
}

const shownFor = (is: Help["is"], { timings }: StandState): number =>
  ({
    asking: 2 * timings.answerMs,
    told: TOLD_MS,
    coming: COMING_MS,
    "off-line": timings.shownMs + timings.warnMs,
  })[is];

function helpIs(state: StandState, help: Help): Step {
  return only(withAccess(state, { help }), { do: "timer", name: HELP, afterMs: shownFor(help.is, state) });
}

/** Whoever holds the key again while a colleague is called is told how it stands. */
function onLong(state: StandState, moment: Moment): Step {
  const { help } = state.access;
  if (help !== null && help.is !== "off-line") return only(withAccess(state, { help: { ...help } }));
  const head = headOf(moment, "help");
  if (!isOnline(state)) return helpIs(state, { id: head.id, is: "off-line" });
  return chain(helpIs(state, { id: head.id, is: "asking" }), (next) =>
    only(next, { do: "publish", topic: "help", message: head }),
  );
}

/** The hub has told staff, or one of them goes there. A hub that knew of an older call of this stand names that one. */
export function onHelpAnswer(state: StandState, { transaction, coming }: Message<"helpAnswer">): Step {
  const { help } = state.access;
  if (help === null) return only(state);
  if (coming) return helpIs(state, { ...help, is: "coming" });
  return transaction === help.id && help.is === "asking"
    ? helpIs(state, { ...help, is: "told" })
    : only(state);
}

/** The key went down, or up again before the time was over. `null` for every other button. */
export function onAssistKey(
  state: StandState,
  event: Extract<StandEvent, { kind: "pressed" | "released" }>,
  moment: Moment,
): Step | null {
  const isOurs = event.button === state.who.assist;
  if (event.kind === "pressed")
    return isOurs
      ? only(withAccess(state, { isHeld: true }), { do: "timer", name: HOLD, afterMs: HOLD_MS })
      : null;
  if (!isOurs || !state.access.isHeld) return only(state);
  return chain(letGo(state), (next) => onShort(next, moment));
}

/** The finger is gone from the key, or the key from the stand: nothing comes of it. */
export function letGo(state: StandState): Step {
  if (!state.access.isHeld) return only(state);
  return only(withAccess(state, { isHeld: false }), { do: "stop-timer", name: HOLD });
}

/** `null` for a timer that is not the key's. */
export function onAssistTimer(state: StandState, name: string, moment: Moment): Step | null {
  const { help, isHeld } = state.access;
  switch (name) {
    case HOLD:
      return isHeld ? onLong(withAccess(state, { isHeld: false }), moment) : only(state);
    case "speech":
      return endSpeech(state);
    case HELP:
      return help?.is === "asking"
        ? helpIs(state, { ...help, is: "off-line" })
        : only(withAccess(state, { help: null }));
    default:
      return null;
  }
}

/** All of it was spoken: silence begins to count. A voice that failed leaves the large look, and the screen says why. */
export function onSaid(state: StandState, isHeard: boolean): Step {
  if (state.access.speech === null) return only(state);
  if (isHeard) return only(state, limit(state, "speech"));
  return chain(endSpeech(state), (next) => enlarge(next));
}
