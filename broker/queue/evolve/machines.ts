/**
 * What events of stands' machines do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { StandId } from "../../../protocol/terms.ts";
import type { EventOf, MachineEvent } from "../events.ts";
import { type Machine, machineOf } from "../machines.ts";
import type { HubState } from "../state.ts";
import { raise } from "./life.ts";

type Effects = {
  readonly [Kind in MachineEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

function change(state: HubState, stand: StandId, to: Partial<Machine>): void {
  state.machines.set(stand, { ...machineOf(state, stand), ...to });
}

export const MACHINE_EFFECTS: Effects = {
  "claim-made"(state, { stand, claim }) {
    change(state, stand, { claim });
  },
  "claim-revoked"(state, { stand }) {
    change(state, stand, { claim: null });
  },
  "stand-enrolled"(state, { at, stand, outbox, serial, until }) {
    const certificates = [{ serial, until }];
    change(state, stand, {
      ...{ claim: null, certificates, outbox, enrolledAt: at, cutOffAt: null, grantedUntil: null },
    });
  },
  "certificate-renewed"(state, { stand, serial, until }) {
    const before = machineOf(state, stand).certificates.slice(-1);
    change(state, stand, { certificates: [...before, { serial, until }] });
  },
  "stand-cut-off"(state, { at, stand }) {
    change(state, stand, { claim: null, cutOffAt: at, grantedUntil: null });
  },
  "outbox-granted"(state, { stand, until }) {
    change(state, stand, { grantedUntil: until });
  },
  "outbox-taken"(state, { stand }) {
    change(state, stand, { grantedUntil: null });
  },
  "stand-doubled"(state, { stand }) {
    raise(state, { kind: "stand-trouble", stand, problem: "STAND_TWIN" });
  },
};
