/**
 * The words by which a text message of a citizen is answered. No name, no service and no reason stands in them (R5, R19).
 * Pure; knows no telephone.
 */
import type { LocationConfig } from "../../protocol/config.ts";
import { plainSms } from "../../protocol/gsm7.ts";
import { inLanguage, type Language, staffLanguage } from "../../protocol/terms.ts";
import { clockWords, weekdayWords } from "../../protocol/texts/words.ts";

/** `startAt`: of the appointment, where it is about one. `moved`: it was answered for a time that no longer holds. */
export type Reply =
  | { readonly kind: "confirmed" | "declined"; readonly startAt: number }
  | { readonly kind: "stop" | "start" | "unclear" | "moved" | "no-appointment" };

type Parts = { readonly house: string; readonly when: string };
type Say = Readonly<Record<Reply["kind"], (parts: Parts) => string>>;

const DA: Say = {
  confirmed: ({ when }) => `Tak. Vi har noteret, at du kommer ${when}.`,
  declined: ({ when }) =>
    `Vi har givet besked om, at du ikke kan komme. Aftalen ${when} gælder stadig, til du hører andet.`,
  stop: ({ house }) =>
    `Du får ikke flere SMS'er fra ${house}. Dine aftaler gælder stadig. Skriv START for at få SMS igen.`,
  start: ({ house }) => `Du får igen SMS'er fra ${house}. Skriv STOP for ikke at få dem.`,
  unclear: ({ house }) =>
    `Ingen læser beskeder her. Svar 1, hvis du kommer, 0 hvis du ikke kan, STOP for ingen SMS. Kontakt ellers ${house}.`,
  moved: () => "Aftalen er flyttet, efter at vi skrev. Du får en ny SMS med tidspunktet.",
  "no-appointment": ({ house }) => `Vi kan ikke se en kommende aftale med dette nummer. Kontakt ${house}.`,
};
const EN: Say = {
  confirmed: ({ when }) => `Thank you. We have noted that you are coming ${when}.`,
  declined: ({ when }) =>
    `We have passed on that you cannot come. The appointment ${when} still stands until you hear from us.`,
  stop: ({ house }) =>
    `You will get no more text messages from ${house}. Your appointments still stand. Write START to get them again.`,
  start: ({ house }) => `You will get text messages from ${house} again. Write STOP to get none.`,
  unclear: ({ house }) =>
    `Nobody reads messages here. Reply 1 if you are coming, 0 if you cannot, STOP for no messages. Otherwise contact ${house}.`,
  moved: () => "The appointment was moved after we wrote. You will get a new message with the time.",
  "no-appointment": ({ house }) => `We see no coming appointment with this number. Please contact ${house}.`,
};

/** The whole answer, in letters that cost least. Languages without words of their own get English. */
export function replyText(reply: Reply, location: LocationConfig, asked: Language): string {
  const language = staffLanguage(asked);
  const telling = { timeZone: location.timeZone, language };
  const whenOf = (startAt: number) => {
    const [day, clock] = [weekdayWords(startAt, telling), clockWords(startAt, telling)];
    return language === "da" ? `${day} kl. ${clock}` : `on ${day} at ${clock}`;
  };
  const when = "startAt" in reply ? whenOf(reply.startAt) : "";
  const say = language === "da" ? DA : EN;
  return plainSms(say[reply.kind]({ house: inLanguage(location.name, language), when }));
}
