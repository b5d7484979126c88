/**
 * The wire of a scanner on a serial line, over `serialport`.
 * Knows no code: bytes go to the wired scanner.
 */
import { SerialPort } from "serialport";
import { HalFault } from "../errors.ts";
import { openFaultKind } from "../open-fault.ts";
import type { SerialScannerOptions } from "./contract.ts";
import type { ScannerBinding, ScannerWire, WireUser } from "./wired.ts";

/**
 * A binding to the serial device of `options`.
 * Faults of `connect`: HAL_SCANNER_GONE, HAL_SCANNER_DENIED, HAL_SCANNER_BUSY.
 */
export function serialScannerBinding(options: SerialScannerOptions): ScannerBinding {
  return { path: options.path, connect: (user) => connect(options, user) };
}

async function connect(options: SerialScannerOptions, user: WireUser): Promise<ScannerWire> {
  const port = new SerialPort({ path: options.path, baudRate: options.baudRate ?? 9600, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(openFault(options.path, error))));
  });
  port.on("data", (bytes: Buffer) => user.onBytes(bytes));
  port.on("error", () => undefined); // a broken line closes the port, and the close is told
  let isClosing = false;
  port.on("close", (cause: unknown) => {
    if (!isClosing) user.onLost(cause ?? undefined);
  });
  return {
    close: async () => {
      isClosing = true;
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()));
    },
  };
}

function openFault(path: string, error: Error): HalFault {
  const codes = { gone: "HAL_SCANNER_GONE", denied: "HAL_SCANNER_DENIED", busy: "HAL_SCANNER_BUSY" } as const;
  return new HalFault(codes[openFaultKind(error)], path, error);
}
