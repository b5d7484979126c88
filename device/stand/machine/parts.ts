/**
 * Parts of the stand that come and go: what is known of them, and a line in the journal for each going and coming.
 * Pure; knows no driver. Health and screen follow from the state.
 */
import { chain, only, type PartView, type PrinterView, type StandState, type Step } from "./state.ts";

type Part = "scanner" | "keypad" | "speaker" | "buttonBoard" | "lampBoard";
const NAMES: Readonly<Record<Part, string>> = {
  scanner: "scanner",
  keypad: "keypad",
  speaker: "speaker",
  buttonBoard: "buttons",
  lampBoard: "lamps",
};

/** The fault of a part that should be there and is not; a part that the stand was built without has none. */
const faultOf = ({ online, code }: PartView): string | null => (online ? null : code);

/** A part has gone, for which reason, or is back. */
export function onPart(state: StandState, part: Part, view: PartView): Step {
  const next = { ...state, [part]: view };
  const fault = faultOf(view);
  if (fault === faultOf(state[part])) return only(next);
  const name = NAMES[part];
  return fault === null
    ? only(next, { do: "log", level: "notice", what: `${name} back`, fields: {} })
    : only(next, {
        do: "log",
        level: "warning",
        what: `${name} gone`,
        fields: { code: fault, problem: view.problem },
      });
}

/** The button board, and which of its buttons are held down for too long. */
export function onButtonBoard(state: StandState, view: PartView, stuck: readonly number[]): Step {
  return chain(onPart(state, "buttonBoard", view), (next) => only({ ...next, stuckButtons: stuck }));
}

const troubleOf = ({ online, error, problem }: PrinterView): string | null =>
  problem === null && error !== null ? null : (error ?? (online ? null : "HAL_PRINTER_OFFLINE"));

/** What the journal says of a printer that changed; everything else about it is roll.ts's. */
export function logPrinter(state: StandState, { printer: before }: StandState): Step {
  const { printer } = state;
  const trouble = troubleOf(printer);
  const { paper, problem } = printer;
  if (trouble !== null && trouble !== troubleOf(before))
    return only(state, {
      do: "log",
      level: "warning",
      what: "printer trouble",
      fields: { code: trouble, paper, problem },
    });
  if (trouble === null && troubleOf(before) !== null)
    return only(state, { do: "log", level: "notice", what: "printer ready", fields: { paper } });
  if (paper === "low" && before.paper !== "low")
    return only(state, { do: "log", level: "notice", what: "paper low", fields: {} });
  return only(state);
}
