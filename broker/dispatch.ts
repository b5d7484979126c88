/**
 * The one loop: decide, append, evolve, publish. All commands of a location go through here one after another.
 * Knows no rule and no wire; nothing is answered or told before the ledger's commit.
 */
import type { LocationConfig } from "../protocol/config.ts";
import type { LedgerMark } from "../protocol/messages.ts";
import type { Ledger } from "./ledger/contract.ts";
import type { AnswerOf, Command } from "./queue/commands.ts";
import type { HubEvent } from "./queue/events.ts";
import type { HubState, Settings } from "./queue/state.ts";

/** The machine's clock: epoch ms, and whether it has been set from the network. */
export type Clock = () => { readonly at: number; readonly trusted: boolean };

/** What was decided and is in the ledger: the answer, the ledger's mark after the commit, and the hub's monotone time. */
export type Outcome<C extends Command = Command> = {
  readonly answer: AnswerOf<C["kind"]>;
  readonly ledger: LedgerMark;
  readonly at: number;
};

/** One commit, for whoever publishes. The state is the one after all its events. */
export type Committed = {
  readonly events: readonly HubEvent[];
  readonly state: HubState;
  readonly at: number;
};

export type DispatchOptions = {
  readonly ledger: Ledger;
  readonly location: LocationConfig;
  readonly now: Clock;
  /** A commit failed or a rule crashed: exit at once, nothing was answered. Everything waiting is rejected after it returns. */
  readonly onFatal: (fault: unknown) => void;
  /** Scaled times for tests. */
  readonly settings?: Settings;
};

export type Dispatch = {
  /** Resolves after the commit. Rejects only when the hub must exit, or after `close`. */
  readonly dispatch: <C extends Command>(command: C) => Promise<Outcome<C>>;
  /** The committed state. It changes in place at every commit: read what you need, keep no part of it. */
  readonly state: () => HubState;
  /** What the hub's time is now: monotone, also while the machine's clock is set back. */
  readonly at: () => number;
  /** Told after each commit that wrote something, before its answers are given. Returns how to stop listening. */
  readonly onCommit: (listener: (committed: Committed) => void) => () => void;
  /** Commits what waits, then refuses everything. The ledger stays open. */
  readonly close: () => Promise<void>;
};

/** Replays the ledger into a state and opens the loop. The first commands are `hub-started`, then `configure`, then `tick`. */
export type OpenDispatch = (options: DispatchOptions) => Dispatch;
