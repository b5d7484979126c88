/**
 * Where a presented code stands (R13). Reads only, and tells nobody's token to anybody.
 * Knows no wire; appointments will be looked up here too.
 */
import type { Standing } from "../../protocol/messages.ts";
import { type Refused, type TicketToken, tokenInCode } from "../../protocol/terms.ts";
import { type HostAnswer, placeOfAnswer } from "../../protocol/texts/host-answers.ts";
import { isOfToday } from "./decide/counter.ts";
import { type Outlook, outlook, waitIn } from "./estimate.ts";
import { counterOf, queueOf, ticketByToken } from "./find.ts";
import { houseRules } from "./house-rules.ts";
import { aheadOf, spotOf } from "./order.ts";
import type { HubState, Ticket } from "./state.ts";

/** Whether its citizen, who missed the call, may come back by themselves; the rule decides again when they do. */
export function canRejoin(state: HubState, ticket: Ticket): boolean {
  const { mostRejoins } = houseRules(state.location);
  return ticket.state === "no-show" && ticket.rejoins < mostRejoins && isOfToday(state, ticket);
}

/** What a host told its guest last, while the two have not met and no counter has called. */
function answerTo({ state, counter, answered }: Ticket): HostAnswer | undefined {
  const isOpen = counter === null && (state === "waiting" || state === "called");
  return isOpen ? answered.at(-1)?.answer : undefined;
}

/** The place of one ticket: people ahead and expected wait while it waits, its counter while it is called or served. */
export function standingOfTicket(
  state: HubState,
  ticket: Ticket,
  { at, waits }: { readonly at: number; readonly waits: Outlook },
): Standing {
  const { number, queue, counter } = ticket;
  const isWaiting = ticket.state === "waiting";
  const ahead = isWaiting ? aheadOf(state, spotOf(ticket), at) : 0;
  const wait = isWaiting ? waitIn(state, waits, ticket) : null;
  const isAtCounter = ticket.state === "called" || ticket.state === "serving";
  const known = isAtCounter && counter !== null ? counterOf(state, counter) : undefined;
  const atCounter = isAtCounter && counter !== null ? (known?.name ?? { da: counter }) : null;
  const answer = answerTo(ticket);
  const counterName = answer?.kind === "room" ? placeOfAnswer(answer) : atCounter;
  const mayRejoin = canRejoin(state, ticket);
  return {
    ...(mayRejoin ? { mayRejoin } : {}),
    ...(answer === undefined ? {} : { answer }),
    number,
    queueName: queueOf(state, queue)?.name ?? { da: queue },
    state: ticket.state,
    ahead,
    wait,
    counterName,
    ...(known?.room ? { room: known.room } : {}),
  };
}

/** The ticket of a token, where it stands. */
export function lookup(state: HubState, token: TicketToken, at: number): Standing | Refused {
  const ticket = ticketByToken(state, token);
  return ticket
    ? standingOfTicket(state, ticket, { at, waits: outlook(state, at) })
    : { refused: "code-unknown" };
}

/** A scanned code: one of our own tickets, or nothing that is known here. */
export function checkIn(state: HubState, code: string, at: number): Standing | Refused {
  const token = tokenInCode(code);
  return token ? lookup(state, token, at) : { refused: "code-unknown" };
}
