/**
 * The one-time code that makes a machine a stand: as people read and type it, and as its QR holds it.
 * Pure; knows no key and no hub. A code is an id to find the claim by (20 bits) and a secret (80 bits).
 */

/** Crockford's base 32: no I, L, O and U, so that nobody reads one for another. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** In front of a QR's text: letters alone, since scanners that type have a keyboard's layout. */
const QR_HEAD = "TALONENROL";
const ID_LENGTH = 4;
const CODE_LENGTH = 20;
const FINGERPRINT_BYTES = 32;
const LONGEST_URL = 150;

/** A code in its plain form, 20 letters and digits. */
export type EnrolmentCode = { readonly id: string; readonly code: string };

/** What the QR of a claim holds; `fingerprint` is the SHA-256 of the hub's authority, in hexadecimal pairs with colons. */
export type EnrolmentQr = { readonly url: string; readonly fingerprint: string; readonly code: string };

/** Bytes as letters, five bits each; the last one is filled up with zeros. */
function lettersOf(bytes: Iterable<number>): string {
  let [bits, held, text] = [0, 0, ""];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + LETTERS.charAt((held << (5 - bits)) & 31);
}

function bytesOf(letters: string): number[] {
  let [bits, held] = [0, 0];
  const bytes: number[] = [];
  for (const letter of letters) {
    held = ((held << 5) | LETTERS.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  return bytes;
}

/** What is typed, with what is easily mistaken put right; `null` where a sign is no letter of ours. */
function plain(typed: string): string | null {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll(/[IL]/g, "1").replaceAll("O", "0");
  return [...text].every((letter) => LETTERS.includes(letter)) ? text : null;
}

/** A new code of 13 random bytes, in its plain form. */
export function newCode(random: Uint8Array): string {
  return lettersOf(random).slice(0, CODE_LENGTH);
}

/** As it is shown: in groups of four. */
export function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? "";
}

/** What somebody typed, or `null` when it cannot be a code. Case, spaces and hyphens do not matter. */
export function readCode(typed: string): EnrolmentCode | null {
  const code = plain(typed);
  return code?.length === CODE_LENGTH ? { id: code.slice(0, ID_LENGTH), code } : null;
}

/** The text of the QR: the hub's address, whom to believe, and the code. */
export function qrOf({ url, fingerprint, code }: EnrolmentQr): string {
  const print = fingerprint.split(":").map((pair) => Number.parseInt(pair, 16));
  const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
  return QR_HEAD + lettersOf([url.length, ...letters(url), ...print, ...letters(code)]);
}

/** Whether a scanned code is meant to be such a text, whole or not. */
export function isEnrolmentQr(scanned: string): boolean {
  return scanned.toUpperCase().startsWith(QR_HEAD);
}

/** What a scanned text says, or `null` when it is none or came through damaged. */
export function readQr(scanned: string): EnrolmentQr | null {
  if (!isEnrolmentQr(scanned)) return null;
  const text = scanned.toUpperCase().slice(QR_HEAD.length);
  if (![...text].every((letter) => LETTERS.includes(letter))) return null;
  const [length = 0, ...bytes] = bytesOf(text);
  if (length > LONGEST_URL || bytes.length !== length + FINGERPRINT_BYTES + CODE_LENGTH) return null;
  const url = String.fromCharCode(...bytes.slice(0, length));
  const print = bytes.slice(length, length + FINGERPRINT_BYTES);
  const code = readCode(String.fromCharCode(...bytes.slice(length + FINGERPRINT_BYTES)));
  if (code === null || !/^https:\/\/[\x21-\x7e]+$/.test(url)) return null;
  const fingerprint = print.map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":");
  return { url, fingerprint, code: code.code };
}
