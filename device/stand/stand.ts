/**
 * The stand as one pure function: what happened -> the next state and what is to be done, as data.
 * Knows no clock, no chance, no driver, no file and no wire; each rule stands in its own file below machine/.
 */
import { letGo, onAssistKey, onAssistTimer, onHelpAnswer, onSaid } from "./machine/assist.ts";
import { onCheckInAnswer, onDigested, onExpected } from "./machine/check-in.ts";
import { onCommand, onLampTimer } from "./machine/commands.ts";
import { forgetEntry, onEntryTimer, onKey } from "./machine/entry.ts";
import { onGuardTimer } from "./machine/guard.ts";
import { hear, onHelloTimer, onHubMessage, onLink } from "./machine/hub.ts";
import { onInformationTimer } from "./machine/information.ts";
import { answerTimer, onAnswerTimeout, onStorageFailed, startPrinting } from "./machine/issue.ts";
import { isWaitingForKey, onHandInTime, warnFirst } from "./machine/limits.ts";
import { onCallAnswer, onNoCodeTimer } from "./machine/no-code.ts";
import { onPrinted } from "./machine/paper.ts";
import { logPrinter, onButtonBoard, onPart } from "./machine/parts.ts";
import { onCodeAnswer, onCodeTimer, onPresented } from "./machine/presented.ts";
import { onPressed } from "./machine/press.ts";
import { onPrintedAnswer, onReplayTimer } from "./machine/replay.ts";
import { onFed, onNewRoll, onPrinter } from "./machine/roll.ts";
import { chooseLanguage, chooseLook, onDismissed, onScreenTimer } from "./machine/screen.ts";
import {
  isServiceCard,
  onPrinterMended,
  onRoundPrinted,
  onServiceCard,
  onServiceEvent,
} from "./machine/service.ts";
import { sign } from "./machine/sign.ts";
import { speak } from "./machine/speech.ts";
import { onStarted } from "./machine/start.ts";
import {
  chain,
  type HubMessage,
  type Moment,
  only,
  type StandEvent,
  type StandState,
  type Step,
} from "./machine/state.ts";
import { onHealthTimer, settle } from "./machine/told.ts";

function onMessage(before: StandState, event: HubMessage, moment: Moment): Step {
  const state = hear(before, event, moment);
  switch (event.topic) {
    case "printedAnswer":
      return onPrintedAnswer(state, event.message, moment);
    case "helpAnswer":
      return chain(onHelpAnswer(state, event.message), (next) => onCallAnswer(next, event.message, moment));
    case "lookupAnswer":
    case "rejoinAnswer":
      return onCodeAnswer(state, event.message, moment);
    case "checkInAnswer":
      return onCheckInAnswer(state, event.message, moment);
    case "expected":
      return onExpected(state, event.message);
    default:
      return onHubMessage(state, event, moment) ?? onCommand(state, event, moment) ?? only(state);
  }
}

function onTimer(state: StandState, name: string, moment: Moment): Step {
  const warned = warnFirst(state, name);
  if (warned) return warned;
  switch (name) {
    case "replay":
      return onReplayTimer(state, moment);
    case "hello":
      return onHelloTimer(state, moment);
    case "health":
      return onHealthTimer(state, moment);
    default:
      break;
  }
  const ofPart =
    onGuardTimer(state, name) ??
    onLampTimer(state, name) ??
    onEntryTimer(state, name) ??
    onInformationTimer(state, name) ??
    onAssistTimer(state, name, moment) ??
    onCodeTimer(state, name, moment) ??
    onNoCodeTimer(state, name, moment) ??
    onScreenTimer(state, name, moment);
  if (ofPart) return ofPart;
  const asked = Object.values(state.issuing).find(({ intent }) => answerTimer(intent.ticketId) === name);
  return asked ? onAnswerTimeout(state, asked.intent.ticketId, moment) : only(state);
}

function onStorage(state: StandState, problem: string, moment: Moment): Step {
  if (!state.storage.isOk) return only(state);
  return chain(
    only(
      { ...state, storage: { isOk: false, problem } },
      { do: "log", level: "error", what: "outbox failed", fields: { problem } },
    ),
    (next) => onStorageFailed(next, moment),
  );
}

