/**
 * Brings a text into the form that is spoken.
 * Knows no language.
 */
import { MAX_SPOKEN_CHARACTERS } from "./contract.ts";

/**
 * One line without control characters and without "[[", which espeak-ng would read as phonemes;
 * at most {@link MAX_SPOKEN_CHARACTERS} characters.
 */
export function spokenText(text: string): string {
  const unmarked = text.normalize("NFC").replaceAll("[[", " ");
  const plain = unmarked.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
  return Array.from(plain.trim()).slice(0, MAX_SPOKEN_CHARACTERS).join("");
}
