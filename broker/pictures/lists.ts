/**
 * The lists of the HTTP API: each an array whose items have an `id`.
 * Pure; knows no route.
 */
import { openDay, ticketAt } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";
import { listed } from "./places.ts";
import type { StaffOptions } from "./staff.ts";
import { counterTopic, queueTopic } from "./topics.ts";

/** The location as the API lists it. */
export function locationItem(state: HubState) {
  const { location, name, timeZone, languages } = state.location;
  return { id: location, name, timeZone, languages, serviceDay: openDay(state) };
}

/** Every queue with its letters, hours, wait and last call. */
export function queueItems(state: HubState, { at, opensAt, waitsOf }: StaffOptions) {
  return state.location.queues.map((queue) => {
    const { queue: id, ledger: _, ...facts } = queueTopic(state, queue, { at, opensAt, waitsOf });
    return { id, ...facts };
  });
}

/** Every counter and who is there. */
export function counterItems(state: HubState) {
  return state.location.counters.map((counter) => {
    const { counter: id, ...facts } = counterTopic(state, counter);
    const ticket = ticketAt(state, counter.counter);
    const shown = ticket ? { id: ticket.id, number: ticket.number, state: ticket.state } : null;
    return { id, ...facts, ticket: shown };
  });
}

/** Every stand, on line or not, and what troubles it. */
export function standItems(state: HubState, { standView }: StaffOptions) {
  return state.location.stands.map(({ stand, name }) => ({ id: stand, name, ...standView(stand) }));
}

/** Every display and the counters that it shows. */
export function displayItems(state: HubState) {
  return state.location.displays.map(({ display, name, counters }) => ({ id: display, name, counters }));
}

/** Today's tickets, in the order in which they came to the hub. */
export function ticketItems(state: HubState, at: number) {
  return [...state.day.tickets.values()].map((ticket) => listed(state, ticket, at));
}
