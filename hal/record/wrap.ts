/**
 * Wraps transports and bindings so that what passes through them is recorded, masked.
 * Changes nothing of what passes, nor when.
 */
import type { Buttons } from "../button/contract.ts";
import { HalFault } from "../errors.ts";
import type { KeypadBinding, KeypadUser } from "../keypad/wired.ts";
import type { Printer } from "../printer/contract.ts";
import type { LinkUser, PrinterLink, PrinterTransport } from "../printer/transport.ts";
import type { ScannerBinding, WireUser } from "../scanner/wired.ts";
import type { Wire } from "../wire/plug.ts";
import { maskKey, maskPrint, maskScan } from "./mask.ts";
import type { Recorder } from "./recorder.ts";

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const codeOf = (fault: unknown): string => (fault instanceof HalFault ? fault.code : "");

/** The transport of a printer; its answers are recorded as they are. */
export function recordedTransport(transport: PrinterTransport, recorder: Recorder): PrinterTransport {
  const part = "printer" as const;
  return {
    name: transport.name,
    open: async (user, timeoutMs) => {
      try {
        const link = await transport.open(recordedUser(user, recorder), timeoutMs);
        recorder.note({ part, what: "open" });
        return recordedLink(link, recorder);
      } catch (fault) {
        recorder.note({ part, what: "open-failed", code: codeOf(fault) });
        throw fault;
      }
    },
  };
}

function recordedUser(user: LinkUser, recorder: Recorder): LinkUser {
  const part = "printer" as const;
  return {
    onBytes: (bytes) => {
      recorder.note({ part, what: "in", hex: hexOf(bytes) });
      user.onBytes(bytes);
    },
    onLost: (cause) => {
      recorder.note({ part, what: "lost" });
      user.onLost(cause);
    },
  };
}

function recordedLink(link: PrinterLink, recorder: Recorder): PrinterLink {
  const part = "printer" as const;
  return {
    write: async (bytes, timeoutMs) => {
      recorder.note({ part, what: "out", hex: hexOf(maskPrint(bytes)) });
      const { cause, ...written } = await link.write(bytes, timeoutMs);
      recorder.note({ part, what: "written", ...written });
      return cause === undefined ? written : { ...written, cause };
    },
    close: () => {
      recorder.note({ part, what: "close" });
      return link.close();
    },
  };
}

/** A printer whose jobs and statuses are recorded beside its bytes; the slips themselves are not. */
export function recordedPrinter(printer: Printer, recorder: Recorder): Printer {
  const part = "printer" as const;
  printer.onStatus((status) => {
    const { at: _at, cause: _cause, ...told } = status;
    recorder.note({ part, what: "told", status: JSON.stringify(told) });
  });
  return {
    print: async (slip, options) => {
      recorder.note({ part, what: "print" });
      const outcome = await printer.print(slip, options);
      recorder.note({ part, what: "printed", result: outcome.result, code: outcome.code ?? null });
      return outcome;
    },
    status: async () => {
      recorder.note({ part, what: "status" });
      return await printer.status();
    },
    onStatus: (listener) => printer.onStatus(listener),
    close: () => printer.close(),
  };
}

type WirePart = "scanner" | "keypad";

/** Opens a wire and tells how that went, and when it was closed again. */
async function recordedWire(part: WirePart, recorder: Recorder, connect: () => Promise<Wire>): Promise<Wire> {
  try {
    const wire = await connect();
    recorder.note({ part, what: "open" });
    return {
      close: () => {
        recorder.note({ part, what: "close" });
        return wire.close();
      },
    };
  } catch (fault) {
    recorder.note({ part, what: "open-failed", code: codeOf(fault) });
    throw fault;
  }
}

export function recordedScanner(binding: ScannerBinding, recorder: Recorder): ScannerBinding {
  const part = "scanner" as const;
  const recorded = (user: WireUser): WireUser => ({
    onBytes: (bytes) => {
      recorder.note({ part, what: "in", hex: hexOf(maskScan(bytes)) });
      user.onBytes(bytes);
    },
    onGap: () => {
      recorder.note({ part, what: "gap" });
      user.onGap();
    },
    onLost: (cause) => {
      recorder.note({ part, what: "lost" });
      user.onLost(cause);
    },
  });
  const connect: ScannerBinding["connect"] = (user) =>
    recordedWire(part, recorder, () => binding.connect(recorded(user)));
  return { path: binding.path, connect };
}

/** A keypad's wire; that a key came is recorded and of which kind, never which digit. */
export function recordedKeypad(binding: KeypadBinding, recorder: Recorder): KeypadBinding {
  const part = "keypad" as const;
  const recorded = (user: KeypadUser): KeypadUser => ({
    onKey: (key) => {
      recorder.note({ part, what: "key", key: maskKey(key) });
      user.onKey(key);
    },
    onMissed: () => {
      recorder.note({ part, what: "missed" });
      user.onMissed();
    },
    onLost: (cause) => {
      recorder.note({ part, what: "lost" });
      user.onLost(cause);
    },
  });
  const connect: KeypadBinding["connect"] = (user) =>
    recordedWire(part, recorder, () => binding.connect(recorded(user)));
  return { ...binding, connect };
}

/** Listens to buttons, as a user of theirs does. */
export function recordButtons(buttons: Buttons, recorder: Recorder): void {
  const part = "buttons" as const;
  buttons.onPress(({ number: button }) => recorder.note({ part, what: "press", button }));
  buttons.onStuck(({ number: button }) => recorder.note({ part, what: "stuck", button }));
  buttons.onFree(({ number: button }) => recorder.note({ part, what: "free", button }));
  buttons.onProblem(({ code }) => recorder.note({ part, what: "missed", code }));
  buttons.onGone(({ code }) => recorder.note({ part, what: "gone", code }));
  buttons.onBack(() => recorder.note({ part, what: "back" }));
}
