/**
 * Cleans the bytes between two ends of a code: a decoder, so it never throws.
 * Knows no meaning of a code.
 */

/** A cleaned code, an empty one (nothing but blanks: no code, no problem), or bytes that are no UTF-8. */
export type CleanedCode = { ok: true; code: string } | { ok: false; problem: "empty" | "not-text" };

/** The AIM code id of ISO/IEC 15424: "]", a letter for the symbology, a modifier ("]Q1" is a QR code). Optional in a scanner's setup. */
const AIM_ID = /^\][A-Za-z][0-9A-Za-z]/;

/** Control characters, and formatting ones such as a byte order mark or a change of writing direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * The text of `bytes` without control characters, AIM id, and spaces at either end.
 * `bytes` may be anything.
 */
export function cleanCode(bytes: Uint8Array): CleanedCode {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, problem: "not-text" };
  const code = text.replace(UNSEEN, "").replace(AIM_ID, "").trim();
  return code === "" ? { ok: false, problem: "empty" } : { ok: true, code };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
