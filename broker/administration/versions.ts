/**
 * The documents of a location's versions, out of its ledger.
 * Knows no rule and no words.
 */
import type { Ledger } from "../ledger/contract.ts";
import type { Version } from "../queue/state.ts";

/** A version's document as it was saved, faulty parts included. A ledger gives every event that it once took. */
export function documentOf(ledger: Ledger, { seq, version }: Version): unknown {
  for (const event of ledger.load(seq - 1)) {
    if (event.kind !== "configured") break;
    const saved = (event.document ?? event.location) as Readonly<Record<string, unknown>>;
    return { ...saved, version };
  }
  throw new Error(`event ${seq} of the ledger is no document`);
}
