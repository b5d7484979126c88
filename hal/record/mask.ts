/**
 * Takes personal data out of raw device traffic and keeps its shape: digits become 0, letters x, keys their kind, lengths stay.
 * Pure. What a printer answers is never masked: it is status bits.
 */
import type { KeyKind } from "./contract.ts";

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const DLE = 0x10;
const ZERO = 0x30;
const LETTER = 0x78;

/** One byte of text in a printer's code page: accents are letters too. */
function maskedLetter(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return ZERO;
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0x80;
  return isLetter ? LETTER : byte;
}

/** A byte that continues a character, valid behind each of the leads below. */
const CONTINUATION = 0xaa;

/** The lead of another character of as many bytes (RFC 3629); what leads none stays so. In Latin-1 these bytes are letters by themselves. */
function maskedLead(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 0xff;
  if (byte < 0xe0) return 0xc3;
  return byte < 0xf0 ? 0xe2 : 0xf1;
}

/**
 * What a scanner sent: text in UTF-8, its separators and signs kept. A character of several bytes stays one of as many; bytes
 * that are no text stay none.
 */
export function maskScan(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    if (byte < 0x80) return maskedLetter(byte);
    return byte >= 0xc0 ? maskedLead(byte) : CONTINUATION;
  });
}

const word = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);

/** A stretch of a stream: so many bytes of command, and then so many of what is drawn or coded. */
type Stretch = { readonly command: number; readonly data: number };
const plain = (command: number): Stretch => ({ command, data: 0 });

/** GS ( x pL pH ...: the function's own parameters stay, what it stores does not. */
function longStretch(bytes: Uint8Array, at: number): Stretch {
  const length = 5 + word(bytes, at + 3);
  const [letter, fn] = [bytes[at + 2], bytes[at + 6]];
  if (letter === 0x6b && fn === 0x50) return { command: 8, data: Math.max(0, length - 8) }; // QR: store
  if (letter === 0x4c && fn === 0x70) return { command: 15, data: Math.max(0, length - 15) }; // picture: store
  return plain(length);
}

function gsStretch(bytes: Uint8Array, at: number): Stretch {
  switch (bytes[at + 1]) {
    case 0x28:
      return longStretch(bytes, at);
    case 0x76: // v 0 m xL xH yL yH and the dots, which may be drawn text
      return { command: 8, data: word(bytes, at + 4) * word(bytes, at + 6) };
    case 0x56: // V: with 65 and 66 a length follows
      return plain((bytes[at + 2] ?? 0) >= 0x41 ? 4 : 3);
    default:
      return plain(3);
  }
}

/** ESC * m nL nH: dots in columns, three bytes each with m 32 and 33. */
function escStretch(bytes: Uint8Array, at: number): Stretch {
  const command = bytes[at + 1];
  if (command === 0x40 || command === 0x32) return plain(2);
  if (command !== 0x2a) return plain(3);
  const deep = (bytes[at + 2] ?? 0) >= 32 ? 3 : 1;
  return { command: 5, data: word(bytes, at + 3) * deep };
}

function stretchAt(bytes: Uint8Array, at: number): Stretch | null {
  switch (bytes[at]) {
    case ESC:
      return escStretch(bytes, at);
    case GS:
      return gsStretch(bytes, at);
    case FS:
      return plain(2);
    case DLE:
      return plain(3);
    default:
      return null;
  }
}

/** Dots that draw text become a pattern that draws nothing; a code's data keeps its kind of signs. */
function maskData(bytes: Uint8Array, { from, to }: { from: number; to: number }, isDots: boolean): void {
  for (let at = from; at < Math.min(to, bytes.length); at++)
    bytes[at] = isDots ? 0x55 : maskedLetter(bytes[at] ?? 0);
}

/**
 * What was sent to an ESC/POS printer. Every command keeps its place and length; texts, QR data and pictures do not keep what
 * they say. A stream that ends in the middle of a command is masked as far as it goes.
 */
export function maskPrint(stream: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(stream);
  for (let at = 0; at < bytes.length; ) {
    const stretch = stretchAt(stream, at);
    if (stretch === null) {
      bytes[at] = maskedLetter(stream[at] ?? 0);
      at += 1;
      continue;
    }
    const isQr = stream[at] === GS && stream[at + 1] === 0x28 && stream[at + 2] === 0x6b;
    const from = at + stretch.command;
    maskData(bytes, { from, to: from + stretch.data }, !isQr);
    at = from + stretch.data;
  }
  return bytes;
}

const TOLD_KEYS: ReadonlySet<string> = new Set<KeyKind>(["enter", "backspace", "clear"]);

/** What may be told of a key: a digit may be one of a booking or a CPR number, and a name of the options could say which key it is. */
export function maskKey(key: string): KeyKind {
  if (/^\d$/.test(key)) return "digit";
  return TOLD_KEYS.has(key) ? (key as KeyKind) : "other";
}

/** A setting that is compared with masked bytes, such as a scanner's prefix. */
export function maskText(text: string): string {
  return Buffer.from(maskScan(Buffer.from(text, "utf8"))).toString("utf8");
}
