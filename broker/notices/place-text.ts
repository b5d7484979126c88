/**
 * The words of a text message about a ticket's place in the queue: number, how many are ahead, and where it is called. No name, no service (R13).
 * Pure; knows no telephone.
 */
import { plainSms } from "../../protocol/gsm7.ts";
import { inLanguage, type Language, type LocalText } from "../../protocol/terms.ts";
import type { PlaceTells } from "../queue/place-texts.ts";

export type PlaceFacts = {
  readonly tells: PlaceTells;
  readonly number: string;
  readonly house: LocalText;
  /** Ahead now, of whoever waits. */
  readonly ahead: number;
  /** Where it is called. */
  readonly counter: LocalText | null;
};
type Parts = {
  readonly number: string;
  readonly house: string;
  readonly ahead: number;
  readonly counter: string | null;
};
type Say = Readonly<Record<PlaceTells, (parts: Parts) => string>>;

const DA: Say = {
  near: ({ number, house, ahead }) =>
    `${number}: ${ahead === 0 ? "Du er den næste" : `Der er ${ahead} foran dig`} på ${house}. Skriv STOP for ingen SMS.`,
  called: ({ number, house, counter }) =>
    `${number} kaldes nu på ${house}${counter === null ? "" : `: ${counter}`}.`,
};
const EN: Say = {
  near: ({ number, house, ahead }) =>
    `${number}: ${ahead === 0 ? "You are next" : `${ahead} ahead of you`} at ${house}. Reply STOP for no messages.`,
  called: ({ number, house, counter }) =>
    `${number} is called now at ${house}${counter === null ? "" : `: ${counter}`}.`,
};
const AR: Say = {
  near: ({ number, house, ahead }) =>
    `${number}: ${ahead === 0 ? "دورك هو التالي" : `عدد من قبلك ${ahead}`} - ${house}. أرسل STOP لإيقاف الرسائل.`,
  called: ({ number, house, counter }) =>
    `${number}: يتم نداؤك الآن - ${house}${counter === null ? "" : `: ${counter}`}.`,
};
const WORDS: Readonly<Partial<Record<Language, Say>>> = { da: DA, en: EN, ar: AR };

/** The whole message. Languages without words of their own get English. */
export function placeText({ tells, number, house, ahead, counter }: PlaceFacts, language: Language): string {
  const say = WORDS[language] ?? EN;
  const name = counter === null ? null : inLanguage(counter, language);
  return plainSms(say[tells]({ number, ahead, house: inLanguage(house, language), counter: name }));
}
