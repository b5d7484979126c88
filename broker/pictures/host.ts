/**
 * A host's day: their own appointments and those that they stand in for, with who has come and what is asked of them.
 * Pure; knows no page. Names and messages come as functions, for whoever may see them; they go to that host's page alone.
 */

import { endOfDay } from "../../protocol/calendar.ts";
import type { HostAppointment, HostGuest, HostPicture } from "../../protocol/host-picture.ts";
import type { PersonKey } from "../../protocol/terms.ts";
import { type Appointment, appointmentsBetween, isCounted } from "../queue/appointments.ts";
import { lateSince, soonSince } from "../queue/attention.ts";
import { arrivalOf, hasCome } from "../queue/find.ts";
import { HOST_SOURCE, hostKey, hostOf, hostsOf, presenceOf, waitOfGuest } from "../queue/hosts.ts";
import { houseRules } from "../queue/house-rules.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import { counterName } from "./places.ts";

/** What is known of a guest beside the ledger; `code` is typed at the stand. */
export type KnownGuest = Pick<HostGuest, "name" | "message" | "hasMobile" | "code">;

export type HostPictureOptions = {
  /** Whose day; `null`: nobody signs in and nobody is chosen yet. */
  readonly host: string | null;
  /** Whether anybody may look at anybody's day, since nobody signs in. */
  readonly isOpen: boolean;
  readonly at: number;
  readonly guest: (person: PersonKey) => KnownGuest;
  /** Whether text messages go out of this house. */
  readonly hasSms: boolean;
  /** Who may be a deputy, by staff ids. */
  readonly people: readonly string[];
};

/** As which of the two somebody sees an appointment; `null`: it is none of theirs. */
function partOf(
  state: HubState,
  one: Appointment,
  { host, at }: { readonly host: string; readonly at: number },
): HostAppointment["as"] | null {
  const turns = hostsOf(state, one, at);
  if (turns.some((turn) => turn.host === host)) return "host";
  if (turns.some(({ takes }) => takes === host)) return "stand-in";
  // A deputy sees what they may answer from the moment at which nobody else has.
  return turns.some(({ deputy }) => deputy === host) ? "deputy" : null;
}

function ticketFacts(state: HubState, ticket: Ticket, at: number): HostGuest["ticket"] {
  const { id, number, counter, servingAt, endedAt } = ticket;
  const last = ticket.answered.at(-1);
  const wait = waitOfGuest(state, ticket, at);
  return {
    ...{ id, number, state: ticket.state, servingAt, endedAt },
    counterName: counter === null ? null : counterName(state.location, counter),
    answered: last === undefined ? null : { at: last.at, answer: last.answer },
    stage: wait?.stage ?? null,
    nextAt: wait?.nextAt ?? null,
  };
}

function guestFacts(
  state: HubState,
  { one, guest }: { readonly one: Appointment; readonly guest: PersonKey },
  options: HostPictureOptions,
): HostGuest {
  const { at } = options;
  const ticket = arrivalOf(state, guest);
  const said = state.judged.get(guest);
  const hasArrived = hasCome(state, guest);
  return {
    guest,
    ...options.guest(guest),
    hasArrived,
    arrivedAt: ticket?.cameAt ?? null,
    ticket: ticket === undefined ? null : ticketFacts(state, ticket, at),
    judged: said === undefined || hasArrived ? null : { says: said.says, at: said.at, staff: said.staff },
    lateSince: lateSince(state, { one, guest }, at),
  };
}

function appointmentFacts(
  state: HubState,
  one: Appointment,
  { as, options }: { readonly as: HostAppointment["as"]; readonly options: HostPictureOptions },
): HostAppointment {
  const { id, startAt, endAt, room, form, guests, source, cancelledAt } = one;
  const service = state.location.services.find((known) => known.service === one.service);
  const shown = guests.map((guest) => guestFacts(state, { one, guest }, options));
  return {
    ...{ id, startAt, endAt, room, form, as, cancelledAt },
    hosts: one.hosts.map(hostKey),
    serviceName: service?.name ?? null,
    isOurs: source === HOST_SOURCE,
    soonSince: soonSince(state, one, options.at),
    counts: isCounted(one)
      ? { came: shown.filter(({ hasArrived }) => hasArrived).length, of: shown.length }
      : null,
    guests: shown,
  };
}

/** A cancelled appointment is shown for the rest of its day, so that nobody waits for it. */
function dayOf(state: HubState, at: number): Appointment[] {
  const { timeZone } = state.location;
  const [from, until] = [endOfDay(timeZone, at, -1), endOfDay(timeZone, at, 0)];
  const cancelled = [...state.appointments.byId.values()].filter(
    (one) => one.cancelledAt !== null && one.startAt >= from && one.startAt < until,
  );
  return [...appointmentsBetween(state, { from, until }), ...cancelled].sort((a, b) => a.startAt - b.startAt);
}

function ofHost(state: HubState, host: string, options: HostPictureOptions): HostAppointment[] {
  return dayOf(state, options.at).flatMap((one) => {
    const as = partOf(state, one, { host, at: options.at });
    return as === null ? [] : [appointmentFacts(state, one, { as, options })];
  });
}

/** The picture of a host's page. */
export function hostPicture(state: HubState, options: HostPictureOptions): HostPicture {
  const { at, isOpen, hasSms } = options;
  const { location } = state;
  const host = options.host === null ? null : hostKey(options.host);
  const presence = host === null ? null : presenceOf(state, host, at);
  const all = isOpen ? new Set(dayOf(state, at).flatMap((one) => one.hosts.map(hostKey))) : [];
  return {
    ...{ at, location: location.location, locationName: location.name, timeZone: location.timeZone },
    ...{ host, hasSms },
    hosts: [...all].sort(),
    presence: presence?.isAway === true ? { until: presence.until, source: presence.source } : null,
    deputy: host === null ? null : hostOf(state, host).deputy,
    people: options.people.filter((person) => person !== host),
    answerMs: houseRules(location).hostAnswerMs,
    services: location.services.map(({ service, name }) => ({ service, name })),
    appointments: host === null ? [] : ofHost(state, host, options),
  };
}
