/**
 * The stand's state as its own screen shows it.
 * Knows no page; what stands here may be seen by anyone in the hall, apart from the ticket's own address for its QR code.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import type { LocalText } from "../../../protocol/terms.ts";
import { informationOf, keysOf, menuShown } from "./keys.ts";
import { languagesOf } from "./languages.ts";
import { isNumberWarned, isWaitingForKey } from "./limits.ts";
import { mendsOf, printerWord } from "./mends.ts";
import { isOnline } from "./opening.ts";
import { serviceView } from "./service.ts";
import type { Moment, StandState } from "./state.ts";
import { ticketOf } from "./ticket.ts";

/** A queue's name as the stand knows it best. */
export function queueName(state: StandState, queue: string): LocalText {
  const named = state.config?.services.find((service) => service.queue === queue)?.queueName;
  return named ?? state.queues[queue]?.name ?? { da: queue };
}

function ticketOnScreen(state: StandState): StandPicture["ticketOnScreen"] {
  const [shown] = state.screen;
  const ticket = shown && ticketOf(state.book.tickets, shown.ticketId);
  if (!ticket || ticket.number === null) return null;
  const url = state.config ? `${state.config.receipt.ticketUrl}${ticket.token}` : null;
  return { number: ticket.number, queueName: queueName(state, ticket.queue), url, until: shown.until };
}

function standing({ standing: said, book }: StandState): StandPicture["standing"] {
  if (!said) return null;
  if ("refused" in said || "called" in said) return said;
  if ("welcome" in said) {
    const { ticketId, ...welcome } = said.welcome;
    return {
      welcome: { ...welcome, number: ticketOf(book.tickets, ticketId)?.number ?? null },
      until: said.until,
    };
  }
  const { number, queueName: name, state, ahead, wait, counterName, room } = said.standing;
  return { number, queueName: name, state, ahead, wait, counterName, room, until: said.until };
}

function pagesOf(state: StandState): StandPicture["pages"] {
  const { at = 0, of = 1 } = menuShown(state)?.page ?? {};
  return of > 1 ? { at: at + 1, of } : null;
}

function information(state: StandState): StandPicture["information"] {
  const { information: shown } = state;
  const told = shown && informationOf(state, shown.id);
  return told ? { title: told.title, text: told.text, url: told.url ?? null, until: shown.until } : null;
}

function accessOf(state: StandState): StandPicture["access"] {
  const { speech, isHigh, isMute, help, warned } = state.access;
  return {
    key: state.who.assist ?? null,
    isSpeaking: speech !== null,
    focus: speech?.focus ?? null,
    isHigh: isHigh || state.config?.look === "high",
    isMute,
    help: help?.is ?? null,
    isWarned: warned.length > 0,
    isExtendedByPress: isWaitingForKey(state) || !isNumberWarned(state),
  };
}

export function pictureOf(state: StandState, moment: Moment): StandPicture {
  const { who, config } = state;
  return {
    at: Math.round(moment.wallMs),
    stand: who.stand,
    locationName: config?.locationName ?? null,
    timeZone: config?.timeZone ?? "Europe/Copenhagen",
    languages: languagesOf(state),
    language: state.language,
    menu: menuShown(state)?.menu.title ?? null,
    pages: pagesOf(state),
    buttons: keysOf(state, moment),
    buttonCount: who.buttons,
    online: isOnline(state),
    printer: printerWord(state),
    scannerOnline: state.scanner.online,
    isExpecting: Object.keys(state.expected?.guests ?? {}).length > 0,
    mends: mendsOf(state),
    stuckButtons: state.stuckButtons,
    ticketOnScreen: ticketOnScreen(state),
    standing: standing(state),
    information: information(state),
    access: accessOf(state),
    digits: state.entry.length,
    service: serviceView(state),
    simulated: who.isSimulated,
  };
}
