/**
 * The turns of a visit that staff decide: set aside and back, on to another place, more than one service, tags, and help without a ticket.
 * Knows no paper; calling itself stands in counter.ts.
 */
import { hasEnded, type Refusal, type ServiceId } from "../../../protocol/terms.ts";
import type { AddService, Park, QuickServe, Resume, Stamped, Still, Tag, Transfer } from "../commands.ts";
import type { Besides, HeldFor, HubEvent } from "../events.ts";
import { counterOf, queueOf, ticketOf } from "../find.ts";
import type { HubState, Ticket } from "../state.ts";
import {
  callEvent,
  counterRefusal,
  currentAt,
  type Done,
  done,
  isForgotten,
  isOfToday,
  isStale,
} from "./counter.ts";
import { isShut } from "./holds.ts";

type Change = Stamped<Transfer | AddService | Tag>;

/** Sets the counter's ticket aside; it stays this counter's. */
export function park(state: HubState, command: Stamped<Park>): Done {
  const { at, counter } = command;
  const ticket = currentAt(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  return done(ticket, "parked", { events: [{ kind: "ticket-parked", at, id: ticket.id }], counter });
}

/** Calls a parked ticket back to its counter; one whose counter is gone may be taken by any. */
export function resume(state: HubState, command: Stamped<Resume>): Done {
  const { at, counter } = command;
  const ticket = ticketOf(state, command.ticket);
  if (!ticket) return { refused: "ticket-unknown" };
  if (isStale(state, ticket, command)) return { refused: "changed" };
  if (ticket.state !== "parked") return { refused: "not-parked" };
  const isElsewhere =
    ticket.counter !== null && ticket.counter !== counter && counterOf(state, ticket.counter);
  const refused = isElsewhere ? "parked-elsewhere" : counterRefusal(state, counter);
  if (refused) return { refused };
  const called = callEvent(state, { at, id: ticket.id, counter, recall: false });
  return done(ticket, "called", { events: [called], counter });
}

/** The service at the counter is unusually long, and goes on. */
export function still(state: HubState, command: Stamped<Still>): Done {
  const { at, counter } = command;
  const ticket = currentAt(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  // Where service never starts by itself, a visit may go on for long without its beginning having been told.
  const isLong = isForgotten(state, ticket, at);
  if (ticket.state !== "serving" && !isLong) return { refused: "not-serving" };
  return done(ticket, ticket.state, { events: [{ kind: "service-confirmed", at, id: ticket.id }], counter });
}

/** The ticket that a command is about, or why it cannot be changed. */
function changeable(state: HubState, command: Change): Ticket | Refusal {
  const ticket = ticketOf(state, command.ticket);
  if (!ticket) return "ticket-unknown";
  if (isStale(state, ticket, command)) return "changed";
  const isOver = ticket.state === "no-show" ? command.kind !== "transfer" : hasEnded(ticket.state);
  return isOver || !isOfToday(state, ticket) ? "ticket-ended" : ticket;
}

function destination(
  state: HubState,
  { queue, toCounter, toStaff }: Transfer,
): { readonly heldFor: HeldFor | null } | Refusal {
  if (queue !== undefined && !queueOf(state, queue)) return "queue-unknown";
  if (toCounter !== undefined) {
    if (!counterOf(state, toCounter)) return "counter-unknown";
    return isShut(state, toCounter) ? "counter-closed" : { heldFor: { counter: toCounter } };
  }
  if (toStaff !== undefined) return { heldFor: { staff: toStaff } };
  return queue === undefined ? "nowhere-to-go" : { heldFor: null };
}

/** Moves a ticket on; it keeps its number and how long it has waited. */
export function transfer(state: HubState, command: Stamped<Transfer>): Done {
  const { at } = command;
  const ticket = changeable(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  if (ticket.state === "recovered") return { refused: "ticket-recovered" };
  const to = destination(state, command);
  if (typeof to === "string") return { refused: to };
  const queue = command.queue ?? ticket.queue;
  const service = queue === ticket.queue ? ticket.service : null;
  const event: HubEvent = { kind: "ticket-transferred", at, id: ticket.id, queue, service, ...to };
  return done(ticket, "waiting", { events: [event], counter: command.counter ?? ticket.counter });
}

const serviceOf = (state: HubState, service: ServiceId) =>
  state.location.services.find((one) => one.service === service);

/** The same visit goes on with another service when the one that runs is over. */
export function addService(state: HubState, command: Stamped<AddService>): Done {
  const { at } = command;
  const ticket = changeable(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  const known = serviceOf(state, command.service);
  if (!known) return { refused: "service-unknown" };
  const { service, queue } = known;
  const event: HubEvent = { kind: "service-added", at, id: ticket.id, service, queue };
  return done(ticket, ticket.state, { events: [event], counter: command.counter ?? ticket.counter });
}

/** Puts the document's tags on a ticket, in its order. */
export function tag(state: HubState, command: Stamped<Tag>): Done {
  const { at } = command;
  const ticket = changeable(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  const known = (state.location.tags ?? []).map((one) => one.tag);
  if (command.tags.some((one) => !known.includes(one))) return { refused: "tag-unknown" };
  const tags = known.filter((one) => command.tags.includes(one));
  const event: HubEvent = { kind: "ticket-tagged", at, id: ticket.id, tags };
  return done(ticket, ticket.state, { events: [event], counter: command.counter ?? ticket.counter });
}

/** Counts somebody who was helped without a ticket. */
export function quickServe(
  state: HubState,
  command: Stamped<QuickServe>,
):
  | { readonly refused: Refusal }
  | { readonly events: readonly HubEvent[]; readonly counted: number; readonly besides: Besides } {
  const { at, counter = null } = command;
  const known = serviceOf(state, command.service);
  if (!known) return { refused: "service-unknown" };
  if (counter !== null && !counterOf(state, counter)) return { refused: "counter-unknown" };
  const { service, queue } = known;
  const event: HubEvent = { kind: "quickly-served", at, service, queue, counter };
  const counted = (state.day.quick.get(service) ?? 0) + 1;
  return { events: [event], counted, besides: { quick: service } };
}
