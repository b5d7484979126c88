/**
 * Every MQTT payload as a schema, its type, and the one decoder.
 * Knows no topic, no broker and no rule; bytes from outside never throw past `decode`.
 */
import * as z from "zod/mini";
import { explained } from "./config/explain.ts";
import type { agreed } from "./messages/check-in.ts";
import { type call, HALL_MESSAGES } from "./messages/hall.ts";
import { type ledgerMark, uuid } from "./messages/parts.ts";
import { STAFF_MESSAGES } from "./messages/staff.ts";
import {
  type lease,
  printedRecord,
  STAND_MESSAGES,
  type standing,
  type standTime,
} from "./messages/stand.ts";
import { isSpoken } from "./terms.ts";

/** Every payload by name. `topics.ts` says where each travels. */
export const MESSAGES = { ...STAND_MESSAGES, ...HALL_MESSAGES, ...STAFF_MESSAGES } as const;

export type MessageName = keyof typeof MESSAGES;
export type Message<Name extends MessageName> = z.infer<(typeof MESSAGES)[Name]>;
export type PrintedRecord = z.infer<typeof printedRecord>;
export type StandTime = z.infer<typeof standTime>;
export type Lease = z.infer<typeof lease>;
export type LedgerMark = z.infer<typeof ledgerMark>;
export type Call = z.infer<typeof call>;
/** The appointment to which a ticket's citizen has come. */
export type Agreed = z.infer<typeof agreed>;
export type Standing = z.infer<typeof standing>;

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

/** Keeps nothing from one text to the next. */
const UTF8 = new TextDecoder("utf-8", { fatal: true });

function parsed(payload: Uint8Array | string): Decoded<unknown> {
  if (payload.length > LONGEST_PAYLOAD) return { ok: false, problem: `longer than ${LONGEST_PAYLOAD} bytes` };
  try {
    const source = typeof payload === "string" ? payload : UTF8.decode(payload);
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
  const result = MESSAGES[name].safeParse(json.value, { error: explained });
  if (!result.success) return { ok: false, problem: problemOf(result.error) };
  if (!isSpoken(result.data.v))
    return { ok: false, problem: `v: version ${result.data.v} is not spoken here` };
  return { ok: true, value: result.data as Message<Name> };
}

/** One record of a `printed` request, or why it cannot be taken in. Never throws. */
export function decodeRecord(record: unknown): Decoded<PrintedRecord> {
  const result = printedRecord.safeParse(record, { error: explained });
  return result.success ? { ok: true, value: result.data } : { ok: false, problem: problemOf(result.error) };
}

/** The id of a request that cannot be decoded otherwise, so that its sender can still be answered; `null` when even that is unreadable. */
export function transactionOf(payload: Uint8Array | string): string | null {
  const json = parsed(payload);
  const result = json.ok ? z.object({ id: uuid }).safeParse(json.value, { error: explained }) : null;
  return result?.success ? result.data.id : null;
}

/** A message as it travels. */
export function encode<Name extends MessageName>(_name: Name, message: Message<Name>): string {
  return JSON.stringify(message);
}
