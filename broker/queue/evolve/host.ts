/**
 * What events of hosts and their guests do to the state.
 * Knows no rule: whether something may happen was decided before.
 */
import type { CounterId } from "../../../protocol/terms.ts";
import { placeOfAnswer } from "../../../protocol/texts/host-answers.ts";
import type { EventOf } from "../events.ts";
import type { HostEvent } from "../host-commands.ts";
import { type Host, hostOf } from "../hosts.ts";
import type { HubState, RecentCall, Ticket } from "../state.ts";
import { enter, moveBack, withdraw } from "./life.ts";
import { keepCall } from "./staff.ts";
import { withTicket } from "./tickets.ts";

type Effects = {
  readonly [Kind in HostEvent["kind"]]: (state: HubState, event: EventOf<Kind>) => void;
};

const ANSWERS_KEPT = 20;
/** Stands in a call where a counter stands; no counter of a document is meant. */
const NO_COUNTER = "host" as CounterId;

function remember(state: HubState, ticket: Ticket, { at, answer, callSeq }: EventOf<"guest-answered">): void {
  const { number, queue, id } = ticket;
  const recall = ticket.answered.length > 1;
  const call: RecentCall = {
    ...{ callSeq, number, queue, counter: NO_COUNTER, counterName: placeOfAnswer(answer), recall },
    ...{ calledAt: at, answer, ticket: id },
  };
  state.callSeq = callSeq;
  keepCall(state.calls, call);
  state.lastCalled.set(queue, call);
}

/** Away from the queue, with a host and at no counter; it stays theirs should it come back. */
function callAway(state: HubState, ticket: Ticket, to: Partial<Ticket>): void {
  withdraw(state, ticket);
  Object.assign(ticket, { counter: null, startedItself: false, calledAt: ticket.calledAt ?? state.at }, to);
  enter(state, ticket);
}

const change = (state: HubState, name: string, to: Partial<Host>): void => {
  state.hosts.set(name, { ...hostOf(state, name), ...to });
};

/** The effects of events of hosts. */
export const HOST_EFFECTS: Effects = {
  "guest-answered"(state, event) {
    const { at, staff, answer, id } = event;
    withTicket(state, id, (ticket) => {
      ticket.answered = [...ticket.answered, { at, staff, answer }].slice(-ANSWERS_KEPT);
      ticket.calls += 1;
      if (answer.kind !== "later")
        callAway(state, ticket, { state: "called", lastCalledAt: at, servingAt: null });
      else moveBack(state, ticket);
      remember(state, ticket, event);
    });
  },
  "meeting-begun"(state, { at, id }) {
    withTicket(state, id, (ticket) => callAway(state, ticket, { state: "serving", servingAt: at }));
  },
  "presence-told"(state, { at, host, source, isAway, until }) {
    const presence = new Map(hostOf(state, host).presence);
    change(state, host, { presence: presence.set(source, { isAway, until, at }) });
  },
  "deputy-named"(state, { host, deputy }) {
    change(state, host, { deputy });
  },
  "guest-judged"(state, { at, appointment, guest, says, staff }) {
    if (says === "expected") state.judged.delete(guest);
    else state.judged.set(guest, { appointment, says, at, staff });
  },
};