function ruled(state: StandState, event: StandEvent, moment: Moment): Step {
  if (event.kind === "presented" && isServiceCard(event.code))
    return only(state, { do: "check-card", code: event.code });
  return onServiceEvent(state, event, moment) ?? byHand(state, event, moment);
}

/** The tactile key, and a hand in time: a press while lamps blink extends and does nothing else. */
function byHand(state: StandState, event: StandEvent, moment: Moment): Step {
  const key =
    event.kind === "pressed" || event.kind === "released" ? onAssistKey(state, event, moment) : null;
  if (key) return key;
  const extended = onHandInTime(state, event, moment);
  if (!extended) return usual(state, event, moment);
  const isAll = event.kind === "pressed" && isWaitingForKey(state);
  return isAll ? extended : chain(extended, (next) => usual(next, event, moment));
}

type PartEvent = Extract<
  StandEvent,
  { kind: "printer" | "scanner" | "button-board" | "speaker" | "lamp-board" | "keypad" }
>;

/** A keypad that went in the middle of a code has kept a part of it to itself. */
function onPartEvent(state: StandState, event: PartEvent): Step {
  switch (event.kind) {
    case "printer":
      return chain(
        onPrinter(state, event.printer),
        (next) => logPrinter(next, state),
        (next) => onPrinterMended(next, state),
      );
    case "scanner":
      return onPart(state, "scanner", event.scanner);
    case "button-board":
      return chain(onButtonBoard(state, event.buttonBoard, event.stuck), (next) =>
        event.buttonBoard.online ? only(next) : letGo(next),
      );
    case "speaker":
      return onPart(state, "speaker", event.speaker);
    case "lamp-board":
      return onPart(state, "lampBoard", event.lampBoard);
    case "keypad":
      return chain(onPart(state, "keypad", event.keypad), forgetEntry);
  }
}

function onPaper(state: StandState, event: Extract<StandEvent, { kind: "printed" }>, moment: Moment): Step {
  return chain(
    onPrinted(state, event, moment),
    (next) => onFed(next, event.paperMm ?? 0),
    (next) => onRoundPrinted(next, event, moment),
  );
}

function onCode(
  state: StandState,
  event: Extract<StandEvent, { kind: "presented" | "digested" }>,
  moment: Moment,
): Step {
  return event.kind === "digested"
    ? onDigested(state, event, moment)
    : onPresented(state, event.code, moment);
}

function usual(state: StandState, event: StandEvent, moment: Moment): Step {
  switch (event.kind) {
    case "started":
      return onStarted(state, event, moment);
    case "pressed":
      return chain(forgetEntry(state), (next) => onPressed(next, event.button, moment));
    case "released":
      return only(state);
    case "said":
      return onSaid(state, event.isHeard);
    case "look":
      return chooseLook(state, event.isHigh);
    case "presented":
    case "digested":
      return onCode(state, event, moment);
    case "service-card":
      return onServiceCard(state, event.isValid, moment);
    case "message":
      return onMessage(state, event, moment);
    case "link":
      return onLink(state, event.isUp, moment);
    case "timer":
      return onTimer(state, event.name, moment);
    case "stored":
      return startPrinting(state, event.ticketId);
    case "storage-failed":
      return onStorage(state, event.problem, moment);
    case "printed":
      return onPaper(state, event, moment);
    case "new-roll":
      return onNewRoll(state);
    case "printer":
    case "scanner":
    case "button-board":
    case "speaker":
    case "lamp-board":
    case "keypad":
      return onPartEvent(state, event);
    case "key":
      return onKey(state, event.key, moment);
    case "keys-missed":
      return forgetEntry(state);
    case "measured":
      return only({ ...state, temperatureC: event.temperatureC });
    case "language":
      return chooseLanguage(state, event.language);
    case "dismissed":
      return onDismissed(state, moment);
  }
}

/** The state after `event`, and the effects in the order in which they are to be done. */
export function step(state: StandState, event: StandEvent, moment: Moment): Step {
  return chain(
    ruled(state, event, moment),
    (next) => sign({ before: state, event, moment }, next),
    (next) => speak({ before: state, event, moment }, next),
    (next) => settle(next, moment),
  );
}
