/**
 * What becomes of the slip: came out, torn, unknown, or not one byte taken (design rule 3).
 * Knows no printer; the driver's answer comes as data.
 */
import type { PaperOutcome, TicketId } from "../../../protocol/terms.ts";
import { release } from "./guard.ts";
import { withoutIssuing } from "./issue.ts";
import { flush } from "./replay.ts";
import { explain, showTicket } from "./screen.ts";
import {
  chain,
  type Effect,
  type Moment,
  only,
  type StandEvent,
  type StandState,
  type Step,
} from "./state.ts";
import { ticketOf } from "./ticket.ts";
import { write } from "./write.ts";

type Printed = Extract<StandEvent, { kind: "printed" }>;

/** Only a failure before any byte was accepted cancels, and with a screen not even that. */
function outcomeOf(state: StandState, result: Printed["result"]): PaperOutcome {
  if (result !== "failed") return result;
  return state.who.hasScreen ? "screen" : "withdrawn";
}

type Slip = { readonly ticketId: TicketId; readonly paper: PaperOutcome };

function told(state: StandState, { ticketId, paper }: Slip, moment: Moment): Step {
  if (paper === "withdrawn") return explain(state, { refused: "off-line" }, moment);
  return paper === "printed" || !state.who.hasScreen ? only(state) : showTicket(state, ticketId, moment);
}

function logged({ ticketId, result, code }: Printed): Effect[] {
  if (result === "printed") return [];
  return [{ do: "log", level: "warning", what: "paper failed", fields: { ticketId, result, code } }];
}

/** The printer answered. A copy or a test slip changes no ticket. */
export function onPrinted(state: StandState, printed: Printed, moment: Moment): Step {
  const { job, ticketId, result } = printed;
  if (job !== "ticket" || ticketId === null || state.issuing[ticketId]?.phase !== "printing")
    return only(state, ...logged(printed));
  const paper = outcomeOf(state, result);
  return chain(
    only(withoutIssuing(state, ticketId), ...logged(printed)),
    (next) => write(next, [{ kind: "result", ticketId, paper }]),
    (next) => release(next, ticketId),
    (next) => told(next, { ticketId, paper }, moment),
    (next) => flush(next, moment),
  );
}

/** Prints a ticket again, marked KOPI, because somebody asked; it keeps id and number (design rule 3). */
export function reprint(state: StandState, ticketId: TicketId): Step {
  const ticket = ticketOf(state.book.tickets, ticketId);
  const isPrintable = ticket?.number && ticket.paper && ticket.paper !== "withdrawn";
  if (!ticket || !isPrintable) {
    const fields = { ticketId, isKnown: ticket !== undefined };
    return only(state, { do: "log", level: "warning", what: "nothing to print again", fields });
  }
  return only(state, { do: "print", job: "copy", ticket, ahead: null, wait: null });
}
