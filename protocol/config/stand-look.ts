/**
 * How a stand looks and sounds, whoever uses it, as a schema; the same in the location's document and in what the stand is told.
 * Knows no screen and no speaker.
 */
import * as z from "zod/mini";

const clock = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "must be a time of day, as 06:30" }));
/** How a stand looks and sounds, whoever uses it. */
export const standLook = {
  /** `high`: always in high contrast and large type; otherwise whoever wants it switches it on. */
  look: z.optional(z.enum(["usual", "high"])),
  sound: z.optional(
    z.object({
      /** In percent; left out: as the stand's own file says. */
      volume: z.optional(z.int().check(z.gte(0), z.lte(100))),
      /** From and to when no signs are given, local time; reading aloud is always heard. */
      nightFrom: z.optional(clock),
      nightTo: z.optional(clock),
    }),
  ),
};
