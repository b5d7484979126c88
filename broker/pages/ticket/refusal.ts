/**
 * What it means for a ticket's page that the hub refuses its stream.
 * Pure; knows no connection and no clock.
 */
import { isLanguage, type Language } from "../../../protocol/terms.ts";

/** Too Early (RFC 8470): a stand is off line, or has not told all its tickets yet. */
const NOT_YET = 425;
/**
 * How long a ticket that nobody knows counts as one that its stand is still to tell: a hub notices a stand whose line went dead
 * without a word only after one and a half times its keep-alive of 5 s (MQTT 3.1.1, 3.1.2.10).
 */
const UNTOLD_MS = 20_000;

export type Refusal = {
  /** `null` when it says nothing about the ticket. */
  readonly link: "soon" | "gone" | null;
  /** Since when the hub has said, without a break, that it knows no such ticket, epoch ms; `null` when it does not say so. */
  readonly unknownFrom: number | null;
};

/** What the hub says of the ticket by this HTTP status; `null` is no answer. */
export function onRefusal(
  status: number | null,
  { unknownFrom, at }: { readonly unknownFrom: number | null; readonly at: number },
): Refusal {
  if (status === NOT_YET) return { link: "soon", unknownFrom: null };
  if (status !== 404 && status !== 410) return { link: null, unknownFrom };
  const from = unknownFrom ?? at;
  return { link: at - from < UNTOLD_MS ? "soon" : "gone", unknownFrom: from };
}

/** The languages that the location offers, as the refusal's body names them; `null` when it names none. */
export function languagesIn(body: unknown): readonly Language[] | null {
  if (typeof body !== "object" || body === null || !("languages" in body)) return null;
  if (!Array.isArray(body.languages)) return null;
  const named: readonly unknown[] = body.languages;
  const languages = named.filter((one): one is Language => typeof one === "string" && isLanguage(one));
  return languages.length > 0 ? languages : null;
}
