/**
 * Time limits at the stand: each warns before it falls back, and any key extends it, as often as anybody wants (WCAG 2.2.1); of a
 * number on the screen the tactile key does, for at a lit one the next citizen may stand.
 * Pure; what falls back, and to what, each rule knows by itself.
 */
import { type Access, LIMITED, type Limited } from "./access.ts";
import { languagesOf } from "./languages.ts";
import { type Effect, type Moment, only, type StandEvent, type StandState, type Step } from "./state.ts";

/** Whoever listens needs longer than whoever reads. */
const BY_EAR = 3;
/** After the number was spoken, its citizen goes, and another may come. */
const AFTER_NUMBER_MS = 15_000;

/** How long something is shown before the warning, in milliseconds. */
function limitMs({ timings, access }: StandState): number {
  return access.speech === null ? timings.shownMs : BY_EAR * timings.shownMs;
}

/** Starts the limit of what is shown, or starts it anew. */
export function limit(state: StandState, name: Limited): Effect {
  const { speech } = state.access;
  const isOver = name === "speech" && speech !== null && speech.spoken !== null;
  const once = name === "language" ? 2 * limitMs(state) : limitMs(state);
  return { do: "timer", name, afterMs: isOver ? AFTER_NUMBER_MS : once };
}

/** Until when it is shown if nobody extends it, epoch ms. */
export function shownUntil(state: StandState, moment: Moment): number {
  return Math.round(moment.wallMs + limitMs(state) + state.timings.warnMs);
}

const isLimited = (name: string): name is Limited => (LIMITED as readonly string[]).includes(name);

function isShown(state: StandState, name: Limited): boolean {
  const { access } = state;
  switch (name) {
    case "menu":
      return state.way.length > 0;
    case "entry":
      return state.entry !== "";
    // While others wait for their number on the screen nobody can have it for longer.
    case "screen":
      return state.screen.length === 1;
    case "information":
      return state.information !== null;
    // A refusal says nothing that anybody needs longer for, and the next citizen finds the stand free; whoever is called for waits anyway.
    case "standing":
      return state.standing !== null && !("refused" in state.standing || "called" in state.standing);
    case "language":
      return state.language !== languagesOf(state)[0] || access.isHigh || access.isMute;
    case "speech":
      return access.speech !== null && access.speech.spoken === null;
  }
}

const withWarned = (state: StandState, warned: Access["warned"]): StandState => ({
  ...state,
  access: { ...state.access, warned },
});

/** The first ring of a limit warns; `null` for the second, and for every other timer. */
export function warnFirst(state: StandState, name: string): Step | null {
  const { warned } = state.access;
  if (!isLimited(name) || !isShown(state, name) || warned.includes(name)) return null;
  return only(withWarned(state, [...warned, name]), {
    do: "timer",
    name,
    afterMs: state.timings.warnMs,
  });
}

/** The next citizen may be the one who presses: language, look and the number of the one before give way to what they press. */
const GIVES_WAY: ReadonlySet<Limited> = new Set(["language", "screen"]);

/** Whether a press only extends. */
export const isWaitingForKey = ({ access }: StandState): boolean =>
  access.warned.some((name) => !GIVES_WAY.has(name));

/** Whether the number on the screen falls back soon: the tactile key extends it, and the next citizen's press takes it off. */
export const isNumberWarned = ({ access }: StandState): boolean => access.warned.includes("screen");

function inTime(state: StandState, moment: Moment): StandState {
  const until = shownUntil(state, moment);
  const { standing, information } = state;
  return {
    ...state,
    standing: standing && { ...standing, until },
    information: information && { ...information, until },
  };
}

function numberInTime(state: StandState, moment: Moment): StandState {
  const [first, ...others] = state.screen;
  return first ? { ...state, screen: [{ ...first, until: shownUntil(state, moment) }, ...others] } : state;
}

/** The limits `names` of what is shown begin anew. */
function extend(state: StandState, names: readonly Limited[]): Step {
  const free = withWarned(
    state,
    state.access.warned.filter((name) => !names.includes(name)),
  );
  return only(free, ...names.filter((name) => isShown(free, name)).map((name) => limit(free, name)));
}

/** Every limit begins anew. */
export function extendAll(state: StandState, moment: Moment): Step {
  return extend(numberInTime(inTime(state, moment), moment), LIMITED);
}

/** Every limit begins anew but that of the number, which may be of the citizen before. */
function extendAround(state: StandState, moment: Moment): Step {
  return extend(
    inTime(state, moment),
    LIMITED.filter((name) => name !== "screen"),
  );
}

const HANDS: ReadonlySet<StandEvent["kind"]> = new Set([
  "pressed",
  "key",
  "presented",
  "language",
  "dismissed",
]);

/** A hand while something is about to fall back extends it, and a press that leads on leaves the number alone; `null` when there is nothing to extend. */
export function onHandInTime(state: StandState, event: StandEvent, moment: Moment): Step | null {
  const isNeeded = state.access.warned.length > 0 || state.access.speech !== null;
  if (!isNeeded || !HANDS.has(event.kind)) return null;
  return event.kind === "pressed" && !isWaitingForKey(state)
    ? extendAround(state, moment)
    : extendAll(state, moment);
}

/** What is no longer shown warns no more. */
export function forgetWarnings(state: StandState): StandState {
  const { warned } = state.access;
  const still = warned.filter((name) => isShown(state, name));
  return still.length === warned.length ? state : withWarned(state, still);
}
