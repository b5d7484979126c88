/**
 * Whether a service is open: on line the hub's word, off line the hours by a clock that can be trusted, else the last known state.
 * Pure. What the hours say is kept with the state until they change, since working them out costs a millisecond on a small board.
 */
import { openingAt } from "../../../protocol/hours.ts";
import { trustedNow } from "./fresh.ts";
import type { KeptOpening, Moment, StandState } from "./state.ts";

/** A service as the stand's document names it. */
export type OfferedService = NonNullable<StandState["config"]>["services"][number];

export type Opening = { readonly isOpen: boolean; readonly opensAt: number | null };

/** The hub can be asked: MQTT is up, the hub said that it is there, and it has not left an issue unanswered. */
export function isOnline({ link }: StandState): boolean {
  return link.isUp && link.hub?.isOnline === true && !link.isSilent;
}

const LONGEST_MS = 3_600_000;

function worked(state: StandState, { hours }: OfferedService, now: number): KeptOpening {
  const { open, opensAt, closesAt } = openingAt(hours, state.config?.timeZone ?? "UTC", now);
  const until = Math.min(opensAt ?? closesAt ?? Number.POSITIVE_INFINITY, now + LONGEST_MS);
  return { hours, isOpen: open, opensAt, from: now, until };
}

function keptOf(state: StandState, service: OfferedService, now: number): KeptOpening | null {
  const kept = state.openings[service.service];
  return kept && kept.hours === service.hours && kept.from <= now && now < kept.until ? kept : null;
}

/** While on line the hub's retained `queues/<queue>`; see the file's head for the rest. */
export function openingOf(state: StandState, service: OfferedService, moment: Moment): Opening {
  const said = state.queues[service.queue];
  if (said && isOnline(state)) return { isOpen: said.open, opensAt: said.opensAt };
  const now = trustedNow(state, moment);
  if (now === null) return { isOpen: said?.open ?? false, opensAt: said?.opensAt ?? null };
  if (service.hours === null) return { isOpen: said?.open ?? true, opensAt: null };
  return keptOf(state, service, now) ?? worked(state, service, now);
}

/** The state with every opening worked out that the next pictures and presses will ask for. */
export function keepOpenings(state: StandState, moment: Moment): StandState {
  const now = trustedNow(state, moment);
  if (now === null || isOnline(state)) return state;
  const stale = (state.config?.services ?? []).filter(
    (service) => service.hours !== null && !keptOf(state, service, now),
  );
  if (stale.length === 0) return state;
  const fresh = stale.map((service) => [service.service, worked(state, service, now)] as const);
  return { ...state, openings: { ...state.openings, ...Object.fromEntries(fresh) } };
}
