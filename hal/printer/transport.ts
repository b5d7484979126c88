/**
 * What an ESC/POS printer needs of a wire: the one binding by which TCP, serial, USB and the tests differ.
 * Knows no printer command.
 */
import { HalFault } from "../errors.ts";
import { openFaultKind } from "../open-fault.ts";

/** What a link tells its user. `onLost` at most once, and not after `close`. */
export type LinkUser = { onBytes: (bytes: Uint8Array) => void; onLost: (cause: unknown) => void };

/** How a write ended. */
export type Written = {
  /** Bytes taken for certain. */
  accepted: number;
  /** Bytes of the piece that was under way when it ended; they may have been taken or not. */
  inDoubt: number;
  end: "all" | "timeout" | "lost";
  cause?: unknown;
};

/** An open way to the printer. */
export type PrinterLink = {
  /**
   * Writes `bytes` within `timeoutMs`. Never rejects and never blocks the thread pool.
   * After "timeout" or "lost" the link is to be closed, which drops what was not yet taken.
   */
  write: (bytes: Uint8Array, timeoutMs: number) => Promise<Written>;
  close: () => Promise<void>;
};

/**
 * Opens links. `name` is for messages. Rejects with HAL_PRINTER_GONE, HAL_PRINTER_DENIED,
 * HAL_PRINTER_BUSY, HAL_PRINTER_NO_DEVICE where a path leads to no printer, or HAL_PRINTER_NO_HOST where nobody knows a name.
 */
export type PrinterTransport = {
  name: string;
  open: (user: LinkUser, timeoutMs: number) => Promise<PrinterLink>;
};

/** The fault of a printer that cannot be opened because of `error`. */
export function printerOpenFault(name: string, error: unknown): HalFault {
  const codes = {
    gone: "HAL_PRINTER_GONE",
    denied: "HAL_PRINTER_DENIED",
    busy: "HAL_PRINTER_BUSY",
    "no-device": "HAL_PRINTER_NO_DEVICE",
  } as const;
  return new HalFault(codes[openFaultKind(error)], name, error);
}

/** Small enough that a broken link shows how far the slip got, large enough that a slip is a few writes. */
const PIECE_BYTES = 256;

/**
 * Writes piece by piece through `writePiece`, which resolves when the piece was taken and rejects when the link is lost.
 * Shared by streams (TCP, serial), which cannot say how much of a piece was taken.
 */
export async function writePieces(
  bytes: Uint8Array,
  timeoutMs: number,
  writePiece: (piece: Uint8Array) => Promise<void>,
): Promise<Written> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<"timeout">((resolve) => {
    timer = setTimeout(() => resolve("timeout"), timeoutMs);
  });
  let accepted = 0;
  try {
    while (accepted < bytes.length) {
      const piece = bytes.subarray(accepted, accepted + PIECE_BYTES);
      const taken = writePiece(piece);
      taken.catch(() => undefined); // it may fail after the time is up, when nobody waits for it any more
      const first = await Promise.race([taken, timeUp]);
      if (first === "timeout") return { accepted, inDoubt: piece.length, end: "timeout" };
      accepted += piece.length;
    }
    return { accepted, inDoubt: 0, end: "all" };
  } catch (cause) {
    const inDoubt = Math.min(PIECE_BYTES, bytes.length - accepted);
    return { accepted, inDoubt, end: "lost", cause };
  } finally {
    clearTimeout(timer);
  }
}
