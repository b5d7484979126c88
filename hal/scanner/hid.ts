/**
 * The wire of a scanner that types like a keyboard (USB HID): what it types, as the bytes that a serial one would send.
 * Knows no code: bytes go to the wired scanner, so both kinds are cut and cleaned alike.
 */
import { HalFault } from "../errors.ts";
import { InputDevice, type InputMachine } from "../input/evdev.ts";
import { placeName } from "../input/place.ts";
import { openFaultKind } from "../open-fault.ts";
import type { Wire } from "../wire/plug.ts";
import type { HidScannerOptions } from "./contract.ts";
import { LAYOUTS } from "./layouts.ts";
import { Typing } from "./typing.ts";
import type { ScannerBinding, WireUser } from "./wired.ts";

/** A scanner that types has all the keys of a keyboard; of its several devices this finds the one with letters. */
const WANTED = [...LAYOUTS.us.keys()];

/**
 * A binding to the keyboard of `options`, taken for this program alone.
 * Faults of `connect`: HAL_SCANNER_GONE, HAL_SCANNER_DENIED, HAL_SCANNER_BUSY, HAL_INPUT_NO_DEVICE, HAL_MODULE_MISSING.
 */
export function hidScannerBinding(
  options: HidScannerOptions,
  machineOf: () => Promise<InputMachine>,
): ScannerBinding {
  return { path: placeName(options), connect: async (user) => connect(options, user, await machineOf()) };
}

async function connect(options: HidScannerOptions, user: WireUser, machine: InputMachine): Promise<Wire> {
  let typing: Typing | undefined;
  try {
    const device = await InputDevice.open(
      { place: options, wanted: WANTED },
      {
        onKey: (code, isDown) => {
          const typed = typing?.key(code, isDown) ?? "";
          if (typed !== "") user.onBytes(Buffer.from(typed, "utf8"));
        },
        onDropped: () => {
          typing?.forget();
          user.onGap();
        },
        onLost: user.onLost,
      },
      machine,
    );
    typing = new Typing(options.layout ?? "us", device.hasCapsLock);
    return device;
  } catch (error) {
    throw faultOf(error, placeName(options));
  }
}

function faultOf(error: unknown, place: string): HalFault {
  const codes = {
    gone: "HAL_SCANNER_GONE",
    denied: "HAL_SCANNER_DENIED",
    busy: "HAL_SCANNER_BUSY",
    "no-device": "HAL_INPUT_NO_DEVICE",
  } as const;
  return new HalFault(codes[openFaultKind(error)], place, error);
}
