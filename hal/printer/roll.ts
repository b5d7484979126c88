/**
 * How much paper a stream of ESC/POS bytes feeds, so that a roll can be said to be low before it is out.
 * Knows no printer's sensor and no roll; who sums up is the stand.
 */
import type { PrinterProfile } from "./profiles.ts";
import { QUIET_MODULES, qrBitmap } from "./qr-picture.ts";

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const LF = 0x0a;

/** A line that says nothing else: 30 dots on 203 and 180 dots an inch alike (Epson's default). */
const LINE_DOTS = 30;
/** Font A. */
const LETTER_DOTS = 24;

/**
 * The millimetres that `bytes` feed. An estimate to some percent: the printer's own line spacing is not asked for.
 * A stream that ends in the middle of a command counts as far as it goes.
 */
export function fedMm(bytes: Uint8Array, profile: PrinterProfile): number {
  // 180 dots an inch where 80 mm of paper have 512 of them, else 203
  const dotsPerMm = profile.widths[80].dots === 512 ? 180 / 25.4 : 203 / 25.4;
  return Math.round(new FeedReader(bytes).dots() / dotsPerMm);
}

/** Walks through one stream; only what moves paper counts. */
class FeedReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #fed = 0;
  #height = 1;
  #lineHeight = 1;
  #stored = 0;
  #qrData = "";
  #qrModule = 3;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  dots(): number {
    while (this.#at < this.#bytes.length) this.#at += this.#step();
    return this.#fed;
  }

  #byte(after: number): number {
    return this.#bytes[this.#at + after] ?? 0;
  }

  #word(after: number): number {
    return this.#byte(after) + 256 * this.#byte(after + 1);
  }

  /** The length of what stands here. */
  #step(): number {
    switch (this.#byte(0)) {
      case LF:
        this.#fed += Math.max(LINE_DOTS, LETTER_DOTS * this.#lineHeight);
        this.#lineHeight = 1;
        return 1;
      case ESC:
        return this.#esc();
      case GS:
        return this.#gs();
      case FS:
        return 2;
      default:
        this.#lineHeight = Math.max(this.#lineHeight, this.#height);
        return 1;
    }
  }

  #esc(): number {
    const [command, n] = [this.#byte(1), this.#byte(2)];
    if (command === 0x4a) this.#fed += n; // J: feed n dots
    if (command === 0x64) this.#fed += n * LINE_DOTS; // d: feed n lines
    return command === 0x40 || command === 0x32 ? 2 : 3;
  }

  #gs(): number {
    switch (this.#byte(1)) {
      case 0x21: // !: the low half is the height
        this.#height = (this.#byte(2) & 0x07) + 1;
        return 3;
      case 0x76: // v 0: bytes across, dots down
        this.#fed += this.#word(6);
        return 8 + this.#word(4) * this.#word(6);
      case 0x28:
        return this.#long();
      default:
        return 3;
    }
  }

  /** GS ( x pL pH: L is stored pictures (112 store, 50 print), k is QR codes (67 module, 80 store, 81 print). */
  #long(): number {
    const length = this.#word(3);
    const [letter, fn] = [this.#byte(2), this.#byte(6)];
    if (letter === 0x4c && fn === 0x70) this.#stored = this.#word(13) * this.#byte(9);
    if (letter === 0x4c && fn === 0x32) this.#fed += this.#stored;
    if (letter === 0x6b && fn === 0x43) this.#qrModule = this.#byte(7);
    if (letter === 0x6b && fn === 0x50)
      this.#qrData = Buffer.from(this.#bytes.subarray(this.#at + 8, this.#at + 5 + length)).toString(
        "latin1",
      );
    if (letter === 0x6b && fn === 0x51) this.#fed += qrDots(this.#qrData, this.#qrModule);
    return 5 + length;
  }
}

/** The printer draws no quiet zone. */
function qrDots(data: string, moduleDots: number): number {
  return (qrBitmap(data, 1).height - 2 * QUIET_MODULES) * moduleDots;
}
