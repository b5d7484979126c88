/**
 * What staff do with tickets wherever they are: requeue, cancel, confirm, issue, adopt, close up to (design rules 8, 9 and 13).
 * Knows no counter but the one a ticket leaves.
 */
import {
  hasEnded,
  parseNumber,
  type Refusal,
  type TicketNumber,
  type TicketState,
} from "../../../protocol/terms.ts";
import type { Adopt, Cancel, CloseUpTo, Confirm, Requeue, StaffIssue, Stamped } from "../commands.ts";
import type { AgreedBy, Besides, HubEvent, NewTicket } from "../events.ts";
import { isCallable, openDay, placedOf, queueOf, seriesOf, ticketOf, today } from "../find.ts";
import { houseRules } from "../house-rules.ts";
import { type Called, callableIn, callOrder } from "../order.ts";
import { dueAtOf, headStartOf, policyOf } from "../policy.ts";
import type { HubState, QueueConfig, Ticket } from "../state.ts";
import { type Done, done, isOfToday, isStale } from "./counter.ts";
import { comingOf } from "./guest.ts";
import { refusalOf } from "./issue.ts";
import { nextNumber } from "./series.ts";

/** A ticket whose queue has gone from the document meanwhile waits in the catch-all queue. */
export function caught(state: HubState, ticket: Ticket, at: number): HubEvent[] {
  const { id, number, queue } = ticket;
  if (queueOf(state, queue)) return [];
  return [{ kind: "ticket-caught", at, id, number, from: queue, queue: state.location.catchAll }];
}

/** Since when a walk-in would have to wait to be called right after this one. */
function sinceAfter(state: HubState, { ticket }: Called, at: number): number {
  const { since } = placedOf(ticket);
  const { appointmentRate, agedMs } = policyOf(queueOf(state, ticket.queue));
  if (ticket.dueAt === null) return since + 1;
  // An appointment's claim grows faster; whoever comes after it must not be taken by age before it.
  return at - Math.min(agedMs, appointmentRate * (at - since)) + 1;
}

/** Where a missed ticket comes back to: nothing for its old place, else like a walk-in behind so many of those who would be called. */
export function backAt(
  state: HubState,
  ticket: Ticket,
  at: number,
): { readonly arrivedAt?: number; readonly isLate?: true } {
  const { placesBack } = houseRules(state.location);
  if (ticket.state !== "no-show" || placesBack === 0) return {};
  let after = Number.NEGATIVE_INFINITY;
  let places = 0;
  for (const called of callableIn(state, ticket.queue, at)) {
    // Whoever is early goes after everybody who is here in time.
    if (places === placesBack || placedOf(called.ticket).since > at) break;
    after = Math.max(after, sinceAfter(state, called, at));
    places += 1;
  }
  if (places === 0) return {};
  const arrivedAt = Math.max(after + ticket.headStartMs, ticket.arrivedAt);
  return ticket.dueAt === null ? { arrivedAt } : { arrivedAt, isLate: true };
}

type Change = Stamped<Requeue | Cancel | Confirm>;

/** Why a ticket that was neither called nor missed cannot be put back, where that is more than that it is over. */
const NOT_PUT_BACK: Partial<Record<TicketState, Refusal>> = {
  waiting: "not-called",
  parked: "ticket-parked",
  recovered: "ticket-recovered",
};

/** Each state says why in its own words; a no-show of a day before has no queue to go back to. */
function requeueRefusal(state: HubState, ticket: Ticket): Refusal | undefined {
  if (ticket.state === "called" || ticket.state === "no-show")
    return isOfToday(state, ticket) ? undefined : "not-requeueable";
  return NOT_PUT_BACK[ticket.state] ?? (hasEnded(ticket.state) ? "ticket-ended" : "not-requeueable");
}

function changeRefusal(state: HubState, ticket: Ticket, command: Change): Refusal | undefined {
  if (isStale(state, ticket, command)) return "changed";
  switch (command.kind) {
    case "requeue":
      return requeueRefusal(state, ticket);
    case "cancel":
      return hasEnded(ticket.state) ? "ticket-ended" : undefined;
    case "confirm":
      return ticket.state === "recovered" ? undefined : "not-recovered";
  }
}

/** Requeue puts a called ticket or a no-show back in its place, confirm lets a recovered one wait, cancel voids. */
export function changeTicket(state: HubState, command: Change): Done {
  const { at, kind } = command;
  const ticket = ticketOf(state, command.ticket);
  if (!ticket) return { refused: "ticket-unknown" };
  const refused = changeRefusal(state, ticket, command);
  if (refused) return { refused };
  const { id } = ticket;
  const counter = command.counter ?? ticket.counter;
  if (kind === "cancel")
    return done(ticket, "cancelled", { events: [{ kind: "ticket-cancelled", at, id }], counter });
  const back: HubEvent =
    kind === "requeue"
      ? { kind: "ticket-requeued", at, id, ...backAt(state, ticket, at) }
      : { kind: "ticket-confirmed", at, id };
  return done(ticket, "waiting", { events: [back, ...caught(state, ticket, at)], counter });
}

/** What a ticket says of the appointment to which its citizen has come. */
type Agreeing = "agreedAt" | "dueAt" | "agreed" | "heldFor";

/** A new ticket of the hub's own people, with the rules before having opened the day. */
/** A ticket that was given; nothing refuses it any more. */
type Issued = Extract<Done, { readonly events: unknown }>;

