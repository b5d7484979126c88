/**
 * Whether a service is open: on line the hub's word, off line the hours by a clock that can be trusted, else the last known state.
 * A button's own hours are the stand's to keep: the hub hears of services only.
 * Pure. What the hours say is kept with the state until they change, since working them out costs a millisecond on a small board.
 */
import type { Hours } from "../../../protocol/config/hours.ts";
import { hasHours, openingAt, restOfDay } from "../../../protocol/hours.ts";
import { trustedNow } from "./fresh.ts";
import type { KeptOpening, Moment, QueueView, StandState } from "./state.ts";

/** A service as the stand's document names it. */
export type OfferedService = NonNullable<StandState["config"]>["services"][number];

/** `isGiven`: closed only to more tickets, today's are given. */
export type Opening = {
  readonly isOpen: boolean;
  readonly opensAt: number | null;
  readonly isGiven?: boolean;
};

/** A button or a menu's item with hours of its own; `place` names it within the document. */
export type Timed = {
  readonly place: string;
  readonly hours: Hours;
  readonly service: OfferedService | null;
};

/** The hub can be asked: MQTT is up, the hub said that it is there, and it has not left an issue unanswered. */
export function isOnline({ link }: StandState): boolean {
  return link.isUp && link.hub?.isOnline === true && !link.isSilent;
}

const MINUTE_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** What is worked out and kept: all of these parts must be open. */
type Kept = {
  readonly key: string;
  readonly parts: readonly Hours[];
  /** Of a service: what it or its queue opens and closes by, and how many minutes before that closing the last ticket is given. */
  readonly lastTickets?: readonly LastTicket[];
};
type LastTicket = { readonly parts: readonly Hours[]; readonly minutes: number | undefined };

function ofService(state: StandState, service: OfferedService): Kept {
  const { location = {}, queues = {}, services = {} } = state.config?.opening ?? {};
  const { lastTicketMin: minutes, ...own } = queues[service.queue] ?? {};
  const { lastTicketMin: ownMinutes, ...hours } = services[service.service] ?? {};
  const ofQueue = [location, { ...own, hours: service.hours }];
  const parts = [...ofQueue, hours];
  const lastTickets = [
    { parts: ofQueue, minutes },
    { parts, minutes: ownMinutes },
  ];
  return { key: `service ${service.service}`, parts, lastTickets };
}

const alone = ({ place, hours }: Timed): Kept => ({ key: place, parts: [hours] });

/** With everything that it leads to, which tells when it opens. */
function whole(state: StandState, { place, hours, service }: Timed): Kept {
  const others = service ? ofService(state, service).parts : [state.config?.opening?.location ?? {}];
  return { key: `${place} with all`, parts: [...others, hours] };
}

/** The closing of the day, and when the last ticket before it is given, the earlier of both; `null` where none is. */
function lastTicketOf({ lastTickets = [] }: Kept, timeZone: string, now: number) {
  const known = lastTickets.flatMap(({ parts, minutes }) => {
    const closing = minutes === undefined ? undefined : restOfDay(parts, timeZone, now).at(-1)?.to;
    return minutes === undefined || closing === undefined
      ? []
      : [{ closing, at: closing - minutes * MINUTE_MS }];
  });
  return known.sort((one, other) => one.at - other.at)[0] ?? null;
}

function worked(state: StandState, asked: Kept, now: number): KeptOpening {
  const timeZone = state.config?.timeZone ?? "UTC";
  const { open, opensAt, until } = openingAt(asked.parts, timeZone, now);
  const last = open ? lastTicketOf(asked, timeZone, now) : null;
  const isGiven = last !== null && now >= last.at;
  const changes = [until, last !== null && !isGiven ? last.at : null, now + LONGEST_MS];
  return {
    config: state.config?.id ?? "",
    isOpen: open && !isGiven,
    opensAt: isGiven ? openingAt(asked.parts, timeZone, last.closing).opensAt : opensAt,
    isGiven,
    from: now,
    until: Math.min(...changes.filter((at) => at !== null)),
  };
}

function lastOf(state: StandState, { key }: Kept): KeptOpening | null {
  const kept = state.openings[key];
  return kept && kept.config === state.config?.id ? kept : null;
}

function keptOf(state: StandState, asked: Kept, now: number): KeptOpening | null {
  const kept = lastOf(state, asked);
  return kept && kept.from <= now && now < kept.until ? kept : null;
}

function saidOf(said: QueueView, { service }: OfferedService): Opening {
  const own = said.services?.[service];
  if (!said.open) return { isOpen: false, opensAt: own?.opensAt ?? said.opensAt };
  if (own && !own.open) return { isOpen: false, opensAt: own.opensAt };
  if (own?.limit) return { isOpen: false, opensAt: own.opensAt, isGiven: true };
  return said.limit
    ? { isOpen: false, opensAt: said.opensAt, isGiven: true }
    : { isOpen: true, opensAt: null };
}

/** While on line the hub's retained `queues/<queue>`; see the file's head for the rest. */
export function openingOf(state: StandState, service: OfferedService, moment: Moment): Opening {
  const said = state.queues[service.queue];
  const now = trustedNow(state, moment);
  if (said && (now === null || isOnline(state))) return saidOf(said, service);
  if (now === null) return { isOpen: false, opensAt: null };
  // The day's tickets stay given while the hub is away, as long as it said for how long.
  const word = said && saidOf(said, service);
  if (word?.isGiven && word.opensAt !== null && now < word.opensAt) return word;
  const asked = ofService(state, service);
  if (!asked.parts.some(hasHours)) return { isOpen: said?.open ?? true, opensAt: null };
  return keptOf(state, asked, now) ?? worked(state, asked, now);
}

/** `neverOpens`: by the hours that are known, the button and what it leads to are never open together. */
export type OwnOpening = Opening & { readonly neverOpens: boolean };

/** What a button's own hours say. Without a clock what was known last, or else open: its service has a word to say too. */
export function ownOpening(state: StandState, timed: Timed, moment: Moment): OwnOpening {
  const now = trustedNow(state, moment);
  const asked = alone(timed);
  if (now === null)
    return { ...(lastOf(state, asked) ?? { isOpen: true, opensAt: null }), neverOpens: false };
  const { isOpen } = keptOf(state, asked, now) ?? worked(state, asked, now);
  const together = whole(state, timed);
  const all = keptOf(state, together, now) ?? worked(state, together, now);
  return { isOpen, opensAt: all.opensAt, neverOpens: !all.isOpen && all.opensAt === null };
}

/** The state with every opening worked out that the next pictures and presses will ask for. */
export function keepOpenings(state: StandState, timed: readonly Timed[], moment: Moment): StandState {
  const now = trustedNow(state, moment);
  if (now === null) return state;
  const services = isOnline(state)
    ? []
    : (state.config?.services ?? []).map((service) => ofService(state, service));
  const asked = [...services, ...timed.flatMap((one) => [alone(one), whole(state, one)])];
  const stale = asked.filter((one) => one.parts.some(hasHours) && !keptOf(state, one, now));
  if (stale.length === 0) return state;
  const fresh = stale.map((one) => [one.key, worked(state, one, now)] as const);
  return { ...state, openings: { ...state.openings, ...Object.fromEntries(fresh) } };
}
