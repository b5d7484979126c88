/**
 * What the shape of a stand's or a caller's file cannot say about its parts: lines used twice, places, keys, what a printer answers.
 * Knows no driver; what it repeats of hal is held to it by tests.
 */
import type { Problem } from "../config.ts";
import type { StandConfig } from "./stand.ts";

/** The chips of a Raspberry Pi's header, one of which is meant where no chip is named; as HEADER_CHIP_LABELS of hal/gpio. */
export const HEADER_CHIPS: readonly string[] = ["pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"];
/** Profiles of printers that answer no question at all. */
export const MUTE_PROFILES: readonly string[] = ["no-name-58"];

type Wired = StandConfig["buttons"] | StandConfig["lamps"];
type Line = number | string | null;

const linesOf = (part: Wired): readonly Line[] => ("lines" in part ? part.lines : []);
const chipsOf = (part: Wired) => ("chipLabels" in part ? part.chipLabels : undefined);

/** Two buttons on one wire would be one button. */
export function lineProblems(where: string, part: Wired): Problem[] {
  const lines = linesOf(part);
  return lines.flatMap((line, at) => {
    const isTwice = line !== null && lines.indexOf(line) < at;
    return isTwice ? [{ path: `${where}.${at}`, problem: `GPIO line ${line} is used twice` }] : [];
  });
}

/** Whether a line of both is on one chip: the first chip that each names, or the header's; a named line is looked for on any chip where none is given. */
function isOneChip(line: Line, one: readonly string[] | undefined, other: readonly string[] | undefined) {
  if (one !== undefined && other !== undefined) return one[0] === other[0];
  if (typeof line === "string") return true;
  const [label] = one ?? other ?? [];
  return label === undefined || HEADER_CHIPS.includes(label);
}

/** A wire that is a button's cannot light a lamp. */
export function sharedLineProblems(buttons: Wired, lamps: Wired): Problem[] {
  const pressed = linesOf(buttons);
  return linesOf(lamps).flatMap((line, at) => {
    const button = line === null ? -1 : pressed.indexOf(line);
    if (button < 0 || !isOneChip(line, chipsOf(buttons), chipsOf(lamps))) return [];
    const problem = `GPIO line ${line} is a button's, too (buttons.lines.${button})`;
    return [{ path: `lamps.lines.${at}`, problem }];
  });
}

/** An input device is found by its path alone, or by what else is known of it; a stand without a place would look for ever. */
export function placeProblems(
  where: string,
  part: StandConfig["scanner"] | StandConfig["keypad"],
): Problem[] {
  if (part.driver !== "hid" && part.driver !== "evdev") return [];
  const others = [part.name, part.usb, part.phys].filter((known) => known !== undefined);
  if ((part.path === undefined) !== (others.length === 0)) return [];
  return [{ path: where, problem: "name either its path or at least one of usb, name and phys" }];
}

/** Its place, and at least one key where keys are named. */
export function keypadProblems(keypad: StandConfig["keypad"]): Problem[] {
  const isKeyless = keypad.driver === "evdev" && Object.keys(keypad.keys ?? { any: "" }).length === 0;
  return [
    ...placeProblems("keypad", keypad),
    ...(isKeyless
      ? [
          {
            path: "keypad.keys",
            problem: "must name at least one key; left out, it is an ordinary number pad",
          },
        ]
      : []),
  ];
}

/** A printer that cannot answer would silently be asked nothing. */
export function confirmProblems(printer: StandConfig["printer"]): Problem[] {
  if (printer.driver !== "escpos") return [];
  const { confirm = "none", profile = "" } = printer;
  if (confirm === "none" || !MUTE_PROFILES.includes(profile)) return [];
  const problem = `a ${profile} answers no question: leave confirm out, or choose another profile`;
  return [{ path: "printer.confirm", problem }];
}
