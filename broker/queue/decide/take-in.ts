/**
 * A paper whose ticket the hub has never heard of (design rules 5, 7 and 8): it gets its place, whatever the configuration says.
 * Knows no call.
 */
import { hasEnded, type QueueId, type TicketNumber, type TicketState } from "../../../protocol/terms.ts";
import { countedEvents, heldForHosts } from "../check-in.ts";
import type { HubEvent, NewTicket } from "../events.ts";
import { openDay, queueOf, seriesOf } from "../find.ts";
import { placeOf } from "../place.ts";
import { dueAtOf, headStartOf, policyOf } from "../policy.ts";
import type { HubState } from "../state.ts";
import { standingOf } from "./day.ts";
import { adopted, merge, type Paper, type Taken } from "./paper.ts";

type Numbered = Paper & { readonly record: { readonly number: TicketNumber } };

/** An intent that ended before it had a number: only the id is kept, so that a late request for it gives no ticket. */
function intent(state: HubState, paper: Paper): Taken {
  const { at, stand, record } = paper;
  const id = record.ticketId;
  if (state.day.withdrawn.has(id)) return { events: [], result: { result: "known" } };
  return { events: [{ kind: "intent-withdrawn", at, id, stand }], result: { result: "recorded" } };
}

/** In which state it comes in, when its day is open. */
function stateOf(state: HubState, { record, returning }: Numbered): TicketState {
  if (record.paper === "withdrawn") return "cancelled";
  if (returning) return record.ended && hasEnded(record.ended.state) ? record.ended.state : "recovered";
  const { letters, ordinal } = seriesOf(record.number);
  return ordinal <= (state.day.closedUpTo.get(letters) ?? 0) ? "served" : "waiting";
}

/** Its own queue, or the catch-all when that is gone, or closed to somebody who wants to wait. */
function queueFor(state: HubState, queue: QueueId, as: TicketState): QueueId {
  const isFine = as === "waiting" ? state.openQueues.has(queue) : queueOf(state, queue) !== undefined;
  return isFine || as === "expired" ? queue : state.location.catchAll;
}

/** What decides its place: of a ticket that staff gave as it was then, else by the document of now. */
function claim(state: HubState, { record }: Numbered, arrivedAt: number) {
  const { service, agreedAt, headStartMs = headStartOf(state, service) } = record;
  if (agreedAt === undefined) return { arrivedAt, headStartMs };
  return {
    arrivedAt,
    headStartMs,
    agreedAt,
    dueAt: dueAtOf(policyOf(queueOf(state, record.queue)), agreedAt, arrivedAt),
  };
}

function facts(state: HubState, paper: Numbered): NewTicket {
  const { at, stand, outbox, record } = paper;
  const { ticketId, token, number, queue, service, serviceDay, language, issued, answers } = record;
  const { assist, agreed } = record;
  return {
    ...(answers === undefined ? {} : { answers }),
    ...(assist === undefined ? {} : { assist }),
    ...(agreed === undefined ? {} : { agreed: { appointment: agreed.appointment, guest: agreed.guest } }),
    ...heldForHosts(state, agreed),
    ...{ id: ticketId, token, number, queue, service, serviceDay, language, stand, outbox },
    ...{ paper: record.paper, ...claim(state, paper, placeOf(issued, at)) },
  };
}

function enter(state: HubState, paper: Numbered, as: TicketState): Taken {
  const { at, record, returning } = paper;
  const queue = queueFor(state, record.queue, as);
  const isCaught = as === "waiting" && !state.openQueues.has(record.queue);
  const endedAt = hasEnded(as) ? (record.ended?.at ?? at) : null;
  const serviceDay = (as === "expired" ? null : openDay(state)) ?? record.serviceDay;
  const holder = as === "expired" || as === "cancelled" ? undefined : state.day.byNumber.get(record.number);
  const taken: HubEvent = {
    ...{ kind: "ticket-taken-in", at, ...facts(state, paper), queue, serviceDay, series: record.series },
    ...{ state: as, endedAt, caught: isCaught ? record.queue : null, returned: returning },
  };
  const ids = holder === undefined ? [] : [holder, record.ticketId];
  const doubled: HubEvent[] =
    ids.length > 0 ? [{ kind: "number-doubled", at, number: record.number, ids }] : [];
  const result = as === "expired" ? "expired" : isCaught ? "caught" : "recorded";
  const counted = as === "waiting" ? countedEvents(record.agreed, { id: record.ticketId, at }) : [];
  return { events: [taken, ...doubled, ...counted], result: { result } };
}

/** Takes a paper in. It is never refused. */
export function takeIn(state: HubState, paper: Paper): Taken {
  const { number, serviceDay } = paper.record;
  if (number === null) return intent(state, paper);
  const numbered: Numbered = { ...paper, record: { ...paper.record, number } };
  if (standingOf(state, serviceDay, paper) === "closed") return enter(state, numbered, "expired");
  const byHand = adopted(state, paper.record);
  return byHand ? merge(paper, byHand.id) : enter(state, numbered, stateOf(state, numbered));
}
