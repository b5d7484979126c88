/**
 * One record of a paper, and the merge of a paper with the ticket that staff had taken in by hand under its number (design rule 9).
 * Knows no day and no result but its own.
 */
import type { PrintedRecord } from "../../../protocol/messages.ts";
import type { OutboxId, StandId, TicketId } from "../../../protocol/terms.ts";
import type { PrintedResult, Stamp } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { ticketOf } from "../find.ts";
import { placeOf } from "../place.ts";
import type { HubState, Ticket } from "../state.ts";

/** A record with whose it is and when it came. */
export type Paper = Stamp & {
  readonly stand: StandId;
  readonly outbox: OutboxId;
  readonly returning: boolean;
  readonly record: PrintedRecord;
};
/** What a record does, and its result for the stand. */
export type Taken = { readonly events: readonly HubEvent[]; readonly result: PrintedResult };

/** The ticket adopted by hand under this number that a paper has not yet been found for. */
export function adopted(state: HubState, { number, paper }: PrintedRecord): Ticket | undefined {
  const id = number === null || paper === "withdrawn" ? undefined : state.day.byNumber.get(number);
  const holder = id === undefined ? undefined : ticketOf(state, id);
  return holder?.by === "hand" && holder.paper === "none" ? holder : undefined;
}

/** One paper, two ids: the one adopted by hand goes on. */
export function merge(paper: Paper, into: TicketId): Taken {
  const { at, stand, outbox, record } = paper;
  return {
    events: [
      {
        ...{ kind: "ticket-merged", at, id: record.ticketId, into, token: record.token, stand, outbox },
        ...{ paper: record.paper, arrivedAt: placeOf(record.issued, at) },
      },
    ],
    result: { result: "recorded" },
  };
}
