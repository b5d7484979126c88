/**
 * What can be wrong between the hub and somebody's calendars, in the words of whoever looks after both. Danish first.
 * Knows no calendar. No address, name or secret stands in it.
 */

type Words = { readonly da: string; readonly en: string };

const SAID = {
  CALENDAR_AWAY: {
    da: "serveren svarer ikke (se på adressen og på vejen ud)",
    en: "the server does not answer (look at the address and at the way out)",
  },
  CALENDAR_CERTIFICATE: {
    da: "serverens certifikat er ikke udstedt af nogen, som hubben stoler på (se på caFile)",
    en: "the server's certificate is of nobody whom the hub believes (look at caFile)",
  },
  CALENDAR_SLOW: { da: "serveren blev ikke færdig i tide", en: "the server did not end in time" },
  CALENDAR_REFUSED: {
    da: "serveren afviser hubben (forkert kodeord, eller ingen ret til kalenderen)",
    en: "the server refuses the hub (a wrong password, or no right to the calendar)",
  },
  CALENDAR_GONE: { da: "kalenderen findes ikke på den adresse", en: "there is no calendar at that address" },
  CALENDAR_BUSY: { da: "serveren beder om at vente", en: "the server asks to wait" },
  CALENDAR_LARGE: { da: "svaret er for stort", en: "the answer is too large" },
  CALENDAR_WRONG: { da: "svaret er ingen kalender", en: "the answer is no calendar" },
  CALENDAR_FAILED: { da: "serveren melder fejl", en: "the server reports a fault" },
  CALENDAR_STALE: {
    da: "serveren kender ikke det, hubben sidst fik at vide; alt læses igen",
    en: "the server does not know what it told the hub last; everything is read again",
  },
  CALENDAR_NO_MAILBOX: {
    da: "postkassen findes ikke, eller har ingen licens til en kalender",
    en: "there is no such mailbox, or it has no licence for a calendar",
  },
  CALENDAR_SIGN_IN: {
    da: "hubben fik intet adgangstegn (se på tenant, clientId og hemmeligheden eller certifikatet)",
    en: "the hub was given no token (look at tenant, clientId and the secret or certificate)",
  },
} as const satisfies Readonly<Record<string, Words>>;

export type CalendarCode = keyof typeof SAID;

/** Every code, for whoever walks them. */
export const CALENDAR_CODES = Object.keys(SAID) as readonly CalendarCode[];

/** `detail`: a status or a code of the machine's, never what a server wrote. */
export class CalendarFault extends Error {
  readonly code: CalendarCode;
  readonly detail: string;
  /** So long the server asks to wait, ms. */
  readonly retryAfterMs: number | null;

  constructor(
    code: CalendarCode,
    {
      detail = "",
      retryAfterMs = null,
      cause,
    }: { detail?: string; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(`${code}: ${SAID[code].en}${detail === "" ? "" : ` (${detail})`}`, { cause });
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A fault in words. */
export function faultSaid({ code, detail }: CalendarFault): Words {
  const { da, en } = SAID[code];
  const more = detail === "" ? "" : ` (${detail})`;
  return { da: `${da}${more}`, en: `${en}${more}` };
}
