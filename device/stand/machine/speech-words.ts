/**
 * What the stand says aloud, in sentences: for the ear what the screen is for the eye, made of the same picture and the same words.
 * Pure; knows no voice and does not decide when something is said.
 */

import type { StandPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language, type ServiceId } from "../../../protocol/terms.ts";
import { type SpeechTexts, spokenWait } from "../../../protocol/texts/speech.ts";
import { RECEIPT_TEXTS, SPEECH_TEXTS, STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { spelledNumber } from "../../../protocol/texts/words.ts";
import { standingOf } from "../screen/standing-view.ts";
import { headlineOf, noticesOf, type SoftKey, sidesOf, warningOf } from "../screen/view.ts";
import type { Spoken } from "./access.ts";
import { serviceOf } from "./keys.ts";
import { isOnline } from "./opening.ts";
import type { StandState } from "./state.ts";
import { ticketOf } from "./ticket.ts";

const textsOf = ({ language }: StandPicture): SpeechTexts => SPEECH_TEXTS[language];

/** A sentence ends with a stop, or the voice runs on. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
const sentences = (...all: readonly string[]): string[] => all.filter((one) => one !== "").map(sentence);

function keysIn(picture: StandPicture): readonly SoftKey[] {
  const { left, right } = sidesOf(picture);
  return [...left, ...right];
}

function keyWords(key: SoftKey, texts: SpeechTexts): string[] {
  return sentences(texts.button(key.button, key.label), key.because);
}

/** The headline, what is wrong, and every choice. */
export function pageWords(picture: StandPicture): string[] {
  const { head, help } = headlineOf(picture);
  const isToBeSaid = picture.menu === null || picture.pages !== null;
  const choices = keysIn(picture).flatMap((key) => keyWords(key, textsOf(picture)));
  return [...sentences(head, isToBeSaid ? help : "", ...noticesOf(picture)), ...choices];
}

/** Where one is, how it works, and what there is to choose. */
export function introWords(picture: StandPicture): string[] {
  const texts = textsOf(picture);
  const { buttonCount, locationName, language } = picture;
  const place = locationName === null ? "" : inLanguage(locationName, language);
  const where = texts.buttons(buttonCount, Math.ceil(buttonCount / 2));
  return [texts.on, ...sentences(place), where, texts.how, texts.key, ...pageWords(picture)];
}

export const offWords = (picture: StandPicture): string[] => [textsOf(picture).off];
export const endWords = (picture: StandPicture): string[] => [textsOf(picture).ended];
export const printingWords = (picture: StandPicture): string[] => [textsOf(picture).printing];

/** What one button is for, or why it gives nothing now. */
export function buttonWords(picture: StandPicture, button: number): string[] {
  const texts = textsOf(picture);
  const key = keysIn(picture).find((one) => one.button === button);
  if (!key) return [texts.unused(button)];
  // The button was read a moment ago; that a second tap does nothing yet is not to be told.
  const isResting = picture.buttons.some((one) => one.button === button && one.because === "busy");
  const because = isResting ? "" : key.because;
  const isChoosable = key.lit || isResting;
  return [...sentences(texts.button(button, key.label), because), ...(isChoosable ? [texts.choose] : [])];
}

/** What else stands on the slip of a service: its message, and what to bring. */
function adviceWords(state: StandState, service: ServiceId | null, language: Language): string[] {
  const { message, bring = [] } = (service === null ? undefined : serviceOf(state, service)) ?? {};
  const things = bring.map((one) => inLanguage(one, language)).join(", ");
  const said = message ? inLanguage(message, language) : "";
  return sentences(said, things === "" ? "" : `${RECEIPT_TEXTS[language].bring} ${things}`);
}

/** Number, wait, people ahead, and that somebody comes. */
export function numberWords(state: StandState, picture: StandPicture, spoken: Spoken): string[] {
  const ticket = ticketOf(state.book.tickets, spoken.ticketId);
  if (!ticket || ticket.number === null) return [];
  const { language } = picture;
  const [texts, screen] = [textsOf(picture), STAND_TEXTS[language]];
  const spelled = spelledNumber(ticket.number, language);
  const isOnPaper = ticket.paper === "printed";
  const isToldOf = isOnline(state);
  return [
    texts.number(spelled),
    ...spokenWait(spoken.wait, language, texts),
    ...(spoken.ahead === null ? [] : sentences(screen.ahead(spoken.ahead))),
    texts.again(spelled),
    ...adviceWords(state, ticket.service, language),
    ...(isToldOf ? [] : [screen.offLine]),
    ...(isOnPaper ? [isToldOf ? texts.fetched : texts.unfetched] : [screen.paperFailed]),
    texts.repeat,
  ];
}

/** Where a presented ticket stands, or why the code is none. */
export function standingWords(picture: StandPicture): string[] {
  const { standing, language } = picture;
  const view = standingOf(picture);
  if (view === null) return [];
  if (standing === null || !("state" in standing)) return sentences(view.head, ...view.lines);
  const wait = standing.state === "waiting" ? spokenWait(standing.wait, language, textsOf(picture)) : [];
  const isSent = standing.counterName !== null;
  const rejoin = picture.buttons.some(({ does }) => does.kind === "rejoin") ? pageWords(picture) : [];
  return [
    ...sentences(
      textsOf(picture).number(spelledNumber(view.number, language)),
      ...(isSent ? view.lines.slice(0, 1) : []),
      view.head,
    ),
    ...wait,
    ...rejoin,
  ];
}

export function informationWords({ information, language }: StandPicture): string[] {
  if (information === null) return [];
  return sentences(inLanguage(information.title, language), inLanguage(information.text, language));
}

export function digitsWords({ digits, language }: StandPicture): string[] {
  return digits === 0 ? [] : sentences(STAND_TEXTS[language].digits(digits));
}

export function warningWords(picture: StandPicture): string[] {
  const warning = warningOf(picture);
  return warning === null ? [] : sentences(warning.head, warning.help);
}

export function helpWords({ access, language }: StandPicture): string[] {
  return access.help === null ? [] : sentences(STAND_TEXTS[language].help[access.help]);
}
