/**
 * Who is to be told of which guest now (R1): every host of an appointment as soon as its guest is here, or whoever takes for one who
 * is away; and the deputies when nobody has answered. After them comes the desk, which sees it on its own page.
 * Pure; reads no clock, and knows no way of telling.
 */
import { type Appointment, isCounted } from "./appointments.ts";
import { arrivalOf, ticketOf } from "./find.ts";
import { type HostDuty, hostNoticesOf, type WantedHostNotice } from "./host-notices.ts";
import { appointmentOf, hostsOf, isAway, waitOfGuest } from "./hosts.ts";
import type { HubState, Ticket } from "./state.ts";

/** Of those who meet many only the first arrival is told; the page counts the others. */
function isFirst(state: HubState, { guests }: Appointment, ticket: Ticket): boolean {
  return guests.every((guest) => {
    const other = arrivalOf(state, guest);
    return other === undefined || other.order >= ticket.order;
  });
}

/** The deputies of hosts who are there and do not answer, as far as they are there themselves. */
function deputiesOf(state: HubState, appointment: Appointment, at: number): string[] {
  const turns = hostsOf(state, appointment, at);
  const isTold = (name: string) => turns.some(({ takes }) => takes === name);
  return turns.flatMap(({ deputy }) =>
    deputy === null || isTold(deputy) || isAway(state, deputy, at) ? [] : [deputy],
  );
}

function dutiesOf(state: HubState, ticket: Ticket, at: number): HostDuty[] {
  const appointment = appointmentOf(state, ticket);
  if (appointment === undefined) return [];
  const wait = waitOfGuest(state, ticket, at);
  const isNews = isCounted(appointment) ? isFirst(state, appointment, ticket) : wait !== null;
  if (!isNews) return [];
  const takers = hostsOf(state, appointment, at).flatMap(({ takes }) => takes ?? []);
  const isMissed = wait?.stage === "deputy" || wait?.stage === "desk";
  const deputies = isMissed && !isCounted(appointment) ? deputiesOf(state, appointment, at) : [];
  const telling = (tells: HostDuty["tells"]) => (host: string) => ({ ticket: ticket.id, host, tells });
  return [
    ...[...new Set(takers)].map(telling("arrived")),
    ...[...new Set(deputies)].map(telling("unanswered")),
  ];
}

/** Everybody who is to be told of somebody at `at`, whether they were or not; of the earliest arrival first. */
export function hostDuties(state: HubState, at: number): HostDuty[] {
  return [...state.day.arrivals.keys()].flatMap((guest) => {
    const ticket = arrivalOf(state, guest);
    return ticket === undefined ? [] : dutiesOf(state, ticket, at);
  });
}

/** Whether it was begun by this way, whatever became of it. */
export function isBegun(state: HubState, { ticket, host, tells, way }: WantedHostNotice): boolean {
  return hostNoticesOf(state.day.hostNotices, ticket).some(
    (one) => one.host === host && one.tells === tells && one.way === way,
  );
}

/** Whether exactly this is to be sent at `at`, and was not begun. */
export function isHostNoticeWanted(state: HubState, wanted: WantedHostNotice, at: number): boolean {
  const ticket = ticketOf(state, wanted.ticket);
  const isArrival = ticket?.agreed && arrivalOf(state, ticket.agreed.guest) === ticket;
  if (!isArrival || isBegun(state, wanted)) return false;
  return dutiesOf(state, ticket, at).some(
    ({ host, tells }) => host === wanted.host && tells === wanted.tells,
  );
}
