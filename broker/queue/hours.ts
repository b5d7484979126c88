/**
 * Which parts of a location's document say when a queue or a service is open (R9): the house, the queue, the service.
 * Knows no clock and no ticket.
 */
import type { Hours } from "../../protocol/config/hours.ts";
import type { LocationConfig } from "../../protocol/config.ts";
import type { QueueConfig, ServiceConfig } from "./state.ts";

/** No hours at all mean closed: an inactive queue never opens (R8). */
const NEVER: Hours = { hours: [] };

/** What must be open for a queue to be. */
export function hoursOfQueue(location: LocationConfig, queue: QueueConfig): readonly Hours[] {
  return queue.active ? [location, queue] : [NEVER];
}

/** What must be open for a service to be. */
export function hoursOfService(location: LocationConfig, service: ServiceConfig): readonly Hours[] {
  const queues = location.queues.filter((one) => one.queue === service.queue);
  return [...queues.flatMap((queue) => hoursOfQueue(location, queue)), service];
}
