/**
 * What stands say about papers (design rules 4, 5, 7 and 8): self-contained, never refused, and only ever forward.
 * Knows no call.
 */
import { hasEnded, type PaperOutcome, type TicketPaper } from "../../../protocol/terms.ts";
import type { Printed, PrintedResult, Stamp, TakenRecord } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { type Found, find, openDay } from "../find.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { HubState, Ticket } from "../state.ts";
import { ensureDay, standingOf } from "./day.ts";
import { adopted, merge, type Paper, type Taken } from "./paper.ts";
import { takeIn } from "./take-in.ts";

const KNOWN: Taken = { events: [], result: { result: "known" } };
/** As much of an undecodable record is kept (characters). */
const RAW_KEPT = 2_000;

function quarantine(command: Printed & Stamp, problem: string, raw: string): Taken {
  const { at, stand, outbox } = command;
  return {
    events: [{ kind: "record-quarantined", at, stand, outbox, problem, raw: raw.slice(0, RAW_KEPT) }],
    result: { result: "quarantined", problem },
  };
}

/** Paper moves only forward: whatever is not yet told, and from unknown to printed. */
function isForward(from: TicketPaper, to: PaperOutcome): boolean {
  return from === "pending" || (from === "unknown" && to === "printed");
}

/** Under the old number nobody can have come: whoever was not really served gets the place back. */
function regains(ticket: Ticket): boolean {
  const { state, servingAt } = ticket;
  return ["called", "no-show", "cancelled"].includes(state) || (state === "served" && servingAt === null);
}

function rename(state: HubState, paper: Paper, { ticket, day }: Found): HubEvent[] {
  const { at, record } = paper;
  const { id } = ticket;
  const number = record.number ?? ticket.number;
  if (number === ticket.number || ticket.paper !== "pending") return [];
  const renamed: HubEvent = { kind: "ticket-renamed", at, id, from: ticket.number, number };
  const holder = day.byNumber.get(number);
  const doubled: HubEvent[] =
    holder === undefined ? [] : [{ kind: "number-doubled", at, number, ids: [holder, id] }];
  const isValid = record.paper !== "withdrawn" && day === state.day && openDay(state) !== null;
  const restored: HubEvent[] = isValid && regains(ticket) ? [{ kind: "ticket-restored", at, id }] : [];
  return [renamed, ...doubled, ...restored];
}

/** A withdrawn paper voids a ticket that nobody was served with yet. */
function cancel(paper: Paper, ticket: Ticket): HubEvent[] {
  const isOpen = ["waiting", "called", "recovered"].includes(ticket.state);
  if (paper.record.paper !== "withdrawn" || !isOpen) return [];
  return [{ kind: "ticket-cancelled", at: paper.at, id: ticket.id }];
}

/** A returned day says how a ticket ended that an older copy of the ledger still has waiting. */
function learnEnd(paper: Paper, ticket: Ticket): HubEvent[] {
  const { ended } = paper.record;
  const isOpen = ticket.state === "waiting" || ticket.state === "recovered";
  if (!paper.returning || !ended || !hasEnded(ended.state) || !isOpen) return [];
  const { state, at: endedAt } = ended;
  return [{ kind: "end-learned", at: paper.at, id: ticket.id, state, endedAt }];
}

function known(state: HubState, paper: Paper, found: Found): Taken {
  const { at, record } = paper;
  const { ticket } = found;
  const isNews = isForward(ticket.paper, record.paper);
  const byHand = isNews ? adopted(state, record) : undefined;
  if (byHand && found.day === state.day) return merge(paper, byHand.id);
  const told: HubEvent[] = isNews
    ? [
        ...rename(state, paper, found),
        { kind: "paper-told", at, id: ticket.id, paper: record.paper },
        ...cancel(paper, ticket),
      ]
    : [];
  const isVoid = told.some((event) => event.kind === "ticket-cancelled");
  const events = isVoid ? told : [...told, ...learnEnd(paper, ticket)];
  return events.length === 0 ? KNOWN : { events, result: { result: "recorded" } };
}

function take(state: HubState, command: Printed & Stamp, taken: TakenRecord): Taken {
  if (!taken.ok) return quarantine(command, taken.problem, taken.raw ?? "");
  const record = taken.value;
  if (record.number === null && record.paper !== "withdrawn")
    return quarantine(
      command,
      "number: a paper that was not withdrawn has one",
      JSON.stringify(record.ticketId),
    );
  const { at, wallAt, trusted, stand, outbox, returning } = command;
  const paper: Paper = { at, wallAt, trusted, stand, outbox, returning, record };
  const found = find(state, record.ticketId);
  return found ? known(state, paper, found) : takeIn(state, paper);
}

/** A record of a day that this ledger does not know makes that day part of today. */
const dayForRecord =
  (command: Printed & Stamp, taken: TakenRecord): Rule =>
  (state) => {
    if (!taken.ok || find(state, taken.value.ticketId)) return NOTHING;
    const { serviceDay, number } = taken.value;
    const isUnknown = number !== null && standingOf(state, serviceDay, command) === "unknown";
    return isUnknown ? ensureDay(state, serviceDay, command) : NOTHING;
  };

/** Said once for each time that the stand was asked. */
function comingBack(state: HubState, { at, stand, returning }: Printed & Stamp): HubEvent[] {
  const asked = state.day.askedBack.get(stand);
  if (!returning || asked?.isHeard !== false) return [];
  return [{ kind: "day-coming-back", at, stand, askedAt: asked.at }];
}

/** Two rules for each record, and one that answers with their results in the same order. */
export function printedRules(command: Printed & Stamp): Rule[] {
  const { at, stand } = command;
  const results: PrintedResult[] = [];
  let recovered = 0;
  const steps = command.records.flatMap((record): Rule[] => [
    dayForRecord(command, record),
    (state) => {
      const { events, result } = take(state, command, record);
      results.push(result);
      recovered += events.filter((one) => "state" in one && one.state === "recovered").length;
      return { events };
    },
  ]);
  const last: Rule = (state) => ({
    events: [
      ...comingBack(state, command),
      ...(recovered > 0 ? [{ kind: "tickets-recovered" as const, at, stand, count: recovered }] : []),
    ],
    answer: { results },
  });
  return [...steps, last];
}
