/**
 * The buttons' side of a recording, played into a far side at the pace of then.
 * Knows no driver.
 */
import type { ButtonFarSide } from "../button/contract.ts";
import type { RecordLine } from "./contract.ts";
import { played } from "./pace.ts";

/** Presses simulated buttons as the recorded ones were pressed. A board's own trouble is only told, it has no far side here. */
export function playButtons(lines: readonly RecordLine[], farSide: ButtonFarSide): Promise<void> {
  const buttons = lines.filter((line) => line.part === "buttons");
  return played(buttons, ({ what, button = 0 }, at) => {
    const next = buttons.slice(at + 1).find((line) => line.button === button);
    if (what === "press" && next?.what === "stuck") farSide.hold(button);
    else if (what === "press") farSide.press(button);
    else if (what === "free") farSide.release(button);
    else if (what === "gone") farSide.plugged(false);
    else if (what === "back") farSide.plugged(true);
  });
}
