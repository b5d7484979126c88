/**
 * Every configuration document as a schema: the location's own, and the files of hub, stand and display.
 * Knows no driver, only the shape of its options; a faulty file is answered with each problem by its path.
 */

import * as z from "zod/mini";
import { appointmentSource, guestsCalledBy, sourceProblems } from "./config/appointment-source.ts";
import { explained } from "./config/explain.ts";
import { closingFields, hoursFields, hoursProblems, limitFields, weeklyHours } from "./config/hours.ts";
import { houseRules } from "./config/house-rules.ts";
import { keepDays } from "./config/keep-days.ts";
import { localSentences, localText } from "./config/local-text.ts";
import { logoProblem } from "./config/logo.ts";
import { circleProblems } from "./config/menus.ts";
import { houseReminders, serviceReminders } from "./config/reminders.ts";
import { repeated } from "./config/repeated.ts";
import { displayFields, displayProblems } from "./config/shown.ts";
import { signOff } from "./config/sign-off.ts";
import { standLook } from "./config/stand-look.ts";
import { statistics } from "./config/statistics.ts";
import {
  type CounterId,
  DIRECTIONS,
  type DisplayId,
  LANGUAGES,
  type LocationId,
  type QueueId,
  type ServiceId,
  STAFF_ID,
  type StandId,
} from "./terms.ts";

const as = <T extends string>(schema: z.ZodMiniType<string, string>) =>
  schema as unknown as z.ZodMiniType<T, T>;
/** Ids that a person chose: lower-case letters, digits and `-`, at most 32. */
export const slug = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/));
/** A logo in a document; a problem is told by its path like every other. */
const logoPng = z.string().check((context) => {
  const message = logoProblem(context.value);
  if (message !== null) context.issues.push({ code: "custom", input: context.value, message });
});
const letters = z.string().check(z.regex(/^[A-Z]{1,2}$/));

const minutes = z.int().check(z.gte(0), z.lte(600));
/** How a queue weighs those who wait for it; each has its default in `broker/queue/policy.ts`. */
const orderPolicy = z.object({
  /** An appointment that checks in later than this after its time waits like a walk-in. */
  lateMin: z.optional(minutes),
  /** How much faster than a walk-in's claim that of a due appointment grows. */
  appointmentRate: z.optional(z.number().check(z.gte(1), z.lte(10))),
  /** Whoever waits this long gets every other call of each counter. */
  agedMin: z.optional(z.int().check(z.gte(1), z.lte(600))),
});

const ordinal = z.int().check(z.gte(1), z.lte(99_999));
/** Which numbers of its letters a queue gives in a service day: from 1 and on without end where it says nothing. */
const series = z.object({ first: z.optional(ordinal), last: z.optional(ordinal) }).check(
  z.refine(({ first = 1, last = first }) => first <= last, {
    error: "must not be lower than the series' first",
    path: ["last"],
  }),
);

const does = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("service"),
    service: as<ServiceId>(slug),
    /** For whoever has a meeting and no code: a colleague is called first, and the ticket comes when nobody answers. Default false. */
    withoutCode: z.optional(z.boolean()),
  }),
  z.object({ kind: z.literal("menu"), menu: slug }),
  /** A slip of information instead of a ticket (R4). */
  z.object({ kind: z.literal("information"), information: slug }),
]);
/** What a citizen can do without a ticket, on paper and screen, with a QR code of where that is done. */
export const informationOf = z.object({
  information: slug,
  title: localText,
  text: localSentences,
  url: z.optional(z.string().check(z.maxLength(200), z.regex(/^https:\/\/[^\s]+$/))),
});
/** What the receipt says of a service besides its name: a message, and what to bring. */
export const adviceFields = {
  message: z.optional(localSentences),
  bring: z.optional(z.array(localText).check(z.maxLength(10))),
};
/** A physical or drawn key, counted from 1; what it does is data (R7). */
export const buttonOf = z.object({
  button: z.int().check(z.gte(1), z.lte(64)),
  label: localText,
  does,
  ...hoursFields,
});
/** Choices on the same buttons, on as many pages as they need; the stand adds the ways on and back by itself. */
export const menuOf = z.object({
  menu: slug,
  title: localText,
  items: z.array(z.object({ label: localText, does, ...hoursFields })).check(z.minLength(1), z.maxLength(12)),
});

