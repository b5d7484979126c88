/**
 * One stand's machine: its certificate, a one-time code as text and picture, cutting it off.
 * Knows no draft: what is done here holds at once.
 */
import { useSignal } from "@preact/signals";
import type { Admin } from "./admin.ts";
import { momentIn, useAsked } from "./asked.ts";
import { ADMIN_TEXTS, type AdminTexts } from "./texts.ts";

type Machine = {
  readonly stand: string;
  readonly until: number | null;
  readonly claimUntil: number | null;
  readonly cutOffAt: number | null;
  readonly grantedUntil: number | null;
  readonly online: boolean;
};
type Machines = {
  readonly fingerprint: string | null;
  readonly address: string;
  readonly warnings: readonly string[];
  readonly stands: readonly Machine[];
};
type Claim = { readonly code: string; readonly qr: { readonly size: number; readonly path: string } };
type Deed = "claim" | "revoke-claim" | "cut-off" | "grant-outbox";

function State({ admin, machine }: { readonly admin: Admin; readonly machine: Machine }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { until, claimUntil, cutOffAt, grantedUntil, online } = machine;
  const moment = (at: number) => momentIn(admin, at);
  const said = [
    online ? t.machineOnline : t.machineOffline,
    cutOffAt === null ? null : t.machineOut(moment(cutOffAt)),
    cutOffAt === null ? (until === null ? t.machineNone : t.machineIn(moment(until))) : null,
    grantedUntil === null ? null : t.machineGranted(moment(grantedUntil)),
    claimUntil === null ? null : t.machineClaimed(moment(claimUntil)),
  ];
  return <>{said.map((words) => (words === null ? null : <p key={words}>{words}</p>))}</>;
}

function Code({
  claim,
  address,
  t,
}: {
  readonly claim: Claim;
  readonly address: string;
  readonly t: AdminTexts;
}) {
  const edge = claim.qr.size + 8;
  return (
    <div class="claim" role="status">
      <p class="claim-code">{claim.code}</p>
      <svg viewBox={`-4 -4 ${edge} ${edge}`} role="img" aria-label={t.claimQr} width="280" height="280">
        <path fill="#fff" d={`M-4-4h${edge}v${edge}h-${edge}z`} />
        <path fill="#000" d={claim.qr.path} />
      </svg>
      <p>{t.claimHow(address)}</p>
      <p class="help">
        {t.claimTyped}{" "}
        <code>
          talon-stand enrol {address} {claim.code}
        </code>
      </p>
      <p class="help">{t.claimOnce}</p>
    </div>
  );
}

function CutOff({ t, onYes }: { readonly t: AdminTexts; readonly onYes: () => void }) {
  const isAsked = useSignal(false);
  if (!isAsked.value)
    return (
      <button type="button" class="remove" onClick={() => (isAsked.value = true)}>
        {t.cutOff}
      </button>
    );
  return (
    <div role="group" aria-label={t.cutOff}>
      <p>{t.cutOffAsk}</p>
      <div class="row">
        <button type="button" class="remove" onClick={onYes}>
          {t.cutOffYes}
        </button>
        <button type="button" onClick={() => (isAsked.value = false)}>
          {t.cutOffNo}
        </button>
      </div>
    </div>
  );
}

type ActionsProps = {
  readonly t: AdminTexts;
  readonly machine: Machine;
  readonly enrols: boolean;
  readonly does: (deed: Deed) => void;
};

function Actions({ t, machine, enrols, does }: ActionsProps) {
  return (
    <>
      {enrols ? null : <p>{t.machineNoTls}</p>}
      <div class="row">
        {enrols ? (
          <button type="button" onClick={() => does("claim")}>
            {t.makeClaim}
          </button>
        ) : null}
        {machine.claimUntil === null ? null : (
          <button type="button" onClick={() => does("revoke-claim")}>
            {t.revokeClaim}
          </button>
        )}
      </div>
      {machine.cutOffAt === null ? (
        <CutOff t={t} onYes={() => does("cut-off")} />
      ) : (
        <>
          <p>{t.grantHelp}</p>
          <button type="button" onClick={() => does("grant-outbox")}>
            {t.grantOutbox}
          </button>
        </>
      )}
    </>
  );
}

/** Nothing for whoever may not manage machines. */
export function StandMachine({ admin, stand }: { readonly admin: Admin; readonly stand: string }) {
  const t = ADMIN_TEXTS[admin.language.value];
  const { known, ask } = useAsked<Machines>(admin, `stand-machines?language=${admin.language.value}`);
  const claim = useSignal<Claim | null>(null);
  const hasFailed = useSignal(false);
  const does = async (deed: Deed) => {
    const answer = await admin.hub.post<Claim>(`stand-machines/${stand}/${deed}`, {});
    hasFailed.value = answer.kind !== "done";
    claim.value = deed === "claim" && answer.kind === "done" ? answer.body : null;
    await ask();
  };
  const machines = known.value;
  const machine = machines?.stands.find((one) => one.stand === stand);
  if (machines === null || machine === undefined) return null;
  return (
    <details class="stand-settings stand-machine">
      <summary>{t.ownMachine}</summary>
      {machines.warnings.map((warning) => (
        <p key={warning} class="trouble">
          {warning}
        </p>
      ))}
      <State admin={admin} machine={machine} />
      {hasFailed.value ? <p role="alert">{t.machineFailed}</p> : null}
      {claim.value === null || machine.claimUntil === null ? null : (
        <Code claim={claim.value} address={machines.address} t={t} />
      )}
      <Actions
        t={t}
        machine={machine}
        enrols={machines.fingerprint !== null}
        does={(deed) => void does(deed)}
      />
      {machines.fingerprint === null ? null : (
        <p class="id">
          {t.machineFingerprint}: <code>{machines.fingerprint}</code>
        </p>
      )}
    </details>
  );
}
