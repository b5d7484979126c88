import { expect, it } from "vitest";
import {
  beginRound,
  isOver,
  litButton,
  type Round,
  type RoundEvent,
  type RoundPlan,
  turn,
} from "../../../../device/stand/machine/round.ts";
import {
  promptWords,
  reportWords,
  summaryWords,
  troubleWords,
} from "../../../../device/stand/machine/round-words.ts";

const NOTHING: RoundPlan = {
  buttons: 0,
  lamps: [],
  hasPrinter: false,
  hasScanner: false,
  keys: [],
  hasSpeaker: false,
  away: [],
  canAnswer: true,
  code: "TALON-TEST-s1-3FA2",
  taskMs: 30_000,
};
const plan = (change: Partial<RoundPlan>): RoundPlan => ({ ...NOTHING, ...change });

function after(begun: RoundPlan, ...events: RoundEvent[]): Round {
  let { round } = beginRound(begun);
  for (const event of events) round = turn(round, event).round;
  return round;
}
const press = (button: number): RoundEvent => ({ kind: "pressed", button });
const verdicts = ({ done }: Round) => done.map(({ verdict, trouble }) => trouble?.kind ?? verdict);

const HALL = plan({ buttons: 3, lamps: [1, 2, 3] });

it("each lamp is lit in turn until its own button is pressed", () => {
  expect(litButton(after(HALL))).toBe(1);
  expect(litButton(after(HALL, press(1)))).toBe(2);
  const all = after(HALL, press(1), press(2), press(3));
  expect([isOver(all), litButton(all), verdicts(all)]).toEqual([true, null, ["good", "good", "good"]]);
});

it("another button under a lit lamp is forgiven once, and twice means that wires changed places", () => {
  expect(verdicts(after(HALL, press(2), press(1)))).toEqual(["good"]);
  expect(promptWords(after(HALL, press(2))).da).toContain("Knap 2 svarede");
  const swapped = after(HALL, press(2), press(2), press(1), press(1), press(3));
  expect(verdicts(swapped)).toEqual(["swapped", "swapped", "good"]);
  expect(reportWords(swapped, "en")[1]).toContain("Wires have changed places");
});

it("a button that nobody presses in time, or that another answered for, is told with its likely causes", () => {
  expect(verdicts(after(HALL, { kind: "timeout" }))).toEqual(["silent"]);
  expect(verdicts(after(HALL, press(3), { kind: "timeout" }))).toEqual(["swapped"]);
  expect(troubleWords({ kind: "silent", hasLamp: true }).next.da).toContain("lamps.lines");
  expect(troubleWords({ kind: "silent", hasLamp: false }).next.da).not.toContain("lamps.lines");
});

it("a button that sticks is told when its turn comes, in its turn, and after it was pressed", () => {
  const stuck = (button: number): RoundEvent => ({ kind: "stuck", button });
  expect(verdicts(after(HALL, stuck(2), press(1)))).toEqual(["good", "stuck"]);
  expect(verdicts(after(HALL, stuck(1)))).toEqual(["stuck"]);
  expect(verdicts(after(HALL, press(1), stuck(1)))).toEqual(["stuck"]);
  expect(verdicts(after(HALL, press(1), press(2), press(3), stuck(3)))).toEqual(["good", "good", "stuck"]);
});

const PAPER = plan({ hasPrinter: true, hasScanner: true });
const printed: RoundEvent = { kind: "printed", result: "printed", code: null };

it("a slip is judged by whoever looks at it, and by the printer's own word where nobody can answer", () => {
  expect(beginRound(PAPER).effects).toContainEqual({ do: "print" });
  expect(verdicts(after(PAPER, printed, { kind: "answered", isRight: false }))).toEqual(["misprinted"]);
  expect(verdicts(after(PAPER, printed, { kind: "answered", isRight: true }))).toEqual(["good"]);
  expect(verdicts(after({ ...PAPER, canAnswer: false }, printed))).toEqual(["good"]);
  const failed = { kind: "printed", result: "failed", code: "HAL_PRINTER_PAPER_OUT" } as const;
  expect(reportWords(after(PAPER, failed), "da").slice(0, 2)).toEqual([
    "Prøveseddel: prøvesedlen kom ikke ud: Printeren har ikke mere papir",
    "> Sæt en ny rulle i, og luk låget.",
  ]);
});