/** All of one location: queues, services, stands, counters, displays (R7, R8, R9, R15). */
export const locationSchema = z.object({
  v: z.literal(1),
  version: z.int().check(z.gte(1)),
  location: as<LocationId>(slug),
  name: localText,
  timeZone: z
    .string()
    .check(z.refine(isTimeZone, "no time zone of this name is known, e.g. Europe/Copenhagen")),
  /** Offered to citizens; each but Danish and English once it is signed off. */
  languages: z.array(z.enum(LANGUAGES)).check(z.minLength(1)),
  /** Who has read all texts of a language and found them good; `of` is what `talon-hub texts` says, and void when they change. */
  signOffs: z.optional(z.array(signOff).check(z.maxLength(100))),
  /** Of the whole house (R9). */
  ...hoursFields,
  queues: z
    .array(
      z.object({
        queue: as<QueueId>(slug),
        name: localText,
        letters,
        active: z._default(z.boolean(), true),
        ...hoursFields,
        hours: z._default(z.nullable(weeklyHours), null),
        ...closingFields,
        order: z.optional(orderPolicy),
        series: z.optional(series),
        /** The staff id of whoever takes guests whose host is away without a deputy. */
        owner: z.optional(z.string().check(z.regex(STAFF_ID))),
      }),
    )
    .check(z.minLength(1), z.maxLength(500)),
  services: z
    .array(
      z.object({
        service: as<ServiceId>(slug),
        name: localText,
        queue: as<QueueId>(slug),
        ...hoursFields,
        ...limitFields,
        ...adviceFields,
        /** Its walk-ins wait as if they had come so much earlier. */
        headStartMin: z.optional(minutes),
        /** Whether citizens may take its tickets on their own phones, through the code at the door. Default false. */
        onPhone: z.optional(z.boolean()),
        /** When those who have an appointment are told of it. */
        reminders: z.optional(serviceReminders),
        /** Who calls guests of appointments that have hosts: the hosts alone (default), or any counter in the queue's order. */
        guestsCalledBy: z.optional(guestsCalledBy),
      }),
    )
    .check(z.maxLength(500)),
  informations: z.optional(z.array(informationOf).check(z.maxLength(200))),
  menus: z._default(z.array(menuOf), []),
  stands: z.array(
    z.object({
      stand: as<StandId>(slug),
      name: localText,
      buttons: z.array(buttonOf),
      personalLine: z._default(z.nullable(localText), null),
      /** A PNG file in base64 at the head of the receipt (R6). */
      logo: z.optional(z.nullable(logoPng)),
      ...standLook,
    }),
  ),
  counters: z.array(
    z.object({
      counter: as<CounterId>(slug),
      name: localText,
      /** Which queues it serves, most important first; empty means all. */
      queues: z._default(z.array(as<QueueId>(slug)), []),
      /** What goes before that: a queue in which somebody waits longer than so many minutes. */
      rules: z.optional(
        z.array(z.object({ queue: as<QueueId>(slug), waitsOverMin: minutes })).check(z.maxLength(20)),
      ),
      /** When it is planned to be staffed; the gaps are breaks. Left out: whenever it is open. */
      staffed: z.optional(weeklyHours),
      open: z._default(z.boolean(), true),
      /** Where it lies, as a display says it after the name: `lokale 2, 1. sal`. */
      room: z.optional(localText),
    }),
  ),
  displays: z.array(
    z.object({
      display: as<DisplayId>(slug),
      name: localText,
      /** Whose calls it shows; empty means all. */
      counters: z._default(z.array(as<CounterId>(slug)), []),
      /** Which queues it shows, and calls of these alone; left out or empty: the queues of its counters, and every call there. */
      queues: z.optional(z.array(as<QueueId>(slug))),
      ...displayFields,
      /** Where a counter lies, seen from here. */
      arrows: z.optional(
        z
          .array(z.object({ counter: as<CounterId>(slug), direction: z.enum(DIRECTIONS) }))
          .check(z.maxLength(200)),
      ),
    }),
  ),
  /** What staff may put on a ticket instead of a note in words. */
  tags: z.optional(z.array(z.object({ tag: slug, name: localText })).check(z.maxLength(50))),
  /** Why a counter may be on a break; left out: lunch, meeting, something else. */
  pauseReasons: z.optional(
    z.array(z.object({ reason: slug, name: localText })).check(z.minLength(1), z.maxLength(20)),
  ),
  /** How this house calls and serves; what is left out is as in broker/queue/house-rules.ts. */
  houseRules: z.optional(houseRules),
  /** How long something is kept about a person. */
  keepDays: z.optional(keepDays),
  /** When citizens are told of their appointments by text message (R5). Left out: never. */
  reminders: z.optional(houseReminders),
  /**
   * Whether a ticket's citizen may ask on its page to be told by text message, and from how many ahead where they choose nothing. Left
   * out: nobody may.
   */
  placeTexts: z.optional(z.int().check(z.gte(1), z.lte(5))),
  /** What one part of a text message costs, in Danish oere; staff see it while they write, and leaders in the monthly cost. */
  textPrice: z.optional(z.number().check(z.gte(0), z.lte(10_000))),
  /** What statistics are measured by, and whom they show. */
  statistics: z.optional(statistics),
  /** Where appointments come from. */
  appointmentSources: z.optional(z.array(appointmentSource).check(z.maxLength(20))),
  /** Other locations of the organisation as sources call them, and how citizens are told of them (R17). */
  otherLocations: z.optional(
    z
      .array(
        z.object({
          location: z.string().check(z.minLength(1), z.maxLength(120)),
          name: localText,
          address: z.optional(localText),
        }),
      )
      .check(z.maxLength(100)),
  ),
  /** Where a paper goes whose own queue is gone or closed (design rule 5). */
  catchAll: as<QueueId>(slug),
  /**
   * Which printed poster at the door holds: its code gives tickets on phones until this number is another one, also to whoever
   * has a photograph of it. Left out: none.
   */
  doorPoster: z.optional(z.int().check(z.gte(1), z.lte(9999))),
  /**
   * Whether citizens check in to appointments on their own phones, by their link and what the screen at the door shows at that minute.
   * Left out: no.
   */
  checkInOnPhone: z.optional(z.boolean()),
  /** The letters of pre-printed rolls, used when everything else is dead (design rule 9). */
  rollLetters: z._default(letters, "R"),
});
export type LocationConfig = z.infer<typeof locationSchema>;
export type Button = z.infer<typeof buttonOf>;
export type Menu = z.infer<typeof menuOf>;
export type Information = z.infer<typeof informationOf>;
export type Does = z.infer<typeof does>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}

