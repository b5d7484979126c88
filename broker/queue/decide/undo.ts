/**
 * Takes back a command while nothing has touched what it changed since: the last of a counter, or one of somebody on the floor.
 * Knows no command in particular but those that made a ticket: what to put back was written down with it.
 */

import { type CounterId, type Refusal } from "../../../protocol/terms.ts";
import type { Answered } from "../answered.ts";
import type { StaffAnswer, Stamped, Undo } from "../commands.ts";
import type { Besides, HubEvent, TicketLife } from "../events.ts";
import { ticketOf } from "../find.ts";
import { NO_SESSION } from "../sessions.ts";
import type { HubState, Ticket } from "../state.ts";
import { isOfToday } from "./counter.ts";

/** The ticket that a command made, if it made one. */
function madeBy(state: HubState, { command, answer }: Answered): Ticket | undefined {
  const makes = command === "staff-issue" || command === "adopt";
  return makes && "ticket" in answer ? ticketOf(state, answer.ticket.id) : undefined;
}

function isAny(state: HubState, taken: Answered): boolean {
  return taken.before.length > 0 || taken.besides !== null || madeBy(state, taken) !== undefined;
}

/** Whether the counter's session is still as the command left it. */
function isSameSession(state: HubState, { besides, session }: Answered): boolean {
  return !besides?.session || (state.sessions.get(besides.session.counter) ?? null) === session;
}

function isUntouched(state: HubState, taken: Answered): boolean {
  const isAsLeft = (ticket: Ticket | undefined) =>
    ticket !== undefined && ticket.changedSeq <= taken.seq && isOfToday(state, ticket);
  const made = madeBy(state, taken);
  if (taken.isUndone || !isSameSession(state, taken) || (made && !isAsLeft(made))) return false;
  return taken.before.every((life) => isAsLeft(ticketOf(state, life.id)));
}

/** Whether the counters that it gives back to are still free of others. */
function isRoom(state: HubState, taken: Answered): boolean {
  const ids = taken.before.map((life) => life.id);
  return taken.before.every(({ counter, state: was }) => {
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

/** On the floor a command is its sender's own; at a counter it is the counter's. */
function isAnothers({ counter, by }: Answered, { staff }: Undo): boolean {
  return counter === null && by !== null && by !== staff;
}

function refusalOf(state: HubState, taken: Answered, command: Stamped<Undo>): Refusal | undefined {
  if (isAnothers(taken, command)) return "not-allowed";
  if (command.at > taken.at + state.settings.undoMs) return "undo-too-late";
  return isUntouched(state, taken) && isRoom(state, taken) ? undefined : "changed";
}

/** Whether a visit, or one of its services, has ended since: no command leaves a visit over that was so before. */
function hasTaught(state: HubState, { id, next = [] }: TicketLife): boolean {
  const ticket = ticketOf(state, id) as Ticket;
  const isOver = ticket.state === "served" || ticket.state === "no-show";
  return isOver || ticket.next.length < next.length;
}

/** The counter's session as it is again. */
function sessionAnswer(state: HubState, { counter, was }: NonNullable<Besides["session"]>): StaffAnswer {
  const { open, pause, queues } = was ?? NO_SESSION;
  const isOpen = open ?? state.location.counters.some((one) => one.counter === counter && one.open);
  return { session: { counter, open: isOpen, pause: pause?.reason ?? null, queues: [...(queues ?? [])] } };
}

/** What is so again, in the words in which the command was answered. */
function answerOf(state: HubState, taken: Answered): StaffAnswer {
  const { session, quick } = taken.besides ?? {};
  if (session) return sessionAnswer(state, session);
  if (quick !== undefined) return { counted: (state.day.quick.get(quick) as number) - 1 };
  const made = madeBy(state, taken);
  if (made) return { ticket: { id: made.id, number: made.number, state: "cancelled" } };
  const life = taken.before.at(-1);
  // Nobody waited below the number that a series was closed up to.
  if (!life) return { closed: 0 };
  const { id, number } = ticketOf(state, life.id) as Ticket;
  return { ticket: { id, number, state: life.state } };
}

/** What was taken back, or why nothing was. */
type Undone =
  | { readonly refused: Refusal }
  | {
      readonly events: readonly HubEvent[];
      readonly undone: StaffAnswer;
      readonly counter: CounterId | null;
    };

/** Puts everything that the command changed back as it was; a ticket that it made is cancelled. */
export function undo(state: HubState, command: Stamped<Undo>): Undone {
  const { at, undoes } = command;
  const taken = state.day.commands.get(undoes);
  if (!taken || taken.command === "undo" || !isAny(state, taken)) return { refused: "nothing-to-undo" };
  const refused = refusalOf(state, taken, command);
  if (refused) return { refused };
  const { before: restored, besides, counter } = taken;
  const made = madeBy(state, taken);
  const cancelled: HubEvent[] = made ? [{ kind: "ticket-cancelled", at, id: made.id }] : [];
  const unlearned = restored.filter((life) => hasTaught(state, life)).map(({ id }) => id);
  const undone: HubEvent = {
    ...{ kind: "command-undone", at, undoes, restored },
    ...(besides ? { besides } : {}),
    ...(unlearned.length > 0 ? { unlearned } : {}),
  };
  return { events: [...cancelled, undone], undone: answerOf(state, taken), counter };
}
