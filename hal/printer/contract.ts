/**
 * The contract of the receipt printer, and the neutral description of a slip of paper.
 * Knows no ticket, no queue and no ESC/POS: a slip is lines, rules, columns and a QR code.
 */
import type { HalCode } from "../errors.ts";
import type { StopListening } from "../listeners.ts";
import type { PrinterProfileName } from "./profiles.ts";

/** How a line stands on the paper. */
export type SlipAlign = "left" | "center" | "right";

/** One piece of a slip, from top to bottom. */
export type SlipLine =
  /** Text; wraps at words when it is too wide. `size` is the multiple of the normal letter, 1 to 8, in both directions. */
  | { kind: "text"; text: string; size: number; bold: boolean; align: SlipAlign }
  /** A line across the paper. */
  | { kind: "rule" }
  /** Empty lines of normal height. */
  | { kind: "feed"; lines: number }
  /** A QR code, centred; `moduleDots` is the width of one module, 1 to 16 printer dots (8 dots are 1 mm). Left out when `data` is longer than 666 or not plain ASCII. */
  | { kind: "qr"; data: string; moduleDots: number }
  /** Two texts on one line, at the left and at the right edge; the left one is cut when both do not fit. */
  | { kind: "columns"; left: string; right: string }
  /** A PNG file in base64, centred, made smaller where it is wider than the paper; left out when it is no PNG that can be read. */
  | { kind: "picture"; png: string };

/** What comes out of the printer in one piece. */
export type Slip = { widthMm: 58 | 80; lines: readonly SlipLine[]; cut: boolean };

/** Whose slip it is. Opaque to drivers: real ones ignore it, simulated paper keeps it. */
export type SlipTag = { ticketId: string; number: string };

/** How a print job is asked for. */
export type PrintOptions = {
  /** Time limit from the moment the job is at the head of the driver's line, in milliseconds. */
  timeoutMs: number;
  tag?: SlipTag | undefined;
};

/**
 * How a job ended.
 * - `printed`: the printer took every byte and, as far as it can be asked, was on line with paper afterwards.
 * - `torn`: some bytes were taken and then the printer reported trouble or the connection broke: paper may hang out, incomplete.
 * - `unknown`: bytes were taken and nobody can say what became of them.
 * - `failed`: not one byte of the slip was taken; nothing can come out, now or later.
 */
export type PrintOutcome = {
  result: "printed" | "torn" | "unknown" | "failed";
  /** Bytes of the slip that the transport took (on TCP: the kernel, which may hold some of them back). */
  bytesAccepted: number;
  /** Why it is not `printed`. */
  code?: HalCode;
  /** What the slip was made without: HAL_PRINTER_NO_FONT (letters in likenesses), HAL_PRINTER_NO_QR (no code). */
  without?: HalCode;
  /** The same in words, for a technician: why it is not `printed`, else what it was made without. */
  detail?: string;
  /** How much paper the taken bytes feed, in millimetres: an estimate from the bytes, to some percent. Left out when nothing was sent. */
  paperMm?: number;
};

/** What the printer says about itself. */
export type PrinterStatus = {
  online: boolean;
  paper: "ok" | "low" | "out" | "unknown";
  cover: "closed" | "open" | "unknown";
  /** The worst trouble, or null. A printer that cannot be asked (confirm "none") has null while it can be opened. */
  error: HalCode | null;
  /** The system's error underneath, of a printer that cannot be opened. */
  cause?: unknown;
  /** When this was found out, epoch milliseconds. */
  at: number;
};

/**
 * A receipt printer.
 *
 * Promises: jobs come out one at a time in the order of asking; `print` never rejects for trouble of the printer (that is
 * an outcome) and ends within its time limit plus the driver's own limit for status questions; `failed` only when no byte of
 * the slip was taken; a printer that was gone is used again by itself; `onStatus` tells every change once, `at` aside.
 * After `close` nothing is told, waiting jobs end as `failed` with HAL_CLOSED, and nothing keeps the process alive.
 *
 * Does not promise: that paper came out, or that anyone took it. No transport can know that: "printed" says that the
 * printer took the bytes and named no trouble. Each driver's docstring says what its "printed" rests on. A job that
 * ended `unknown` may still come out later.
 *
 * What `printed` rests on, by profile (see `confirm`; a one-way cable makes every printer one that cannot be asked):
 * - Epson, Star in ESC/POS mode, Bixolon, Citizen: the printer's own answer (GS r) from behind the slip, given once it has worked
 *   through everything before it, and then a status without trouble. A blank roll put in the wrong way round still prints blank.
 * - the cheap one without a name: that the bytes were taken. It is never asked; out of paper it is silent, and only the roll's
 *   meter (`paperMm`) warns.
 * And what "taken" means, by transport: on USB (usblp) the kernel and the printer's memory, some 10 to 80 kB; on USB (libusb) the
 * printer's memory; on a serial line and TCP this machine's kernel, which may still hold the last kilobytes back when the
 * printer loses its power. Then the slip is `torn` or `unknown`, never `failed`.
 *
 * Power that fails in the middle of a slip ends it as `torn` (the connection is seen to break: USB, a serial adapter, TCP with a
 * reset) or `unknown` (nobody answers any more: TCP, RS-232), within the time limit in either case.
 *
 * Fault: HAL_CLOSED when used after `close`.
 */
