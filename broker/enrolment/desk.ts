/**
 * Makes machines into stands: one-time codes, signing of certificates, cutting off, and letting an outbox in once more.
 * Knows no HTTP and no MQTT; what may be done is decided by the rules, and stands in the ledger.
 */
import { randomBytes, X509Certificate } from "node:crypto";
import { grouped, newCode, qrOf, readCode } from "../../protocol/enrolment.ts";
import { claimDigest, isSame, proofKey, proofOf } from "../../protocol/link/enrolment-proof.ts";
import { type QrPath, qrPath } from "../../protocol/screen/qr.ts";
import type { OutboxId, StaffLanguage, StandId } from "../../protocol/terms.ts";
import { type Actor, HUB } from "../accounts/rights.ts";
import type { Authority } from "../certificates/authority.ts";
import { lifeOf } from "../certificates/certificates.ts";
import type { MachineAnswer, MachineCommand, MachineDone } from "../queue/commands.ts";
import { claimBy, machineOf } from "../queue/machines.ts";
import type { HubState } from "../queue/state.ts";
import { TryLimit } from "./limit.ts";

/** Whom a stand is to believe at a listener: the hub's own authority, or whom its machine believes anyway. */
export type Trust = "own" | "system";

export type DeskOptions = {
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: MachineCommand, by: Actor) => Promise<MachineAnswer>;
  /** `null` where the hub speaks no TLS with its own broker: then no machine can be enrolled. */
  readonly enrols: {
    readonly authority: () => Authority;
    /** Authorities (PEM) that no machine knows by itself, of listeners that the hub's own did not sign. */
    readonly authorities: { readonly httpsCa?: string; readonly mqttCa?: string };
    readonly https: Trust;
    readonly mqtt: Trust;
    readonly mqttPort: () => number;
  } | null;
  readonly publicUrl: () => string;
  readonly warnings: (language: StaffLanguage) => readonly string[];
  readonly isOnline: (stand: StandId) => boolean;
};

const CLAIM_MS = 24 * 3_600_000;
const GRANT_MS = 3_600_000;

/** Why something was not done; `slow` with how long to wait. */
export type Refusal =
  | {
      readonly refused:
        | Exclude<MachineDone["machine"], "done">
        | "no-tls"
        | "not-allowed"
        | "other-stand"
        | "request-invalid";
    }
  | { readonly refused: "slow"; readonly afterMs: number };

export type MadeClaim = { readonly code: string; readonly qr: QrPath; readonly until: number };

/** What a machine says that wants to be a stand. `csr`: a signing request, PEM. */
export type Enrolling = {
  readonly code: string;
  readonly stand: string;
  readonly location: string;
  readonly outbox: string;
  readonly csr: string;
};

/** Whoever asks: their staff id for the ledger, and what they may do. */
export type By = { readonly by: string | null; readonly actor: Actor };

/** The hub's desk for machines. */
export class MachineDesk {
  readonly #options: DeskOptions;
  readonly #limit = new TryLimit();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** How each stand of the location stands, with what is wrong with the hub's certificates in words. */
  list(language: StaffLanguage) {
    const { state, enrols, warnings, at, publicUrl, isOnline } = this.#options;
    const now = at();
    const stands = state().location.stands.map(({ stand, name }) => {
      const { claim, certificates, cutOffAt, grantedUntil, enrolledAt } = machineOf(state(), stand);
      const isClaimed = claim !== null && claim.until > now;
      return {
        ...{ stand, name, enrolledAt, cutOffAt },
        until: certificates.at(-1)?.until ?? null,
        claimUntil: isClaimed ? claim.until : null,
        grantedUntil: grantedUntil !== null && grantedUntil > now ? grantedUntil : null,
        online: isOnline(stand),
      };
    });
    const fingerprint = enrols?.authority().fingerprint ?? null;
    return { fingerprint, address: publicUrl(), warnings: warnings(language), stands };
  }

  /** A code for one stand, for 24 hours; an earlier one of that stand is over. It is told here and never again. */
  async makeClaim(stand: StandId, { by, actor }: By): Promise<MadeClaim | Refusal> {
    const { enrols, at, state, publicUrl } = this.#options;
    if (enrols === null) return { refused: "no-tls" };
    let code = newCode(randomBytes(13));
    while (claimBy(state(), code.slice(0, 4)) !== null) code = newCode(randomBytes(13));
    const now = at();
    const claim = {
      ...{ id: code.slice(0, 4), digest: claimDigest(code), proof: proofKey(code) },
      ...{ at: now, until: now + CLAIM_MS, by },
    };
    const refusal = await this.#told({ kind: "make-claim", stand, claim, by }, actor);
    if (refusal !== null) return refusal;
    const { fingerprint } = enrols.authority();
    const qr = qrPath(qrOf({ url: publicUrl(), fingerprint, code }));
    return { code: grouped(code), qr, until: claim.until };
  }

