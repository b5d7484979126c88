/**
 * What a password of one's own must be like, and why the hub did not take one, in the two languages of staff's pages.
 * Knows no page and judges no password; the hub does.
 */
import type { PASSWORD_PROBLEMS } from "../accounts/first-password.ts";

type PasswordRefusal = (typeof PASSWORD_PROBLEMS)[number] | "unlike";
type PasswordWords = {
  readonly rule: string;
  readonly refused: Readonly<Record<PasswordRefusal, string>>;
};

/** `unlike`: the page's own word for two that differ. */
export const PASSWORD_WORDS: Readonly<Record<"da" | "en", PasswordWords>> = {
  da: {
    rule: "Mindst 12 tegn, og ikke dit navn. Flere ord efter hinanden er nemme at huske.",
    refused: {
      "too-short": "Adgangskoden er for kort. Den skal have mindst 12 tegn.",
      "too-long": "Adgangskoden er for lang. Den må højst have 200 tegn.",
      "too-plain": "Adgangskoden er for let at gætte. Brug flere forskellige tegn, og ikke dit navn.",
      "password-wrong": "Den nuværende adgangskode er forkert.",
      unlike: "De to adgangskoder er ikke ens.",
    },
  },
  en: {
    rule: "At least 12 characters, and not your name. Several words in a row are easy to remember.",
    refused: {
      "too-short": "The password is too short. It must have at least 12 characters.",
      "too-long": "The password is too long. It may have at most 200 characters.",
      "too-plain": "The password is too easy to guess. Use more different characters, and not your name.",
      "password-wrong": "The present password is wrong.",
      unlike: "The two passwords are not the same.",
    },
  },
};

/** Why a password was not taken, of an answer's body; `null` when it says something else. */
export function passwordRefusal(body: unknown): PasswordRefusal | null {
  const { refused } = (typeof body === "object" && body !== null ? body : {}) as { refused?: unknown };
  return typeof refused === "string" && Object.hasOwn(PASSWORD_WORDS.da.refused, refused)
    ? (refused as PasswordRefusal)
    : null;
}
