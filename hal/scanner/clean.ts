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

/** What a scanner is set to put around every code, besides the AIM id. */
export type CodeFrame = { prefix?: string | undefined; suffix?: string | undefined };

/**
 * The text of `bytes` without control characters, frame, AIM id, and spaces at either end.
 * `bytes` may be anything. Prefix and AIM id are taken off in either order and once each; a code that comes without them is
 * a code all the same, since a scanner that has lost its set-up should go on working.
 */
export function cleanCode(bytes: Uint8Array, frame: CodeFrame = {}): CleanedCode {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, problem: "not-text" };
  const code = unframed(text.replace(UNSEEN, ""), frame).trim();
  return code === "" ? { ok: false, problem: "empty" } : { ok: true, code };
}

function unframed(text: string, frame: CodeFrame): string {
  const prefix = frame.prefix?.replace(UNSEEN, "") ?? "";
  const suffix = frame.suffix?.replace(UNSEEN, "") ?? "";
  const isFirst = text.startsWith(prefix);
  const bare = (isFirst ? text.slice(prefix.length) : text).replace(AIM_ID, "");
  const rest = !isFirst && bare.startsWith(prefix) ? bare.slice(prefix.length) : bare;
  return rest.endsWith(suffix) ? rest.slice(0, rest.length - suffix.length) : rest;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
