/** What staff at counters read of guests who come to a host. Knows no page. */
import type { StaffLanguage } from "../terms.ts";

export type GuestTexts = {
  /** For whom a ticket is held. */
  readonly itsHost: string;
  /** A guest whom no host answered. */
  readonly released: (number: string) => string;
  /** A guest with a meeting and no code waits for a colleague at a stand. */
  readonly withoutCode: (stand: string) => string;
};

export const GUEST_TEXTS: Readonly<Record<StaffLanguage, GuestTexts>> = {
  da: {
    itsHost: "sin vært",
    released: (number) => `Ingen vært har svaret ${number}: gæsten venter nu på enhver.`,
    withoutCode: (stand) => `Gæst uden kode ved ${stand}: har et møde.`,
  },
  en: {
    itsHost: "their host",
    released: (number) => `No host has answered ${number}: the guest now waits for anybody.`,
    withoutCode: (stand) => `Guest without a code at ${stand}: has a meeting.`,
  },
};