it("a slip or a tone that nobody judged is not said to be in order", () => {
  const unanswered = after(PAPER, printed, { kind: "timeout" });
  expect(unanswered.done.map(({ verdict }) => verdict)).toEqual(["left-out"]);
  expect(reportWords(unanswered, "da")[0]).toBe("Prøveseddel: ikke bedømt: ingen svarede");
  const loud = after(plan({ hasSpeaker: true }), { kind: "played", problem: null }, { kind: "timeout" });
  expect([verdicts(loud), summaryWords(loud).en]).toEqual([
    ["unjudged"],
    "What was tried is in order; 1 not tried.",
  ]);
});

it("the scan must be that of the slip just printed; capitals do not matter, and without a slip any code will do", () => {
  const scan = (code: string): RoundEvent => ({ kind: "presented", code });
  const yes: RoundEvent = { kind: "answered", isRight: true };
  expect(verdicts(after(PAPER, printed, yes, scan("talon-test-S1-3fa2")))).toEqual(["good", "good"]);
  expect(verdicts(after(PAPER, printed, yes, scan("TALON-TEST-s1-0000")))).toEqual(["good"]);
  expect(verdicts(after(PAPER, printed, yes, scan("x"), { kind: "timeout" }))).toEqual([
    "good",
    "other-code",
  ]);
  expect(verdicts(after(PAPER, printed, yes, { kind: "timeout" }))).toEqual(["good", "nothing-scanned"]);
  const failed: RoundEvent = { kind: "printed", result: "failed", code: null };
  expect(verdicts(after(PAPER, failed, scan("x")))).toEqual(["not-printed", "good"]);
});

it("every key of the keypad is asked for, and those that never came are named", () => {
  const pad = plan({ keys: ["1", "2", "enter"] });
  const key = (name: string): RoundEvent => ({ kind: "key", key: name });
  expect(verdicts(after(pad, key("2"), key("1"), key("enter")))).toEqual(["good"]);
  expect(after(pad, key("2"), { kind: "timeout" }).done[0]?.trouble).toEqual({
    kind: "keys-missing",
    keys: ["1", "enter"],
  });
  expect(verdicts(after(pad, { kind: "timeout" }))).toEqual(["no-keys"]);
});

it("a tone is played, and asked for where somebody can answer", () => {
  const loud = plan({ hasSpeaker: true });
  const played: RoundEvent = { kind: "played", problem: null };
  expect(beginRound(loud).effects).toContainEqual({ do: "play" });
  expect(verdicts(after(loud, played, { kind: "answered", isRight: false }))).toEqual(["unheard"]);
  expect(verdicts(after(loud, { kind: "played", problem: "busy" }))).toEqual(["not-played"]);
});

it("what is skipped, or not reached, is never said to be in order", () => {
  const round = after(HALL, { kind: "skipped" }, press(2), { kind: "ended" });
  expect(verdicts(round)).toEqual(["left-out", "good", "left-out"]);
  expect(summaryWords(round).en).toBe("What was tried is in order; 2 not tried.");
});

it("a part that the stand knows to be away is judged at once, and nobody is asked for it", () => {
  const round = after(
    plan({ buttons: 2, hasScanner: true, keys: ["1"], away: ["buttons", "scanner", "keypad"] }),
  );
  expect([isOver(round), verdicts(round)]).toEqual([true, ["away", "away", "away", "away"]]);
  expect(reportWords(round, "da").filter((line) => line.startsWith(">"))).toHaveLength(1);
});

it("after two silent buttons the others are waited for shortly, until one answers", () => {
  const waits = (...events: RoundEvent[]) => {
    const late: RoundEvent = { kind: "timeout" };
    let now = beginRound(plan({ buttons: 5, hasScanner: true }));
    for (const event of [late, late, ...events]) now = turn(now.round, event);
    return now.effects.flatMap((effect) => (effect.do === "timer" ? [effect.afterMs] : []));
  };
  const late: RoundEvent = { kind: "timeout" };
  expect([waits(), waits(press(3)), waits(late, late, late)]).toEqual([[8_000], [30_000], [30_000]]);
});

it("keys are named as they are written on the pad", () => {
  const pad = after(plan({ keys: ["7", "enter", "backspace", "clear"] }));
  expect(promptWords(pad).da).toBe("Tryk på tasterne, der mangler: 7, Enter, Slet (⌫), Delete");
  expect(promptWords(pad).en).toBe("Press the keys that are left: 7, Enter, Backspace (⌫), Delete");
});

it("a slip that came out torn, or of which nobody knows, is told so without a code", () => {
  const told = (result: string) => troubleWords({ kind: "not-printed", result, code: null }).problem.da;
  expect([told("torn"), told("unknown"), told("failed")]).toEqual([
    "prøvesedlen kom ikke hel ud",
    "printeren siger ikke, om prøvesedlen kom ud",
    "prøvesedlen kom ikke ud",
  ]);
});
