/**
 * Tells the hub what became of tickets until it confirms: in windows of 20, with jittered pauses, anew at every hub instance
 * (design rules 5 and 8). Pure; a request is data, and so is the pause before the next.
 */
import type { Message, PrintedRecord } from "../../../protocol/messages.ts";
import type { ServiceDay, TicketId } from "../../../protocol/terms.ts";
import { inOrder, recordOf } from "./book.ts";
import { headOf, pauseMs } from "./fresh.ts";
import type { Line } from "./line.ts";
import { taken, valuesOf } from "./shelf.ts";
import { chain, type Effect, type Moment, only, type Sent, type StandState, type Step } from "./state.ts";
import { ticketOf } from "./ticket.ts";
import { write } from "./write.ts";

const WINDOW = 20;
/** Requests given up on whose late answers are still understood. */
const MOST_LATE = 8;

function recordFor(state: StandState, ticketId: TicketId): PrintedRecord | null {
  const ticket = ticketOf(state.book.tickets, ticketId);
  return ticket ? recordOf(state.book, ticket) : (taken(state.book.mirrored, ticketId) ?? null);
}

/** The first 20 of `ids` that can be told now. */
function windowOf(state: StandState, ids: readonly TicketId[]): PrintedRecord[] {
  const records: PrintedRecord[] = [];
  for (const id of ids) {
    const record = recordFor(state, id);
    if (record) records.push(record);
    if (records.length === WINDOW) break;
  }
  return records;
}

function send(
  state: StandState,
  records: readonly PrintedRecord[],
  moment: Moment & { isReturning: boolean },
): Step {
  const { isReturning } = moment;
  const head = headOf(moment, "printed");
  const message: Message<"printed"> = {
    ...head,
    outboxId: state.who.outboxId,
    returning: isReturning,
    records: [...records],
  };
  const tickets = records.map((record) => record.ticketId);
  const inFlight: Sent = { request: head.id, tickets, isReturning };
  return only(
    { ...state, replay: { ...state.replay, inFlight } },
    { do: "publish", topic: "printed", message },
    { do: "timer", name: "replay", afterMs: pauseMs(state.timings.replayMs, state.replay.tries, moment) },
  );
}

/** Sends the next window unless one is under way: what happened here first, then the day that the hub asked for. */
export function flush(state: StandState, moment: Moment): Step {
  const { isUp, greeted } = state.link;
  if (!isUp || greeted === null || state.replay.inFlight) return only(state);
  const fresh = windowOf(state, state.book.unconfirmed);
  if (fresh.length > 0) return send(state, fresh, { ...moment, isReturning: false });
  const returning = windowOf(state, state.replay.returning);
  return returning.length > 0 ? send(state, returning, { ...moment, isReturning: true }) : only(state);
}

function giveUpWaiting(state: StandState): StandState {
  const { inFlight, late } = state.replay;
  if (!inFlight) return state;
  return {
    ...state,
    replay: { ...state.replay, inFlight: null, late: [inFlight, ...late].slice(0, MOST_LATE) },
  };
}

/** No answer in time: the same window again, later each time. */
export function onReplayTimer(state: StandState, moment: Moment): Step {
  const { replay } = state;
  const tries = replay.inFlight ? replay.tries + 1 : replay.tries;
  const waited = giveUpWaiting(state);
  return flush({ ...waited, replay: { ...waited.replay, tries } }, moment);
}

/** Another hub instance has greeted us, or the link is back: everything unconfirmed at once, from the start. */
export function replayAnew(state: StandState, moment: Moment): Step {
  const waited = giveUpWaiting(state);
  return flush({ ...waited, replay: { ...waited.replay, tries: 0 } }, moment);
}

export function pauseReplay(state: StandState): Step {
  return only(giveUpWaiting(state), { do: "stop-timer", name: "replay" });
}

type Result = Message<"printedAnswer">["results"][number];

function confirmations(state: StandState, answered: readonly TicketId[], results: readonly Result[]): Line[] {
  return answered.flatMap((ticketId, at): Line[] => {
    const result = results[at]?.result;
    const ticket = ticketOf(state.book.tickets, ticketId);
    return result && ticket && !ticket.isConfirmed ? [{ kind: "confirmed", ticketId, result }] : [];
  });
}

function complaints(answered: readonly TicketId[], results: readonly Result[]): Effect[] {
  return answered.flatMap((ticketId, at): Effect[] => {
    const said = results[at];
    if (said?.result !== "quarantined") return [];
    const fields = { ticketId, problem: said.problem ?? null };
    return [{ do: "log", level: "error", what: "hub set a ticket aside", fields }];
  });
}

/** After the ledger's commit. Whatever the result is, it confirms: nothing loops (design rule 5). */
export function onPrintedAnswer(state: StandState, answer: Message<"printedAnswer">, moment: Moment): Step {
  const { inFlight, late, returning } = state.replay;
  const sent = [...(inFlight ? [inFlight] : []), ...late].find((one) => one.request === answer.transaction);
  if (!sent) return only(state);
  const answered = sent.tickets.slice(0, answer.results.length);
  const isDone = new Set<TicketId>(answered);
  const isCurrent = sent === inFlight && answered.length > 0;
  const replay = {
    inFlight: isCurrent ? null : inFlight,
    late: late.filter((one) => one !== sent),
    tries: isCurrent ? 0 : state.replay.tries,
    returning: sent.isReturning ? returning.filter((id) => !isDone.has(id)) : returning,
  };
  return chain(
    only({ ...state, replay }, ...complaints(answered, answer.results)),
    (next) => write(next, confirmations(next, answered, answer.results)),
    (next) => (isCurrent ? only(next, { do: "stop-timer", name: "replay" }) : only(next)),
    (next) => flush(next, moment),
  );
}

/** The hub asks for a whole day: every ticket of it, confirmed or not, with how it ended, and what staff gave (design rule 8). */
export function giveBack(state: StandState, serviceDay: ServiceDay, moment: Moment): Step {
  const own = inOrder(state.book).filter(
    (ticket) => (ticket.serviceDay ?? state.book.serviceDay) === serviceDay,
  );
  const mirrored = [...valuesOf(state.book.mirrored)].filter((record) => record.serviceDay === serviceDay);
  const returning = [...own, ...mirrored].map((ticket) => ticket.ticketId);
  const fields = { serviceDay, tickets: returning.length };
  return chain(
    only(
      { ...state, replay: { ...state.replay, returning } },
      { do: "log", level: "notice", what: "day given back", fields },
    ),
    (next) => flush(next, moment),
  );
}
