/**
 * Who has read all texts of a language and found them good, as a location's document has it.
 * Knows no text and no document.
 */
import * as z from "zod/mini";
import { LANGUAGES } from "../terms.ts";

/** `of` is the digest that `talon-hub texts` tells, `at` a day. */
export const signOff = z.object({
  language: z.enum(LANGUAGES),
  reader: z.string().check(z.minLength(1), z.maxLength(120)),
  at: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  of: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
});
