/**
 * What the stand shows of itself after every event: lamps, and its health to the hub at once when it changes.
 * Pure; only differences become effects.
 */
import type { Message } from "../../../protocol/messages.ts";
import { headOf } from "./fresh.ts";
import { keysOf, timedOf } from "./keys.ts";
import { forgetWarnings, isNumberWarned, isWaitingForKey } from "./limits.ts";
import { keepOpenings } from "./opening.ts";
import { paperOf } from "./roll.ts";
import { beginWhenFree, noticeStuck, serviceLight } from "./service.ts";
import { chain, type Effect, type Moment, only, type StandState, type Step } from "./state.ts";
import { ticketOf } from "./ticket.ts";
import { write } from "./write.ts";

/** While any key extends what is shown, and gives nothing, lamps blink. */
function litNow(state: StandState, isLit: boolean): "on" | "off" | "blink" {
  if (!isLit) return "off";
  return isWaitingForKey(state) ? "blink" : "on";
}

/** The tactile key is always lit; it blinks while it reads aloud, a colleague is called or it gives a number more time. */
function assistLight(state: StandState): "on" | "blink" {
  const { access, service } = state;
  const isBusy = access.speech !== null || access.help !== null || isNumberWarned(state);
  return service === null && isBusy ? "blink" : "on";
}

/** Lit exactly when a press gives a ticket or opens a menu; a technician's test of one lamp goes before. */
function lamps(state: StandState, moment: Moment): Step {
  const lit = new Set(keysOf(state, moment).flatMap((key) => (key.lit ? [key.button] : [])));
  const effects: Effect[] = [];
  const told: Record<number, "on" | "off" | "blink"> = {};
  const { assist = null, buttons } = state.who;
  for (let button = 1; button <= buttons + (assist === null ? 0 : 1); button++) {
    const usual = button === assist ? assistLight(state) : litNow(state, lit.has(button));
    const light = serviceLight(state, button) ?? state.lampTests[button] ?? usual;
    told[button] = light;
    if (state.lamps[button] !== light) effects.push({ do: "lamp", button, light });
  }
  return effects.length > 0 ? only({ ...state, lamps: told }, ...effects) : only(state);
}

function oldestUnconfirmed({ book }: StandState): number | null {
  const [first] = book.unconfirmed;
  const ticket = first === undefined ? undefined : ticketOf(book.tickets, first);
  return ticket ? ticket.issued.wallMs : null;
}

/** The system's words begin with its own code (man 3 errno). */
function storageCode(problem: string): string {
  if (problem.startsWith("ENOSPC")) return "STAND_STORAGE_FULL";
  return problem.startsWith("EROFS") ? "STAND_STORAGE_READ_ONLY" : "STAND_STORAGE";
}

function healthOf(state: StandState, moment: Moment): Message<"standHealth"> {
  const { printer, scanner, buttonBoard, keypad, speaker, lampBoard, storage, book } = state;
  return {
    ...headOf(moment, "health"),
    printer: {
      online: printer.online,
      paper: paperOf(state),
      problem: printer.problem?.slice(0, 300) ?? null,
      code: printer.problem === null ? null : printer.error,
    },
    scanner,
    buttons: { ...buttonBoard, count: state.who.buttons },
    keypad,
    speaker,
    lamps: lampBoard,
    storage: {
      ok: storage.isOk,
      problem: storage.problem?.slice(0, 300) ?? null,
      code: storage.isOk ? null : storageCode(storage.problem ?? ""),
    },
    outbox: {
      unconfirmed: book.unconfirmed.length,
      oldestAt: oldestUnconfirmed(state),
      tickets: book.tickets.size,
    },
    temperatureC: state.temperatureC,
    clock: moment.trust,
  };
}

/** What counts as a change of health; how warm it is and how many tickets there are wait for the next regular telling. */
function gist(state: StandState, moment: Moment): string {
  const { printer, scanner, buttonBoard, keypad, speaker, lampBoard, storage, book } = state;
  return JSON.stringify([
    printer,
    paperOf(state),
    scanner,
    buttonBoard,
    keypad,
    speaker,
    lampBoard,
    storage,
    moment.trust,
    book.unconfirmed.length > 0,
  ]);
}

function health(state: StandState, moment: Moment): Step {
  if (!state.link.isUp) return only(state);
  const toldHealth = gist(state, moment);
  if (toldHealth === state.toldHealth) return only(state);
  return only(
    { ...state, toldHealth },
    { do: "publish", topic: "standHealth", message: healthOf(state, moment) },
  );
}

/** The regular telling, and the ledger's mark as far as only queues have told it. */
export function onHealthTimer(state: StandState, moment: Moment): Step {
  const { mark, book } = state;
  const isHigher = mark !== null && (mark.ledgerId !== book.mark?.ledgerId || mark.seq > book.mark.seq);
  const again = only(
    { ...state, toldHealth: "" },
    { do: "timer", name: "health", afterMs: state.timings.healthMs },
  );
  return chain(again, (next) =>
    isHigher ? write(next, [{ kind: "mark", mark, at: moment.wallMs }]) : only(next),
  );
}

/** The location's document says how loud; without a word of it the stand's own file does. */
function volume(state: StandState): Step {
  const percent = state.config?.sound?.volume ?? null;
  return percent === state.volume
    ? only(state)
    : only({ ...state, volume: percent }, { do: "volume", percent });
}

export function settle(before: StandState, moment: Moment): Step {
  const state = forgetWarnings(before);
  return chain(
    beginWhenFree(keepOpenings(state, timedOf(state), moment), moment),
    volume,
    (next) => noticeStuck(next, moment),
    (next) => lamps(next, moment),
    (next) => health(next, moment),
  );
}
