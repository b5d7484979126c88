/** The far side of the machine's USB keyboards: a scanner that types, and a number pad. Knows no driver. */
import { closeSync, openSync, writeSync } from "node:fs";
import { hidReportsOf, type Stroke } from "../../hal/input/typist.ts";

export type Keyboard = "wedge" | "keypad";

const FAR: Readonly<Record<Keyboard, string>> = { wedge: "/dev/hidg0", keypad: "/dev/hidg1" };

/** The kernel's codes of an ordinary pad's keys. */
const PAD: Readonly<Record<string, number>> = {
  ...Object.fromEntries([82, 79, 80, 81, 75, 76, 77, 71, 72, 73].map((code, digit) => [`${digit}`, code])),
  ...{ enter: 96, backspace: 14, clear: 1 },
};

/** The strokes that press these keys of the pad, one after the other. */
export const padStrokesOf = (keys: readonly string[]): Stroke[] =>
  keys.flatMap((key) => [true, false].map((isDown) => ({ code: PAD[key] ?? 0, isDown })));

/**
 * Makes the strokes, a report each, as fast as the host takes them. The kernel keeps 64 events for a device that is open, and in an
 * emulated machine a scanner types more than that while the driver's child still starts: wait for it first (readers.ts).
 */
export async function type(keyboard: Keyboard, strokes: readonly Stroke[]): Promise<void> {
  const far = openSync(FAR[keyboard], "r+");
  try {
    for (const report of hidReportsOf(strokes)) {
      writeSync(far, report); // waits a millisecond, until the host has taken it
      await new Promise(setImmediate);
    }
  } finally {
    closeSync(far);
  }
}
