/**
 * The contract of the code scanner of a stand.
 * Knows no ticket: what a code means is decided by the stand and the hub.
 */
import type { HalFault } from "../errors.ts";
import type { InputPlace } from "../input/place.ts";
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
  /** `gap`: a part was lost on its way (a keyboard's buffer ran over), so that the rest is no code. */
  problem: "too-long" | "not-text" | "gap";
  /** How many bytes were thrown away. */
  bytes: number;
  at: number;
};

/**
 * The code scanner of one stand.
 *
 * Promises: one `onCode` for each code, in order, cleaned as {@link Scan} says; codes are separated by CR, LF, CRLF (on a
 * keyboard: Enter or Tab), or silence (a scanner set up without a suffix); a code that stays before the glass is told once every
 * 2 s, by the clock given, also when others come in between, and another one at once; a code that is too long, no UTF-8, or has lost a part
 * is never told as a code but as a problem, and a kind of problem that goes on and on is told once every 2 s; memory use
 * is bounded whatever the scanner sends, and the event loop goes on; `onGone` once when the scanner disappears (also when
 * it is missing at opening; again when the reason changes) and `onBack` once when it is there again, both within 2 s and
 * without any call of the user; after `close` nothing is told, nothing keeps the process alive, and the device is free.
 *
 * Does not promise: that the code is one of ours; capitals as printed (a scanner may change them, so codes on tickets do not
 * depend on case); that a keyboard scanner types what is on the paper when it is set to another layout than `layout` says;
 * codes that come before the first listener.
 */
export interface Scanner {
  onCode(listener: (scan: Scan) => void): StopListening;
  onProblem(listener: (problem: ScanProblem) => void): StopListening;
  /** Told HAL_SCANNER_GONE, HAL_SCANNER_DENIED, HAL_SCANNER_BUSY, HAL_SCANNER_NO_DEVICE, HAL_INPUT_NO_DEVICE or HAL_MODULE_MISSING. */
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

/** What a scanner is set to put around its codes; taken off where it is there (control characters are taken off anyway). */
export type ScannerFrameOptions = {
  /** Before the code, and before or behind its AIM id. */
  prefix?: string | undefined;
  /** Behind the code, before the CR, LF, Enter or Tab. */
  suffix?: string | undefined;
};

/** A scanner on a serial line (USB-CDC, USB-serial, RS-232). */
export type SerialScannerOptions = ScannerFrameOptions & {
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

/**
 * A scanner that is a keyboard to the machine (USB HID). It is taken for the stand alone, so nothing it types lands in a
 * console or a desktop. Prefer a serial scanner where there is the choice: a keyboard has no letters but its layout's.
 */
export type HidScannerOptions = ScannerFrameOptions &
  InputPlace & {
    driver: "hid";
    /**
     * The keyboard layout that the SCANNER is set to, as in its handbook. Default us, as scanners come. The machine's own layout
     * does not matter: the kernel gives the place of the key, not the letter.
     */
    layout?: "us" | "dk" | undefined;
    /** Silence after which the keys typed count as a whole code, for scanners without a suffix. Default 300. */
    interKeyTimeoutMs?: number | undefined;
    /** How long to wait between two tries to find a missing scanner. Default 1000. */
    reopenMs?: number | undefined;
  };

/** What `openScanner` takes; `none` is a stand without a scanner. */
export type ScannerOptions =
  | { driver: "simulated" }
  | SerialScannerOptions
  | HidScannerOptions
  | { driver: "none" };
