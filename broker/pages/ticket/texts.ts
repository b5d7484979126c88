/**
 * The words of the pages for phones: Danish and English at once, any other language when somebody wants it, so that a phone on a
 * slow line loads no more than it shows.
 * Knows no page's element.
 */
import type { Language } from "../../../protocol/terms.ts";
import { daTicket } from "../../../protocol/texts/da.ts";
import { type Draft, drafted } from "../../../protocol/texts/draft.ts";
import { enTicket } from "../../../protocol/texts/en.ts";
import type { TicketTexts } from "../../../protocol/texts/keys.ts";

type Late = () => Promise<Draft<TicketTexts>>;

const LATE: Readonly<Record<Exclude<Language, "da" | "en">, Late>> = {
  de: () => import("../../../protocol/texts/de.ts").then(({ deTicket }) => deTicket),
  ar: () => import("../../../protocol/texts/ar.ts").then(({ arTicket }) => arTicket),
  uk: () => import("../../../protocol/texts/uk.ts").then(({ ukTicket }) => ukTicket),
  pl: () => import("../../../protocol/texts/pl.ts").then(({ plTicket }) => plTicket),
  tr: () => import("../../../protocol/texts/tr.ts").then(({ trTicket }) => trTicket),
  so: () => import("../../../protocol/texts/so.ts").then(({ soTicket }) => soTicket),
};

/** The words that are here at once; English for a language that is still to be loaded. */
export const textsAtOnce = (language: Language): TicketTexts => (language === "da" ? daTicket : enTicket);

/** The words of any language. Rejects when the line is lost. */
export async function loadTexts(language: Language): Promise<TicketTexts> {
  if (language === "da" || language === "en") return textsAtOnce(language);
  return drafted(enTicket, await LATE[language]());
}
