/**
 * A text that a location writes itself, as documents and payloads carry it.
 * Knows no document.
 */
import * as z from "zod/mini";

const words = z.string().check(z.minLength(1), z.maxLength(120));
const sentences = z.string().check(z.minLength(1), z.maxLength(600));

/** Danish always, other languages where they are there. */
const inLanguages = (said: typeof words) => {
  const other = z.optional(said);
  return z.object({ da: said, en: other, de: other, ar: other, uk: other, pl: other, tr: other, so: other });
};
/** Some sentences of a location's own. */
export const localSentences = inLanguages(sentences);
/** Some words of a location's own. */
export const localText = inLanguages(words);
