/**
 * Every MQTT payload as a schema, its type, and the one decoder.
 * Knows no topic, no broker and no rule; bytes from outside never throw past `decode`.
 */
import * as z from "zod/mini";
import { buttonOf, localText, menuOf, slug, weeklyHours } from "./config.ts";
import {
  CLOCK_TRUSTS,
  COUNTER_STATES,
  type CounterId,
  type DisplayId,
  isSpoken,
  LANGUAGES,
  type LedgerId,
  type OutboxId,
  PAPER_OUTCOMES,
  type QueueId,
  REFUSALS,
  type ServiceDay,
  type ServiceId,
  type StaffId,
  type StandId,
  TICKET_STATES,
  type TicketId,
  type TicketNumber,
  type TicketToken,
} from "./terms.ts";

/** Gives a schema of strings the type of one kind of id. */
const as = <T extends string>(schema: z.ZodMiniType<string, string>) =>
  schema as unknown as z.ZodMiniType<T, T>;
const text = (most: number) => z.string().check(z.maxLength(most));
const count = z.int().check(z.gte(0));
/** Epoch milliseconds, UTC, up to the year 3000. */
const instant = z.int().check(z.gte(0), z.lte(32_503_680_000_000));
const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

const ticketId = as<TicketId>(uuid);
const token = as<TicketToken>(z.string().check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)));
const number = as<TicketNumber>(z.string().check(z.regex(/^[A-Z]{1,4}\d{2,6}$/)));
const letters = z.string().check(z.regex(/^[A-Z]{1,4}$/));
const stand = as<StandId>(slug);
const queue = as<QueueId>(slug);
const service = as<ServiceId>(slug);
const counter = as<CounterId>(slug);
const outboxId = as<OutboxId>(uuid);
const ledgerId = as<LedgerId>(uuid);
const serviceDay = as<ServiceDay>(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}-\d{1,4}$/)));
const language = z.enum(LANGUAGES);
const wait = z.object({ fromMs: count, toMs: count, medianMs: count });
const ledgerMark = z.object({ ledgerId, seq: count });

/** What every message has: the version of its schema, an id of its own, and when it was said (epoch ms). */
const head = { v: z.int(), id: uuid, at: instant };
/** An answer carries its request's id, and the ledger's identity and length after the commit (design rule 8). */
const answerHead = { ...head, transaction: uuid, ledger: ledgerMark };

/** When something happened at a stand (design rule 11). `monoMs` counts within one `bootId` and never jumps. */
const standTime = z.object({
  wallMs: instant,
  monoMs: z.number().check(z.gte(0)),
  bootId: uuid,
  trust: z.enum(CLOCK_TRUSTS),
  /** The hub's `at` in its last message, and this machine's monotonic time when it came. */
  contact: z.nullable(z.object({ hubAt: instant, monoMs: z.number().check(z.gte(0)), bootId: uuid })),
});

/** The letters one outbox may number with on its own, for each queue, in one service day (design rule 6). */
const lease = z.object({ serviceDay, letters: z.record(slug, letters), last: count });

/** One ticket as the stand that gave it knows it: self-contained, so that a hub that knows nothing can take it in (design rule 5). */
const printedRecord = z.object({
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
  /** How the ticket ended, as the hub told the stand; only in a day given back (design rule 8). */
  ended: z.optional(z.object({ state: z.enum(TICKET_STATES), at: instant })),
});

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

const standConfig = z.object({
  ...head,
  version: count,
  location: slug,
  stand,
  locationName: localText,
  timeZone: text(60),
  languages: z.array(language).check(z.minLength(1), z.maxLength(LANGUAGES.length)),
  services: z.array(
    z.object({
      service,
      name: localText,
      queue,
      queueName: localText,
      letters,
      hours: z.nullable(weeklyHours),
    }),
  ),
  buttons: z.array(buttonOf),
  menus: z.array(menuOf),
  receipt: z.object({
    /** The address before the token: `<ticketUrl><token>`. */
    ticketUrl: text(200),
    personalLine: z.nullable(localText),
  }),
});

