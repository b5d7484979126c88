/** Writes what is said around the login service, in both languages of the staff. Knows no service. */
import { LOGIN_TEXTS, type LoginTexts } from "../../../protocol/texts/login.ts";

/** Danish, then English smaller. */
export function fill(selector: string, words: (texts: LoginTexts, language: "da" | "en") => string): void {
  const english = document.createElement("span");
  english.lang = "en";
  english.textContent = words(LOGIN_TEXTS.en, "en");
  document.querySelector(selector)?.replaceChildren(`${words(LOGIN_TEXTS.da, "da")} `, english);
}
