/**
 * What a citizen decides with their ticket's token (R13): to leave, to let others go first, to come back after a missed call.
 * Knows no page and no stand.
 */
import type { Refusal } from "../../../protocol/terms.ts";
import type { CitizenCommand, Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { isPutOff, ticketByToken } from "../find.ts";
import { houseRules } from "../house-rules.ts";
import { canRejoin } from "../lookup.ts";
import type { Rule } from "../rule.ts";
import type { HubState, Ticket } from "../state.ts";
import { backAt, caught } from "./ticket.ts";

/** What comes of it: the event, nothing because it is so already, or why not. */
type Outcome = HubEvent | null | Refusal;

/** A second tap on the same button, or one whose answer was lost, is taken for the first (ms). */
const SAME_TAP_MS = 10_000;

function leave({ state, id }: Ticket, at: number): Outcome {
  if (state === "left") return null;
  const isOpen = ["waiting", "called", "parked"].includes(state);
  return isOpen ? { kind: "ticket-left", at, id } : "not-waiting";
}

function postpone(state: HubState, ticket: Ticket, at: number): Outcome {
  const { postponeMs, mostPostponements } = houseRules(state.location);
  const { id, notBefore, arrivedAt } = ticket;
  if (ticket.state !== "waiting") return "not-waiting";
  if (notBefore !== null && notBefore > at + postponeMs - SAME_TAP_MS) return null;
  if (ticket.postponements >= mostPostponements) return "postponed-enough";
  return {
    kind: "ticket-postponed",
    ...{ at, id, arrivedAt: arrivedAt + postponeMs, notBefore: at + postponeMs },
  };
}

/** Back after a missed call; or into the old place, before the time that was asked for is over. A second tap changes nothing. */
function rejoin(state: HubState, ticket: Ticket, at: number): Outcome {
  const { id } = ticket;
  if (isPutOff(ticket, at)) {
    const arrivedAt = Math.max(ticket.cameAt, ticket.arrivedAt - houseRules(state.location).postponeMs);
    return { kind: "ticket-postponed", at, id, arrivedAt, notBefore: at, isBack: true };
  }
  if (ticket.state === "waiting" && ticket.rejoins + ticket.postponements > 0) return null;
  if (!canRejoin(state, ticket)) return "not-requeueable";
  return { kind: "ticket-requeued", at, id, bySelf: true, ...backAt(state, ticket, at) };
}

function outcomeOf(state: HubState, ticket: Ticket, command: CitizenCommand & Stamp): Outcome {
  switch (command.kind) {
    case "leave":
      return leave(ticket, command.at);
    case "postpone":
      return postpone(state, ticket, command.at);
    case "rejoin":
      return rejoin(state, ticket, command.at);
  }
}

/** The rules of a command of a citizen. */
export function citizenRules(command: CitizenCommand & Stamp): Rule[] {
  const { token, at } = command;
  return [
    (state) => {
      const ticket = ticketByToken(state, token);
      if (!ticket) return { events: [], answer: { refused: "ticket-unknown" } };
      const outcome = outcomeOf(state, ticket, command);
      if (typeof outcome === "string") return { events: [], answer: { refused: outcome } };
      if (outcome === null) return { events: [], answer: { state: ticket.state } };
      const isLeft = outcome.kind === "ticket-left";
      const events = isLeft ? [outcome] : [outcome, ...caught(state, ticket, at)];
      return { events, answer: { state: isLeft ? "left" : "waiting" } };
    },
  ];
}
