/** What can be wrong with an entry of a calendar, in words. Danish first. Knows no entry; no title and no name stands in it. */
import type { RowProblem } from "../appointments/contract.ts";
import type { EntryProblem, EntryProblemName } from "./entry.ts";

type Said = { readonly da: (about: string) => string; readonly en: (about: string) => string };

const SAID: Readonly<Record<EntryProblemName, Said>> = {
  unreadable: {
    da: (about) => `en post kan ikke læses${about === "" ? "" : ` (${about})`}`,
    en: (about) => `an entry cannot be read${about === "" ? "" : ` (${about})`}`,
  },
  tooLong: { da: () => "en post er for stor", en: () => "an entry is too large" },
  noSuchTime: {
    da: (about) => `tidspunktet ${about} findes ikke`,
    en: (about) => `there is no such time as ${about}`,
  },
  unknownZone: {
    da: (about) => `tidszonen "${about}" kendes ikke`,
    en: (about) => `the time zone "${about}" is not known`,
  },
  endBeforeStart: {
    da: () => "en post slutter, før den begynder",
    en: () => "an entry ends before it begins",
  },
  tooOften: {
    da: () => "en post gentages oftere end dagligt",
    en: () => "an entry recurs more often than daily",
  },
  unknownRule: {
    da: () => "en post gentages på en måde, som ikke forstås",
    en: () => "an entry recurs in a way that is not understood",
  },
  tooMany: {
    da: (about) => `mere end ${about}; resten er udeladt`,
    en: (about) => `more than ${about}; the rest is left out`,
  },
};

/** A problem as reports have it. `calendar` counts from 1; `null` where the source has one. */
export function entryProblem({ line, name, about }: EntryProblem, calendar: number | null): RowProblem {
  const shown = about.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 60);
  const { da, en } = SAID[name];
  const [of, or] = calendar === null ? ["", ""] : [`kalender ${calendar}: `, `calendar ${calendar}: `];
  return { line, isLeftOut: true, da: `${of}${da(shown)}`, en: `${or}${en(shown)}` };
}
