/**
 * The lists of the HTTP API: each an array whose items have an `id`.
 * Pure; knows no route.
 */
import { openDay, ticketAt } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";
import { listed } from "./places.ts";
import type { StaffOptions } from "./staff.ts";
import { counterTopic, queueTopic } from "./topics.ts";

export function locationItem(state: HubState) {
  const { location, name, timeZone, languages } = state.location;
  return { id: location, name, timeZone, languages, serviceDay: openDay(state) };
}

export function queueItems(state: HubState, { at, opensAt }: StaffOptions) {
  return state.location.queues.map((queue) => {
    const { queue: id, ledger: _, ...facts } = queueTopic(state, queue, { at, opensAt });
    return { id, ...facts };
  });
}

export function counterItems(state: HubState) {
  return state.location.counters.map((counter) => {
    const { counter: id, ...facts } = counterTopic(state, counter);
    const ticket = ticketAt(state, counter.counter);
    const shown = ticket ? { id: ticket.id, number: ticket.number, state: ticket.state } : null;
    return { id, ...facts, ticket: shown };
  });
}

export function standItems(state: HubState, { standView }: StaffOptions) {
  return state.location.stands.map(({ stand, name }) => ({ id: stand, name, ...standView(stand) }));
}

export function displayItems(state: HubState) {
  return state.location.displays.map(({ display, name, counters }) => ({ id: display, name, counters }));
}

/** Today's tickets, in the order in which they came to the hub. */
export function ticketItems(state: HubState, at: number) {
  return [...state.day.tickets.values()].map((ticket) => listed(ticket, at));
}
