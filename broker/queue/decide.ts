/**
 * Which rules a command is made of, and their taking one after another.
 * Knows no rule's content; a rule reads the state and changes nothing, only `evolve` does.
 */
import type { TakeAppointments } from "./appointments.ts";
import type {
  Answer,
  AnswerOf,
  CallHelp,
  Command,
  HubStarted,
  Issue,
  NoteAct,
  StaffCommand,
  Stamped,
} from "./commands.ts";
import { answerNotice } from "./decide/answers.ts";
import { takeAppointments } from "./decide/appointments.ts";
import { citizenRules } from "./decide/citizen.ts";
import { configure, leaveGoneCounters, leaveGoneHolds, leaveGoneQueues, start } from "./decide/configure.ts";
import { closeDay, openWithQueues } from "./decide/day.ts";
import { answerHello, askBackOnHello, compareOnHello, joinOnHello } from "./decide/hello.ts";
import { callHelp } from "./decide/help.ts";
import { releaseHolds } from "./decide/holds.ts";
import { tellPresence } from "./decide/host.ts";
import { beginHostNotice, endHostNotice } from "./decide/host-notices.ts";
import { keepHours } from "./decide/hours.ts";
import { dayForIssue, issue } from "./decide/issue.ts";
import { keepLimits } from "./decide/limits.ts";
import { isMachineCommand, machineRules } from "./decide/machines.ts";
import { noteAct } from "./decide/note.ts";
import { beginNotice, countText, endNotice, reportNotice } from "./decide/notices.ts";
import { phoneRules } from "./decide/phone.ts";
import { placeRule } from "./decide/place-texts.ts";
import { printedRules } from "./decide/printed.ts";
import { giveLease, leaseOnHello, openSeries } from "./decide/series.ts";
import { startServices } from "./decide/serving.ts";
import { staffRules, turnedAway } from "./decide/staff.ts";
import type { HubEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import type { TellPresence } from "./host-commands.ts";
import type { BeginHostNotice, EndHostNotice } from "./host-notices.ts";
import type { AnswerNotice, BeginNotice, CountText, EndNotice, ReportNotice } from "./notices.ts";
import type { PlaceCommand } from "./place-texts.ts";
import type { Rule } from "./rule.ts";
import type { HubState } from "./state.ts";

/** Limits are looked at before a press, and again once its ticket counts. */
function issueRules(command: Stamped<Issue>): Rule[] {
  const limits = keepLimits(command, command.queue);
  return [limits, dayForIssue(command), issue(command), limits];
}

const PLACES: Readonly<Record<PlaceCommand["kind"], true>> = {
  ...{ "ask-place": true, "drop-place": true, "begin-place": true, "end-place": true },
};
const isOfPlaces = (command: Stamped): command is Stamped<PlaceCommand> =>
  Object.hasOwn(PLACES, command.kind);

type OfNotices = BeginNotice | EndNotice | ReportNotice | AnswerNotice | CountText;
type OfHostNotices = BeginHostNotice | EndHostNotice;
type Simple = HubStarted | NoteAct | CallHelp | TakeAppointments | OfNotices | TellPresence | OfHostNotices;
const SIMPLE: Readonly<Record<Simple["kind"], true>> = {
  ...{ "hub-started": true, "note-act": true, "call-help": true, "tell-presence": true },
  ...{ "begin-host-notice": true, "end-host-notice": true },
  ...{
    "take-appointments": true,
    "begin-notice": true,
    "end-notice": true,
    "report-notice": true,
    "answer-notice": true,
    "count-text": true,
  },
};

function isSimple(command: Stamped): command is Stamped<Simple> {
  return Object.hasOwn(SIMPLE, command.kind);
}

/** The one rule of a command that has no more. */
function onlyRule(command: Stamped<Simple>): Rule {
  switch (command.kind) {
    case "hub-started":
      return start(command);
    case "take-appointments":
      return takeAppointments(command);
    case "begin-notice":
      return beginNotice(command);
    case "end-notice":
      return endNotice(command);
    case "report-notice":
      return reportNotice(command);
    case "answer-notice":
      return answerNotice(command);
    case "count-text":
      return countText(command);
    case "begin-host-notice":
      return beginHostNotice(command);
    case "end-host-notice":
      return endHostNotice(command);
    case "note-act":
      return noteAct(command);
    case "call-help":
      return callHelp(command);
    case "tell-presence":
      return tellPresence(command);
  }
}

/** The rules of a command, in order. Each is taken on the state that the ones before it have made. */
function rulesOf(state: HubState, command: Stamped): Rule[] {
  const leases = () => [...state.outboxes].map(([stand, outbox]) => giveLease(stand, outbox, command));
  if (isMachineCommand(command)) return machineRules(command);
  if (isOfPlaces(command)) return [placeRule(command)];
  if (isSimple(command)) return [onlyRule(command)];
  switch (command.kind) {
    case "configure":
      return [
        ...[configure(command), leaveGoneCounters(command), leaveGoneHolds(command), releaseHolds(command)],
        ...[
          leaveGoneQueues(command),
          keepHours(command),
          openWithQueues(command),
          keepLimits(command),
          ...leases(),
        ],
      ];
    case "tick":
      return [
        keepHours(command),
        openSeries(command),
        ...[startServices(command), releaseHolds(command)],
        // A visit may go on in a queue that has gone since, or be put back there by an undo.
        leaveGoneQueues(command),
        closeDay(command),
        ...[openWithQueues(command), keepLimits(command)],
        ...leases(),
      ];
    case "stand-hello":
      return [
        ...[joinOnHello(command), compareOnHello(command), openSeries(command)],
        ...[leaseOnHello(command), askBackOnHello(command), answerHello(command)],
      ];
    case "issue":
      return issueRules(command);
    case "phone-issue":
      return phoneRules(state, command);
    case "printed":
      return printedRules(command);
    case "leave":
    case "postpone":
    case "rejoin":
      return citizenRules(command);
    default:
      return staffRules(command);
  }
}

/** What a command came to. */
export type Decided<C extends Command> = {
  readonly events: HubEvent[];
  readonly answer: AnswerOf<C["kind"]>;
};

/**
 * Decides a command and evolves the state by each of its events. The events are not in the ledger yet: whoever calls this
 * appends them before anything is answered, and exits when that fails.
 */
export function decide<C extends Command>(state: HubState, command: Stamped<C>): Decided<C> {
  const events: HubEvent[] = [];
  let answer: Answer = { done: true };
  for (const rule of rulesOf(state, command)) {
    const decision = rule(state);
    answer = decision.answer ?? answer;
    for (const event of decision.events) {
      evolve(state, event);
      events.push(event);
    }
  }
  return { events, answer: answer as AnswerOf<C["kind"]> };
}

/** As {@link decide}, of a command of staff whose giver may not give it: it changes nothing, and the ledger tells of it. */
export function turnAway(state: HubState, command: Stamped<StaffCommand>): Decided<StaffCommand> {
  const event = turnedAway(command);
  evolve(state, event);
  return { events: [event], answer: { refused: "not-allowed" } };
}
