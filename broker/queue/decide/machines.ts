/**
 * Claims, enrolments, renewals, cutting off and taking back of stands' machines.
 * Knows no certificate's content; whoever signs one asks here first, and hands it out after the commit.
 */
import type { StandId } from "../../../protocol/terms.ts";
import type { Command, MachineCommand, MachineDone, Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { machineOf } from "../machines.ts";
import type { Decision, Rule } from "../rule.ts";
import type { HubState } from "../state.ts";

const done = (event: HubEvent): Decision => ({ events: [event], answer: { machine: "done" } });
const refused = (why: Exclude<MachineDone["machine"], "done">): Decision => ({
  events: [],
  answer: { machine: why },
});

type CutOff = { readonly stand: StandId; readonly by: string | null } & Stamp;
type Of<Kind extends MachineCommand["kind"]> = Extract<MachineCommand, { kind: Kind }> & Stamp;

function claim(state: HubState, { at, stand, claim: made, by }: Of<"make-claim">): Decision {
  if (!state.location.stands.some((one) => one.stand === stand)) return refused("stand-unknown");
  return done({ kind: "claim-made", at, stand, claim: made, by });
}

/** Taken once: the claim goes with the enrolment, and what the stand had before holds no longer. */
function enrol(state: HubState, command: Of<"enrol">): Decision {
  const { at, stand, digest, outbox, serial, until } = command;
  const { claim: open } = machineOf(state, stand);
  if (open === null || open.digest !== digest) return refused("claim-unknown");
  if (at >= open.until) return refused("claim-expired");
  return done({ kind: "stand-enrolled", at, stand, claim: open.id, outbox, serial, until });
}

function renew(state: HubState, { at, stand, serial, until }: Of<"renew-certificate">): Decision {
  const { certificates, cutOffAt } = machineOf(state, stand);
  if (certificates.length === 0 || cutOffAt !== null) return refused("not-enrolled");
  return done({ kind: "certificate-renewed", at, stand, serial, until });
}

/** A claim that is open goes too: whoever stole the stand may have seen its code. */
function cutOff(state: HubState, { at, stand, by }: CutOff): Decision {
  if (!state.location.stands.some((one) => one.stand === stand)) return refused("stand-unknown");
  return done({ kind: "stand-cut-off", at, stand, by });
}

function decided(state: HubState, command: MachineCommand & Stamp): Decision {
  const { at, stand } = command;
  const machine = machineOf(state, stand);
  switch (command.kind) {
    case "make-claim":
      return claim(state, command);
    case "revoke-claim":
      if (machine.claim === null) return refused("claim-unknown");
      return done({ kind: "claim-revoked", at, stand, claim: machine.claim.id, by: command.by });
    case "enrol":
      return enrol(state, command);
    case "renew-certificate":
      return renew(state, command);
    case "cut-off":
      return cutOff(state, command);
    case "grant-outbox":
      if (machine.cutOffAt === null) return refused("not-cut-off");
      return done({ kind: "outbox-granted", at, stand, until: command.until, by: command.by });
    case "take-outbox":
      if (machine.grantedUntil === null) return refused("not-cut-off");
      return done({ kind: "outbox-taken", at, stand });
    case "tell-twin":
      return done({ kind: "stand-doubled", at, stand });
  }
}

/** The one rule of a command about a machine. */
export const machineRules = (command: MachineCommand & Stamp): Rule[] => [(state) => decided(state, command)];

const KINDS: Readonly<Record<MachineCommand["kind"], true>> = {
  ...{ "make-claim": true, "revoke-claim": true, enrol: true, "renew-certificate": true },
  ...{ "cut-off": true, "grant-outbox": true, "take-outbox": true, "tell-twin": true },
};

/** Whether a command is about a stand's machine. */
export function isMachineCommand<C extends Command>(command: C): command is C & MachineCommand {
  return Object.hasOwn(KINDS, command.kind);
}
