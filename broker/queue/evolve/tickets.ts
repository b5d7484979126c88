/**
 * What events about papers and numbers do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { TicketId } from "../../../protocol/terms.ts";
import { rememberTold } from "../estimate.ts";
import type { EventOf, HubEventKind } from "../events.ts";
import { find } from "../find.ts";
import type { HubState, Ticket } from "../state.ts";
import { add, countNumber, move, moveBack, raise, replace, withdraw } from "./life.ts";

type Effect<Kind extends HubEventKind> = (state: HubState, event: EventOf<Kind>) => void;

/** Does something to the ticket of an event. Events of tickets that have left memory change nothing. */
export function withTicket(state: HubState, id: TicketId, change: (ticket: Ticket) => void): void {
  const found = find(state, id);
  if (found) change(found.ticket);
}

const issued: Effect<"ticket-issued"> = (state, event) => {
  const { number, ahead, wait, standDay, callableAt } = event;
  add(state, event, { by: "stand", callableAt, told: { number, serviceDay: standDay, ahead, wait } });
  countNumber(state, number);
  rememberTold(state, event.queue, { at: event.at, ahead, wait });
};

const takenIn: Effect<"ticket-taken-in"> = (state, event) => {
  add(state, event, { by: "stand", state: event.state, endedAt: event.endedAt });
  if (event.state !== "expired") countNumber(state, event.number);
  if (event.caught !== null)
    raise(state, { kind: "caught-ticket", number: event.number, queue: event.queue });
};

const renamed: Effect<"ticket-renamed"> = (state, event) => {
  const found = find(state, event.id);
  if (!found) return;
  const { ticket, day } = found;
  if (day.byNumber.get(ticket.number) === ticket.id) day.byNumber.delete(ticket.number);
  if (!day.byNumber.has(event.number)) day.byNumber.set(event.number, ticket.id);
  ticket.number = event.number;
  ticket.changedSeq = state.seq;
  countNumber(state, event.number);
};

function absorb(state: HubState, other: Ticket): void {
  const { day } = state;
  withdraw(state, other);
  day.tickets.delete(other.id);
  if (day.byNumber.get(other.number) === other.id) day.byNumber.delete(other.number);
}

const merged: Effect<"ticket-merged"> = (state, event) => {
  const { day } = state;
  const other = day.tickets.get(event.id);
  if (other) absorb(state, other);
  day.merged.set(event.id, event.into);
  day.byToken.set(event.token, event.into);
  withTicket(state, event.into, (ticket) => {
    const { token, stand, outbox, paper } = event;
    Object.assign(ticket, { token, stand, outbox, paper, told: other?.told ?? null });
    const { arrivedAt, cameAt } = ticket;
    replace(state, ticket, {
      arrivedAt: Math.min(arrivedAt, event.arrivedAt),
      cameAt: Math.min(cameAt, event.arrivedAt),
    });
  });
};

/** The effects of events about papers and numbers. */
export const TICKET_EFFECTS = {
  "ticket-issued": issued,
  "ticket-issued-by-staff": ((state, event) => {
    add(state, event, { by: "staff" });
    countNumber(state, event.number);
  }) as Effect<"ticket-issued-by-staff">,
  "ticket-issued-on-phone": ((state, event) => {
    add(state, event, { by: "phone" });
    countNumber(state, event.number);
  }) as Effect<"ticket-issued-on-phone">,
  "ticket-adopted": ((state, event) => {
    add(state, event, { by: "hand" });
  }) as Effect<"ticket-adopted">,
  "ticket-taken-in": takenIn,
  "paper-told": ((state, event) => {
    withTicket(state, event.id, (ticket) => {
      ticket.paper = event.paper;
      ticket.changedSeq = state.seq;
    });
  }) as Effect<"paper-told">,
  "ticket-renamed": renamed,
  "ticket-restored": ((state, event) => {
    withTicket(state, event.id, (ticket) => moveBack(state, ticket));
  }) as Effect<"ticket-restored">,
  "ticket-merged": merged,
  "number-doubled": ((state, event) => {
    raise(state, { kind: "number-doubled", number: event.number });
  }) as Effect<"number-doubled">,
  "tickets-recovered": ((state, event) => {
    raise(state, { kind: "tickets-recovered", count: event.count });
  }) as Effect<"tickets-recovered">,
  "ticket-caught": ((state, event) => {
    withTicket(state, event.id, (ticket) => replace(state, ticket, { queue: event.queue }));
    raise(state, { kind: "caught-ticket", number: event.number, queue: event.queue });
  }) as Effect<"ticket-caught">,
  "ticket-cancelled": ((state, event) => {
    withTicket(state, event.id, (ticket) => move(state, ticket, "cancelled"));
  }) as Effect<"ticket-cancelled">,
  "end-learned": ((state, event) => {
    withTicket(state, event.id, (ticket) => {
      move(state, ticket, event.state);
      ticket.endedAt = event.endedAt;
    });
  }) as Effect<"end-learned">,
  "ticket-left": ((state, event) => {
    withTicket(state, event.id, (ticket) => move(state, ticket, "left"));
  }) as Effect<"ticket-left">,
};
