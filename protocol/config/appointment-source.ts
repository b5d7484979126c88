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

/** One sign by which an entry of a calendar is known as an appointment with a guest. */
const guestSign = z.discriminatedUnion("by", [
  /** Somebody whose address is not of `ownDomains` is asked to come. */
  z.object({ by: z.literal("outside-attendee") }),
  z.object({ by: z.literal("category"), category: z.string().check(z.minLength(1), z.maxLength(120)) }),
  z.object({ by: z.literal("title"), begins: z.string().check(z.minLength(1), z.maxLength(120)) }),
  /** A property of its own (iCalendar): `X-TALON-GUEST`, with this value or any. */
  z.object({
    by: z.literal("property"),
    property: z.string().check(z.regex(/^X-[A-Za-z0-9-]{1,60}$/)),
    value: z.optional(z.string().check(z.maxLength(120))),
  }),
  /** A calendar of its own, which holds nothing else. */
  z.object({ by: z.literal("all") }),
]);

/** How entries of calendars are understood. What is no appointment with a guest is busy time of its host. */
const calendarRule = z.object({
  /** Any of these is enough. Left out: `outside-attendee`. */
  guests: z.optional(z.array(guestSign).check(z.minLength(1), z.maxLength(20))),
  /** Domains of the house's own addresses: whoever has one is no guest. Domains below them are the house's too. */
  ownDomains: z.optional(
    z
      .array(z.string().check(z.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/), z.maxLength(190)))
      .check(z.maxLength(50)),
  ),
  /** Where a guest's name stands. Left out: beside the address of who is asked to come. A title is read only where this says so. */
  names: z.optional(z.enum(["attendee", "title", "none"])),
  /** What is taken for the room. Left out: a room that was booked; a place written by hand may be somebody's home. */
  rooms: z.optional(z.enum(["booked", "place"])),
  /** Words that make an entry of whole days an absence. Left out: the usual Danish and English ones. */
  awayWords: z.optional(z.array(z.string().check(z.minLength(2), z.maxLength(60))).check(z.maxLength(50))),
});
export type CalendarRule = z.infer<typeof calendarRule>;
export type GuestSign = z.infer<typeof guestSign>;

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
  calendar: z.optional(calendarRule),
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