export interface Printer {
  print(slip: Slip, options: PrintOptions): Promise<PrintOutcome>;
  /** Asks the printer now; a printer that cannot be reached is a status with `online: false`, not a fault. */
  status(): Promise<PrinterStatus>;
  onStatus(listener: (status: PrinterStatus) => void): StopListening;
  close(): Promise<void>;
}

/** One slip that came out of a simulated printer, as it stands in the paper file. */
export type SlipRecord = {
  ticketId?: string;
  number?: string;
  /** The texts from top to bottom as they stand on the paper, wrapped, without rules and empty lines. */
  lines: string[];
  /** The data of the QR code, or null. */
  qr: string | null;
  /** Epoch milliseconds. */
  printedAt: number;
  /** False when the slip is torn. */
  complete: boolean;
  /** The ESC/POS stream in base64; of a torn slip, as much as was printed. */
  bytes: string;
};

/** A slip that hangs out of a simulated printer, with what was asked for, of a torn one as far as it came out, so that it can be drawn. */
export type HangingSlip = SlipRecord & { slip?: Slip };

/** The other side of a simulated printer: the paper, the cable, the citizen who takes the slip. */
export type PrinterFarSide = {
  paper: (state: "ok" | "low" | "out") => void;
  /** Pulls the cable (false) or puts it back (true). */
  online: (isOnline: boolean) => void;
  /** True: every slip stops half way, until it is cleared with false. */
  jam: (isJammed: boolean) => void;
  /** Every slip of the paper file, oldest first, also those of earlier processes; a torn last line of the file is passed over. */
  slips: () => Promise<SlipRecord[]>;
  /** The slips that hang out of the printer since the last `tearOff` of this process, the newest fifty, oldest first. */
  hanging: () => HangingSlip[];
  /** Takes what hangs out. */
  tearOff: () => HangingSlip[];
  /** Told each slip once it is in the paper file. */
  onSlip: (listener: (slip: SlipRecord) => void) => StopListening;
};

/** A printer whose paper is a file. */
export type SimulatedPrinterOptions = {
  driver: "simulated";
  /** The paper: JSON lines, appended and synced before `print` resolves. Belongs outside the stand's state. */
  paperFile: string;
  /** How long one slip takes. Default 700. */
  printMs?: number | undefined;
};

/** How the bytes reach an ESC/POS printer. */
export type PrinterTransportOptions =
  | { transport: "tcp"; host: string /** Default 9100. */; port?: number | undefined }
  | {
      transport: "serial";
      path: string /** Default 19200. */;
      baudRate?: number | undefined /** RTS/CTS. Default true. */;
      hasFlowControl?: boolean | undefined;
    }
  /** Without a path: the first of /dev/usb/lp0, lp1 ..., and where there is none, as "libusb". */
  | { transport: "usb" /** For example /dev/usb/lp0. */; path?: string | undefined }
  /** Where the kernel's driver usblp is not bound; without ids the first USB printer there is. */
  | ({ transport: "libusb" } & UsbPrinterIds);

/** Which USB printer; what is left out may be anything. */
export type UsbPrinterIds = {
  /** Vendor and product as lsusb shows them: "04b8:0e28". */
  usb?: string | undefined;
  serialNumber?: string | undefined;
};

/** An ESC/POS printer. */
export type EscposPrinterOptions = PrinterTransportOptions & {
  driver: "escpos";
  /**
   * How far "printed" is asked for: `drained` asks in the byte stream itself (GS r) and waits for the answer, so the printer has
   * worked through the slip; `status` asks in real time (DLE EOT) after the last byte; `none` never asks (one-way cables).
   * Default: the most that the profile says is answered; more than that is never asked.
   */
  confirm?: "drained" | "status" | "none" | undefined;
  /** What kind of printer it is: its widths, code pages, cut and commands. Default "epson-tm-t20iii". */
  profile?: PrinterProfileName | undefined;
  /** The number of this printer's table for code page 865 (ESC t), where it is not the profile's; clones differ. */
  codeTable?: number | undefined;
  /** Whether the printer draws QR codes itself (GS ( k) or is sent their dots, where it is not as the profile says. */
  qr?: "native" | "raster" | undefined;
  /** Pause between the last byte and the question of `status`, so that trouble has time to show. Default 300. */
  settleMs?: number | undefined;
  /** How long to wait for one answer. Default 500. */
  answerMs?: number | undefined;
  /** How often an idle printer is asked, over and above what it tells by itself. Default 1500; 0 never. One that is gone is tried every second. */
  pollMs?: number | undefined;
};

/** What `openPrinter` takes; `none` is a stand that only shows numbers. */
export type PrinterOptions = SimulatedPrinterOptions | EscposPrinterOptions | { driver: "none" };
