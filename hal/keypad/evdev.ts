/**
 * The wire of a keypad that is an input device of the kernel: its keys by the names of the options.
 * Knows no clock and no meaning of a key.
 */
import { HalFault } from "../errors.ts";
import { KEY_CODES } from "../input/codes.ts";
import { InputDevice, type InputMachine } from "../input/evdev.ts";
import { placeName } from "../input/place.ts";
import { openFaultKind } from "../open-fault.ts";
import type { EvdevKeypadOptions } from "./contract.ts";
import type { KeypadBinding } from "./wired.ts";

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The ordinary pad: by the kernel's names, so that it reads as the options do. */
const ORDINARY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["KEY_KP", "KEY_", "KEY_NUMERIC_", "BTN_"].flatMap((kind) =>
      DIGITS.map((digit) => [`${kind}${digit}`, `${digit}`]),
    ),
  ),
  KEY_KPENTER: "enter",
  KEY_ENTER: "enter",
  KEY_OK: "enter",
  KEY_NUMERIC_POUND: "enter",
  KEY_BACKSPACE: "backspace",
  KEY_DELETE: "clear",
  KEY_KPDOT: "clear",
  KEY_KPCOMMA: "clear",
  KEY_ESC: "clear",
  KEY_CLEAR: "clear",
  KEY_CANCEL: "clear",
  KEY_NUMERIC_STAR: "clear",
};

/** The keys that the kernel's names stand for. Fault: HAL_KEYPAD_KEY_UNKNOWN with a name that is none of the kernel's. */
function keyNames(keys: Readonly<Record<string, string>>): ReadonlyMap<number, string> {
  return new Map(
    Object.entries(keys).map(([kernelName, name]) => {
      const code = KEY_CODES.get(kernelName);
      if (code === undefined) throw new HalFault("HAL_KEYPAD_KEY_UNKNOWN", kernelName);
      return [code, name];
    }),
  );
}

/**
 * A binding to the input device of `options`, taken for this program alone.
 * Faults of `connect`: HAL_KEYPAD_GONE, HAL_KEYPAD_DENIED, HAL_KEYPAD_BUSY, HAL_KEYPAD_KEY_UNKNOWN, HAL_INPUT_NO_DEVICE, HAL_MODULE_MISSING.
 */
export function evdevKeypadBinding(
  options: EvdevKeypadOptions,
  machineOf: () => Promise<InputMachine>,
): KeypadBinding {
  const keys = options.keys ?? ORDINARY;
  const path = placeName(options);
  return {
    path,
    keys: [...new Set(Object.values(keys))],
    connect: async ({ onKey, onMissed, onLost }) => {
      const names = keyNames(keys);
      const machine = await machineOf();
      const told = (code: number, isDown: boolean): void => {
        const key = names.get(code);
        if (isDown && key !== undefined) onKey(key);
      };
      const user = { onKey: told, onDropped: onMissed, onLost };
      try {
        return await InputDevice.open({ place: options, wanted: [...names.keys()] }, user, machine);
      } catch (error) {
        throw faultOf(error, path);
      }
    },
  };
}

function faultOf(error: unknown, place: string): HalFault {
  const codes = {
    gone: "HAL_KEYPAD_GONE",
    denied: "HAL_KEYPAD_DENIED",
    busy: "HAL_KEYPAD_BUSY",
    "no-device": "HAL_INPUT_NO_DEVICE",
  } as const;
  return new HalFault(codes[openFaultKind(error)], place, error);
}
