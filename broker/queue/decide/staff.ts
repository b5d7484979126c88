/**
 * Every command of staff (design rule 9): the same `commandId` gets the same answer, also a refusal, also after a restart.
 * Knows no single command's rule.
 */
import type { StaffAnswer, StaffCommand, Stamped } from "../commands.ts";
import type { HubEvent } from "../events.ts";
import { lifeOf, openDay } from "../find.ts";
import { NOTHING, type Rule } from "../rule.ts";
import type { HubState } from "../state.ts";
import { atCounter, callNext, callTicket, type Done } from "./counter.ts";
import { ensureDay } from "./day.ts";
import { answerHelp } from "./help.ts";
import { isOfHost, judgeHost } from "./host.ts";
import { reserve } from "./series.ts";
import { changeSession } from "./session.ts";
import { adopt, adoptRefusal, changeTicket, closeUpTo, issueByStaff, issueRefusal } from "./ticket.ts";
import { undo } from "./undo.ts";
import { addService, park, quickServe, resume, still, tag, transfer } from "./visit.ts";

/** What any command of staff comes to. */
type Outcome =
  | Done
  | ReturnType<
      | typeof closeUpTo
      | typeof quickServe
      | typeof answerHelp
      | typeof changeSession
      | typeof undo
      | typeof judgeHost
    >;

function judge(state: HubState, command: Stamped<StaffCommand>): Outcome {
  if (isOfHost(command)) return judgeHost(state, command);
  switch (command.kind) {
    case "call-next":
      return callNext(state, command);
    case "call":
      return callTicket(state, command);
    case "recall":
    case "serve":
    case "finish":
    case "no-show":
      return atCounter(state, command);
    case "park":
      return park(state, command);
    case "resume":
      return resume(state, command);
    case "still":
      return still(state, command);
    case "transfer":
      return transfer(state, command);
    case "add-service":
      return addService(state, command);
    case "tag":
      return tag(state, command);
    case "quick-serve":
      return quickServe(state, command);
    case "requeue":
    case "cancel":
    case "confirm":
      return changeTicket(state, command);
    case "staff-issue":
      return issueByStaff(state, command);
    case "adopt":
      return adopt(state, command);
    case "close-up-to":
      return closeUpTo(state, command);
    case "answer-help":
      return answerHelp(state, command);
    case "undo":
      return undo(state, command);
    default:
      return changeSession(state, command);
  }
}

function answeredBefore(state: HubState, commandId: string): StaffAnswer | undefined {
  return (state.day.commands.get(commandId) ?? state.previous?.commands.get(commandId))?.answer;
}

function answerOf(outcome: Outcome): StaffAnswer {
  if ("refused" in outcome) return { refused: outcome.refused };
  if ("undone" in outcome) return outcome.undone;
  if ("helping" in outcome) return { helping: outcome.helping };
  if ("counted" in outcome) return { counted: outcome.counted };
  if ("session" in outcome) return { session: outcome.session };
  if ("host" in outcome) return { host: outcome.host };
  if ("judged" in outcome) return { judged: outcome.judged };
  return "closed" in outcome ? { closed: outcome.closed } : { ticket: outcome.ticket };
}

/** A ticket made by staff needs a day, and letters that nobody else uses. */
const prepare =
  (command: Stamped<StaffCommand>): Rule =>
  (state) => {
    const makes = command.kind === "staff-issue" || command.kind === "adopt";
    if (!makes || openDay(state) !== null || answeredBefore(state, command.commandId)) return NOTHING;
    const refused = command.kind === "adopt" ? adoptRefusal(state, command) : issueRefusal(state, command);
    return refused ? NOTHING : ensureDay(state, null, command);
  };

const prepareLetters =
  (command: Stamped<StaffCommand>): Rule =>
  (state) => {
    if (command.kind !== "staff-issue" || openDay(state) === null) return NOTHING;
    const isRefused = answeredBefore(state, command.commandId) || issueRefusal(state, command);
    return isRefused ? NOTHING : reserve(state, command.random, command.at);
  };

const carryOut =
  (command: Stamped<StaffCommand>): Rule =>
  (state) => {
    const { at, commandId, kind } = command;
    const before = answeredBefore(state, commandId);
    if (before) return { events: [], answer: before };
    const outcome = judge(state, command);
    const answer = answerOf(outcome);
    const answered: HubEvent = {
      ...{ kind: "command-answered", at, commandId, command: kind, answer },
      counter: "counter" in outcome ? outcome.counter : (command.counter ?? null),
      by: command.staff ?? null,
      before: "changes" in outcome ? outcome.changes.map(lifeOf) : [],
      ...("besides" in outcome ? { besides: outcome.besides } : {}),
    };
    const events = "events" in outcome ? outcome.events : [];
    return { events: [...events, answered], answer };
  };

/** Of a command whose giver may not give it: nothing but that it was given. */
export function turnedAway({ at, commandId, kind, counter, staff }: Stamped<StaffCommand>): HubEvent {
  const answer = { refused: "not-allowed" } as const;
  const said = { kind: "command-answered", at, commandId, command: kind, answer } as const;
  return { ...said, counter: counter ?? null, by: staff ?? null, before: [], isTurnedAway: true };
}

/** The rules of a command of staff. */
export function staffRules(command: Stamped<StaffCommand>): Rule[] {
  return [prepare(command), prepareLetters(command), carryOut(command)];
}
