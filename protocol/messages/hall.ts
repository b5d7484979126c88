/**
 * What the hub says to everybody in the hall: who is there, queues, counters, displays, calls.
 * Knows no topic and no rule; no name of a person ever stands here.
 */
import * as z from "zod/mini";
import { localText } from "../config/local-text.ts";
import { shownFields } from "../config/shown.ts";
import { slug } from "../config.ts";
import { COUNTER_STATES, DIRECTIONS, type DisplayId, LIMITS } from "../terms.ts";
import {
  as,
  count,
  counter,
  head,
  hostAnswer,
  instant,
  language,
  languages,
  ledgerMark,
  letters,
  number,
  queue,
  service,
  text,
  uuid,
  wait,
} from "./parts.ts";

const availability = z.object({
  ...head,
  state: z.enum(["online", "offline"]),
  since: instant,
  version: text(40),
  protocolVersion: z.int(),
  /** New at every start of the process; a hub's tells stands to replay and a second hub to stay away. */
  instance: uuid,
  ledger: z.optional(z.nullable(ledgerMark)),
});

/** Open, but no more tickets are given today. Left out by hubs of before there were limits. */
const limit = z.optional(z.nullable(z.enum(LIMITS)));
const serviceState = z.object({ service, open: z.boolean(), opensAt: z.nullable(instant), limit });

const lastCalled = z.object({ number, counter, counterName: localText, at: instant });

export const call = z.object({
  callSeq: count,
  number,
  queue,
  counter,
  counterName: localText,
  /** True when the same number was called to the same counter before. */
  recall: z.boolean(),
  calledAt: instant,
  /** A host's word to a guest: `counter` is then `host`, which is none, and `counterName` says the room or what happens next. */
  answer: z.optional(hostAnswer),
});

/** A call as a display shows it, with the address of its spoken words where the hub has a voice. */
const displayedCall = z.extend(call, { speech: z.array(z.object({ language, url: text(200) })) });

/** How a queue is closed, or open without giving numbers. Left out by hubs of before displays told of it. */
const closing = {
  /** When it gives tickets next; `null` while it does. */
  opensAt: z.optional(z.nullable(instant)),
  limit,
  /** The name of the day for which it is closed now, e.g. a holiday's. */
  closedFor: z.optional(localText),
};
/** Where a counter lies, as people say it. */
const room = z.optional(localText);

/** By name. */
export const HALL_MESSAGES = {
  hubAvailability: availability,
  standAvailability: availability,
  queueState: z.object({
    ...head,
    ledger: ledgerMark,
    queue,
    name: localText,
    letters,
    open: z.boolean(),
    /** When it gives tickets next; `null` while it does. */
    opensAt: z.nullable(instant),
    limit,
    /** The name of the day for which it is closed now, e.g. a holiday's. */
    closedFor: z.optional(localText),
    /** Its services with hours or limits of their own; every other is open while the queue is. */
    services: z.optional(z.array(serviceState)),
    waiting: count,
    wait: z.nullable(wait),
    lastCalled: z.nullable(lastCalled),
  }),
  counterState: z.object({
    ...head,
    counter,
    name: localText,
    state: z.enum(COUNTER_STATES),
    number: z.nullable(number),
    queue: z.nullable(queue),
    room,
    /** On a break, without why; left out by hubs of before there were breaks. */
    paused: z.optional(z.boolean()),
  }),
  displayPicture: z.object({
    ...head,
    display: as<DisplayId>(slug),
    location: slug,
    locationName: localText,
    timeZone: text(60),
    languages,
    open: z.boolean(),
    opensAt: z.nullable(instant),
    /** The name of the day for which all of its queues are closed now. */
    closedFor: z.optional(localText),
    /** How it shows, sounds and speaks; what is left out is as the location's document has it by default. */
    show: z.optional(
      z.object({
        ...shownFields,
        /** Said between calls today, taking turns. */ messages: z.optional(z.array(localText)),
      }),
    ),
    /** The code at the door, for a ticket on a phone; `said` stands beside it. From `until` on it opens nothing. */
    door: z.optional(
      z.object({
        url: text(200),
        /** The code with its quiet zone, as an SVG document. */
        svg: text(30_000),
        until: instant,
        said: localText,
      }),
    ),
    /** The last 20 calls, oldest first. */
    calls: z.array(displayedCall).check(z.maxLength(20)),
    /** Who is called or being served now. */
    counters: z.array(
      z.object({
        counter,
        name: localText,
        state: z.enum(COUNTER_STATES),
        number: z.nullable(number),
        room,
        /** Where it lies, seen from this display. */
        arrow: z.optional(z.enum(DIRECTIONS)),
      }),
    ),
    queues: z.array(
      z.object({
        queue,
        name: localText,
        letters,
        open: z.boolean(),
        waiting: count,
        wait: z.nullable(wait),
        ...closing,
      }),
    ),
  }),
  call: z.extend(call, head),
} as const;
