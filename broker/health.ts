/**
 * Whether the hub can do its work, and what is wrong in words.
 * Pure; knows neither broker nor disk, only what was found there.
 */
import { type Head, headText } from "./ledger/chain.ts";
import type { ChainState } from "./ledger/patrol.ts";

/** `warnings`: what somebody must see to while the hub does its work. */
export type HubHealth = {
  readonly ok: boolean;
  readonly problems: readonly string[];
  /** The head of the ledger's chain, `<seq>:<hash>`, for whoever keeps it elsewhere. */
  readonly ledger: string;
  readonly warnings?: readonly string[];
  /** What the last walk over the chain has found; left out before the first is over. */
  readonly chain?: ChainState;
};

/** What was found. `stuckMs`: since the last second that passed; `freeBytes`: left for the ledger. */
type Findings = {
  readonly isMqttUp: boolean;
  readonly stuckMs: number;
  readonly freeBytes: number;
  readonly isLoginAway: boolean;
  readonly warnings: readonly string[];
  readonly head: Head;
  readonly chain: ChainState | null;
};

/** Below this the ledger may not take the next day. */
const LEAST_FREE_BYTES = 16_777_216;
/** A hub whose second does not pass for so long is stuck. */
const STUCK_MS = 5000;

export function healthOf(found: Findings): HubHealth {
  const { isMqttUp, stuckMs, freeBytes, isLoginAway } = found;
  const problems = [
    ...(isMqttUp ? [] : ["the MQTT broker is out of reach"]),
    ...(stuckMs < STUCK_MS ? [] : [`no tick for ${Math.round(stuckMs / 1000)} s`]),
    ...(freeBytes >= LEAST_FREE_BYTES ? [] : [`only ${freeBytes} bytes are left for the ledger`]),
  ];
  const warnings = [
    ...found.warnings,
    ...(isLoginAway ? ["the login service does not answer; local accounts still sign in"] : []),
  ];
  const said = {
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(found.chain === null ? {} : { chain: found.chain }),
  };
  return { ok: problems.length === 0, problems, ledger: headText(found.head), ...said };
}
