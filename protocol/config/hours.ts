/**
 * Opening hours as a document holds them (R9): a week, days that are otherwise, closures, and what happens towards closing.
 * Knows no clock and no zone; which instants these words mean is worked out in protocol/hours.ts.
 */
import * as z from "zod/mini";
import { isDay } from "../calendar.ts";
import type { Problem } from "../config.ts";
import { localText } from "./local-text.ts";

const clockTime = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/));
const span = { from: clockTime, to: clockTime };

/** Opening hours of a week in the location's wall time; no entry for a weekday means closed. Monday is 1, Sunday 7. */
export const weeklyHours = z
  .array(z.object({ weekday: z.int().check(z.gte(1), z.lte(7)), ...span }))
  .check(z.maxLength(50));

/** A day of the calendar, as `2026-12-24`. */
export const day = z.string().check(z.refine(isDay, "is no day of the calendar (written as 2026-12-24)"));

/** One day with spans of its own instead of its weekday's; without any it is closed. It goes before a closure. */
const exception = z.object({
  date: day,
  name: z.optional(localText),
  spans: z._default(z.array(z.object(span)).check(z.maxLength(12)), []),
});

/** Closed on all of these days, the last one included. */
const closure = z
  .object({ from: day, to: day, name: z.optional(localText) })
  .check(
    z.refine(({ from, to }) => from <= to, { error: "must not lie before the closure's from", path: ["to"] }),
  );

/**
 * When one part of a location is open. Each part may leave out everything, which means always: ledgers hold documents from
 * before there were exceptions. A part is open when everything that it belongs to is.
 */
export const hoursFields = {
  /** `null`, or left out: always. */
  hours: z.optional(z.nullable(weeklyHours)),
  exceptions: z.optional(z.array(exception).check(z.maxLength(200))),
  closures: z.optional(z.array(closure).check(z.maxLength(100))),
};

const LAST_TICKET = 'must be minutes before closing (0 to 720) or "can-be-served"';

/** When no more tickets are given today. A break, after which it opens again the same day, is no end of a day. */
export const limitFields = {
  /** No more tickets so many minutes before closing, or once a newcomer could not be served before it. */
  lastTicket: z.optional(
    z.nullable(
      z.union([z.int().check(z.gte(0), z.lte(720)), z.literal("can-be-served")], { error: LAST_TICKET }),
    ),
  ),
  /** So many tickets a service day at most. */
  quota: z.optional(z.nullable(z.object({ tickets: z.int().check(z.gte(1), z.lte(100_000)) }))),
};

/** What a queue does towards the end of its day. */
export const closingFields = {
  ...limitFields,
  /** Whoever waits at closing is still served (`serve`, also when left out), or their visit ends (`leave`). */
  atClosing: z.optional(z.enum(["serve", "leave"])),
};

const hours = z.object(hoursFields);
/** What any part of a location may say about its opening. */
export type Hours = z.infer<typeof hours>;
/** A part's name and place in the document, with what it says of its opening. */
type Part = { readonly path: string; readonly hours: Hours };

type Parts = {
  readonly queues: readonly Hours[];
  readonly services: readonly Hours[];
  readonly menus: readonly { readonly items: readonly Hours[] }[];
  readonly stands: readonly { readonly buttons: readonly Hours[] }[];
};

function listed(path: string, list: readonly Hours[]): Part[] {
  return list.map((part, at) => ({ path: `${path}.${at}.`, hours: part }));
}

/** Exceptions of one part for the same day: which one would count? Told at the second. */
export function hoursProblems(location: Hours & Parts): Problem[] {
  const parts: Part[] = [
    { path: "", hours: location },
    ...listed("queues", location.queues),
    ...listed("services", location.services),
    ...location.menus.flatMap(({ items }, at) => listed(`menus.${at}.items`, items)),
    ...location.stands.flatMap(({ buttons }, at) => listed(`stands.${at}.buttons`, buttons)),
  ];
  return parts.flatMap(({ path, hours: { exceptions = [] } }) =>
    exceptions.flatMap(({ date }, at) => {
      const isFirst = exceptions.findIndex((one) => one.date === date) === at;
      return isFirst
        ? []
        : [{ path: `${path}exceptions.${at}.date`, problem: `"${date}" has two exceptions` }];
    }),
  );
}
