/**
 * What a location decides about a source of appointments (R2): who reminds, and which of its services the source's kinds of
 * meeting are.
 * Knows no file and no address: where a source delivers is the hub's own configuration.
 */
import * as z from "zod/mini";
import type { Problem } from "../config.ts";
import { REMINDERS } from "../terms.ts";
import { localText } from "./local-text.ts";

/** Whether there is such a service is seen with the whole document. */
const service = z.string().check(z.minLength(1), z.maxLength(32));

/** Who calls a guest whose appointment has hosts. */
export const guestsCalledBy = z.enum(["host", "desk"]);

export const appointmentSource = z.object({
  source: z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/)),
  name: localText,
  /** Who reminds the citizen where an appointment does not say. Left out: nobody. */
  reminds: z.optional(z.enum(REMINDERS)),
  /** What is ours all the same where the source reminds, so that nobody is told twice: the first message, the last reminder. */
  oursToo: z.optional(z.array(z.enum(["invitation", "last-reminder"])).check(z.maxLength(2))),
  /** The service of an appointment whose kind is none of `kinds` and no service's name. */
  service: z.optional(service),
  /** Who calls its guests, where their service does not say. */
  guestsCalledBy: z.optional(guestsCalledBy),
  kinds: z.optional(
    z
      .array(z.object({ kind: z.string().check(z.minLength(1), z.maxLength(120)), service }))
      .check(z.maxLength(500)),
  ),
});
type Source = z.infer<typeof appointmentSource>;

/** Services that no source can mean. */
export function sourceProblems(
  sources: readonly Source[],
  unknown: (path: string, service: string) => readonly Problem[],
): Problem[] {
  return sources.flatMap(({ service, kinds = [] }, at) => [
    ...(service === undefined ? [] : unknown(`appointmentSources.${at}.service`, service)),
    ...kinds.flatMap((one, i) => unknown(`appointmentSources.${at}.kinds.${i}.service`, one.service)),
  ]);
}
