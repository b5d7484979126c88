/**
 * The questions to a printer and what its answers mean, as ESC/POS names them.
 * Knows no transport and asks nothing itself.
 *
 * Source: Epson's ESC/POS reference, DLE EOT n, GS r n and GS a n; other makers follow it, and what differs stands in a profile's bits.
 */
import type { HalCode } from "../errors.ts";
import type { PrinterStatus } from "./contract.ts";
import type { StatusBits } from "./profiles.ts";

/** Which real-time question: 1 printer, 2 cause of being off line, 3 cause of an error, 4 paper sensor (DLE EOT n). */
export type StatusQuestion = 1 | 2 | 3 | 4;

/** DLE EOT n: answered at once, even while off line and before the bytes that were sent earlier are printed. */
export function realTimeQuestion(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** GS r 1: stands in the byte stream, so its answer says that everything before it has been worked through. */
export const DRAINED_QUESTION: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/**
 * GS a n: tell unasked when on line, error, paper or feed button changes (bits 1, 2, 3, 6), and once at once.
 * ESC @ ends it.
 */
export const TELL_UNASKED: Uint8Array = Uint8Array.of(0x1d, 0x61, 0b0100_1110);

/** Fixed bits of an answer to DLE EOT: 0 and 7 are 0, 1 and 4 are 1. */
export function isRealTimeAnswer(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** Fixed bits of an answer to GS r 1, and of the second to fourth byte told unasked: 4 and 7 are 0. */
export function isDrainedAnswer(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

/** Fixed bits of the first of the four bytes that are told unasked (GS a): 0, 1 and 7 are 0, 4 is 1. */
export function isUnaskedHead(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0000;
}

/** The answers to the questions; undefined where the printer gave none. */
export type StatusAnswers = { readonly [Question in StatusQuestion]?: number | undefined };

/** What a printer says of itself, whichever way it said it; undefined where it said nothing. */
export type PrinterReading = {
  readonly isOffline: boolean | undefined;
  readonly isCoverOpen: boolean | undefined;
  /** Somebody holds the feed button. */
  readonly isFeeding: boolean | undefined;
  readonly hasError: boolean | undefined;
  readonly isCutterStuck: boolean | undefined;
  /** Too hot or too little voltage: goes away by itself. */
  readonly isHot: boolean | undefined;
  readonly isPaperLow: boolean | undefined;
  readonly isPaperOut: boolean | undefined;
};

/** In the answer to 2. */
const FEEDING = 0b1000;
/** In the answer to 3. */
const SELF_MENDING = 0b100_0000;

/** What the answers to the real-time questions say. */
export function readAnswers(answers: StatusAnswers, bits: StatusBits): PrinterReading {
  const stop = has(answers[2], bits.paperStop);
  const end = has(answers[4], bits.paperOut);
  return {
    isOffline: has(answers[1], bits.offline),
    isCoverOpen: has(answers[2], bits.coverOpen),
    isFeeding: has(answers[2], FEEDING),
    hasError: has(answers[2], bits.error) || has(answers[3], bits.unrecoverable),
    isCutterStuck: has(answers[3], bits.cutter),
    isHot: has(answers[3], SELF_MENDING),
    isPaperLow: has(answers[4], bits.paperLow),
    isPaperOut: stop === true || end, // "no stop" alone does not say that there is paper
  };
}

/** What the four unasked bytes say. Of the third, bits 0 and 1 are the near-end sensor, 2 and 3 the end. */
export function readUnasked(bytes: readonly number[]): PrinterReading {
  const [printer, error, paper] = bytes;
  return {
    isOffline: has(printer, 0b1000),
    isCoverOpen: has(printer, 0b10_0000),
    isFeeding: has(printer, 0b100_0000) || has(error, 0b10),
    hasError: has(error, 0b10_0100),
    isCutterStuck: has(error, 0b1000),
    isHot: has(error, 0b100_0000),
    isPaperLow: has(paper, 0b11),
    isPaperOut: has(paper, 0b1100),
  };
}

/** The status that a reading comes to, at the instant `at` (epoch milliseconds). */
export function statusOf(reading: PrinterReading, at: number): PrinterStatus {
  const { isCoverOpen, isPaperOut, isPaperLow, isOffline } = reading;
  return {
    online: isOffline !== true,
    paper: paperOf(isPaperOut, isPaperLow),
    cover: isCoverOpen === undefined ? "unknown" : isCoverOpen ? "open" : "closed",
    error: troubleOf(reading),
    at,
  };
}

function paperOf(isOut: boolean | undefined, isLow: boolean | undefined): PrinterStatus["paper"] {
  if (isOut === true) return "out";
  if (isLow === true) return "low";
  return isOut === undefined && isLow === undefined ? "unknown" : "ok";
}

/** The worst first: what a person must mend before what goes away by itself, and a cause before "off line". */
function troubleOf(reading: PrinterReading): HalCode | null {
  if (reading.isCoverOpen) return "HAL_PRINTER_COVER_OPEN";
  if (reading.isPaperOut) return "HAL_PRINTER_PAPER_OUT";
  if (reading.isCutterStuck) return "HAL_PRINTER_CUTTER_JAM";
  if (reading.isHot) return "HAL_PRINTER_HOT";
  if (reading.hasError) return "HAL_PRINTER_ERROR";
  if (!reading.isOffline) return null;
  return reading.isFeeding ? "HAL_PRINTER_FEEDING" : "HAL_PRINTER_OFFLINE";
}

/** The status of a printer that cannot be asked, because of `error` or because it is never asked (null). */
export function unaskedStatus(online: boolean, error: HalCode | null, at: number): PrinterStatus {
  return { online, paper: "unknown", cover: "unknown", error, at };
}

/** Whether two statuses say the same, their instants aside. */
export function isSameStatus(one: PrinterStatus, other: PrinterStatus): boolean {
  const { online, paper, cover, error } = one;
  return online === other.online && paper === other.paper && cover === other.cover && error === other.error;
}

/** Trouble in the middle of a slip that leaves it torn even when it is over before the last byte. */
export function spoilsSlip(error: HalCode | null): boolean {
  return error !== null && SPOILING.has(error);
}

const SPOILING: ReadonlySet<HalCode> = new Set([
  "HAL_PRINTER_COVER_OPEN",
  "HAL_PRINTER_PAPER_OUT",
  "HAL_PRINTER_CUTTER_JAM",
  "HAL_PRINTER_ERROR",
]);

function has(answer: number | undefined, bits: number): boolean | undefined {
  return answer === undefined ? undefined : (answer & bits) !== 0;
}
