/**
 * Lines go into the book and, while the disk can be trusted, to the outbox.
 * Knows no file. After a failed disk the book goes on in memory and nothing more is appended (design rule 12).
 */
import type { TicketId } from "../../../protocol/terms.ts";
import { remember } from "./book.ts";
import type { Line } from "./line.ts";
import { only, type StandState, type Step } from "./state.ts";

export type Writing = {
  /** Get the lines onto the disk now. */
  readonly sync?: boolean;
  /** Get the lines onto the disk, then say `stored` with this ticket. */
  readonly stores?: TicketId;
};

/** Appends `lines`. Without `sync` or `stores` they reach the disk with the next lines that do. */
export function write(state: StandState, lines: readonly Line[], writing: Writing = {}): Step {
  if (lines.length === 0) return only(state);
  const written = { ...state, book: lines.reduce(remember, state.book) };
  if (!state.storage.isOk) return only(written);
  const stores = writing.stores ?? null;
  return only(written, { do: "append", lines, sync: stores !== null || writing.sync === true, stores });
}
