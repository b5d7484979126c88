/** A ledger that outlives its hub, and stops at some moment as a killed hub's does: nothing after it is written. */
import { MemoryLedger } from "../../broker/ledger/memory.ts";

export class CutLedger extends MemoryLedger {
  /** So many more are written. */
  left = Number.POSITIVE_INFINITY;

  override append(...parts: Parameters<MemoryLedger["append"]>): ReturnType<MemoryLedger["append"]> {
    this.left -= 1;
    if (this.left < 0) throw new Error("the hub is gone");
    return super.append(...parts);
  }

  /** A hub is opened on it again. */
  override close(): void {
    this.left = Number.POSITIVE_INFINITY;
  }
}
