/**
 * What ESC/POS printers differ in, as data: a new printer is a new entry, not new code.
 * Knows no slip and no transport.
 *
 * Sources. [E] Epson's ESC/POS reference and TM-T20III/TM-T88 technical references; [B] Bixolon SRP-350 command manuals (Rev. 1.00,
 * 1.01); [C] Citizen's command reference for CT-S300/CT-S310 (the defaults of GS W) and its 2017 edition for CT-S310II;
 * [S] Star's "ESC/POS Mode Command Specifications" (Rev. 2.50); [L] the printer table of the receipt-printer-encoder that we
 * use; [D] the community's escpos-printer-db. "Epson's convention" means that nothing was found for this printer itself.
 */
import type { CodePage } from "./code-pages.ts";

/** What fits between the edges of one paper. `dots` is a multiple of 8; `columns` are letters of font A, 12 dots wide. */
export type PrintWidth = { readonly dots: number; readonly columns: number };

/** How dots are sent: GS v 0 (all at once, top to bottom) or GS ( L (stored, then printed). */
export type RasterCommand = "gs-v-0" | "gs-l";

/** Bits in the answers to DLE EOT. Bits 1 and 4 are always 1, 0 and 7 always 0; that is how an answer is known. */
export type StatusBits = {
  /** In the answer to 1. */
  readonly offline: number;
  /** In the answer to 2. */
  readonly coverOpen: number;
  readonly paperStop: number;
  readonly error: number;
  /** In the answer to 3, where the printer answers it. */
  readonly cutter: number;
  readonly unrecoverable: number;
  /** In the answer to 4. */
  readonly paperLow: number;
  readonly paperOut: number;
};

/** What a printer answers, and what the answers mean. */
export type StatusReplies = {
  /** Which questions (DLE EOT n) are answered; none at all by a one-way printer. */
  readonly realTime: readonly (1 | 2 | 3 | 4)[];
  /** Whether GS r 1 is answered from behind the slip. */
  readonly drained: boolean;
  /** Whether GS a makes it tell changes by itself. */
  readonly asb: boolean;
  /** Whether it has a paper near-end sensor, so that "ok" means more than "not out". */
  readonly nearEnd: boolean;
  readonly bits: StatusBits;
};

/** One kind of printer. */
export type PrinterProfile = {
  /** For people. */
  readonly title: string;
  readonly widths: { readonly 58: PrintWidth; readonly 80: PrintWidth };
  /** Its code pages with its own table numbers (ESC t n), the best for Danish first. */
  readonly codePages: readonly { readonly page: CodePage; readonly table: number }[];
  /** GS V 1 and GS V 0 after `feedLines`; a printer without a cutter is only fed. */
  readonly cut: "partial" | "full" | "none";
  /** Lines between the print head and the knife or the tear bar. */
  readonly feedLines: number;
  readonly qr: "native" | "raster";
  readonly raster: RasterCommand;
  /** The most dot rows in one raster command: it must fit the printer's memory. */
  readonly rasterRows: number;
  readonly status: StatusReplies;
};

/** Epson's convention [E], which Bixolon [B], Citizen [C] and Star [S] follow. */
const EPSON_BITS: StatusBits = {
  offline: 0b1000,
  coverOpen: 0b100,
  paperStop: 0b10_0000,
  error: 0b100_0000,
  cutter: 0b1000,
  unrecoverable: 0b10_0000,
  paperLow: 0b1100,
  paperOut: 0b110_0000,
};

const TWO_WAY: StatusReplies = {
  realTime: [1, 2, 3, 4],
  drained: true,
  asb: true,
  nearEnd: true,
  bits: EPSON_BITS,
};

/** 203 dots an inch: 576 dots in 48 columns on 80 mm [E, L, D]. */
const WIDE_203: PrintWidth = { dots: 576, columns: 48 };
/** 180 dots an inch: 512 dots in 42 columns on 80 mm [L, D], 360 dots in 30 columns on 58 mm [E, B]. */
const WIDTHS_180 = { 58: { dots: 360, columns: 30 }, 80: { dots: 512, columns: 42 } } as const;

