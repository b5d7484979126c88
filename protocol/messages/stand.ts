/**
 * What a stand and the hub say to each other: hello, issue, printed, codes, and the hub's commands to a stand.
 * Knows no topic and no rule.
 */
import * as z from "zod/mini";
import { hoursFields, weeklyHours } from "../config/hours.ts";
import { localText } from "../config/local-text.ts";
import { standLook } from "../config/stand-look.ts";
import { adviceFields, buttonOf, informationOf, menuOf, slug } from "../config.ts";
import { ASSISTS, CLOCK_TRUSTS, MOST_ANSWERS, PAPER_OUTCOMES, REFUSALS, TICKET_STATES } from "../terms.ts";
import { agreed, CHECK_IN_MESSAGES, checkInRefusal, checkInWelcome, digest } from "./check-in.ts";
import {
  answerHead,
  count,
  head,
  hostAnswer,
  instant,
  language,
  languages,
  ledgerMark,
  letters,
  number,
  outboxId,
  queue,
  service,
  serviceDay,
  stand,
  text,
  ticketId,
  token,
  uuid,
  wait,
} from "./parts.ts";

/** When something happened at a stand (design rule 11). `monoMs` counts within one `bootId` and never jumps. */
export const standTime = z.object({
  wallMs: instant,
  monoMs: z.number().check(z.gte(0)),
  bootId: uuid,
  trust: z.enum(CLOCK_TRUSTS),
  /** The hub's `at` in its last message, and this machine's monotonic time when it came. */
  contact: z.nullable(z.object({ hubAt: instant, monoMs: z.number().check(z.gte(0)), bootId: uuid })),
});

/** The letters one outbox may number with on its own, for each queue, in one service day (design rule 6). */
export const lease = z.object({ serviceDay, letters: z.record(slug, letters), last: count });

/** What was chosen in the stand's menus on the way to a service, in Danish, the first choice first (R4). */
const answers = z.array(text(120)).check(z.maxLength(MOST_ANSWERS));
/** Left out where its citizen needs nothing beyond a number; never on a display. */
const assist = z.optional(z.enum(ASSISTS));

/** One ticket as the stand that gave it knows it: self-contained, so that a hub that knows nothing can take it in (design rule 5). */
export const printedRecord = z.object({
  ticketId,
  token,
  /** `null` only when the ticket was withdrawn before it had a number. */
  number: z.nullable(number),
  queue,
  service: z.nullable(service),
  serviceDay,
  series: z.enum(["plain", "own"]),
  paper: z.enum(PAPER_OUTCOMES),
  language,
  issued: standTime,
  answers: z.optional(answers),
  /** Of a ticket that staff gave: the agreed time of its appointment, and by how much a walk-in's claim began before its arrival. */
  agreedAt: z.optional(instant),
  headStartMs: z.optional(count),
  /** Of a citizen who checked in at the stand; `agreedAt` says its time. */
  agreed: z.optional(agreed),
  assist,
  /** How the ticket ended, as the hub told the stand; only in a day given back (design rule 8). */
  ended: z.optional(z.object({ state: z.enum(TICKET_STATES), at: instant })),
});

const hours = z.object(hoursFields);
/** With the minutes before closing after which no more tickets are given, which a stand keeps to while the hub is away. */
const limitedHours = z.extend(hours, { lastTicketMin: z.optional(z.int().check(z.gte(0))) });

const standConfig = z.object({
  ...head,
  version: count,
  location: slug,
  stand,
  locationName: localText,
  timeZone: text(60),
  languages,
  /**
   * What the house, its queues and its services say of their opening, those that say anything; a service is open when house,
   * queue and service are. Left out by hubs of before, of whose queues only `hours` below are known.
   */
  opening: z.optional(
    z.object({
      location: hours,
      queues: z.record(slug, limitedHours),
      services: z.record(slug, limitedHours),
    }),
  ),
  services: z.array(
    z.object({
      service,
      name: localText,
      queue,
      queueName: localText,
      letters,
      /** The queue's week. */
      hours: z.nullable(weeklyHours),
      ...adviceFields,
    }),
  ),
  buttons: z.array(buttonOf),
  menus: z.array(menuOf),
  informations: z.optional(z.array(informationOf)),
  ...standLook,
  receipt: z.object({
    /** The address before the token: `<ticketUrl><token>`. */
    ticketUrl: text(200),
    personalLine: z.nullable(localText),
    /** A PNG file in base64; a reader that cannot draw it prints the receipt without. */
    logo: z.optional(z.nullable(text(43_700))),
  }),
});

/** `problem` is for a technician; `code` says the same for programs. A reader takes a code that it does not know for some trouble of that part. */
const trouble = {
  problem: z.nullable(text(300)),
  code: z.optional(z.nullable(text(60).check(z.minLength(1)))),
};

const health = z.object({
  ...head,
  printer: z.object({
    online: z.boolean(),
    paper: z.enum(["ok", "low", "out", "unknown"]),
    ...trouble,
  }),
  scanner: z.object({ online: z.boolean(), ...trouble }),
  /** `count`: how many keys the stand has, without the tactile one. Left out by stands of before it was told. */
  buttons: z.object({ online: z.boolean(), ...trouble, count: z.optional(count) }),
  /** Left out by stands of before there were keypads. */
  keypad: z.optional(z.object({ online: z.boolean(), ...trouble })),
  /** Left out by stands of before there were speakers. */
  speaker: z.optional(z.object({ online: z.boolean(), ...trouble })),
  /** The lamps in the buttons. Left out by stands of before they were told. */
  lamps: z.optional(z.object({ online: z.boolean(), ...trouble })),
  storage: z.object({ ok: z.boolean(), ...trouble }),
  outbox: z.object({ unconfirmed: count, oldestAt: z.nullable(instant), tickets: count }),
  temperatureC: z.nullable(z.number()),
  clock: z.enum(CLOCK_TRUSTS),
});

