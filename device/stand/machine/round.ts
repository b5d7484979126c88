/**
 * The technician's round through a stand's parts, as one pure function: each lamp and its button, a test slip, that slip's code
 * before the scanner, the keypad's keys, the speaker's tone. The terminal and the running stand walk the same round.
 * Knows no driver, no clock and no words; which lamp is lit is read from the round, what is to be done comes as effects.
 */

/** What there is to try, and who can answer. */
export type RoundPlan = {
  /** Buttons that can be pressed, counted from 1; 0 where there are none to press. */
  readonly buttons: number;
  /** Which of them is the tactile key, outside of the rows. */
  readonly assist?: number | null;
  /** The buttons that have a lamp. */
  readonly lamps: readonly number[];
  readonly hasPrinter: boolean;
  readonly hasScanner: boolean;
  /** Keys of the keypad that are to be pressed; empty without a keypad. */
  readonly keys: readonly string[];
  readonly hasSpeaker: boolean;
  /** Parts that are known not to be there: they are judged at once, and nobody is asked to use them. */
  readonly away: readonly ("buttons" | "scanner" | "keypad")[];
  /** Whether somebody can say yes and no; without that the printer's own word counts. */
  readonly canAnswer: boolean;
  /** What stands in the test slip's QR code. */
  readonly code: string;
  /** How long each task waits for a hand. */
  readonly taskMs: number;
};

export type Task =
  | { readonly kind: "button"; readonly button: number }
  | { readonly kind: "printer" | "scanner" | "keypad" | "speaker" };

/** What is wrong with a part, as the round found it. */
export type Trouble =
  /** Nothing was pressed in time. */
  | { readonly kind: "silent"; readonly hasLamp: boolean }
  /** Under this lamp that other button answered, twice. */
  | { readonly kind: "swapped"; readonly other: number }
  | { readonly kind: "stuck" }
  /** The stand knew beforehand that the part is not there. */
  | { readonly kind: "away" }
  | { readonly kind: "not-printed"; readonly result: string; readonly code: string | null }
  | { readonly kind: "misprinted" | "nothing-scanned" | "other-code" | "no-keys" | "unheard" }
  /** It came out, or sounded; nobody said whether it was right. */
  | { readonly kind: "unjudged" }
  | { readonly kind: "keys-missing"; readonly keys: readonly string[] }
  | { readonly kind: "not-played"; readonly problem: string };

/** `left-out`: skipped, not judged by anybody, or the round was ended before it. */
export type TaskVerdict = {
  readonly task: Task;
  readonly verdict: "good" | "wrong" | "left-out";
  readonly trouble: Trouble | null;
};

export type Round = {
  readonly plan: RoundPlan;
  /** The first is being done; empty when the round is over. */
  readonly left: readonly Task[];
  readonly done: readonly TaskVerdict[];
  /** `asking`: it came out, or sounded, and somebody is to say whether it was right. */
  readonly phase: "doing" | "asking";
  /** The other button that answered once under the lit lamp. */
  readonly otherButton: number | null;
  readonly sawOtherCode: boolean;
  readonly keysLeft: readonly string[];
  /** Buttons that are held down for too long. */
  readonly stuck: readonly number[];
  /** Buttons in a row that nobody pressed. */
  readonly silent: number;
  /** Whether a slip with the plan's code can be in somebody's hand. */
  readonly hasSlip: boolean;
};

export type RoundEvent =
  | { readonly kind: "pressed" | "stuck"; readonly button: number }
  | { readonly kind: "printed"; readonly result: string; readonly code: string | null }
  | { readonly kind: "presented"; readonly code: string }
  | { readonly kind: "key"; readonly key: string }
  /** `problem` is null when the tone sounded as far as the speaker knows. */
  | { readonly kind: "played"; readonly problem: string | null }
  | { readonly kind: "answered"; readonly isRight: boolean }
  | { readonly kind: "skipped" | "timeout" | "ended" };

export type RoundEffect =
  | { readonly do: "print" | "play" | "stop-timer" }
  | { readonly do: "timer"; readonly afterMs: number };

