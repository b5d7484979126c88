/**
 * The chain over the ledger's events: each hash is over the one before, the event's number and its text, so that nobody changes,
 * removes, inserts or exchanges an event without all hashes after it telling.
 * Pure; knows no file and no rule.
 */
import { hash } from "node:crypto";
import type { LocationId } from "../../protocol/terms.ts";

/** Where a chain ends: the number of its last event and that event's hash (64 hexadecimal digits). */
export type Head = { readonly seq: number; readonly hash: string };

/** The hash before the first event: a ledger's events are of one location. */
export function firstHash(location: LocationId): string {
  return hash("sha256", `talon-ledger ${location}`);
}

/**
 * The hash of event `seq`, after one whose hash is `before`. Whoever doubts it computes
 * `printf '%s %s %s' BEFORE SEQ TEXT | sha256sum`.
 */
export function nextHash(before: string, seq: number, text: string): string {
  // In one go: half the time of a hash that is fed part by part.
  return hash("sha256", `${before} ${seq} ${text}`);
}

/** `<seq>:<hash>`, as a head is written down and typed. */
export function headText({ seq, hash: digest }: Head): string {
  return `${seq}:${digest}`;
}

/** A head out of its text; `null` when it is none. */
export function readHead(text: string): Head | null {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase());
  return match?.[1] && match[2] ? { seq: Number(match[1]), hash: match[2] } : null;
}
