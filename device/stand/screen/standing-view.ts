/**
 * What came of a presented code, in words: where a ticket stands, a citizen who is checked in, or why not and what to do next.
 * Pure; knows no DOM, no connection and no clock.
 */
import type { CheckInRefusal } from "../../../protocol/check-in.ts";
import type { StandPicture } from "../../../protocol/snapshots.ts";
import { inLanguage } from "../../../protocol/terms.ts";
import { refusedWords } from "../../../protocol/texts/check-in-words.ts";
import { CHECK_IN_TEXTS, REFUSAL_TEXTS, STAND_TEXTS, STATE_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords, placeWords, waitWords } from "../../../protocol/texts/words.ts";

export type StandingView = {
  readonly number: string;
  readonly head: string;
  readonly lines: readonly string[];
};

type Standing = NonNullable<StandPicture["standing"]>;
type OfTicket = Extract<Standing, { readonly state: unknown }>;
type Welcome = Extract<Standing, { readonly welcome: unknown }>;
type Refused = Extract<Standing, { readonly refused: unknown }>;

function ofTicket(standing: OfTicket, { language }: StandPicture): StandingView {
  const texts = STAND_TEXTS[language];
  const { counterName, room, state } = standing;
  const isWaiting = state === "waiting";
  const goTo = counterName === null ? null : texts.goTo(placeWords({ counterName, room }, language));
  const wait = isWaiting ? waitWords(standing.wait, language) : null;
  return {
    number: standing.number,
    head: goTo ?? (isWaiting ? texts.ahead(standing.ahead) : STATE_TEXTS[language][state]),
    lines: [
      ...(goTo === null ? [] : [STATE_TEXTS[language][state]]),
      inLanguage(standing.queueName, language),
      ...(wait === null ? [] : [`${texts.wait} ${wait}`]),
    ],
  };
}

function ofWelcome({ welcome }: Welcome, { language, timeZone }: StandPicture): StandingView {
  const texts = CHECK_IN_TEXTS[language];
  const { number, agreedAt, arrivedAt, room, isCounted, nextAt } = welcome;
  const clock = (at: number) => clockWords(at, { timeZone, language });
  return {
    number: isCounted ? "" : (number ?? ""),
    head: texts.welcome,
    lines: [
      [...(arrivedAt === null ? [] : [texts.arrived(clock(arrivedAt))]), texts.agreed(clock(agreedAt))].join(
        " · ",
      ),
      ...(room === null ? [] : [texts.room(room)]),
      ...(isCounted ? [] : [texts.waitHere]),
      ...(nextAt === null ? [] : [texts.next(clock(nextAt))]),
    ],
  };
}

const isOfAppointment = (refused: Refused["refused"]): refused is CheckInRefusal =>
  refused in CHECK_IN_TEXTS.da.refused;

function ofRefusal(
  { refused, appointment, elsewhere }: Refused,
  { language, timeZone }: StandPicture,
): StandingView {
  const telling = { timeZone, language };
  const isOffLine = refused === "off-line";
  const head = isOffLine ? STAND_TEXTS[language].codeOffLine : REFUSAL_TEXTS[language][refused];
  if (elsewhere !== undefined) {
    const { at, name, address } = elsewhere;
    const place = [name, ...(address === undefined ? [] : [address])].map((one) => inLanguage(one, language));
    const lines = CHECK_IN_TEXTS[language].elsewhere(clockWords(at, telling), place.join(", "));
    return { number: "", head, lines };
  }
  if (appointment === undefined || !isOfAppointment(refused)) return { number: "", head, lines: [] };
  return { number: appointment.number ?? "", ...refusedWords(refused, appointment, telling) };
}

/** What came of the last code; `null` when none is to be told. */
export function standingOf(picture: StandPicture): StandingView | null {
  const { standing } = picture;
  if (standing === null) return null;
  if ("refused" in standing) return ofRefusal(standing, picture);
  if ("called" in standing) {
    const [head = "", ...lines] = CHECK_IN_TEXTS[picture.language].called[standing.called];
    return { number: "", head, lines };
  }
  return "welcome" in standing ? ofWelcome(standing, picture) : ofTicket(standing, picture);
}