export type RoundTurn = { readonly round: Round; readonly effects: readonly RoundEffect[] };

function tasksOf(plan: RoundPlan): Task[] {
  const buttons = Array.from({ length: plan.buttons }, (_, at) => ({
    kind: "button" as const,
    button: at + 1,
  }));
  return [
    ...buttons,
    ...(plan.hasPrinter ? [{ kind: "printer" as const }] : []),
    ...(plan.hasScanner ? [{ kind: "scanner" as const }] : []),
    ...(plan.keys.length > 0 ? [{ kind: "keypad" as const }] : []),
    ...(plan.hasSpeaker ? [{ kind: "speaker" as const }] : []),
  ];
}

/** The round at its first task. */
export function beginRound(plan: RoundPlan): RoundTurn {
  return taken({
    plan,
    left: tasksOf(plan),
    done: [],
    phase: "doing",
    otherButton: null,
    sawOtherCode: false,
    keysLeft: plan.keys,
    stuck: [],
    silent: 0,
    hasSlip: false,
  });
}

export const isOver = (round: Round): boolean => round.left.length === 0;

/** The button whose lamp is lit now; every other lamp is dark. */
export function litButton({ left: [task], plan }: Round): number | null {
  return task?.kind === "button" && plan.lamps.includes(task.button) ? task.button : null;
}

const still = (round: Round): RoundTurn => ({ round, effects: [] });
const waiting = (round: Round): RoundTurn => ({
  round,
  effects: [{ do: "timer", afterMs: waitMs(round) }],
});

/** After two silent buttons the board is silent as a rule: what is left of the time belongs to the parts that come after it. */
const SILENT_MS = 8_000;

function waitMs({ left: [task], silent, plan }: Round): number {
  return task?.kind === "button" && silent >= 2 ? Math.min(plan.taskMs, SILENT_MS) : plan.taskMs;
}

function isAway(task: Task, { away }: RoundPlan): boolean {
  if (task.kind === "button") return away.includes("buttons");
  return (task.kind === "scanner" || task.kind === "keypad") && away.includes(task.kind);
}

/** Begins what is first now. */
function taken(round: Round): RoundTurn {
  const [task] = round.left;
  if (!task) return { round, effects: [{ do: "stop-timer" }] };
  if (isAway(task, round.plan)) return wrong(round, { kind: "away" });
  if (task.kind === "button" && round.stuck.includes(task.button)) return wrong(round, { kind: "stuck" });
  if (task.kind === "printer") return { round, effects: [{ do: "stop-timer" }, { do: "print" }] };
  if (task.kind === "speaker") return { round, effects: [{ do: "stop-timer" }, { do: "play" }] };
  return waiting(round);
}

function judged(round: Round, judgement: Omit<TaskVerdict, "task">): RoundTurn {
  const [task, ...left] = round.left;
  if (!task) return still(round);
  const done = [...round.done, { task, ...judgement }];
  return taken({ ...round, left, done, phase: "doing", otherButton: null, sawOtherCode: false });
}

const good = (round: Round): RoundTurn => judged(round, { verdict: "good", trouble: null });
const wrong = (round: Round, trouble: Trouble): RoundTurn => judged(round, { verdict: "wrong", trouble });
const leftOut = (round: Round): RoundTurn => judged(round, { verdict: "left-out", trouble: null });

/** A slip of the finger is forgiven once: two presses of the same other button are two wires that changed places. */
function onPressed(before: Round, button: number): RoundTurn {
  const round = { ...before, silent: 0 };
  const [task] = round.left;
  if (task?.kind !== "button") return still(round);
  if (task.button === button) return good(round);
  if (round.otherButton === button) return wrong(round, { kind: "swapped", other: button });
  return waiting({ ...round, otherButton: button });
}

