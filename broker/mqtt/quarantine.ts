/**
 * What is kept of a `printed` request that cannot be decoded as a whole: each record by its own text, so that nothing is lost
 * and nothing loops (design rule 5). Pure.
 */
import type { OutboxId } from "../../protocol/terms.ts";
import type { TakenRecord } from "../queue/commands.ts";

/** As many records as a good request may have. */
const MOST_RECORDS = 20;
const LONGEST_RAW = 4000;
/** Stands for an outbox that could not be read. */
const NO_OUTBOX = "00000000-0000-4000-8000-000000000000" as OutboxId;

function parsed(payload: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** One result for each record that was sent, as far as they can be told apart; at least one for the whole. */
export function quarantine(
  payload: Uint8Array,
  problem: string,
): { outbox: OutboxId; returning: boolean; records: TakenRecord[] } {
  const { outboxId, records } = parsed(payload);
  const isId = typeof outboxId === "string" && /^[0-9a-f-]{36}$/.test(outboxId);
  const raws =
    Array.isArray(records) && records.length > 0 && records.length <= MOST_RECORDS ? records : null;
  const texts = raws?.map((record) => JSON.stringify(record)) ?? [new TextDecoder().decode(payload)];
  return {
    outbox: isId ? (outboxId as OutboxId) : NO_OUTBOX,
    returning: false,
    records: texts.map((raw) => ({ ok: false, problem, raw: raw.slice(0, LONGEST_RAW) })),
  };
}
