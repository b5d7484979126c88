/**
 * Takes back the last command of a counter while nothing has touched its tickets since.
 * Knows no command in particular: what to put back was written down with it.
 */

import type { CounterId } from "../../../protocol/terms.ts";
import type { Stamped, Undo } from "../commands.ts";
import { ticketOf } from "../find.ts";
import type { Answered, HubState, Ticket } from "../state.ts";
import { type Done, isOfToday } from "./counter.ts";

function isUntouched(state: HubState, last: Answered): boolean {
  return last.before.every((life) => {
    const ticket = ticketOf(state, life.id);
    return ticket !== undefined && ticket.changedSeq <= last.seq && isOfToday(state, ticket);
  });
}

/** Whether the counters that it gives back to are still free of others. */
function isRoom(state: HubState, last: Answered): boolean {
  const ids = last.before.map((life) => life.id);
  return last.before.every(({ counter, state: was }) => {
    const holder =
      counter === null || (was !== "called" && was !== "serving") ? undefined : state.atCounter.get(counter);
    return holder === undefined || ids.includes(holder);
  });
}

/** The command that `undo` would take back at this counter now, and until when (epoch ms); `null` when there is none. */
export function undoAt(
  state: HubState,
  counter: CounterId,
  at: number,
): { readonly commandId: string; readonly kind: string; readonly until: number } | null {
  const last = state.lastCommand.get(counter);
  if (!last) return null;
  const until = last.at + state.settings.undoMs;
  if (at > until || !isUntouched(state, last) || !isRoom(state, last)) return null;
  return { commandId: last.commandId, kind: last.command, until };
}

/** Puts the tickets of the command back as they were. */
export function undo(state: HubState, command: Stamped<Undo>): Done {
  const { at, undoes } = command;
  const taken = state.day.commands.get(undoes);
  const counter = taken?.counter ?? null;
  const life = taken?.before.at(-1);
  const ticket: Ticket | undefined = life && ticketOf(state, life.id);
  if (!taken || !life || !ticket || counter === null) return { refused: "nothing-to-undo" };
  if (at > taken.at + state.settings.undoMs) return { refused: "undo-too-late" };
  const isLast = state.lastCommand.get(counter)?.commandId === undoes;
  if (!isLast || undoAt(state, counter, at) === null) return { refused: "changed" };
  const { id, number } = ticket;
  return {
    events: [{ kind: "command-undone", at, undoes, restored: taken.before }],
    ...{ ticket: { id, number, state: life.state }, changes: [], counter },
  };
}
