/**
 * What hub and stand say of citizens who come to an appointment: whom the day expects, by opaque names and keyed digests, and what
 * became of a code. Nothing here names anybody.
 * Knows no topic and no rule.
 */
import * as z from "zod/mini";
import { localText } from "../config/local-text.ts";
import { type AppointmentId, type PersonKey, REFUSALS } from "../terms.ts";
import { as, count, head, instant, number, queue, service, text, uuid } from "./parts.ts";

const opaque = z.string().check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/));
export const appointment = as<AppointmentId>(opaque);
export const guest = as<PersonKey>(opaque);
/** See protocol/link/day-digest.ts. */
export const digest = z.string().check(z.regex(/^[\w-]{22}$/));

/** The appointment to which the ticket's citizen has come. */
export const agreed = z.object({
  appointment,
  guest,
  at: instant,
  room: z.nullable(text(120)),
  /** Of a meeting of many: who comes is counted, and nobody is called by number. */
  isCounted: z.boolean(),
});

const expectedGuest = z.object({
  appointment,
  guest,
  startAt: instant,
  endAt: instant,
  queue,
  service: z.nullable(service),
  room: z.nullable(text(120)),
  form: z.enum(["physical", "phone", "digital", "letter"]),
  isCancelled: z.boolean(),
  isCounted: z.boolean(),
  arrived: z.nullable(number),
});

const rules = z.object({ from: instant, until: instant, earlyMs: count, lateMs: count });

/** The stand gives a ticket to whoever is welcome; `next` is another appointment of the same person that day. */
export const checkInWelcome = z.object({
  welcome: expectedGuest,
  next: z.nullable(expectedGuest),
  /** What a host or the service wrote to this citizen: for the receipt alone, neither stored nor logged nor shown (R6). */
  message: z.optional(text(500)),
});
/** `guest`: the appointment, where it is known; `rules` say from when one may check in to it. */
export const checkInRefusal = z.object({
  refused: z.enum(REFUSALS),
  guest: z.optional(expectedGuest),
  rules: z.optional(rules),
  /** At which other location it is, and when; nothing else is told of it. */
  elsewhere: z.optional(z.object({ at: instant, name: localText, address: z.optional(localText) })),
});

/** So many guests at most in one message: a longer day comes in parts. */
export const MOST_EXPECTED = 300;

/** By name. */
export const CHECK_IN_MESSAGES = {
  /**
   * Whom the day expects, for a stand to check in by itself while the hub is away; kept in its memory alone. Guests of a list that
   * the stand has already take the place of those with the same name; a new list takes the place of the old one.
   */
  expected: z.object({
    ...head,
    list: uuid,
    /** With it the stand makes digests of what is presented; base64url, for this day alone. */
    key: text(100),
    rules,
    guests: z
      .array(z.extend(expectedGuest, { digests: z.array(digest).check(z.maxLength(3)) }))
      .check(z.maxLength(MOST_EXPECTED)),
  }),
} as const;
