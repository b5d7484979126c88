/** What staff at counters read of guests who come to a host. Knows no page. */
import type { StaffLanguage } from "../terms.ts";

export type GuestTexts = {
  /** For whom a ticket is held. */
  readonly itsHost: string;
  /** A guest whom no host answered. */
  readonly released: (number: string) => string;
  /** A guest with a meeting and no code waits for a colleague at a stand. */
  readonly withoutCode: (stand: string) => string;
  /** Checking in a guest whom staff know by name: the head, the field, its buttons and what came of it. */
  readonly byName: string;
  readonly nameOf: string;
  readonly nameLooks: string;
  readonly checkIn: string;
  readonly nobody: string;
  readonly checkedIn: (name: string, number: string) => string;
};

export const GUEST_TEXTS: Readonly<Record<StaffLanguage, GuestTexts>> = {
  da: {
    itsHost: "sin vært",
    released: (number) => `Ingen vært har svaret ${number}: gæsten venter nu på enhver.`,
    withoutCode: (stand) => `Gæst uden kode ved ${stand}: har et møde.`,
    byName: "Meld en gæst ankommet",
    nameOf: "Gæstens navn",
    nameLooks: "mindst 2 bogstaver",
    checkIn: "Meld ankommet",
    nobody: "Ingen gæst af det navn venter på at blive meldt i dag.",
    checkedIn: (name, number) => `${name} er meldt ankommet: ${number}.`,
  },
  en: {
    itsHost: "their host",
    released: (number) => `No host has answered ${number}: the guest now waits for anybody.`,
    withoutCode: (stand) => `Guest without a code at ${stand}: has a meeting.`,
    byName: "Check a guest in",
    nameOf: "The guest's name",
    nameLooks: "at least 2 letters",
    checkIn: "Check in",
    nobody: "No guest of that name is still expected today.",
    checkedIn: (name, number) => `${name} is checked in: ${number}.`,
  },
};