  revokeClaim(stand: StandId, { by, actor }: By): Promise<Refusal | null> {
    return this.#told({ kind: "revoke-claim", stand, by }, actor);
  }

  /** Its connection ends with the commit, and neither certificate nor password lets it in again. */
  cutOff(stand: StandId, { by, actor }: By): Promise<Refusal | null> {
    return this.#told({ kind: "cut-off", stand, by }, actor);
  }

  /** For an hour it may connect once more, to bring what it printed. */
  grant(stand: StandId, { by, actor }: By): Promise<Refusal | null> {
    return this.#told({ kind: "grant-outbox", stand, until: this.#options.at() + GRANT_MS, by }, actor);
  }

  /** What the hub is, with a proof that it made the claim: whoever stands in between cannot give that. */
  hello(asked: { readonly claim: string; readonly nonce: string; readonly address: string }) {
    const { state, enrols, at } = this.#options;
    if (enrols === null) return { refused: "no-tls" } as const;
    const now = at();
    const afterMs = this.#limit.waitMs(asked.address, now);
    if (afterMs > 0) return { refused: "slow", afterMs } as const;
    const found = claimBy(state(), asked.claim);
    if (found === null) {
      this.#limit.failed(asked.address, now);
      return { refused: "claim-unknown" } as const;
    }
    const { https, mqtt, authorities } = enrols;
    const said = JSON.stringify({
      ...{ location: state().location.location, ca: enrols.authority().cert, https, mqtt },
      ...{ mqttPort: enrols.mqttPort(), ...authorities },
    });
    return { said, proof: proofOf(found.claim.proof, asked.nonce, said) };
  }

  /** A certificate for whoever says the code; the code is used up by it. */
  async enrol(asked: Enrolling & { readonly address: string }): Promise<{ certificate: string } | Refusal> {
    const { state, at, enrols } = this.#options;
    if (enrols === null) return { refused: "no-tls" };
    const now = at();
    const afterMs = this.#limit.waitMs(asked.address, now);
    if (afterMs > 0) return { refused: "slow", afterMs };
    const code = readCode(asked.code);
    const found = code === null ? null : claimBy(state(), code.id);
    const digest = claimDigest(code?.code ?? "");
    if (found === null || !isSame(found.claim.digest, digest)) {
      this.#limit.failed(asked.address, now);
      return { refused: "claim-unknown" };
    }
    if (now >= found.claim.until) return { refused: "claim-expired" };
    const location: string = state().location.location;
    if (asked.stand !== found.stand || asked.location !== location) return { refused: "other-stand" };
    const certificate = await enrols
      .authority()
      .signStand(asked.csr, { stand: found.stand, location, at: now });
    if (certificate === null) return { refused: "request-invalid" };
    const outbox = asked.outbox as OutboxId;
    const refusal = await this.#told({
      ...{ kind: "enrol", stand: found.stand, digest, outbox },
      ...heldOf(certificate),
    });
    return refusal ?? { certificate };
  }

  /** The next certificate of a stand that is connected with the one before. */
  async renew(stand: StandId, csr: string): Promise<{ certificate: string } | Refusal> {
    const { state, at, enrols } = this.#options;
    if (enrols === null) return { refused: "no-tls" };
    const { certificates, cutOffAt } = machineOf(state(), stand);
    if (certificates.length === 0 || cutOffAt !== null) return { refused: "not-enrolled" };
    const { location } = state().location;
    const certificate = await enrols.authority().signStand(csr, { stand, location, at: at() });
    if (certificate === null) return { refused: "request-invalid" };
    const refusal = await this.#told({ kind: "renew-certificate", stand, ...heldOf(certificate) });
    return refusal ?? { certificate };
  }

  async #told(command: MachineCommand, by: Actor = HUB): Promise<Refusal | null> {
    const answer = await this.#options.decide(command, by);
    if ("refused" in answer) return answer;
    return answer.machine === "done" ? null : { refused: answer.machine };
  }
}

function heldOf(certificate: string) {
  return { serial: new X509Certificate(certificate).serialNumber, until: lifeOf(certificate).until };
}
