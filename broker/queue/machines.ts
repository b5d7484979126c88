/**
 * Which machine is which stand: claims, certificates, who is cut off, and what of that lets a connection in.
 * Pure; knows no certificate's content and no broker, only serial numbers, digests and times.
 */
import type { OutboxId, StandId } from "../../protocol/terms.ts";
import type { HubState } from "./state.ts";

/** A one-time code to enrol a stand with. The code itself is nowhere: `digest` tells whether one is it, `proof` is what the hub shows that it knows. */
export type Claim = {
  /** The code's first part, by which it is found. */
  readonly id: string;
  readonly digest: string;
  readonly proof: string;
  readonly at: number;
  readonly until: number;
  readonly by: string | null;
};

/** One certificate by its serial number (hexadecimal, upper case), and when it ends (epoch ms). */
export type HeldCertificate = { readonly serial: string; readonly until: number };

/** What is known of one stand's machine. */
export type Machine = {
  readonly claim: Claim | null;
  /** Newest last, at most two: the one before a renewal goes on until the new one is used. */
  readonly certificates: readonly HeldCertificate[];
  /** The outbox that the certificate was given to. */
  readonly outbox: OutboxId | null;
  readonly enrolledAt: number | null;
  readonly cutOffAt: number | null;
  /** Until when a stand that is cut off may bring its outbox, once; `null`: it may not. */
  readonly grantedUntil: number | null;
};

/** A stand that nobody ever enrolled. */
const NO_MACHINE: Machine = {
  claim: null,
  certificates: [],
  outbox: null,
  enrolledAt: null,
  cutOffAt: null,
  grantedUntil: null,
};

/** What is known of a stand's machine. */
export function machineOf(state: HubState, stand: StandId): Machine {
  return state.machines.get(stand) ?? NO_MACHINE;
}

/** How a stand shows who it is. */
export type Shown =
  | { readonly by: "password" }
  | { readonly by: "certificate"; readonly serial: string; readonly outbox: string };

/** `granted`: to bring its outbox, and for nothing else. `other-outbox`: the certificate of one machine in another. */
export type Verdict = "in" | "granted" | "cut-off" | "unknown" | "other-outbox" | "enrolled-otherwise";

/**
 * Whether a stand is let in. Where a certificate was given, a password no longer does: a stolen stand would go on with it.
 */
export function verdictOn(state: HubState, stand: StandId, shown: Shown & { readonly at: number }): Verdict {
  const { certificates, outbox, cutOffAt, grantedUntil } = machineOf(state, stand);
  const isGranted = grantedUntil !== null && shown.at < grantedUntil;
  if (shown.by === "password") {
    if (cutOffAt !== null) return isGranted && certificates.length === 0 ? "granted" : "cut-off";
    return certificates.length === 0 ? "in" : "enrolled-otherwise";
  }
  if (!certificates.some(({ serial }) => serial === shown.serial)) return "unknown";
  if (shown.outbox !== outbox) return "other-outbox";
  if (cutOffAt === null) return "in";
  return isGranted ? "granted" : "cut-off";
}

/** The claim that a code's first part names, with its stand; also one that is over. */
export function claimBy(
  state: HubState,
  id: string,
): { readonly stand: StandId; readonly claim: Claim } | null {
  for (const [stand, { claim }] of state.machines) if (claim?.id === id) return { stand, claim };
  return null;
}