export type Problem = { readonly path: string; readonly problem: string };
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A document against its schema: the value, or every problem by its path. Never throws. */
export function check<T>(schema: z.ZodMiniType<T>, document: unknown): Checked<T> {
  const result = schema.safeParse(document, { error: explained });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.map((issue) => ({
    path: issue.path.join(".") || "(whole)",
    problem: issue.message,
  }));
  return { ok: false, problems };
}

function unknown(path: string, id: string, known: ReadonlySet<string>): Problem[] {
  return known.has(id) ? [] : [{ path, problem: `"${id}" does not exist in this location` }];
}

type Known = {
  queues: ReadonlySet<string>;
  services: ReadonlySet<string>;
  menus: ReadonlySet<string>;
  informations: ReadonlySet<string>;
  counters: ReadonlySet<string>;
};

function doesProblems(path: string, action: Does, known: Known): Problem[] {
  switch (action.kind) {
    case "service":
      return unknown(`${path}.does.service`, action.service, known.services);
    case "menu":
      return unknown(`${path}.does.menu`, action.menu, known.menus);
    case "information":
      return unknown(`${path}.does.information`, action.information, known.informations);
  }
}

function dangling(location: LocationConfig, known: Known): Problem[] {
  return [
    ...unknown("catchAll", location.catchAll, known.queues),
    ...location.services.flatMap((service, at) =>
      unknown(`services.${at}.queue`, service.queue, known.queues),
    ),
    ...location.menus.flatMap((menu, at) =>
      menu.items.flatMap((item, i) => doesProblems(`menus.${at}.items.${i}`, item.does, known)),
    ),
    ...location.stands.flatMap((stand, at) =>
      stand.buttons.flatMap((button, i) => doesProblems(`stands.${at}.buttons.${i}`, button.does, known)),
    ),
    ...location.counters.flatMap((counter, at) =>
      counter.queues.flatMap((queue, i) => unknown(`counters.${at}.queues.${i}`, queue, known.queues)),
    ),
    ...location.counters.flatMap((counter, at) =>
      (counter.rules ?? []).flatMap((rule, i) =>
        unknown(`counters.${at}.rules.${i}.queue`, rule.queue, known.queues),
      ),
    ),
    ...displayProblems(location.displays, known, unknown),
    ...sourceProblems(location.appointmentSources ?? [], (path, service) =>
      unknown(path, service, known.services),
    ),
  ];
}

/** A location's document: its shape first, then ids used twice, ids that lead nowhere and menus in a circle. Never throws. */
export function checkLocation(document: unknown): Checked<LocationConfig> {
  const shaped = check(locationSchema as unknown as z.ZodMiniType<LocationConfig>, document);
  if (!shaped.ok) return shaped;
  const known: Known = {
    queues: new Set(shaped.value.queues.map((queue) => queue.queue)),
    services: new Set(shaped.value.services.map((service) => service.service)),
    menus: new Set(shaped.value.menus.map((menu) => menu.menu)),
    informations: new Set(shaped.value.informations?.map((one) => one.information)),
    counters: new Set(shaped.value.counters.map((counter) => counter.counter)),
  };
  const problems = [
    ...repeated(shaped.value),
    ...dangling(shaped.value, known),
    ...circleProblems(shaped.value),
    ...hoursProblems(shaped.value),
  ];
  return problems.length > 0 ? { ok: false, problems } : shaped;
}
