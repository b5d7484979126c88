/**
 * From the ledger to the hub's state: the last checkpoint, then every event after it.
 * Knows no rule. What a checkpoint cannot give is read from the events, which alone are the truth.
 */
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { LocationConfig } from "../protocol/config.ts";
import { HubFault } from "./errors.ts";
import type { Checkpoint, Ledger } from "./ledger/contract.ts";
import type { HubEvent } from "./queue/events.ts";
import { evolve, isKnown } from "./queue/evolve.ts";
import { type HubState, initialState, type Settings } from "./queue/state.ts";

/** What a state is made from. */
export type ReplayOptions = {
  readonly ledger: Ledger;
  /** For a ledger that has not seen a document of the location. */
  readonly location: LocationConfig;
  /** Scaled times for tests. */
  readonly settings?: Settings;
  /**
   * Which program this is, down to its last byte: a checkpoint of another one is not read, since its state may have other
   * parts, or the same event another effect. Without a name no checkpoint is read or written.
   */
  readonly program?: string;
};

/** So many events are read in a tenth of a second; after more of them the next start is spared. */
const MOST_EVENTS = 20_000;
const DIGEST_BYTES = 32;

function digest(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Keeps the state in the ledger as its checkpoint. Faults: those of `Ledger.keep`. */
export function keepCheckpoint(ledger: Ledger, state: HubState, program: string): void {
  const bytes = serialize(state);
  ledger.keep({ seq: state.seq, program, state: Buffer.concat([digest(bytes), bytes]) });
}

/** The state of a checkpoint; `null` when the bytes are not what was kept, or this Node cannot read them. */
function stateOf({ seq, state: kept }: Checkpoint): HubState | null {
  const bytes = kept.subarray(DIGEST_BYTES);
  if (!digest(bytes).equals(kept.subarray(0, DIGEST_BYTES))) return null;
  try {
    const state = deserialize(bytes) as HubState;
    return state.seq === seq ? state : null;
  } catch {
    return null;
  }
}

function fromCheckpoint({ ledger, program }: ReplayOptions): HubState | null {
  const kept = program === undefined ? null : ledger.checkpoint();
  return kept !== null && kept.program === program && kept.seq <= ledger.seq() ? stateOf(kept) : null;
}

/** A row edited by hand, or written by a later version, would make another day of the same ledger if it were passed over. */
function take(state: HubState, event: HubEvent): void {
  if (!isKnown(event))
    throw new HubFault("HUB_LEDGER_DAMAGED", `event ${state.seq + 1} is of an unknown kind, "${event.kind}"`);
  evolve(state, event);
}

/**
 * The state that all events of the ledger make. A long ledger without a checkpoint of this program gets one.
 * Faults: HUB_LEDGER_DAMAGED, and those of `Ledger.keep`.
 */
export function replay(options: ReplayOptions): HubState {
  const { ledger, location, settings, program } = options;
  const fresh = initialState(location, settings);
  // Settings are of this start, never of the one that kept the checkpoint.
  const state = { ...fresh, ...fromCheckpoint(options), settings: fresh.settings };
  const from = state.seq;
  for (const event of ledger.load(from)) take(state, event);
  if (program !== undefined && state.seq - from > MOST_EVENTS) keepCheckpoint(ledger, state, program);
  return state;
}
