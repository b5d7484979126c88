/**
 * The technician's round on the running stand, started by a service card before the scanner: closed for service, the round
 * (round.ts), its verdict, and back to normal work by itself.
 * Pure; the card's secret is compared by the shell and never comes here. Nothing but the round can be started by a card.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import type { LocalText } from "../../../protocol/terms.ts";
import { AT_REST } from "./access.ts";
import {
  beginRound,
  isOver,
  litButton,
  type Round,
  type RoundEvent,
  type RoundPlan,
  type RoundTurn,
  turn,
} from "./round.ts";
import { foundLines, promptWords, summaryWords } from "./round-words.ts";
import { explain } from "./screen.ts";
import {
  chain,
  type Effect,
  type Moment,
  only,
  type PartView,
  type StandEvent,
  type StandState,
  type Step,
} from "./state.ts";

/** The longest that citizens find the stand closed for service. */
const LONGEST_MS = 240_000;
const TASK_MS = 30_000;
/** How long the verdict stands on the screen; a press puts it away sooner. */
const VERDICT_MS = 30_000;
/** How long it stands there when it could not be printed: as long as a new roll takes. */
const UNPRINTED_MS = 120_000;
/** A press that belongs to the round's last task must not put the verdict away before it is seen. */
const SEEN_MS = 2_000;

const LIMIT = "service";
const TASK = "service-task";
const CARD = /^TALON-SERVICE-/i;

/** Closed for service. `round` is `null` until the tickets under way have come out. */
export type Service = {
  readonly round: Round | null;
  /** When the verdict came, by the monotonic clock; `null` before. */
  readonly overMs: number | null;
  /** The verdict did not come out on paper; it is printed when the printer is well again. */
  readonly isUnprinted: boolean;
};

/** A service card's code: it goes to the shell, which knows the secret, and never to the hub. */
export const isServiceCard = (code: string): boolean => CARD.test(code.trim());

function close(state: StandState): Step {
  const closed = {
    ...state,
    service: { round: null, overMs: null, isUnprinted: false },
    way: [],
    information: null,
    access: AT_REST,
    standing: null,
    lookup: null,
    entry: "",
  };
  const stops = ["menu", "standing", "code", "entry", "information", "speech", "assist", "help"].map(
    (name): Effect => ({ do: "stop-timer", name }),
  );
  return only(
    closed,
    ...stops,
    { do: "timer", name: LIMIT, afterMs: LONGEST_MS },
    { do: "log", level: "notice", what: "closed for service", fields: {} },
  );
}

function reopen(state: StandState): Step {
  return only(
    { ...state, service: null },
    { do: "stop-timer", name: LIMIT },
    { do: "stop-timer", name: TASK },
    { do: "log", level: "notice", what: "open again after service", fields: {} },
  );
}

const PRINT = { do: "print", ticket: null, ahead: null, wait: null } as const;
const PRINT_VERDICT: Effect = { ...PRINT, job: "verdict" };

function effectsOf({ effects }: RoundTurn): Effect[] {
  return effects.flatMap((effect): Effect[] => {
    switch (effect.do) {
      case "print":
        return [{ ...PRINT, job: "round" }];
      case "timer":
        return [{ do: "timer", name: TASK, afterMs: effect.afterMs }];
      case "stop-timer":
        return [{ do: "stop-timer", name: TASK }];
      case "play":
        return [];
    }
  });
}

/** The verdict goes to the screen, and to paper where there is a printer, and the way back to normal work is set. */
function concluded(state: StandState, round: Round, moment: Moment): Step {
  const count = (verdict: string) => round.done.filter((one) => one.verdict === verdict).length;
  const fields = { good: count("good"), wrong: count("wrong"), leftOut: count("left-out") };
  return only(
    { ...state, service: { round, overMs: moment.monoMs, isUnprinted: false } },
    ...(round.plan.hasPrinter ? [PRINT_VERDICT] : []),
    { do: "timer", name: LIMIT, afterMs: VERDICT_MS },
    { do: "log", level: fields.wrong > 0 ? "warning" : "notice", what: "service round", fields },
  );
}

