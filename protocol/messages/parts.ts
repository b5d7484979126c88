/**
 * The parts that payloads are made of: ids, instants, counts, and what stands at the head of each message.
 * Knows no payload and no topic.
 */
import * as z from "zod/mini";
import { slug } from "../config.ts";
import {
  type CounterId,
  isLanguage,
  type Language,
  type LedgerId,
  type OutboxId,
  type QueueId,
  type ServiceDay,
  type ServiceId,
  STAFF_ID,
  type StaffId,
  type StandId,
  type TicketId,
  type TicketNumber,
  type TicketToken,
} from "../terms.ts";

/** Gives a schema of strings the type of one kind of id. */
export const as = <T extends string>(schema: z.ZodMiniType<string, string>) =>
  schema as unknown as z.ZodMiniType<T, T>;
export const text = (most: number) => z.string().check(z.maxLength(most));
export const count = z.int().check(z.gte(0));
/** Epoch milliseconds, UTC, up to the year 3000. */
export const instant = z.int().check(z.gte(0), z.lte(32_503_680_000_000));
export const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

export const ticketId = as<TicketId>(uuid);
export const token = as<TicketToken>(z.string().check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)));
export const number = as<TicketNumber>(z.string().check(z.regex(/^[A-Z]{1,4}\d{2,6}$/)));
export const letters = z.string().check(z.regex(/^[A-Z]{1,4}$/));
export const stand = as<StandId>(slug);
export const staff = as<StaffId>(z.string().check(z.regex(STAFF_ID)));
export const queue = as<QueueId>(slug);
export const service = as<ServiceId>(slug);
export const counter = as<CounterId>(slug);
export const outboxId = as<OutboxId>(uuid);
const ledgerId = as<LedgerId>(uuid);
export const serviceDay = as<ServiceDay>(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}-\d{1,4}$/)));
const languageCode = z.string().check(z.regex(/^[a-z]{2,3}$/));
/** The language of a text or ticket. One that only a newer program has texts for is read as English, so that nothing is refused for it (rule 14). */
export const language: z.ZodMiniType<Language, string> = z.pipe(
  languageCode,
  z.transform((code): Language => (isLanguage(code) ? code : "en")),
);
/** Languages to offer: those that this program has texts for, Danish where it has none of them. */
export const languages: z.ZodMiniType<Language[], string[]> = z.pipe(
  z.array(languageCode).check(z.minLength(1), z.maxLength(50)),
  z.transform((codes): Language[] => {
    const known = codes.filter(isLanguage);
    return known.length > 0 ? known : ["da"];
  }),
);
export const wait = z.object({ fromMs: count, toMs: count, medianMs: count, meanMs: z.optional(count) });
/** What a host told a guest: that they come, that it takes so many minutes, or to come to a room. */
export const hostAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("coming") }),
  z.object({ kind: z.literal("later"), minutes: z.int().check(z.gte(1), z.lte(120)) }),
  z.object({ kind: z.literal("room"), room: z.string().check(z.minLength(1), z.maxLength(40)) }),
]);
export const ledgerMark = z.object({ ledgerId, seq: count });
/** What every message has: the version of its schema, an id of its own, and when it was said (epoch ms). */
export const head = { v: z.int(), id: uuid, at: instant };
/** An answer carries its request's id, and the ledger's identity and length after the commit (design rule 8). */
export const answerHead = { ...head, transaction: uuid, ledger: ledgerMark };
