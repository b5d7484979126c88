/**
 * What a job centre's day must have come to, reckoned slowly from the plan, the ledger's events, the gateway's file and the slips; by none
 * of the hub's rules, states or indexes.
 */
import type { EventOf, HubEvent, HubEventKind } from "../../../broker/queue/events.ts";
import type { AppointmentId } from "../../../protocol/terms.ts";
import type { Message } from "./hub.ts";
import { REMINDED_MIN } from "./location.ts";
import type { Meeting } from "./plan.ts";

/** What became of somebody who came: their number, `null` where they were turned away. */
export type Came = { readonly meeting: Meeting; readonly at: number; readonly number: string | null };

export type Day = {
  readonly meetings: readonly Meeting[];
  readonly came: readonly Came[];
  /** Numbers on the paper of whoever had no appointment. */
  readonly walkIns: readonly string[];
  readonly events: readonly HubEvent[];
  readonly messages: readonly Message[];
  readonly idOf: ReadonlyMap<string, AppointmentId>;
};

export function of<Kind extends HubEventKind>(events: readonly HubEvent[], kind: Kind): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind);
}

/** Whether a guest is to be let in at the moment they come. */
export function isWelcome({ form, isCancelled, changedAt }: Meeting, at: number): boolean {
  return form === "physical" && !(isCancelled && changedAt !== null && changedAt <= at);
}

/** What each citizen is to be told, by the plan: kind and the start of which it tells. */
export function textsOf({ source, startAt, was, changedAt, isCancelled }: Meeting): string[] {
  const first = was ?? startAt;
  const isOurs = source !== "dfdg";
  const due = (start: number) => start - REMINDED_MIN * 60_000;
  const isRemindedBefore = changedAt !== null && due(first) < changedAt;
  const isReached = isOurs || isRemindedBefore;
  const isMoved = was !== null;
  const isRemindedAtLast =
    !isCancelled && (changedAt === null || (isMoved ? changedAt <= due(startAt) : true));
  return [
    ...(isOurs ? [`invitation ${first}`] : []),
    ...(isRemindedBefore ? [`reminder ${first}`] : []),
    ...(isReached && isCancelled ? [`cancelled ${first}`] : []),
    ...(isReached && isMoved ? [`moved ${startAt}`] : []),
    ...(isRemindedAtLast ? [`reminder ${startAt}`] : []),
  ].sort();
}

/** What each citizen was told by the ledger, by the id of their appointment. */
export function begunTexts({ events }: Day): Map<AppointmentId, string[]> {
  const putBack = new Set(
    of(events, "notice-ended").flatMap(({ notice, outcome }) =>
      (outcome as string) === "put-back" ? [notice] : [],
    ),
  );
  const told = new Map<AppointmentId, string[]>();
  for (const { notice, appointment, tells, startAt } of of(events, "notice-begun")) {
    if (putBack.has(notice)) continue;
    told.set(appointment, [...(told.get(appointment) ?? []), `${tells} ${startAt}`].sort());
  }
  return told;
}

/** References of messages by what became of them at last. */
export function endsOfTexts({ events }: Day): Map<string, string[]> {
  const ends = new Map<string, string[]>(of(events, "notice-begun").map(({ notice }) => [notice, []]));
  for (const { notice, outcome } of of(events, "notice-ended")) ends.get(notice)?.push(outcome);
  return ends;
}

type Numbered = { readonly id: string; readonly number: string; readonly appointment: AppointmentId | null };

/** Every ticket that was ever given, with its last number and whose appointment it is of. */
export function ticketsIn(events: readonly HubEvent[]): Numbered[] {
  const tickets = new Map<string, Numbered>();
  for (const event of events) {
    switch (event.kind) {
      case "ticket-issued":
      case "ticket-issued-on-phone":
      case "ticket-issued-by-staff":
      case "ticket-taken-in":
        tickets.set(event.id, {
          ...{ id: event.id, number: event.number, appointment: event.agreed?.appointment ?? null },
        });
        break;
      case "ticket-renamed": {
        const known = tickets.get(event.id);
        if (known !== undefined) tickets.set(event.id, { ...known, number: event.number });
        break;
      }
      default:
    }
  }
  return [...tickets.values()];
}

/** Tickets that were called to a counter while they were at another, and counters that had two at once. */
export function doubleCalls(events: readonly HubEvent[]): string[] {
  const counterOf = new Map<string, string>();
  return events.flatMap((event) => {
    if (event.kind === "ticket-called") {
      const isTwice = [...counterOf].some(
        ([id, counter]) => (id === event.id) !== (counter === event.counter),
      );
      counterOf.set(event.id, event.counter);
      return isTwice ? [event.id] : [];
    }
    if (
      ["ticket-served", "ticket-missed", "ticket-left", "ticket-cancelled"].includes(event.kind) &&
      "id" in event
    )
      counterOf.delete(event.id);
    return [];
  });
}

/** Who was told of which appointment's guest, a line a notice: `<appointment> <host>`. */
export function hostsTold(events: readonly HubEvent[]): string[] {
  const appointmentOf = new Map(ticketsIn(events).map(({ id, appointment }) => [id, appointment]));
  return of(events, "host-notice-begun")
    .filter(({ tells }) => tells === "arrived")
    .map(({ ticket, host }) => `${appointmentOf.get(ticket)} ${host}`)
    .sort();
}
