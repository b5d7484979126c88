/**
 * What hosts decide: answers to guests, meetings, their own presence and deputy, and what they say of guests who did not come.
 * Only hosts and deputies of an appointment decide about its guests. Knows no display, no channel and no name.
 */
import type { Refusal } from "../../../protocol/terms.ts";
import type { StaffAnswer, StaffCommand, Stamped } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { hasCome, ticketOf } from "../find.ts";
import type {
  AnswerGuest,
  BeginMeeting,
  EndMeeting,
  HostCommand,
  JudgeGuest,
  NameDeputy,
  SetPresence,
  TellPresence,
} from "../host-commands.ts";
import { appointmentOf, hostKey, hostOf, isHostOf, presenceOf } from "../hosts.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { HubState, Ticket } from "../state.ts";
import { callRefusal, type Done, done } from "./counter.ts";

/** Called by a host, or met by one, and by no counter. */
function isWithHost({ state, counter }: Ticket): boolean {
  return counter === null && (state === "called" || state === "serving");
}

/** The ticket of a guest of the sender's, or why it is none. */
function guestOf(
  state: HubState,
  { ticket: id, staff, at }: Stamped<AnswerGuest | BeginMeeting | EndMeeting>,
): Ticket | Refusal {
  const ticket = ticketOf(state, id);
  if (!ticket) return "ticket-unknown";
  const appointment = appointmentOf(state, ticket);
  return appointment !== undefined && isHostOf(state, appointment, { staff, at }) ? ticket : "not-your-guest";
}

/** Why a guest of the sender's can be neither called nor met now. */
function refusalOf(ticket: Ticket, at: number): Refusal | undefined {
  return isWithHost(ticket) ? undefined : callRefusal(ticket, undefined, at);
}

/** Told to the guest on displays, page and by SMS; whoever is fetched or sent to a room is called by it. */
function answerGuest(state: HubState, command: Stamped<AnswerGuest>): Done {
  const { at, answer, staff = null } = command;
  const ticket = guestOf(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  const refused = ticket.state === "serving" ? "changed" : refusalOf(ticket, at);
  if (refused) return { refused };
  // As calls of counters: they count on after a lost ledger too.
  const callSeq = Math.max(state.callSeq + 1, at);
  const event: HubEvent = { kind: "guest-answered", at, id: ticket.id, staff, answer, callSeq };
  return done(ticket, answer.kind === "later" ? "waiting" : "called", { events: [event], counter: null });
}

/** Called or not: the two have met. */
function beginMeeting(state: HubState, command: Stamped<BeginMeeting>): Done {
  const { at, staff = null } = command;
  const ticket = guestOf(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  const refused = ticket.state === "serving" && !ticket.startedItself ? "changed" : refusalOf(ticket, at);
  if (refused) return { refused };
  const event: HubEvent = { kind: "meeting-begun", at, id: ticket.id, staff };
  return done(ticket, "serving", { events: [event], counter: null });
}

/** Ends the visit, or its part with the host: what comes next waits in its queue. */
function endMeeting(state: HubState, command: Stamped<EndMeeting>): Done {
  const { at, hasLeft } = command;
  const ticket = guestOf(state, command);
  if (typeof ticket === "string") return { refused: ticket };
  const { id } = ticket;
  const refused = hasLeft === true ? refusalOf(ticket, at) : isWithHost(ticket) ? undefined : "not-serving";
  if (refused) return { refused };
  if (hasLeft === true)
    return done(ticket, "left", { events: [{ kind: "ticket-left", at, id }], counter: null });
  const [next] = ticket.next;
  const event: HubEvent =
    next === undefined
      ? { kind: "ticket-served", at, id }
      : { kind: "visit-continued", at, id, ...next, counter: null };
  return done(ticket, next === undefined ? "served" : "waiting", { events: [event], counter: null });
}

type Said = Extract<StaffAnswer, { readonly host: unknown }>;
type Changed = { readonly refused: Refusal } | (Said & { readonly events: readonly HubEvent[] });

/** The sender's own presence or deputy; where nobody signs in, of whoever is named. */
function changeHost(state: HubState, command: Stamped<SetPresence | NameDeputy>): Changed {
  const { at, staff } = command;
  const name = staff ?? command.host;
  if (name === undefined) return { refused: "command-invalid" };
  const host = hostKey(name);
  if (command.kind === "name-deputy") {
    const deputy = command.deputy === null ? null : hostKey(command.deputy);
    // Nobody stands in for themselves.
    if (deputy === host) return { refused: "staff-unknown" };
    const { isAway = false, until = null } = presenceOf(state, host, at) ?? {};
    return { events: [{ kind: "deputy-named", at, host, deputy }], host: { host, isAway, until, deputy } };
  }
  const { isAway, until } = command;
  return {
    events: [{ kind: "presence-told", at, host, source: "self", isAway, until }],
    host: { host, isAway, until, deputy: hostOf(state, host).deputy },
  };
}

/** What a calendar or telephone says; the same again changes nothing. */
export const tellPresence =
  ({ at, host: name, source, isAway, until }: Stamped<TellPresence>): Rule =>
  (state) => {
    const host = hostKey(name);
    const before = hostOf(state, host).presence.get(source);
    if (before?.isAway === isAway && before.until === until) return NOTHING;
    return { events: [{ kind: "presence-told", at, host, source, isAway, until }] };
  };

/** Whoever has checked in is here, whatever anybody says; what was said of others can be taken back, and the ledger has both. */
function judgeGuest(
  state: HubState,
  { at, appointment: id, guest, says, staff }: Stamped<JudgeGuest>,
):
  | { readonly refused: Refusal }
  | { readonly events: readonly HubEvent[]; readonly judged: JudgeGuest["says"] } {
  const one = state.appointments.byId.get(id);
  if (one === undefined || !one.guests.includes(guest)) return { refused: "appointment-unknown" };
  if (!isHostOf(state, one, { staff, at })) return { refused: "not-your-guest" };
  if (says !== "expected") {
    if (one.cancelledAt !== null) return { refused: "appointment-cancelled" };
    if (hasCome(state, guest)) return { refused: "guest-is-here" };
    if (at < one.startAt) return { refused: "guest-not-late" };
  }
  const event: HubEvent = {
    ...{ kind: "guest-judged", at, appointment: id, guest, says },
    staff: staff ?? null,
  };
  return { events: [event], judged: says };
}

const OF_HOSTS: Readonly<Record<HostCommand["kind"], true>> = {
  ...{ "answer-guest": true, "begin-meeting": true, "end-meeting": true },
  ...{ "set-presence": true, "name-deputy": true, "judge-guest": true },
};

/** Whether a command of staff is a host's, about their guests or themselves. */
export function isOfHost(command: Stamped<StaffCommand>): command is Stamped<HostCommand> {
  return Object.hasOwn(OF_HOSTS, command.kind);
}

/** What a host's command comes to. */
export function judgeHost(
  state: HubState,
  command: Stamped<HostCommand>,
): Done | Changed | ReturnType<typeof judgeGuest> {
  switch (command.kind) {
    case "answer-guest":
      return answerGuest(state, command);
    case "begin-meeting":
      return beginMeeting(state, command);
    case "end-meeting":
      return endMeeting(state, command);
    case "judge-guest":
      return judgeGuest(state, command);
    case "set-presence":
    case "name-deputy":
      return changeHost(state, command);
  }
}
