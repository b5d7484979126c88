/**
 * What a stand says aloud, to whoever does not see its screen. Both languages stand together.
 * Sentences that are shown as well stand with the screen's texts. Knows no voice and no rule.
 */
import type { Language, Wait } from "../terms.ts";

/** The languages that these sentences are in; in others a stand reads nothing aloud, whatever voices it has. */
export const SPOKEN: readonly Language[] = ["da", "en"];

export type SpeechTexts = {
  readonly on: string;
  readonly off: string;
  readonly ended: string;
  /** Where the buttons are; the first of them, from the top, at the left of the screen. */
  readonly buttons: (count: number, left: number) => string;
  readonly how: string;
  readonly key: string;
  readonly button: (number: number, label: string) => string;
  readonly choose: string;
  readonly unused: (number: number) => string;
  readonly printing: string;
  readonly number: (spelled: string) => string;
  readonly again: (spelled: string) => string;
  readonly wait: string;
  readonly soon: string;
  readonly upTo: (time: string) => string;
  readonly between: (from: number, time: string) => string;
  /** The slip is out, and staff see that its citizen is to be fetched. */
  readonly fetched: string;
  /** Staff do not hear of it before the hub is back. */
  readonly unfetched: string;
  readonly repeat: string;
};

export const daSpeech: SpeechTexts = {
  on: "Oplæsning er slået til.",
  off: "Oplæsning er slået fra.",
  ended: "Oplæsningen er slut.",
  buttons: (count, left) =>
    count === 1
      ? "Der er 1 knap."
      : `Der er ${count} knapper: ${left} til venstre for skærmen, resten til højre. De tælles oppefra, først til venstre.`,
  how: "Tryk på en knap for at høre, hvad den er til. Tryk på den samme knap igen for at vælge.",
  key: "Hold taletasten nede for at kalde en medarbejder. Tryk kort på den for at slå oplæsning fra.",
  button: (number, label) => `Knap ${number}: ${label}.`,
  choose: "Tryk igen for at vælge.",
  unused: (number) => `Knap ${number} bruges ikke nu.`,
  printing: "Et øjeblik, dit nummer er på vej.",
  number: (spelled) => `Dit nummer er ${spelled}.`,
  again: (spelled) => `Jeg gentager: ${spelled}.`,
  wait: "Ventetid",
  soon: "Det er din tur om lidt.",
  upTo: (time) => `under ${time}`,
  between: (from, time) => `${from} til ${time}`,
  fetched: "Din seddel kommer ud af printeren. Personalet kan se, at du skal hentes.",
  unfetched: "Din seddel kommer ud af printeren. Sig til en medarbejder, at du skal hentes.",
  repeat: "Tryk på taletasten for at høre nummeret igen.",
};

export const enSpeech: SpeechTexts = {
  on: "Reading aloud is on.",
  off: "Reading aloud is off.",
  ended: "Reading aloud has ended.",
  buttons: (count, left) =>
    count === 1
      ? "There is 1 button."
      : `There are ${count} buttons: ${left} to the left of the screen, the rest to the right. They are counted from the top, the left ones first.`,
  how: "Press a button to hear what it is for. Press the same button again to choose it.",
  key: "Hold the speech key down to call a member of staff. Press it briefly to turn reading aloud off.",
  button: (number, label) => `Button ${number}: ${label}.`,
  choose: "Press again to choose it.",
  unused: (number) => `Button ${number} is not in use now.`,
  printing: "One moment, your number is on its way.",
  number: (spelled) => `Your number is ${spelled}.`,
  again: (spelled) => `I repeat: ${spelled}.`,
  wait: "Waiting time",
  soon: "It will be your turn soon.",
  upTo: (time) => `less than ${time}`,
  between: (from, time) => `${from} to ${time}`,
  fetched: "Your slip comes out of the printer. Staff can see that you are to be fetched.",
  unfetched: "Your slip comes out of the printer. Please tell a member of staff that you are to be fetched.",
  repeat: "Press the speech key to hear the number again.",
};

const HOUR_MS = 3_600_000;

/** `Ventetid 10 til 20 minutter.`, `Det er din tur om lidt.`; nothing for an unknown wait. Whole words: a voice reads no `ca.` and no `min.`. */
export function spokenWait(wait: Wait | null, language: Language, texts: SpeechTexts): string[] {
  if (wait === null) return [];
  if (wait.toMs < 60_000) return [texts.soon];
  const isLong = wait.fromMs >= 2 * HOUR_MS;
  const unitMs = isLong ? HOUR_MS : 60_000;
  const [from, to] = [Math.floor(wait.fromMs / unitMs), Math.ceil(wait.toMs / unitMs)];
  const unit = { style: "unit", unit: isLong ? "hour" : "minute", unitDisplay: "long" } as const;
  const time = new Intl.NumberFormat(language === "da" ? "da-DK" : "en-GB", unit).format(to);
  if (from === 0) return [`${texts.wait} ${texts.upTo(time)}.`];
  return [`${texts.wait} ${from === to ? time : texts.between(from, time)}.`];
}
