/**
 * In which language a citizen's phone is answered.
 * Knows no page.
 */
import type { FastifyRequest } from "fastify";
import { isLanguage, type Language } from "../../protocol/terms.ts";

/** The language that was chosen, else the first that the phone asks for, as far as the location offers them. */
export function languageFor(offered: readonly Language[], { query, headers }: FastifyRequest): Language {
  const asked = (query as { language?: unknown }).language;
  const wished = (headers["accept-language"] ?? "")
    .split(",")
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  const known = [asked, ...wished].filter(
    (one): one is Language => typeof one === "string" && isLanguage(one) && offered.includes(one),
  );
  const isForeign = wished.some((one) => /^[a-z]{2}$/.test(one));
  const [first = "da"] = offered;
  return known[0] ?? (isForeign && offered.includes("en") ? "en" : first);
}