/** Also of a button that was well a moment ago: it was pressed and never came up. */
function onStuck(round: Round, button: number): RoundTurn {
  const isIt = ({ task }: TaskVerdict) => task.kind === "button" && task.button === button;
  const trouble = { kind: "stuck" } as const;
  const done = round.done.map(
    (one): TaskVerdict => (isIt(one) ? { task: one.task, verdict: "wrong", trouble } : one),
  );
  const next = { ...round, done, stuck: [...round.stuck, button] };
  const [task] = next.left;
  return task?.kind === "button" && task.button === button ? wrong(next, trouble) : still(next);
}

function onPrinted(before: Round, { result, code }: Extract<RoundEvent, { kind: "printed" }>): RoundTurn {
  const round = { ...before, hasSlip: result === "printed" };
  if (round.left[0]?.kind !== "printer") return still(round);
  if (result !== "printed") return wrong(round, { kind: "not-printed", result, code });
  return round.plan.canAnswer ? waiting({ ...round, phase: "asking" }) : good(round);
}

function onPlayed(round: Round, problem: string | null): RoundTurn {
  if (round.left[0]?.kind !== "speaker") return still(round);
  if (problem !== null) return wrong(round, { kind: "not-played", problem });
  return round.plan.canAnswer ? waiting({ ...round, phase: "asking" }) : good(round);
}

/** Without a slip in the hand any code shows that the scanner reads. */
function onPresented(round: Round, code: string): RoundTurn {
  if (round.left[0]?.kind !== "scanner") return still(round);
  // Some scanners change capitals (hal/scanner); the code does not depend on them.
  const isIt = code.toUpperCase() === round.plan.code.toUpperCase();
  if (isIt || !round.hasSlip) return good(round);
  return waiting({ ...round, sawOtherCode: true });
}

function onKey(round: Round, key: string): RoundTurn {
  if (round.left[0]?.kind !== "keypad") return still(round);
  const next = { ...round, keysLeft: round.keysLeft.filter((one) => one !== key) };
  return next.keysLeft.length === 0 ? good(next) : waiting(next);
}

function onAnswered(round: Round, isRight: boolean): RoundTurn {
  if (round.phase !== "asking") return still(round);
  if (isRight) return good(round);
  return wrong(round, { kind: round.left[0]?.kind === "printer" ? "misprinted" : "unheard" });
}

/** What a task is found to be when no hand came. */
function tooLate(round: Round): RoundTurn {
  const [task] = round.left;
  switch (task?.kind) {
    case "button": {
      if (round.otherButton !== null) return wrong(round, { kind: "swapped", other: round.otherButton });
      const hasLamp = round.plan.lamps.includes(task.button);
      return wrong({ ...round, silent: round.silent + 1 }, { kind: "silent", hasLamp });
    }
    case "scanner":
      return wrong(round, { kind: round.sawOtherCode ? "other-code" : "nothing-scanned" });
    case "keypad": {
      const isNone = round.keysLeft.length === round.plan.keys.length;
      return wrong(round, isNone ? { kind: "no-keys" } : { kind: "keys-missing", keys: round.keysLeft });
    }
    default:
      if (round.phase !== "asking") return still(round);
      return judged(round, { verdict: "left-out", trouble: { kind: "unjudged" } });
  }
}

function ended(round: Round): RoundTurn {
  const rest = round.left.map((task): TaskVerdict => ({ task, verdict: "left-out", trouble: null }));
  return taken({ ...round, left: [], done: [...round.done, ...rest] });
}

/** The round after `event`, and what is to be done. What does not belong to the task under way changes nothing. */
export function turn(round: Round, event: RoundEvent): RoundTurn {
  if (isOver(round) && event.kind !== "stuck") return still(round);
  switch (event.kind) {
    case "pressed":
      return onPressed(round, event.button);
    case "stuck":
      return onStuck(round, event.button);
    case "printed":
      return onPrinted(round, event);
    case "presented":
      return onPresented(round, event.code);
    case "key":
      return onKey(round, event.key);
    case "played":
      return onPlayed(round, event.problem);
    case "answered":
      return onAnswered(round, event.isRight);
    case "skipped":
      return leftOut(round);
    case "timeout":
      return tooLate(round);
    case "ended":
      return ended(round);
  }
}
