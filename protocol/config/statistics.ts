/**
 * What a location decided about its statistics (R10, R11).
 * Knows no visit.
 */
import * as z from "zod/mini";
import { day } from "./hours.ts";

const slug = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/));

export const statistics = z.object({
  /** A wait of at most so many minutes is within the target. Default 10. */
  targetMin: z.optional(z.int().check(z.gte(1), z.lte(240))),
  /** Whether leaders see figures of one member of staff. Default false. */
  showsStaff: z.optional(z.boolean()),
  /** Queues that were renamed, split or merged, and as which one they count on which days (both included; left out: open). */
  sameAs: z.optional(
    z
      .array(z.object({ queue: slug, as: slug, from: z.optional(day), until: z.optional(day) }))
      .check(z.maxLength(200)),
  ),
});
