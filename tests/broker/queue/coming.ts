/** Citizens with and without an agreed time who come to the small town hall, minutes after nine, and the order that comes of it. */
import { callOrder } from "../../../broker/queue/order.ts";
import type { Ticket } from "../../../broker/queue/state.ts";
import { A, C1, type Hub, MINUTE, NINE } from "../town.ts";

export const ONE = { counter: "1", name: { da: "1" } };
export const X = "x" as typeof A;
export const numbers = (tickets: Iterable<{ number: string }>) => [...tickets].map((ticket) => ticket.number);

/** A ticket of somebody who comes `min` after nine; with `agreed` an appointment of so many minutes after nine. */
export function comes(hub: Hub, min: number, agreed?: number, queue = A): Ticket {
  hub.at = NINE + min * MINUTE;
  const agreedAt = agreed === undefined ? undefined : NINE + agreed * MINUTE;
  const answer = hub.issueByStaff({ queue, agreedAt });
  if (!("ticket" in answer)) throw new Error(JSON.stringify(answer));
  return hub.state.day.tickets.get(answer.ticket.id) as Ticket;
}

export function orderAt(hub: Hub, min: number, counter: typeof C1 | null = C1): string[] {
  return numbers(callOrder(hub.state, counter, NINE + min * MINUTE));
}
