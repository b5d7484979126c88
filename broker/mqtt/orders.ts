/**
 * What a commit means for others: calls, how tickets ended, copies for a stand, days asked back, new letters, notices.
 * Pure: events and the state after them become messages without head. Knows no broker.
 */
import { randomUUID } from "node:crypto";
import type { PrintedRecord } from "../../protocol/messages.ts";
import { hasEnded, type StandId, type TicketId } from "../../protocol/terms.ts";
import { callTopic, markOf } from "../pictures/topics.ts";
import { LAST_OF_LEASE } from "../queue/decide/series.ts";
import type { HubEvent } from "../queue/events.ts";
import { ticketOf } from "../queue/find.ts";
import type { HubState, Ticket } from "../queue/state.ts";
import type { Saying } from "./retained.ts";

/** MQTT messages of the table hold at most so many. */
const ENDED_AT_ONCE = 200;
const MIRRORED_AT_ONCE = 20;

/** Fixed facts of this process for its messages. */
export type OrderContext = {
  readonly instance: string;
  /** The stand that keeps copies of what no stand issued; `null` while none is on line. */
  readonly mirror: StandId | null;
};

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, at * size + size),
  );
}

/** The tickets whose end, or whose coming back from an end, a stand has to know. */
function touchedTickets(event: HubEvent): readonly TicketId[] {
  switch (event.kind) {
    case "ticket-served":
    case "ticket-missed":
    case "ticket-cancelled":
    case "ticket-left":
    case "ticket-requeued":
    case "ticket-restored":
      return [event.id];
    case "ticket-taken-in":
      return hasEnded(event.state) ? [event.id] : [];
    case "command-undone":
      return event.restored.map((life) => life.id);
    default:
      return [];
  }
}

function endedSayings(
  state: HubState,
  tickets: readonly Ticket[],
  mirror: StandId | null,
): Saying<"ended">[] {
  const byStand = new Map<StandId, Ticket[]>();
  for (const ticket of tickets) {
    const stand = ticket.stand ?? mirror;
    if (stand !== null) byStand.set(stand, [...(byStand.get(stand) ?? []), ticket]);
  }
  return [...byStand].flatMap(([stand, own]) =>
    chunks(own, ENDED_AT_ONCE).map((some): Saying<"ended"> => {
      const told = some.map(({ id, state: now, endedAt }) => ({
        ticketId: id,
        state: now,
        at: endedAt ?? state.at,
      }));
      return { name: "ended", parts: { stand }, body: { tickets: told } };
    }),
  );
}

function recordOf(ticket: Ticket, instance: string): PrintedRecord {
  const { id, token, number, queue, service, serviceDay, language, issuedAt, endedAt, state } = ticket;
  return {
    ticketId: id,
    token,
    number,
    queue,
    service,
    serviceDay,
    series: "plain",
    // A number taken in by hand stands on a paper; one of staff or a phone on a screen. Both are in a citizen's hand.
    paper: ticket.by === "hand" ? "printed" : "screen",
    language,
    issued: { wallMs: issuedAt, monoMs: 0, bootId: instance, trust: "floor", contact: null },
    ...(hasEnded(state) ? { ended: { state, at: endedAt ?? issuedAt } } : {}),
  };
}

function mirrorSayings(tickets: readonly Ticket[], { instance, mirror }: OrderContext): Saying<"mirror">[] {
  if (mirror === null) return [];
  return chunks(tickets, MIRRORED_AT_ONCE).map((some) => {
    const records = some.map((ticket) => recordOf(ticket, instance));
    return { name: "mirror", parts: { stand: mirror }, body: { records } };
  });
}

function known(state: HubState, ids: Iterable<TicketId>): Ticket[] {
  return [...new Set(ids)].flatMap((id) => ticketOf(state, id) ?? []);
}

/** Every message that follows from one commit, in the order in which it should go out. */
export function ordersOf(state: HubState, events: readonly HubEvent[], context: OrderContext): Saying[] {
  const calls = events.flatMap((event) => {
    const call =
      event.kind === "ticket-called" ? state.calls.find((one) => one.callSeq === event.callSeq) : undefined;
    return call ? [{ name: "calls", parts: {}, body: callTopic(call) } satisfies Saying<"calls">] : [];
  });
  const asked = events.flatMap((event) =>
    event.kind === "day-asked-back"
      ? [
          {
            name: "giveBack",
            parts: { stand: event.stand },
            body: { serviceDay: event.serviceDay },
          } satisfies Saying<"giveBack">,
        ]
      : [],
  );
  const made = events.flatMap((event) =>
    event.kind === "ticket-issued-by-staff" || event.kind === "ticket-adopted" ? [event.id] : [],
  );
  return [
    ...calls,
    ...asked,
    ...mirrorSayings(known(state, made), context),
    ...endedSayings(state, known(state, events.flatMap(touchedTickets)), context.mirror),
  ];
}

/** What a stand that says hello may have missed today: how its tickets ended, and the copies that it keeps. */
export function missedBy(state: HubState, stand: StandId, context: OrderContext): Saying[] {
  const today = [...state.day.tickets.values()];
  const isOwn = (ticket: Ticket) => ticket.stand === stand;
  const copies = context.mirror === stand ? today.filter((ticket) => ticket.stand === null) : [];
  const ended = today.filter((ticket) => isOwn(ticket) && hasEnded(ticket.state));
  return [...mirrorSayings(copies, context), ...endedSayings(state, ended, null)];
}

/** New letters of stands that did not ask just now are told as an answer to no request (design rule 6). */
export function leaseSayings(
  state: HubState,
  events: readonly HubEvent[],
  instance: string,
): Saying<"helloAnswer">[] {
  const greeted = new Set(events.flatMap((event) => (event.kind === "stand-greeted" ? [event.stand] : [])));
  return events.flatMap((event) => {
    if (event.kind !== "lease-given" || greeted.has(event.stand)) return [];
    const { stand, serviceDay, letters } = event;
    const lease = { serviceDay, letters: { ...letters }, last: LAST_OF_LEASE };
    const body = { transaction: randomUUID(), ledger: markOf(state), instance, serviceDay, lease };
    return [{ name: "helloAnswer", parts: { stand }, body } satisfies Saying<"helloAnswer">];
  });
}
