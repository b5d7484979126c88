/**
 * The visits of one month as columns of numbers, so that any question is one walk over them.
 * Knows no event and no question; what a number means stands in lists of names (names.ts).
 */
import type { Outcome, Way } from "./visit.ts";
import { OUTCOMES, WAYS } from "./visit.ts";

/** One visit, its names as numbers; 0 is none. Times in ms, -1 where there is none. */
export type Row = {
  /** Of the month, 1 to 31; the service day's. */
  readonly day: number;
  /** From when its wait counts, by the location's clock. */
  readonly minute: number;
  readonly queue: number;
  readonly service: number;
  readonly counter: number;
  readonly staff: number;
  readonly stand: number;
  readonly waitMs: number;
  readonly serviceMs: number;
  readonly outcome: Outcome;
  readonly way: Way;
  readonly isAppointment: boolean;
  readonly isClockCorrected: boolean;
};

/** The columns of one month; `count` rows each. */
export type Columns = {
  readonly count: number;
  readonly waitMs: Int32Array;
  readonly serviceMs: Int32Array;
  readonly minute: Uint16Array;
  readonly queue: Uint16Array;
  readonly service: Uint16Array;
  readonly counter: Uint16Array;
  readonly staff: Uint16Array;
  readonly stand: Uint16Array;
  readonly day: Uint8Array;
  readonly outcome: Uint8Array;
  readonly way: Uint8Array;
  /** Bits: {@link APPOINTMENT}, {@link CLOCK_CORRECTED}. */
  readonly flags: Uint8Array;
};

export const APPOINTMENT = 1;
const CLOCK_CORRECTED = 2;

const WIDE = ["waitMs", "serviceMs"] as const;
const MIDDLE = ["minute", "queue", "service", "counter", "staff", "stand"] as const;
const NARROW = ["day", "outcome", "way", "flags"] as const;
const ROW_BYTES = WIDE.length * 4 + MIDDLE.length * 2 + NARROW.length;

function over(buffer: ArrayBuffer, count: number): Columns {
  const columns: Record<string, unknown> = { count };
  let at = 0;
  for (const name of WIDE) {
    columns[name] = new Int32Array(buffer, at, count);
    at += count * 4;
  }
  for (const name of MIDDLE) {
    columns[name] = new Uint16Array(buffer, at, count);
    at += count * 2;
  }
  for (const name of NARROW) {
    columns[name] = new Uint8Array(buffer, at, count);
    at += count;
  }
  return columns as Columns;
}

const FLAGS = (row: Row) =>
  (row.isAppointment ? APPOINTMENT : 0) | (row.isClockCorrected ? CLOCK_CORRECTED : 0);

/** A month's rows as bytes. */
export function pack(rows: readonly Row[]): Uint8Array {
  const buffer = new ArrayBuffer(rows.length * ROW_BYTES);
  const columns = over(buffer, rows.length);
  for (const [index, row] of rows.entries()) {
    for (const name of [...WIDE, ...MIDDLE]) columns[name][index] = row[name];
    columns.day[index] = row.day;
    columns.outcome[index] = OUTCOMES.indexOf(row.outcome);
    columns.way[index] = WAYS.indexOf(row.way);
    columns.flags[index] = FLAGS(row);
  }
  return new Uint8Array(buffer);
}

/** The columns that `pack` has made bytes of; a copy, since bytes out of a file may lie anywhere. */
export function unpack(bytes: Uint8Array): Columns {
  return over(new Uint8Array(bytes).buffer, bytes.length / ROW_BYTES);
}
