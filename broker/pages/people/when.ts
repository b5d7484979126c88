/** Instants in words. Pure; the location's zone comes with the hub's answer. */
import type { PeopleState } from "./people.ts";

/** `at` (epoch ms) as day and clock, e.g. "1. dec. 2026 kl. 08.15". */
export function whenWords(
  at: number,
  { language, timeZone }: Pick<PeopleState, "language" | "timeZone">,
): string {
  const zone = timeZone.value === undefined ? {} : { timeZone: timeZone.value };
  const tag = language.value === "da" ? "da-DK" : "en-GB";
  return new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", ...zone }).format(at);
}
