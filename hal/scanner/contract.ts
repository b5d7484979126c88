/**
 * The contract of the code scanner of a stand.
 * Knows no ticket: what a code means is decided by the stand and the hub.
 */
import type { HalFault } from "../errors.ts";
import type { StopListening } from "../listeners.ts";

/** The longest code in bytes, its AIM id included. A ticket's address is far below it, a QR of a passport far above. */
export const MAX_CODE_BYTES = 512;

/** One code, cleaned. */
export type Scan = {
  /** 1 to {@link MAX_CODE_BYTES} bytes of text: no control or formatting characters, no AIM id, no spaces at either end. */
  code: string;
  /** Milliseconds since boot; never goes back. */
  monotonicMs: number;
  /** Epoch milliseconds, UTC. */
  at: number;
};

/** Something was scanned that is not a code. Its content is never passed on. */
export type ScanProblem = {
  problem: "too-long" | "not-text";
  /** How many bytes were thrown away. */
  bytes: number;
  at: number;
};

/**
 * The code scanner of one stand.
 *
 * Promises: one `onCode` for each code, in order, cleaned as {@link Scan} says; codes are separated by CR, LF, CRLF, or
 * silence (a scanner set up without a suffix); a code that is too long or no UTF-8 is told once as a problem and never as
 * a code; memory use is bounded whatever the scanner sends; `onGone` once when the scanner disappears (also when it
 * is missing at opening) and `onBack` once when it is there again, without any call of the user; after `close` nothing
 * is told and nothing keeps the process alive.
 *
 * Does not promise: that the code is one of ours; that the same paper held long before the glass is told only once (that
 * is the scanner's own setting); capitals as printed (a scanner may change them, so codes on tickets do not depend on case).
 */
export interface Scanner {
  onCode(listener: (scan: Scan) => void): StopListening;
  onProblem(listener: (problem: ScanProblem) => void): StopListening;
  /** Told HAL_SCANNER_GONE, HAL_SCANNER_DENIED or HAL_SCANNER_BUSY. */
  onGone(listener: (fault: HalFault) => void): StopListening;
  onBack(listener: () => void): StopListening;
  /** Whether the scanner can be read at this moment. */
  readonly isPresent: boolean;
  close(): Promise<void>;
}

/** The other side of a simulated scanner: the citizen with a piece of paper, and the cable. */
export type ScannerFarSide = {
  /** Presents a code: the bytes and a CR go through the same splitter as those of a real scanner. */
  present: (text: string) => void;
  /** Sends bytes as they are, without a CR. */
  babble: (bytes: Uint8Array) => void;
  /** Pulls the cable (false) or puts it back (true). */
  plugged: (isPlugged: boolean) => void;
};

/** A scanner on a serial line (USB-CDC, USB-serial, RS-232). */
export type SerialScannerOptions = {
  driver: "serial";
  /** The device; prefer a path below /dev/serial/by-id, which survives another plug. */
  path: string;
  /** Bits per second; of no effect on USB-CDC. Default 9600. */
  baudRate?: number | undefined;
  /** Silence after which received bytes count as a whole code, for scanners without a suffix. Default 100. */
  interByteTimeoutMs?: number | undefined;
  /** How long to wait between two tries to open a missing scanner. Default 1000. */
  reopenMs?: number | undefined;
};

/** What `openScanner` takes; `none` is a stand without a scanner. */
export type ScannerOptions = { driver: "simulated" } | SerialScannerOptions | { driver: "none" };
