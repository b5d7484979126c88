/**
 * The printer of a stand that only shows numbers.
 * Knows nothing at all.
 */
import type { HalClock } from "../clock.ts";
import type { StopListening } from "../listeners.ts";
import type { Printer, PrinterStatus, PrintOutcome } from "./contract.ts";
import { unprinted } from "./outcome.ts";
import { unaskedStatus } from "./status.ts";

/** A printer that is not there: every slip is `failed` with HAL_PRINTER_NONE, and nothing was taken. */
export class NoPrinter implements Printer {
  readonly #clock: HalClock;

  constructor(clock: HalClock) {
    this.#clock = clock;
  }

  print(): Promise<PrintOutcome> {
    return Promise.resolve(unprinted("failed", 0, { code: "HAL_PRINTER_NONE", name: "none" }));
  }

  status(): Promise<PrinterStatus> {
    return Promise.resolve(unaskedStatus(false, "HAL_PRINTER_NONE", this.#clock.wallMs()));
  }

  onStatus(): StopListening {
    return () => undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
