/**
 * What staff and technicians order of a stand, as one message for it: a slip again, a test slip, a lamp to be found.
 * Pure; knows no topic's path and no route. No ticket changes by it; the ledger says who ordered it.
 */
import type { Message } from "../protocol/messages.ts";
import type { Refused, StaffId, StandId, TicketId } from "../protocol/terms.ts";
import type { Saying } from "./mqtt/retained.ts";
import type { Noted } from "./queue/events.ts";
import { ticketOf } from "./queue/find.ts";
import type { HubState } from "./queue/state.ts";

export type StandOrder = Saying<"reprint"> | Saying<"test"> | Saying<"lamp">;
export type StandOrderKind = StandOrder["name"];

/** Everything that an order may say. Which fields a kind needs, its schema has checked. */
export type Ordered = Partial<Omit<Message<"lamp">, "v" | "id" | "at">> & {
  readonly ticket?: TicketId | undefined;
};

/** The order, or why there is none: a stand prints only its own tickets again. */
export function standOrder(
  state: HubState,
  kind: StandOrderKind,
  { stand, ...asked }: Ordered & { readonly stand: StandId },
): StandOrder | Refused {
  const parts = { stand };
  if (kind === "test") return { name: kind, parts, body: {} };
  if (kind === "lamp") {
    const { button, light, forMs } = asked;
    if (button === undefined || light === undefined || forMs === undefined)
      return { refused: "command-invalid" };
    return { name: kind, parts, body: { button, light, forMs } };
  }
  const ticket = asked.ticket === undefined ? undefined : ticketOf(state, asked.ticket);
  if (ticket?.stand !== stand) return { refused: "ticket-unknown" };
  return { name: kind, parts, body: { ticketId: ticket.id } };
}

/** An order as the audit trail keeps it. */
export function orderNoted({ name, parts, body }: StandOrder, by: string | null): Noted {
  const { button, ticketId } = body as Partial<{ button: number; ticketId: TicketId }>;
  const what = {
    ...(button === undefined ? {} : { button }),
    ...(ticketId === undefined ? {} : { ticketId }),
  };
  return { act: "stand-ordered", by: by as StaffId | null, about: { order: name, ...parts, ...what } };
}
