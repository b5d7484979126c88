/**
 * The wire of a scanner in memory: the stand's screen and the tests present codes.
 * Knows no serial port.
 */
import { HalFault } from "../errors.ts";
import type { ScannerFarSide } from "./contract.ts";
import type { ScannerBinding, WireUser } from "./wired.ts";

/** The binding of a simulated scanner, and its far side. */
export type SimulatedScannerWire = { binding: ScannerBinding; farSide: ScannerFarSide };

/** A new wire in memory, plugged in. */
export function simulatedScannerWire(): SimulatedScannerWire {
  let user: WireUser | undefined;
  let isPlugged = true;
  const send = (bytes: Uint8Array): void => user?.onBytes(bytes);
  const pull = (): void => {
    const told = user;
    user = undefined;
    told?.onLost(undefined);
  };
  return {
    binding: {
      path: "simulated",
      connect: (newUser) => {
        if (!isPlugged) return Promise.reject(new HalFault("HAL_SCANNER_GONE", "simulated"));
        user = newUser;
        return Promise.resolve({
          close: () => {
            user = undefined;
            return Promise.resolve();
          },
        });
      },
    },
    farSide: {
      present: (text) => send(Buffer.from(`${text}\r`, "utf8")),
      babble: send,
      plugged: (isPluggedNow) => {
        isPlugged = isPluggedNow;
        if (!isPlugged) pull();
      },
    },
  };
}
