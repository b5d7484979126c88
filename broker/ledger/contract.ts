/**
 * What the hub's ledger promises, whatever it is kept on.
 * It stores events and knows no rule; it never changes or removes one. A checkpoint is bytes to it.
 */
import type { HubEvent } from "../queue/events.ts";
import type { Head } from "./chain.ts";
import type { Row } from "./verify.ts";

/**
 * What the events up to a number come to, so that a start need not read all of them. A shortcut, never the truth: whoever
 * cannot read one, or does not trust it, reads the events.
 */
export type Checkpoint = {
  /** The number of the last event in it. */
  readonly seq: number;
  /** Which program wrote it; only the same one may know what the bytes mean. */
  readonly program: string;
  readonly state: Uint8Array;
};

/**
 * The append-only record of all events of one location.
 *
 * Promised: when `append` returns, all events of the batch survive a killed process and a power cut, none without the others;
 * they are numbered from 1 without gaps, in the order given, and each is chained to the one before it in the same commit. While a ledger is open no other process can open the same one.
 * Not promised: that the medium is not swapped for an older copy behind its back (design rule 8 is about that), and
 * anything about time: `append` blocks until the medium has answered.
 */
export type Ledger = {
  /** The number of the last event, 0 in an empty ledger. */
  readonly seq: () => number;
  /** Where the chain over all events ends (chain.ts); of an empty ledger what stands before its first event. */
  readonly head: () => Head;
  /**
   * Adds a batch; answers the number of its last event. An empty batch writes nothing.
   * @throws {HubFault} HUB_LEDGER_APPEND_FAILED - it is unknown whether the batch is there: the process must exit and replay.
   */
  readonly append: (events: readonly HubEvent[]) => number;
  /**
   * The events after number `after`, oldest first. Do not append while reading.
   * @throws {HubFault} HUB_LEDGER_DAMAGED
   */
  readonly load: (after?: number) => Iterable<HubEvent>;
  /** What lies in the ledger after an event, one by one; nothing else may be done with the ledger before the last, or before it is left. */
  readonly rows: (after: number) => Iterable<Row>;
  /** What lies before event `before`, newest first; otherwise as `rows`. */
  readonly rowsBefore: (before: number) => Iterable<Row>;
  /** The checkpoint that was kept last, as it was kept; `null` when there is none. */
  readonly checkpoint: () => Checkpoint | null;
  /**
   * Keeps a checkpoint in place of the one before; events stay as they are.
   * @throws {HubFault} HUB_LEDGER_APPEND_FAILED
   */
  readonly keep: (checkpoint: Checkpoint) => void;
  /** Gives the ledger free. Closing twice does nothing; every other use afterwards throws HUB_LEDGER_CLOSED. */
  readonly close: () => void;
};
