/**
 * The wire of a keypad in memory: the stand's screen and the tests press its keys.
 * Knows no input device.
 */
import { HalFault } from "../errors.ts";
import type { KeypadFarSide } from "./contract.ts";
import type { KeypadBinding, KeypadUser } from "./wired.ts";

/** The binding of a simulated keypad, and its far side. */
export type SimulatedKeypadWire = { binding: KeypadBinding; farSide: KeypadFarSide };

/** A new pad with these keys, plugged in. */
export function simulatedKeypadWire(keys: readonly string[]): SimulatedKeypadWire {
  let user: KeypadUser | undefined;
  let isPlugged = true;
  const pull = (): void => {
    const told = user;
    user = undefined;
    told?.onLost(undefined);
  };
  const connect: KeypadBinding["connect"] = (newUser) => {
    if (!isPlugged) return Promise.reject(new HalFault("HAL_KEYPAD_GONE", "simulated"));
    user = newUser;
    const close = (): Promise<void> => {
      user = undefined;
      return Promise.resolve();
    };
    return Promise.resolve({ close });
  };
  return {
    binding: { path: "simulated", keys, connect },
    farSide: {
      press: (key) => {
        if (user === undefined || !keys.includes(key)) return false;
        user.onKey(key);
        return true;
      },
      plugged: (isPluggedNow) => {
        isPlugged = isPluggedNow;
        if (!isPlugged) pull();
      },
    },
  };
}