function turned(state: StandState, next: RoundTurn, moment: Moment): Step {
  const service = { round: next.round, overMs: null, isUnprinted: false };
  const after = only({ ...state, service }, ...effectsOf(next));
  return isOver(next.round) ? chain(after, (over) => concluded(over, next.round, moment)) : after;
}

/** Four random signs, so that the slip in the hand is the one that was just printed. */
function codeOf({ who }: StandState, { chance }: Moment): string {
  const nonce = Buffer.from(chance.subarray(52, 54)).toString("hex").toUpperCase();
  return `TALON-TEST-${who.stand}-${nonce}`;
}

/** Parts that the stand was built with and cannot reach. */
function awayOf({ buttonBoard, scanner, keypad }: StandState): RoundPlan["away"] {
  const isAway = ({ online, code }: PartView) => !online && code !== null;
  return [
    ...(isAway(buttonBoard) ? (["buttons"] as const) : []),
    ...(isAway(scanner) ? (["scanner"] as const) : []),
    ...(isAway(keypad) ? (["keypad"] as const) : []),
  ];
}

/** Begins when the paper of every ticket under way is out and none stands on the screen to be read: no citizen loses a number. */
export function beginWhenFree(state: StandState, moment: Moment): Step {
  const isBusy = Object.keys(state.issuing).length > 0 || state.screen.length > 0;
  if (state.service === null || state.service.round !== null || isBusy) return only(state);
  const { buttons, parts, assist = null } = state.who;
  const plan = {
    buttons: buttons + (assist === null ? 0 : 1),
    assist,
    lamps: parts?.lamps ?? [],
    hasPrinter: state.printer.error !== "HAL_PRINTER_NONE",
    hasScanner: state.scanner.online || state.scanner.code !== null,
    keys: parts?.keys ?? [],
    hasSpeaker: false,
    away: awayOf(state),
    canAnswer: false,
    code: codeOf(state, moment),
    taskMs: TASK_MS,
  };
  return turned(state, beginRound(plan), moment);
}

/** A card was held to the scanner: the round begins; during the round the card skips a task, after it the card ends the verdict. */
export function onServiceCard(state: StandState, isValid: boolean, moment: Moment): Step {
  if (!isValid)
    return chain(
      state.service === null ? explain(state, { refused: "code-unknown" }, moment) : only(state),
      (next) => only(next, { do: "log", level: "warning", what: "service card not valid", fields: {} }),
    );
  if (state.service === null) return close(state);
  const { round } = state.service;
  if (round === null) return reopen(state);
  return isOver(round) ? reopen(state) : turned(state, turn(round, { kind: "skipped" }), moment);
}

/** The board says of a button that it sticks: its verdict, whether its turn has come or not. */
export function noticeStuck(state: StandState, moment: Moment): Step {
  const { round = null, overMs = null } = state.service ?? {};
  const button = state.stuckButtons.find((one) => round?.stuck.includes(one) === false);
  if (round === null || overMs !== null || button === undefined) return only(state);
  return chain(turned(state, turn(round, { kind: "stuck", button }), moment), (next) =>
    noticeStuck(next, moment),
  );
}

/** What the round makes of a hand at the stand. */
function roundEvent(event: Handled): RoundEvent {
  switch (event.kind) {
    case "pressed":
      return { kind: "pressed", button: event.button };
    case "presented":
      return { kind: "presented", code: event.code };
    case "key":
      return { kind: "key", key: event.key };
  }
}

type Handled = Extract<StandEvent, { kind: "pressed" | "presented" | "key" }>;

