/**
 * What is said of the ledger's chain wherever people read it: whole, broken or cut, and what to do then.
 * Pure; knows no page.
 */
import type { ChainState } from "../ledger/patrol.ts";

type Speech = "da" | "en";

/** What is said; `isTrouble` where somebody must see to it. */
export type ChainSaid = { readonly isTrouble: boolean; readonly what: string; readonly next: string | null };

const WORDS = {
  da: {
    unchecked: "Hovedbogens kæde bliver prøvet for første gang, siden hubben startede.",
    whole: (when: string, upTo: number) => `Kæden er hel, sidst prøvet ${when}, til og med hændelse ${upTo}.`,
    broken: (seq: number, when: string) =>
      `Hovedbogen er ikke, som den blev skrevet: kæden er brudt fra hændelse ${seq} (prøvet ${when}).`,
    cut: (upTo: number, known: number, when: string) =>
      `Hovedbogen er kortere, end den var: den ender ved hændelse ${upTo} og har været ved ${known} (prøvet ${when}). Den er skåret af, eller en ældre kopi er lagt tilbage.`,
    also: (known: number) => ` Den er også kortere, end den var: den har været ved hændelse ${known}.`,
    next: "Køen virker stadig. Ret intet, og sig det til teknikeren: talon-hub verify-ledger siger, hvad der er gjort. Gem en sikkerhedskopi fra før, og tag sporet ud som fil.",
  },
  en: {
    unchecked: "The ledger's chain is being checked for the first time since the hub started.",
    whole: (when: string, upTo: number) => `The chain is whole, last checked ${when}, up to event ${upTo}.`,
    broken: (seq: number, when: string) =>
      `The ledger is not what was written: the chain is broken from event ${seq} on (checked ${when}).`,
    cut: (upTo: number, known: number, when: string) =>
      `The ledger is shorter than it was: it ends at event ${upTo} and had reached ${known} (checked ${when}). It was cut, or an older copy was put back.`,
    also: (known: number) => ` It is also shorter than it was: it had reached event ${known}.`,
    next: "The queue still works. Change nothing, and tell the technician: talon-hub verify-ledger says what was done. Keep a backup from before, and take the trail out as a file.",
  },
} as const;

/** `when`: an instant in the reader's words. */
export function chainSaid(
  chain: ChainState | null,
  { language, when }: { readonly language: Speech; readonly when: (at: number) => string },
): ChainSaid {
  const words = WORDS[language];
  if (chain === null) return { isTrouble: false, what: words.unchecked, next: null };
  const { broken, cut, upTo, checkedAt } = chain;
  const checked = when(checkedAt);
  if (broken !== null) {
    const also = cut === null ? "" : words.also(cut);
    return { isTrouble: true, what: `${words.broken(broken, checked)}${also}`, next: words.next };
  }
  if (cut !== null) return { isTrouble: true, what: words.cut(upTo, cut, checked), next: words.next };
  return { isTrouble: false, what: words.whole(checked, upTo), next: null };
}

/** An instant to the minute, in the location's zone, e.g. "1. december 2026 kl. 08.15". */
export function minuteWords(
  at: number,
  { language, timeZone }: { readonly language: Speech; readonly timeZone: string | undefined },
): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const tag = language === "da" ? "da-DK" : "en-GB";
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", ...zone }).format(at);
}