const health = z.object({
  ...head,
  printer: z.object({
    online: z.boolean(),
    paper: z.enum(["ok", "low", "out", "unknown"]),
    problem: z.nullable(text(300)),
  }),
  scanner: z.object({ online: z.boolean(), problem: z.nullable(text(300)) }),
  buttons: z.object({ online: z.boolean(), problem: z.nullable(text(300)) }),
  storage: z.object({ ok: z.boolean(), problem: z.nullable(text(300)) }),
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

const code = text(512);
const standing = z.object({
  number,
  queueName: localText,
  state: z.enum(TICKET_STATES),
  ahead: count,
  wait: z.nullable(wait),
  counterName: z.nullable(localText),
});
const codeAnswer = z.object({
  ...answerHead,
  answer: z.union([standing, z.object({ refused: z.enum(REFUSALS) })]),
});

const lastCalled = z.object({ number, counter, counterName: localText, at: instant });
const call = z.object({
  callSeq: count,
  number,
  queue,
  counter,
  counterName: localText,
  /** True when the same number was called to the same counter before. */
  recall: z.boolean(),
  calledAt: instant,
});
/** A call as a display shows it, with the address of its spoken words where the hub has a voice. */
const displayedCall = z.extend(call, { speech: z.array(z.object({ language, url: text(200) })) });

const staffCommand = {
  ...head,
  commandId: uuid,
  counter: z.optional(counter),
  ticket: z.optional(ticketId),
  /** The state that the sender saw; another one by now is refused as `changed`. */
  saw: z.optional(z.enum(TICKET_STATES)),
};
const staffAnswer = z.object({
  ...answerHead,
  commandId: uuid,
  answer: z.union([
    z.object({ ticket: z.object({ id: ticketId, number, state: z.enum(TICKET_STATES) }) }),
    z.object({ closed: count }),
    z.object({ refused: z.enum(REFUSALS) }),
  ]),
});

/** Every payload by name. `topics.ts` says where each travels. */
export const MESSAGES = {
  hubAvailability: availability,
  standAvailability: availability,
  standConfig,
  standHealth: health,
  hello,
  helloAnswer,
  issue,
  issueAnswer,
  printed,
  printedAnswer,
  checkIn: z.object({ ...head, code, language, presented: standTime }),
  checkInAnswer: codeAnswer,
  lookup: z.object({ ...head, token }),
  lookupAnswer: codeAnswer,
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
  queueState: z.object({
    ...head,
    ledger: ledgerMark,
    queue,
    name: localText,
    letters,
    open: z.boolean(),
    opensAt: z.nullable(instant),
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
  }),
  displayPicture: z.object({
    ...head,
    display: as<DisplayId>(slug),
    location: slug,
    locationName: localText,
    timeZone: text(60),
    languages: z.array(language),
    open: z.boolean(),
    opensAt: z.nullable(instant),
    /** The last 20 calls, oldest first. */
    calls: z.array(displayedCall).check(z.maxLength(20)),
    /** Who is called or being served now. */
    counters: z.array(
      z.object({ counter, name: localText, state: z.enum(COUNTER_STATES), number: z.nullable(number) }),
    ),
    queues: z.array(
      z.object({
        queue,
        name: localText,
        letters,
        open: z.boolean(),
        waiting: count,
        wait: z.nullable(wait),
      }),
    ),
  }),
  call: z.extend(call, head),
  staffCallNext: z.object({ ...staffCommand, counter, finishes: z.optional(ticketId) }),
  staffCounter: z.object({ ...staffCommand, counter }),
  staffTicket: z.object({ ...staffCommand, ticket: ticketId }),
  staffIssue: z.object({
    ...staffCommand,
    queue,
    service: z.optional(service),
    language: z.optional(language),
  }),
  staffAdopt: z.object({ ...staffCommand, queue, number }),
  staffCloseUpTo: z.object({ ...staffCommand, number }),
  staffUndo: z.object({ ...staffCommand, undoes: uuid }),
  staffAnswer,
  staffNotice: z.object({
    ...head,
    staff: as<StaffId>(slug),
    notice: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("caught-ticket"), number, queue }),
      z.object({ kind: z.literal("stand-trouble"), stand, problem: text(300) }),
      z.object({ kind: z.literal("ledger-replaced"), serviceDay: z.nullable(serviceDay) }),
      z.object({ kind: z.literal("tickets-recovered"), count }),
      /** Two papers bear this number: staff must ask which citizen came first. */
      z.object({ kind: z.literal("number-doubled"), number }),
    ]),
  }),
} as const;

export type MessageName = keyof typeof MESSAGES;
export type Message<Name extends MessageName> = z.infer<(typeof MESSAGES)[Name]>;
export type PrintedRecord = z.infer<typeof printedRecord>;
export type StandTime = z.infer<typeof standTime>;
export type Lease = z.infer<typeof lease>;
export type LedgerMark = z.infer<typeof ledgerMark>;
export type Call = z.infer<typeof call>;
export type Standing = z.infer<typeof standing>;
/** The schema of one ticket in a `printed` request, for the generated documents. */
export const PRINTED_RECORD = printedRecord;

export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** The longest payload that is looked at, in bytes; a location's largest document stays far below it. */
export const LONGEST_PAYLOAD = 262_144;

function problemOf(error: z.core.$ZodError): string {
  const said = error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "(whole)"}: ${issue.message}`);
  return said.join("; ").slice(0, 300);
}

function parsed(payload: Uint8Array | string): Decoded<unknown> {
  if (payload.length > LONGEST_PAYLOAD) return { ok: false, problem: `longer than ${LONGEST_PAYLOAD} bytes` };
  try {
    const source =
      typeof payload === "string" ? payload : new TextDecoder("utf-8", { fatal: true }).decode(payload);
    return { ok: true, value: JSON.parse(source) as unknown };
  } catch {
    return { ok: false, problem: "not JSON in UTF-8" };
  }
}

/**
 * Bytes -> a message of that name, or the problem in words. Never throws. Unknown fields are dropped;
 * versions that `isSpoken` does not know are refused (design rule 14).
 */
export function decode<Name extends MessageName>(
  name: Name,
  payload: Uint8Array | string,
): Decoded<Message<Name>> {
  const json = parsed(payload);
  if (!json.ok) return json;
  const result = MESSAGES[name].safeParse(json.value);
  if (!result.success) return { ok: false, problem: problemOf(result.error) };
  if (!isSpoken(result.data.v))
    return { ok: false, problem: `v: version ${result.data.v} is not spoken here` };
  return { ok: true, value: result.data as Message<Name> };
}

/** One record of a `printed` request, or why it cannot be taken in. Never throws. */
export function decodeRecord(record: unknown): Decoded<PrintedRecord> {
  const result = printedRecord.safeParse(record);
  return result.success ? { ok: true, value: result.data } : { ok: false, problem: problemOf(result.error) };
}

/** The id of a request that cannot be decoded otherwise, so that its sender can still be answered; `null` when even that is unreadable. */
export function transactionOf(payload: Uint8Array | string): string | null {
  const json = parsed(payload);
  const result = json.ok ? z.object({ id: uuid }).safeParse(json.value) : null;
  return result?.success ? result.data.id : null;
}

/** A message as it travels. */
export function encode<Name extends MessageName>(_name: Name, message: Message<Name>): string {
  return JSON.stringify(message);
}
