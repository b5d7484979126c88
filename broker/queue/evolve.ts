/**
 * One event after another makes the state. The state is changed in place (see state.ts) and given back.
 * Knows no rule, and asks nothing but the event and the state: a replay of the ledger gives the same state.
 */

import type { EventOf, HubEvent, HubEventKind } from "./events.ts";
import { APPOINTMENT_EFFECTS, settlePast } from "./evolve/appointments.ts";
import { HOST_EFFECTS } from "./evolve/host.ts";
import { HOST_NOTICE_EFFECTS } from "./evolve/host-notices.ts";
import { HUB_EFFECTS } from "./evolve/hub.ts";
import { MACHINE_EFFECTS } from "./evolve/machines.ts";
import { NOTICE_EFFECTS } from "./evolve/notices.ts";
import { PLACE_EFFECTS } from "./evolve/place-texts.ts";
import { SESSION_EFFECTS } from "./evolve/session.ts";
import { STAFF_EFFECTS } from "./evolve/staff.ts";
import { TICKET_EFFECTS } from "./evolve/tickets.ts";
import { VISIT_EFFECTS } from "./evolve/visit.ts";
import type { HubState } from "./state.ts";

const EFFECTS: { readonly [Kind in HubEventKind]: (state: HubState, event: EventOf<Kind>) => void } = {
  ...HUB_EFFECTS,
  ...TICKET_EFFECTS,
  ...STAFF_EFFECTS,
  ...VISIT_EFFECTS,
  ...SESSION_EFFECTS,
  ...MACHINE_EFFECTS,
  ...APPOINTMENT_EFFECTS,
  ...NOTICE_EFFECTS,
  ...PLACE_EFFECTS,
  ...HOST_NOTICE_EFFECTS,
  ...HOST_EFFECTS,
};

/** Whether this version knows what an event of a ledger does; one that it does not know may not be passed over. */
export function isKnown({ kind }: { readonly kind: string }): boolean {
  return Object.hasOwn(EFFECTS, kind);
}

/** Adds one event of a known kind to the state. */
export function evolve(state: HubState, event: HubEvent): HubState {
  state.seq += 1;
  state.at = Math.max(state.at, event.at);
  settlePast(state);
  const effect = EFFECTS[event.kind] as (state: HubState, event: HubEvent) => void;
  effect(state, event);
  return state;
}
