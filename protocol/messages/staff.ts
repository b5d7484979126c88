/**
 * What staff clients and the hub say to each other: commands, answers, notices.
 * Knows no topic and no rule.
 */
import * as z from "zod/mini";
import { slug } from "../config.ts";
import { REFUSALS, TICKET_STATES } from "../terms.ts";
import { appointment, guest } from "./check-in.ts";
import {
  answerHead,
  count,
  counter,
  head,
  instant,
  language,
  number,
  queue,
  service,
  serviceDay,
  staff,
  stand,
  text,
  ticketId,
  uuid,
} from "./parts.ts";

const staffCommand = {
  ...head,
  commandId: uuid,
  counter: z.optional(counter),
  ticket: z.optional(ticketId),
  /** The state that the sender saw; another one by now is refused as `changed`. */
  saw: z.optional(z.enum(TICKET_STATES)),
};

/** Where help is wanted: at a stand by a citizen, or at a counter by staff. */
const helpFrom = z.union([z.object({ stand }), z.object({ counter })]);

const staffAnswer = z.object({
  ...answerHead,
  commandId: uuid,
  answer: z.union([
    z.object({ ticket: z.object({ id: ticketId, number, state: z.enum(TICKET_STATES) }) }),
    z.object({ closed: count }),
    z.object({ counted: count }),
    z.object({ helping: uuid }),
    /** A counter as its staff decided: `queues` is empty where the document's hold. */
    z.object({
      session: z.object({
        counter,
        open: z.boolean(),
        pause: z.nullable(slug),
        queues: z.array(queue),
      }),
    }),
    /** Of a host: whether they are away until then, and who takes their guests meanwhile. */
    z.object({
      host: z.object({
        host: text(64),
        isAway: z.boolean(),
        until: z.nullable(instant),
        deputy: z.nullable(text(64)),
      }),
    }),
    /** What is said now of a guest who did not come in time. */
    z.object({ judged: z.enum(["wait", "rung", "no-show", "expected"]) }),
    z.object({ refused: z.enum(REFUSALS) }),
  ]),
});

/** By name. */
export const STAFF_MESSAGES = {
  staffCallNext: z.object({ ...staffCommand, counter, finishes: z.optional(ticketId) }),
  staffCounter: z.object({ ...staffCommand, counter }),
  staffTicket: z.object({ ...staffCommand, ticket: ticketId }),
  /** `anyway`: also when another counter called it a moment ago. */
  staffCall: z.object({ ...staffCommand, ticket: ticketId, anyway: z.optional(z.boolean()) }),
  /** Without a reason: the location's first. */
  staffPause: z.object({ ...staffCommand, counter, reason: z.optional(slug) }),
  staffTakeQueues: z.object({ ...staffCommand, counter, queues: z.array(queue).check(z.maxLength(200)) }),
  staffAnswerColleague: z.object({ ...staffCommand, counter, fromCounter: z.optional(counter) }),
  staffIssue: z.object({
    ...staffCommand,
    queue,
    service: z.optional(service),
    language: z.optional(language),
    /** The agreed time of an appointment that checks in. */
    agreedAt: z.optional(instant),
    /** The guest whom staff check in by name, and to what; the queue is their appointment's. */
    appointment: z.optional(appointment),
    guest: z.optional(guest),
  }),
  staffAdopt: z.object({ ...staffCommand, queue, number }),
  staffCloseUpTo: z.object({ ...staffCommand, number }),
  staffResume: z.object({ ...staffCommand, counter, ticket: ticketId }),
  staffTransfer: z.object({
    ...staffCommand,
    ticket: ticketId,
    queue: z.optional(queue),
    toCounter: z.optional(counter),
    toStaff: z.optional(staff),
  }),
  staffAddService: z.object({ ...staffCommand, ticket: ticketId, service }),
  staffTag: z.object({ ...staffCommand, ticket: ticketId, tags: z.array(slug).check(z.maxLength(50)) }),
  staffQuickServe: z.object({ ...staffCommand, service }),
  staffAnswerHelp: z.object({ ...staffCommand, help: uuid }),
  staffUndo: z.object({ ...staffCommand, undoes: uuid }),
  staffAnswer,
  staffNotice: z.object({
    ...head,
    staff: staff,
    notice: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("caught-ticket"), number, queue }),
      z.object({ kind: z.literal("stand-trouble"), stand, problem: text(300) }),
      z.object({ kind: z.literal("ledger-replaced"), serviceDay: z.nullable(serviceDay) }),
      z.object({ kind: z.literal("tickets-recovered"), count }),
      /** Two papers bear this number: staff must ask which citizen came first. */
      z.object({ kind: z.literal("number-doubled"), number }),
      /** The queue closed for the day, and so many who still waited were let go (R9). */
      z.object({ kind: z.literal("left-at-closing"), queue, count }),
      /** It was held for a counter or a person, and waits for anybody now. */
      z.object({
        kind: z.literal("hold-released"),
        number,
        from: z.union([z.object({ counter }), z.object({ staff }), z.object({ hosts: text(64) })]),
        because: z.enum(["counter-closed", "nobody-there", "nobody-answered"]),
      }),
      /** Somebody needs a colleague there; `help` names the call in `request/answer-help`. */
      z.object({
        kind: z.literal("help-called"),
        help: uuid,
        from: helpFrom,
        /** A guest with a meeting and no code is to be checked in. */
        wants: z.optional(z.literal("check-in")),
      }),
      /** A colleague goes there; `counter` as far as it is known. */
      z.object({
        kind: z.literal("help-answered"),
        help: uuid,
        from: helpFrom,
        counter: z.nullable(counter),
      }),
      /** A counter's staff need a colleague at once; who comes, by counter or account; and that it is over. */
      z.object({ kind: z.literal("colleague-called"), counter }),
      z.object({
        kind: z.literal("colleague-answered"),
        counter,
        from: z.nullable(counter),
        by: z.nullable(staff),
      }),
      z.object({ kind: z.literal("colleague-ended"), counter }),
    ]),
  }),
} as const;
