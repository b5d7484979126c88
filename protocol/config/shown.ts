/**
 * How a public display shows, sounds and speaks, in words that the location's document and the display's picture share.
 * Knows no page; what is left out is as it always was.
 */
import * as z from "zod/mini";
import type { Problem } from "../config.ts";
import { DISPLAY_LOOKS, LANGUAGES } from "../terms.ts";
import { day } from "./hours.ts";
import { localText } from "./local-text.ts";

const languages = z.array(z.enum(LANGUAGES)).check(z.maxLength(20));

/** The loudspeaker of one display. */
const sound = z.object({
  /** Default true; without it the display is silent, and asks nobody for a tap. */
  on: z.optional(z.boolean()),
  /** Percent, 0 to 100. Default 100. */
  volume: z.optional(z.int().check(z.gte(0), z.lte(100))),
  /** The gong before the words. Default true. */
  gong: z.optional(z.boolean()),
  /** In which languages calls are spoken, in this order. Left out: in those that are shown; empty: in none. */
  languages: z.optional(languages),
});

/** What document and picture say alike. */
export const shownFields = {
  /** So many seconds each language has the display to itself. Left out: two stand there together, and more than two take turns of 10 s. */
  languageTurnS: z.optional(z.int().check(z.gte(3), z.lte(120))),
  /** Fewer things, and larger. Default false. */
  bigType: z.optional(z.boolean()),
  /** Default `dark`. */
  look: z.optional(z.enum(DISPLAY_LOOKS)),
  sound: z.optional(sound),
};

/** What a document says of a display besides. */
export const displayFields = {
  /** In which languages it is written. Left out or empty: in the location's. */
  languages: z.optional(languages),
  ...shownFields,
  /** Whether it shows the code at the door too, for tickets on phones. Default false. */
  doorCode: z.optional(z.boolean()),
  /** Said quietly between calls, taking turns; on the days from `from` until `until`, both included. */
  messages: z.optional(
    z
      .array(z.object({ text: localText, from: z.optional(day), until: z.optional(day) }))
      .check(z.maxLength(20)),
  ),
};

type Displays = readonly {
  readonly counters: readonly string[];
  readonly queues?: readonly string[] | undefined;
  readonly arrows?: readonly { readonly counter: string }[] | undefined;
}[];
type Unknown = (path: string, id: string, known: ReadonlySet<string>) => Problem[];
type Known = { readonly counters: ReadonlySet<string>; readonly queues: ReadonlySet<string> };

/** Counters and queues that displays name and the location does not have. */
export function displayProblems(displays: Displays, known: Known, unknown: Unknown): Problem[] {
  return displays.flatMap(({ counters, queues = [], arrows = [] }, at) => [
    ...counters.flatMap((counter, i) => unknown(`displays.${at}.counters.${i}`, counter, known.counters)),
    ...queues.flatMap((queue, i) => unknown(`displays.${at}.queues.${i}`, queue, known.queues)),
    ...arrows.flatMap((arrow, i) =>
      unknown(`displays.${at}.arrows.${i}.counter`, arrow.counter, known.counters),
    ),
  ]);
}
