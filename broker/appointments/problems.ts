/** What can be wrong with a row of appointments, in the words of whoever runs the planner. Danish first. Knows no row. */
import type { RowProblem } from "./contract.ts";

type Said = { readonly da: (about: string) => string; readonly en: (about: string) => string };

/** What leaves a row out, and what is only left out of a row (`part...`). */
const SAID = {
  idMissing: { da: () => "aftalens nummer mangler", en: () => "the appointment's id is missing" },
  idLong: {
    da: () => "aftalens nummer er over 200 tegn",
    en: () => "the appointment's id is longer than 200 characters",
  },
  startMissing: { da: () => "starttidspunktet mangler", en: () => "the start is missing" },
  timeUnreadable: {
    da: (about) => `"${about}" er ikke et tidspunkt (skriv fx 2026-12-24 og 10:15)`,
    en: (about) => `"${about}" is no time (write e.g. 2026-12-24 and 10:15)`,
  },
  noSuchTime: {
    da: (about) => `${about} findes ikke: uret stilles frem den nat`,
    en: (about) => `${about} does not exist: clocks go forward that night`,
  },
  endBeforeStart: {
    da: (about) => `mødet slutter (${about}), før det begynder`,
    en: (about) => `the meeting ends (${about}) before it begins`,
  },
  tooLong: {
    da: () => "mødet varer over et døgn",
    en: () => "the meeting lasts for more than a day",
  },
  statusUnknown: {
    da: (about) => `status "${about}" kendes ikke (booket, flyttet eller aflyst)`,
    en: (about) => `the status "${about}" is not known (booked, moved or cancelled)`,
  },
  formUnknown: {
    da: (about) => `mødeform "${about}" kendes ikke (fysisk, telefon, digital eller brev)`,
    en: (about) => `the form "${about}" is not known (physical, phone, digital or letter)`,
  },
  lettersMissing: {
    da: () => "bogstaver mangler (�): gem filen som UTF-8",
    en: () => "letters are missing (�): save the file as UTF-8",
  },
  rowsDiffer: {
    da: () => "har samme nummer som en række ovenfor, men en anden tid",
    en: () => "has the same id as a row above, but another time",
  },
  quoteOpen: {
    da: () => "et anførselstegn er ikke lukket",
    en: () => "a quotation mark is not closed",
  },
  columns: {
    da: (about) => `rækken kan ikke læses: ${about}`,
    en: (about) => `the row cannot be read: ${about}`,
  },
  partTwice: {
    da: (about) => `kl. ${about} findes to gange den nat; den første er valgt`,
    en: (about) => `${about} comes twice that night; the first is taken`,
  },
  partVersion: {
    da: (about) => `version "${about}" er ikke et helt tal og er udeladt`,
    en: (about) => `the version "${about}" is no whole number and is left out`,
  },
  partMobile: {
    da: () => "mobilnummeret kan ikke bruges og er udeladt",
    en: () => "the mobile number cannot be used and is left out",
  },
  partCpr: {
    da: () => "CPR-nummeret kan ikke passe og er udeladt",
    en: () => "the CPR number cannot be right and is left out",
  },
  partCprInText: {
    da: (about) => `et CPR-nummer i ${about} er udeladt`,
    en: (about) => `a CPR number in ${about} is left out`,
  },
  partLanguage: {
    da: (about) => `sproget "${about}" kendes ikke; der skrives på dansk`,
    en: (about) => `the language "${about}" is not known; Danish is used`,
  },
  partReminds: {
    da: (about) => `"${about}" siger ikke, hvem der minder (os, kilden eller ingen); kildens valg gælder`,
    en: (about) => `"${about}" does not say who reminds (us, source or none); the source's setting holds`,
  },
  partHost: {
    da: (about) => `værten "${about}" er ingen medarbejder eller mailadresse og er udeladt`,
    en: (about) => `the host "${about}" is neither staff nor an address and is left out`,
  },
  partLongText: {
    da: (about) => `${about} er for lang og er afkortet`,
    en: (about) => `${about} is too long and was cut`,
  },
} as const satisfies Readonly<Record<string, Said>>;

export type ProblemName = keyof typeof SAID;

/** A problem of a line. `about` is what stood there; never a name, a number of a person or a message. */
export function problemOf(line: number, name: ProblemName, about = ""): RowProblem {
  const shown = about.slice(0, 60);
  const { da, en } = SAID[name];
  return { line, isLeftOut: !name.startsWith("part"), da: da(shown), en: en(shown) };
}
