/**
 * The questions to a printer and its answers, as ESC/POS names them.
 * Knows no transport and asks nothing itself.
 */
import type { HalCode } from "../errors.ts";
import type { PrinterStatus } from "./contract.ts";

/** Which real-time question: 1 printer, 2 cause of being off line, 4 paper sensor (DLE EOT n). */
export type StatusQuestion = 1 | 2 | 4;

/** DLE EOT n: answered at once, even while off line and before the bytes that were sent earlier are printed. */
export function realTimeQuestion(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** GS r 1: stands in the byte stream, so its answer says that everything before it has been worked through. */
export const DRAINED_QUESTION: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/** Fixed bits of an answer to DLE EOT: 0 and 7 are 0, 1 and 4 are 1. */
export function isRealTimeAnswer(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** Fixed bits of an answer to GS r 1: 4 and 7 are 0. */
export function isDrainedAnswer(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

/** The answers to the three questions; undefined where the printer gave none. */
export type StatusAnswers = { printer: number; cause: number | undefined; paper: number | undefined };

/** What the answers mean, at the instant `at` (epoch milliseconds). */
export function statusOf(answers: StatusAnswers, at: number): PrinterStatus {
  const { printer, cause, paper } = answers;
  const isOffline = has(printer, 0b1000);
  const isCoverOpen = has(cause, 0b100);
  const isPaperOut = has(paper, 0b110_0000) || has(cause, 0b10_0000);
  const isPaperLow = has(paper, 0b1100);
  const trouble: [boolean, HalCode][] = [
    [isCoverOpen, "HAL_PRINTER_COVER_OPEN"],
    [isPaperOut, "HAL_PRINTER_PAPER_OUT"],
    [has(cause, 0b100_0000), "HAL_PRINTER_ERROR"],
    [isOffline, "HAL_PRINTER_OFFLINE"],
  ];
  return {
    online: !isOffline,
    paper: isPaperOut ? "out" : isPaperLow ? "low" : paper === undefined ? "unknown" : "ok",
    cover: cause === undefined ? "unknown" : isCoverOpen ? "open" : "closed",
    error: trouble.find(([isSo]) => isSo)?.[1] ?? null,
    at,
  };
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

function has(answer: number | undefined, bits: number): boolean {
  return answer !== undefined && (answer & bits) !== 0;
}
