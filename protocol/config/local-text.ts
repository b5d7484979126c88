/**
 * A text that a location writes itself, as documents and payloads carry it.
 * Knows no document.
 */
import * as z from "zod/mini";

const words = z.string().check(z.minLength(1), z.maxLength(120));
const sentences = z.string().check(z.minLength(1), z.maxLength(600));
/** Some sentences of a location's own; Danish always, other languages where it has them. */
export const localSentences = z.object({ da: sentences, en: z.optional(sentences) });
/** Danish always, other languages where the location has them. */
export const localText = z.object({ da: words, en: z.optional(words) });