const hello = z.object({
  ...head,
  stand,
  outboxId,
  bootId: uuid,
  version: text(40),
  protocolVersion: z.int(),
  /** The highest the stand ever saw; `null` on a new card. */
  ledger: z.nullable(ledgerMark),
  serviceDay: z.nullable(serviceDay),
  lease: z.nullable(lease),
  /** Tickets of the current day in the outbox, confirmed ones included. */
  tickets: count,
});

const helloAnswer = z.object({
  ...answerHead,
  instance: uuid,
  serviceDay: z.nullable(serviceDay),
  lease: z.nullable(lease),
});

const issue = z.object({
  ...head,
  ticketId,
  token,
  queue,
  service: z.nullable(service),
  serviceDay: z.nullable(serviceDay),
  outboxId,
  language,
  issued: standTime,
  answers: z.optional(answers),
  /** The citizen has checked in. */
  agreed: z.optional(agreed),
  assist,
});

const issueAnswer = z.object({
  ...answerHead,
  ticketId,
  answer: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("number"), number, serviceDay, ahead: count, wait: z.nullable(wait) }),
    /** The plain series is held or closed (design rule 8): the stand numbers with its own. */
    z.object({ kind: z.literal("own-series"), serviceDay, ahead: count, wait: z.nullable(wait) }),
    z.object({ kind: z.literal("refused"), refused: z.enum(REFUSALS) }),
  ]),
});

const printed = z.object({
  ...head,
  outboxId,
  /** True when the hub asked for the whole day (design rule 8). */
  returning: z.boolean(),
  /** At most 20 (design rule 5); each is decoded by itself with `decodeRecord`, so that one bad record spoils no other. */
  records: z.array(z.unknown()).check(z.minLength(1), z.maxLength(20)),
});

/** One result for each record, in the same order. `quarantined`: could not be decoded and was set aside, do not send again. */
const printedAnswer = z.object({
  ...head,
  transaction: z.nullable(uuid),
  ledger: ledgerMark,
  results: z.array(
    z.object({
      result: z.enum(["recorded", "known", "expired", "caught", "quarantined"]),
      problem: z.optional(text(300)),
    }),
  ),
});

export const standing = z.object({
  number,
  queueName: localText,
  state: z.enum(TICKET_STATES),
  ahead: count,
  wait: z.nullable(wait),
  counterName: z.nullable(localText),
  /** The counter's room, where it has one. */
  room: z.optional(localText),
  /** What a host told its guest last, while they wait for each other. */
  answer: z.optional(hostAnswer),
  /** Whether its citizen, who missed the call, may come back into the queue by themselves. */
  mayRejoin: z.optional(z.boolean()),
});

const codeAnswer = z.object({
  ...answerHead,
  answer: z.union([standing, z.object({ refused: z.enum(REFUSALS) })]),
});

/** By name. */
export const STAND_MESSAGES = {
  standConfig,
  standHealth: health,
  hello,
  helloAnswer,
  issue,
  issueAnswer,
  printed,
  printedAnswer,
  ...CHECK_IN_MESSAGES,
  checkIn: z.object({
    ...head,
    /** A link's token as it was scanned, or a short code; empty beside a digest. Never a CPR number. */
    code: text(512),
    /** What the stand made of a CPR number with the day's key. */
    digest: z.optional(digest),
    language,
    presented: standTime,
  }),
  /** Either where a ticket of ours stands, or whom the code stands for, or why not. */
  checkInAnswer: z.object({ ...answerHead, answer: z.union([standing, checkInWelcome, checkInRefusal]) }),
  lookup: z.object({ ...head, token }),
  rejoin: z.object({ ...head, token }),
  lookupAnswer: codeAnswer,
  /** `csr`: a signing request (PEM) with the stand's next key. */
  renew: z.object({ ...head, csr: text(4000) }),
  /** The next certificate (PEM), or why there is none. */
  renewAnswer: z.object({
    ...answerHead,
    answer: z.union([z.object({ certificate: text(4000) }), z.object({ problem: text(60) })]),
  }),
  /** Its id is the call's: asked again with the same, nobody is called twice. */
  /** `wants`: a guest with a meeting and no code is to be checked in. Left out: help of any kind. */
  help: z.object({ ...head, wants: z.optional(z.literal("check-in")) }),
  /** Staff were told; `coming`: one of them has answered the call. */
  helpAnswer: z.object({ ...answerHead, coming: z.boolean() }),
  giveBack: z.object({ ...head, serviceDay }),
  reprint: z.object({ ...head, ticketId }),
  test: z.object({ ...head }),
  lamp: z.object({
    ...head,
    button: z.int().check(z.gte(1), z.lte(64)),
    light: z.enum(["on", "off", "blink"]),
    forMs: count,
  }),
  mirror: z.object({ ...head, records: z.array(printedRecord).check(z.maxLength(20)) }),
  ended: z.object({
    ...head,
    tickets: z
      .array(z.object({ ticketId, state: z.enum(TICKET_STATES), at: instant }))
      .check(z.maxLength(200)),
  }),
} as const;
