/**
 * What the turns of a visit do to the state: set aside, moved on, held for somebody, put back, more than one service.
 * Knows no rule: whether something may happen was decided before.
 */
import type { EventOf, HubEventKind } from "../events.ts";
import type { HubState } from "../state.ts";
import { learn } from "./learning.ts";
import { move, moveBack, raise, replace } from "./life.ts";
import { withTicket } from "./tickets.ts";

type Effect<Kind extends HubEventKind> = (state: HubState, event: EventOf<Kind>) => void;

const started: Effect<"service-started"> = (state, event) => {
  withTicket(state, event.id, (ticket) => {
    Object.assign(ticket, { servingAt: event.at, startedItself: event.itself === true });
    move(state, ticket, "serving");
  });
};

const continued: Effect<"visit-continued"> = (state, event) => {
  const { at, service, queue, counter } = event;
  withTicket(state, event.id, (ticket) => {
    learn(state, ticket, { as: "served", isSlip: event.isSlip });
    const goesOn = { service, queue, next: ticket.next.slice(1) };
    if (counter === null) return moveBack(state, ticket, goesOn);
    const anew = {
      state: "serving",
      calledAt: at,
      servingAt: at,
      startedItself: false,
      stillAt: null,
    } as const;
    replace(state, ticket, { ...goesOn, ...anew });
  });
};

/** The effects of events of a visit's turns. */
export const VISIT_EFFECTS = {
  "service-started": started,
  "service-confirmed": ((state, event) => {
    withTicket(state, event.id, (ticket) => {
      Object.assign(ticket, { stillAt: event.at, changedSeq: state.seq });
    });
  }) as Effect<"service-confirmed">,
  "ticket-parked": ((state, event) => {
    withTicket(state, event.id, (ticket) => move(state, ticket, "parked"));
  }) as Effect<"ticket-parked">,
  "ticket-transferred": ((state, event) => {
    const { queue, service, heldFor, at: heldSince } = event;
    withTicket(state, event.id, (ticket) => moveBack(state, ticket, { queue, service, heldFor, heldSince }));
  }) as Effect<"ticket-transferred">,
  "hold-released": ((state, event) => {
    const { id, number, from, because } = event;
    withTicket(state, id, (ticket) => replace(state, ticket, { heldFor: null }));
    raise(state, { kind: "hold-released", number, from, because });
  }) as Effect<"hold-released">,
  "service-added": ((state, event) => {
    const { service, queue } = event;
    withTicket(state, event.id, (ticket) => {
      Object.assign(ticket, { next: [...ticket.next, { service, queue }], changedSeq: state.seq });
    });
  }) as Effect<"service-added">,
  "visit-continued": continued,
  "ticket-tagged": ((state, event) => {
    withTicket(state, event.id, (ticket) => {
      Object.assign(ticket, { tags: event.tags, changedSeq: state.seq });
    });
  }) as Effect<"ticket-tagged">,
  "quickly-served": ((state, event) => {
    const { quick } = state.day;
    quick.set(event.service, (quick.get(event.service) ?? 0) + 1);
  }) as Effect<"quickly-served">,
  "ticket-postponed": ((state, event) => {
    const { arrivedAt, notBefore, isBack } = event;
    withTicket(state, event.id, (ticket) => {
      const postponements = ticket.postponements + (isBack === true ? 0 : 1);
      replace(state, ticket, { arrivedAt, notBefore, postponements });
    });
  }) as Effect<"ticket-postponed">,
  "ticket-requeued": ((state, event) => {
    withTicket(state, event.id, (ticket) => {
      const arrivedAt = event.arrivedAt ?? ticket.arrivedAt;
      const rejoins = ticket.rejoins + (event.bySelf === true ? 1 : 0);
      const late = event.isLate === true ? { dueAt: null } : {};
      moveBack(state, ticket, { arrivedAt, rejoins, ...late });
    });
  }) as Effect<"ticket-requeued">,
};
