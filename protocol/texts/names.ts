/**
 * What each language is called by its own speakers, for a choice that must be read before the language's texts are there.
 * Knows no screen.
 */
import type { Language } from "../terms.ts";

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ...{ da: "Dansk", en: "English", de: "Deutsch", ar: "العربية" },
  ...{ uk: "Українська", pl: "Polski", tr: "Türkçe", so: "Soomaali" },
};