function newTicket(
  state: HubState,
  command: Stamped<StaffIssue | Adopt>,
  facts: Pick<NewTicket, "number" | "service" | "language" | "headStartMs" | Agreeing> & {
    kind: "ticket-issued-by-staff" | "ticket-adopted";
  },
): Issued {
  const { at, queue, ticketId: id, token } = command;
  const serviceDay = today(state);
  const { number } = facts;
  const event: HubEvent = {
    ...{ at, id, token, queue, serviceDay, stand: null, outbox: null, paper: "none", arrivedAt: at },
    ...facts,
  };
  return { events: [event], ticket: { id, number, state: "waiting" }, changes: [], counter: null };
}

/** Why staff cannot give a ticket for this. */
export function issueRefusal(state: HubState, command: Stamped<StaffIssue>): Refusal | undefined {
  const { service, queue, agreed } = command;
  if (agreed !== undefined) {
    const coming = comingOf(state, agreed, command.at);
    if ("refused" in coming) return coming.refused;
    // Whoever may give numbers in one queue only gives none in another by the name of a guest.
    return coming.facts.queue === queue ? undefined : "changed";
  }
  const known = state.location.services.find((one) => one.service === service);
  const isKnown = service === undefined || known?.queue === queue;
  return refusalOf(state, queue) ?? (isKnown ? undefined : "service-unknown");
}

/** What is known of a guest of whom `issueRefusal` has said nothing. */
type Welcome = Exclude<ReturnType<typeof comingOf>, { readonly refused: unknown }>;

/** A guest without a code or card, whom staff know: as if they had checked in at a stand. */
function checkInByStaff(state: HubState, command: Stamped<StaffIssue>, number: TicketNumber): Done {
  const { at, ticketId: id, language = "da", agreed } = command;
  const { facts, after } = comingOf(state, agreed as AgreedBy, at) as Welcome;
  const made = newTicket(state, command, {
    ...{ kind: "ticket-issued-by-staff", number, language, ...facts },
    headStartMs: headStartOf(state, facts.service),
  });
  return { ...made, events: [...made.events, ...after({ id, at })] };
}

/** A ticket from staff. While the plain series is not open it takes the reserved letters. */
export function issueByStaff(state: HubState, command: Stamped<StaffIssue>): Done {
  const refused = issueRefusal(state, command);
  if (refused) return { refused };
  const plain = queueOf(state, command.queue) as QueueConfig;
  const given = state.series === "open" ? plain : { letters: state.day.reserved as string };
  const { service = null, language = "da", agreedAt = null, at, queue } = command;
  const number = nextNumber(state, given);
  if (command.agreed !== undefined) return checkInByStaff(state, command, number);
  return newTicket(state, command, {
    ...{ kind: "ticket-issued-by-staff", number, service, language },
    ...{ agreedAt, dueAt: dueAtOf(policyOf(queueOf(state, queue)), agreedAt, at) },
    headStartMs: headStartOf(state, service),
  });
}

/** The number that staff want to take in by hand, in its one spelling, or why it cannot be. */
function adoptable(state: HubState, command: Adopt): TicketNumber | { readonly refused: Refusal } {
  const parsed = parseNumber(command.number);
  if (!parsed) return { refused: "number-invalid" };
  if (!queueOf(state, command.queue)) return { refused: "queue-unknown" };
  const isTaken = openDay(state) !== null && state.day.byNumber.has(parsed.number);
  return isTaken ? { refused: "number-taken" } : parsed.number;
}

/** Why a number cannot be taken in by hand. */
export function adoptRefusal(state: HubState, command: Adopt): Refusal | undefined {
  const number = adoptable(state, command);
  return typeof number === "string" ? undefined : number.refused;
}

/** A number from a roll, or from a paper that the hub never heard of; a later id with that number merges with it. */
export function adopt(state: HubState, command: Stamped<Adopt>): Done {
  const number = adoptable(state, command);
  if (typeof number !== "string") return number;
  return newTicket(state, command, { kind: "ticket-adopted", number, service: null, language: "da" });
}

/** Ends everybody who waits under these letters up to this number; what comes in later below it was served too. */
export function closeUpTo(
  state: HubState,
  command: Stamped<CloseUpTo>,
):
  | { refused: Refusal }
  | { events: readonly HubEvent[]; closed: number; changes: readonly Ticket[]; besides: Besides } {
  const { at } = command;
  const parsed = parseNumber(command.number);
  if (!parsed) return { refused: "number-invalid" };
  const { letters, ordinal } = parsed;
  const recovered = [...state.day.recovered].map((id) => ticketOf(state, id) as Ticket);
  const waiting = [...callOrder(state, null)].filter((ticket) => isCallable(ticket, at));
  const served = [...waiting, ...recovered].filter((ticket) => {
    const series = seriesOf(ticket.number);
    return series.letters === letters && series.ordinal <= ordinal;
  });
  const ends = served.map(({ id }): HubEvent => ({ kind: "ticket-served", at, id }));
  return {
    events: [...ends, { kind: "series-closed-up-to", at, letters, ordinal }],
    ...{ closed: served.length, changes: served },
    besides: { closedUpTo: { letters, ordinal: state.day.closedUpTo.get(letters) ?? 0 } },
  };
}
