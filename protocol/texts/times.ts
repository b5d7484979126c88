/**
 * Times, waits and calls in every language, in one small file: each page says them, while it loads the rest of a language when
 * somebody wants it. Digits are Latin in all. Arabic joins numbers by words and not by a dash, which would turn them round.
 * Knows no screen and no clock.
 */
import type { Language } from "../terms.ts";

/** Times, waits and spoken calls. */
export type WordTexts = {
  /** BCP 47, for the names of days and months, clocks and units; digits are Latin in all. */
  readonly locale: string;
  readonly opensToday: (clock: string) => string;
  readonly opensTomorrow: (clock: string) => string;
  /** `day`: a weekday or a date. */
  readonly opensOn: (day: string, clock: string) => string;
  readonly waitNow: string;
  /** `most` and `to` bear their unit, e.g. `5 min.` */
  readonly waitUnder: (most: string) => string;
  readonly waitAbout: (most: string) => string;
  readonly waitBetween: (from: string, to: string) => string;
  /** What a voice says; `spelled` is the number, its letters one by one. */
  readonly call: (spelled: string, counter: string) => string;
};

const da: WordTexts = {
  locale: "da-DK",
  opensToday: (clock) => `Åbner i dag kl. ${clock}`,
  opensTomorrow: (clock) => `Åbner i morgen kl. ${clock}`,
  opensOn: (day, clock) => `Åbner ${day} kl. ${clock}`,
  waitNow: "nu",
  waitUnder: (most) => `under ${most}`,
  waitAbout: (most) => `ca. ${most}`,
  waitBetween: (from, to) => `ca. ${from}-${to}`,
  call: (spelled, counter) => `Nummer ${spelled}, ${counter}`,
};

const en: WordTexts = {
  locale: "en-GB",
  opensToday: (clock) => `Opens today at ${clock}`,
  opensTomorrow: (clock) => `Opens tomorrow at ${clock}`,
  opensOn: (day, clock) => `Opens on ${day} at ${clock}`,
  waitNow: "now",
  waitUnder: (most) => `under ${most}`,
  waitAbout: (most) => `about ${most}`,
  waitBetween: (from, to) => `about ${from}-${to}`,
  call: (spelled, counter) => `Number ${spelled}, ${counter}`,
};

const de: WordTexts = {
  locale: "de-DE",
  opensToday: (clock) => `Öffnet heute um ${clock} Uhr`,
  opensTomorrow: (clock) => `Öffnet morgen um ${clock} Uhr`,
  opensOn: (day, clock) => `Öffnet am ${day} um ${clock} Uhr`,
  waitNow: "jetzt",
  waitUnder: (most) => `unter ${most}`,
  waitAbout: (most) => `etwa ${most}`,
  waitBetween: (from, to) => `etwa ${from} bis ${to}`,
  call: (spelled, counter) => `Nummer ${spelled}, ${counter}`,
};

const ar: WordTexts = {
  locale: "ar-u-nu-latn",
  opensToday: (clock) => `يفتح اليوم الساعة ${clock}`,
  opensTomorrow: (clock) => `يفتح غدًا الساعة ${clock}`,
  opensOn: (day, clock) => `يفتح يوم ${day} الساعة ${clock}`,
  waitNow: "الآن",
  waitUnder: (most) => `أقل من ${most}`,
  waitAbout: (most) => `حوالي ${most}`,
  waitBetween: (from, to) => `حوالي ${from} إلى ${to}`,
  call: (spelled, counter) => `الرقم ${spelled}، ${counter}`,
};

const uk: WordTexts = {
  locale: "uk-UA",
  opensToday: (clock) => `Відкриється сьогодні о ${clock}`,
  opensTomorrow: (clock) => `Відкриється завтра о ${clock}`,
  opensOn: (day, clock) => `Відкриття: ${day}, ${clock}`,
  waitNow: "зараз",
  waitUnder: (most) => `менше ніж ${most}`,
  waitAbout: (most) => `приблизно ${most}`,
  waitBetween: (from, to) => `приблизно ${from}-${to}`,
  call: (spelled, counter) => `Номер ${spelled}, ${counter}`,
};

const pl: WordTexts = {
  locale: "pl-PL",
  opensToday: (clock) => `Otwarcie dzisiaj o ${clock}`,
  opensTomorrow: (clock) => `Otwarcie jutro o ${clock}`,
  opensOn: (day, clock) => `Otwarcie: ${day}, godz. ${clock}`,
  waitNow: "teraz",
  waitUnder: (most) => `poniżej ${most}`,
  waitAbout: (most) => `około ${most}`,
  waitBetween: (from, to) => `około ${from}-${to}`,
  call: (spelled, counter) => `Numer ${spelled}, ${counter}`,
};

const tr: WordTexts = {
  locale: "tr-TR",
  opensToday: (clock) => `Bugün saat ${clock} itibarıyla açılır`,
  opensTomorrow: (clock) => `Yarın saat ${clock} itibarıyla açılır`,
  opensOn: (day, clock) => `Açılış: ${day}, saat ${clock}`,
  waitNow: "şimdi",
  waitUnder: (most) => `en fazla ${most}`,
  waitAbout: (most) => `yaklaşık ${most}`,
  waitBetween: (from, to) => `yaklaşık ${from}-${to}`,
  call: (spelled, counter) => `Numara ${spelled}, ${counter}`,
};

const so: WordTexts = {
  locale: "so-SO",
  opensToday: (clock) => `Waxaa la furayaa maanta saacadda ${clock}`,
  opensTomorrow: (clock) => `Waxaa la furayaa berri saacadda ${clock}`,
  opensOn: (day, clock) => `Waxaa la furayaa ${day} saacadda ${clock}`,
  waitNow: "hadda",
  waitUnder: (most) => `ka yar ${most}`,
  waitAbout: (most) => `qiyaastii ${most}`,
  waitBetween: (from, to) => `qiyaastii ${from}-${to}`,
  call: (spelled, counter) => `Lambarka ${spelled}, ${counter}`,
};

export const WORD_TEXTS: Readonly<Record<Language, WordTexts>> = { da, en, de, ar, uk, pl, tr, so };