export const PRINTER_PROFILES = {
  "epson-tm-t20iii": {
    title: "Epson TM-T20III",
    // 58 mm is 420 dots in 35 columns [E]; 416 is the whole bytes of it
    widths: { 58: { dots: 416, columns: 34 }, 80: WIDE_203 },
    // tables 0, 2, 5, 16 and 19 confirmed on a real one [D]
    codePages: [
      { page: "cp865", table: 5 },
      { page: "windows1252", table: 16 },
      { page: "cp858", table: 19 },
    ],
    cut: "partial",
    feedLines: 4,
    qr: "native",
    raster: "gs-v-0",
    rasterRows: 256,
    status: { ...TWO_WAY, nearEnd: false }, // its near-end sensor is an option [E]
  },
  "epson-tm-t88": {
    title: "Epson TM-T88VI, TM-T88VII",
    widths: WIDTHS_180,
    codePages: [
      { page: "cp865", table: 5 }, // [L, D]
      { page: "windows1252", table: 16 },
      { page: "cp858", table: 19 },
    ],
    cut: "partial",
    feedLines: 4,
    qr: "native",
    raster: "gs-l", // GS v 0 is called obsolete for it [E]
    rasterRows: 256,
    status: TWO_WAY,
  },
  "star-esc-pos": {
    // a TSP143 before the IV knows only Star's own graphics and prints none of this
    title: "Star TSP143IV, TSP654II, switched to ESC/POS",
    // 58 mm: Star has 50.8 mm (406 dots) with a paper guide [S]; 384 is safe with every guide
    widths: { 58: { dots: 384, columns: 32 }, 80: WIDE_203 },
    // [L]; in Star's own mode the numbers are others (865 is 9 [D])
    codePages: [
      { page: "cp865", table: 5 },
      { page: "windows1252", table: 16 },
      { page: "cp858", table: 19 },
    ],
    cut: "partial",
    feedLines: 3,
    qr: "native", // [S]
    raster: "gs-v-0",
    rasterRows: 256,
    status: { ...TWO_WAY, nearEnd: false }, // an option on a TSP654II, none on a TSP143
  },
  "bixolon-srp-350": {
    title: "Bixolon SRP-350, SRP-350II, SRP-350III, SRP-350plus",
    widths: WIDTHS_180,
    // 0 to 5 and 19 on every one of them; 16 from the plus and III on [L], so it is left out
    codePages: [
      { page: "cp865", table: 5 },
      { page: "cp858", table: 19 },
    ],
    cut: "partial",
    feedLines: 4,
    qr: "raster", // GS ( k only from the plus and III on [L]; GS v 0 on all [B]
    raster: "gs-v-0",
    rasterRows: 128,
    status: TWO_WAY, // the bits are named in [B]
  },
  "citizen-ct-s310": {
    title: "Citizen CT-S310, CT-S310II",
    widths: { 58: { dots: 384, columns: 32 }, 80: WIDE_203 }, // [C]
    // table 2 is 850 or 858 by edition [L, D], so 858 is left out
    codePages: [
      { page: "cp865", table: 5 },
      { page: "windows1252", table: 16 },
    ],
    cut: "partial",
    feedLines: 3, // [L]
    qr: "native", // [L]
    raster: "gs-v-0",
    rasterRows: 256,
    status: TWO_WAY,
  },
  "no-name-58": {
    title: "Billig 58 mm-printer uden navn / cheap 58 mm printer without a name",
    // a head of 384 dots; 80 mm does not go in, so a slip for it is laid out narrow
    widths: { 58: { dots: 384, columns: 32 }, 80: { dots: 384, columns: 32 } },
    codePages: [{ page: "cp865", table: 5 }], // POS-5890 and XP-58 [L, D]; 16 and more differ between clones
    cut: "none",
    feedLines: 4,
    qr: "raster", // some print the data of GS ( k as text
    raster: "gs-v-0",
    rasterRows: 24, // by caution: some hold 4 kB and stop at more
    status: { realTime: [], drained: false, asb: false, nearEnd: false, bits: EPSON_BITS },
  },
} as const satisfies Record<string, PrinterProfile>;

/** The name of a profile, as it stands in a configuration. */
export type PrinterProfileName = keyof typeof PRINTER_PROFILES;

/** What is assumed of a printer when nothing is said. */
const DEFAULT_PROFILE: PrinterProfileName = "epson-tm-t20iii";

/** What a configuration may say against the profile: `codeTable` is the number of the printer's table for code page 865. */
export type ProfileOverrides = {
  readonly codeTable?: number | undefined;
  readonly qr?: "native" | "raster" | undefined;
};

/** A profile by its name; a `codeTable` of its own is trusted for 865 alone, since the other numbers are then unknown. */
export function profileOf(
  name: PrinterProfileName = DEFAULT_PROFILE,
  overrides: ProfileOverrides = {},
): PrinterProfile {
  const profile: PrinterProfile = PRINTER_PROFILES[name];
  const { codeTable, qr = profile.qr } = overrides;
  if (codeTable === undefined) return { ...profile, qr };
  return { ...profile, qr, codePages: [{ page: "cp865", table: codeTable }] };
}