/** While the stand is closed every hand is the technician's: nothing is issued, looked up or kept. */
function onHand(state: StandState, event: Handled, moment: Moment): Step {
  const { round = null, overMs = null } = state.service ?? {};
  if (round === null) return only(state);
  if (overMs === null) return turned(state, turn(round, roundEvent(event)), moment);
  return event.kind === "pressed" && moment.monoMs - overMs >= SEEN_MS ? reopen(state) : only(state);
}

function onLimit(state: StandState, { round, overMs }: Service, moment: Moment): Step {
  if (round === null || overMs !== null) return reopen(state);
  return turned(state, turn(round, { kind: "ended" }), moment);
}

function onServiceTimer(state: StandState, name: string, moment: Moment): Step | null {
  const { service } = state;
  if (service === null) return null;
  if (name === LIMIT) return onLimit(state, service, moment);
  if (name !== TASK) return null;
  return service.round ? turned(state, turn(service.round, { kind: "timeout" }), moment) : only(state);
}

/** `null` for an event that takes its usual way, as all do while the stand is not closed for service. */
export function onServiceEvent(state: StandState, event: StandEvent, moment: Moment): Step | null {
  if (state.service === null) return null;
  switch (event.kind) {
    case "pressed":
    case "presented":
    case "key":
      return onHand(state, event, moment);
    case "dismissed":
      return state.service.overMs === null ? null : reopen(state);
    case "timer":
      return onServiceTimer(state, event.name, moment);
    default:
      return null;
  }
}

/** The verdict came out, and has been read soon; or it did not, and stands on the screen while somebody mends the printer. */
function onVerdictPrinted(state: StandState, isOut: boolean): Step {
  const { service } = state;
  if (service === null || service.overMs === null || service.isUnprinted === !isOut) return only(state);
  const afterMs = isOut ? VERDICT_MS : UNPRINTED_MS;
  return only(
    { ...state, service: { ...service, isUnprinted: !isOut } },
    { do: "timer", name: LIMIT, afterMs },
  );
}

const isWell = ({ printer: { online, error, paper } }: StandState): boolean =>
  online && error === null && paper !== "out";

/** A verdict that could not be printed is printed when the printer has become well. */
export function onPrinterMended(state: StandState, before: StandState): Step {
  if (state.service?.isUnprinted !== true || isWell(before) || !isWell(state)) return only(state);
  return only(state, PRINT_VERDICT);
}

/** The round's slip, or its verdict, came out, or did not; told after the printer's answer has taken its usual way. */
export function onRoundPrinted(
  state: StandState,
  { job, result, code }: Extract<StandEvent, { kind: "printed" }>,
  moment: Moment,
): Step {
  if (job === "verdict") return onVerdictPrinted(state, result === "printed");
  const round = state.service?.round ?? null;
  if (job !== "round" || round === null || isOver(round)) return only(state);
  return turned(state, turn(round, { kind: "printed", result, code }), moment);
}

/** The light that the round wants in a lamp; `null` while the stand is not closed for service. */
export function serviceLight({ service }: StandState, button: number): "on" | "off" | null {
  if (service === null) return null;
  return service.round !== null && litButton(service.round) === button ? "on" : "off";
}

/** What the screen shows meanwhile: a heading, what to do, and what was found so far. `null` while open. */
export function serviceView({ service }: StandState): StandPicture["service"] {
  if (service === null) return null;
  const { round } = service;
  if (round === null) return { head: HEAD, help: SOON, lines: [] };
  const isDone = isOver(round);
  // While hands are busy the next task is what there is to read.
  const lines = foundLines(round).map((line) => (isDone ? line : { ...line, next: null }));
  return { head: HEAD, help: isDone ? summaryWords(round) : promptWords(round), lines };
}

const HEAD: LocalText = {
  da: "Lukket for eftersyn et øjeblik",
  en: "Closed for service for a moment",
};
const SOON: LocalText = {
  da: "De sidste numre kommer ud først.",
  en: "The last numbers come out first.",
};
