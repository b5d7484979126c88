/**
 * A text message as a modem sends it: one SMS-SUBMIT a part (3GPP TS 23.040, 9.2.2.2).
 * Pure; knows no modem.
 */
import { type SmsParts, septetsOf, smsParts } from "../../protocol/gsm7.ts";

/** One part: what a modem is handed, in hexadecimal, and its length without the centre's address. */
export type Submit = { readonly pdu: string; readonly octets: number };

const hex = (bytes: readonly number[]) =>
  bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join("");

/** MTI submit, a relative validity and a status report, please (9.2.3.1, 9.2.3.3, 9.2.3.5); with a header for more than one part (9.2.3.23). */
const SUBMIT = 0x31;
const HAS_HEADER = 0x40;
/** An international number (9.1.2.5). */
const INTERNATIONAL = 0x91;
/** The centre tries for a day: a reminder that comes later is of no use (9.2.3.12.1). */
const ONE_DAY = 0xa7;
/** Data coding (23.038, 4). */
const CODING = { gsm7: 0x00, ucs2: 0x08 } as const;

/** Digits in pairs, each turned about; an odd one out is filled up (9.1.2.3). */
function addressOf(number: string): number[] {
  const digits = number.replace("+", "");
  const pairs = (digits.length % 2 === 0 ? digits : `${digits}F`).match(/../g) ?? [];
  return [digits.length, INTERNATIONAL, ...pairs.map((pair) => Number.parseInt(`${pair[1]}${pair[0]}`, 16))];
}

/** Septets one after the other, the lowest bit first (23.038, 6.1.2.1.1); `skippedBits` are left free at the beginning. */
function packed(septets: readonly number[], skippedBits: number): number[] {
  const bytes: number[] = Array.from({ length: Math.ceil((skippedBits + septets.length * 7) / 8) }, () => 0);
  for (const [at, septet] of septets.entries()) {
    const from = skippedBits + at * 7;
    const wide = septet << (from % 8);
    const first = Math.floor(from / 8);
    bytes[first] = (bytes[first] ?? 0) | (wide & 0xff);
    if (wide > 0xff) bytes[first + 1] = (bytes[first + 1] ?? 0) | (wide >> 8);
  }
  return bytes;
}

/** Length and content of one part; the length counts septets or octets, the header included. */
function contentOf(text: string, alphabet: SmsParts["alphabet"], header: readonly number[]): number[] {
  if (alphabet === "ucs2") {
    const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    const bytes = [...header, ...units.flatMap((unit) => [unit >> 8, unit & 0xff])];
    return [bytes.length, ...bytes];
  }
  const septets = [...text].flatMap((letter) => septetsOf(letter) ?? []);
  const headerSeptets = Math.ceil((header.length * 8) / 7);
  const skipped = headerSeptets * 7 - header.length * 8;
  return [headerSeptets + septets.length, ...header, ...packed(septets, skipped)];
}

/** The parts of a message in their order. `reference` (0 to 255) is what a telephone puts them together by. */
export function submitsOf(to: string, text: string, reference: number): Submit[] {
  const { alphabet, parts } = smsParts(text);
  return parts.map((part, at) => {
    // Concatenation with an 8-bit reference (9.2.3.24.1).
    const header = parts.length > 1 ? [5, 0, 3, reference, parts.length, at + 1] : [];
    const first = SUBMIT | (header.length > 0 ? HAS_HEADER : 0);
    const content = contentOf(part, alphabet, header);
    const bytes = [first, 0, ...addressOf(to), 0, CODING[alphabet], ONE_DAY, ...content];
    // Zero: the centre that the card knows.
    return { pdu: `00${hex(bytes)}`, octets: bytes.length };
  });
}
