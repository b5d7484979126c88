/**
 * The stand's state as its own screen shows it.
 * Knows no page; what stands here may be seen by anyone in the hall, apart from the ticket's own address for its QR code.
 */
import type { StandPicture } from "../../../protocol/snapshots.ts";
import type { LocalText } from "../../../protocol/terms.ts";
import { keysOf, menuOf } from "./keys.ts";
import { isOnline } from "./opening.ts";
import { paperOf } from "./roll.ts";
import { languagesOf } from "./screen.ts";
import type { Moment, StandState } from "./state.ts";
import { ticketOf } from "./ticket.ts";

/** What a hand in the printer mends. */
const JAMS: ReadonlySet<string> = new Set([
  "HAL_PRINTER_ERROR",
  "HAL_PRINTER_CUTTER_JAM",
  "HAL_PRINTER_COVER_OPEN",
]);

/** The printer in one word for citizens; a stand that has no printer has nothing wrong with it. */
function printerWord(state: StandState): StandPicture["printer"] {
  const { printer } = state;
  if (printer.error === "HAL_PRINTER_NONE") return "ok";
  if (printer.paper === "out") return "out";
  if (printer.error !== null && JAMS.has(printer.error)) return "jam";
  if (!printer.online || printer.error !== null) return "offline";
  return paperOf(state) === "low" ? "low" : "ok";
}

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

function standing({ standing: said }: StandState): StandPicture["standing"] {
  if (!said) return null;
  if ("refused" in said) return { refused: said.refused, until: said.until };
  const { number, queueName: name, state, ahead, wait } = said.standing;
  return { number, queueName: name, state, ahead, wait, until: said.until };
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
    menu: state.menu === null ? null : (menuOf(state, state.menu)?.title ?? null),
    buttons: keysOf(state, moment),
    online: isOnline(state),
    printer: printerWord(state),
    scannerOnline: state.scanner.online,
    ticketOnScreen: ticketOnScreen(state),
    standing: standing(state),
    simulated: who.isSimulated,
  };
}
