/**
 * The choice of language on a phone's page: a button for one other language, a list for more.
 * Knows no text but the names of languages.
 */
import { dirOf, type Language } from "../../protocol/terms.ts";
import { LANGUAGE_NAMES } from "../../protocol/texts/names.ts";

export type LanguageChoice = {
  readonly element: HTMLElement;
  /** `label`: what the list is called by a screen reader. */
  readonly show: (languages: readonly Language[], spoken: Language, label: string) => void;
};

function option(language: Language): HTMLOptionElement {
  const made = new Option(LANGUAGE_NAMES[language], language);
  made.lang = language;
  return made;
}

/** Builds the choice; `choose` is told what was tapped. */
export function openLanguageChoice(choose: (language: Language) => void): LanguageChoice {
  const [element, button, list] = ["div", "button", "select"].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLButtonElement,
    HTMLSelectElement,
  ];
  element.className = "languages";
  button.className = "language";
  let shown = "";
  button.addEventListener("click", () => choose(button.lang as Language));
  list.addEventListener("change", () => choose(list.value as Language));
  element.append(button, list);
  const show: LanguageChoice["show"] = (languages, spoken, label) => {
    const others = languages.filter((one) => one !== spoken);
    const [other] = others;
    button.hidden = others.length !== 1;
    list.hidden = others.length < 2;
    if (other !== undefined && button.lang !== other) {
      Object.assign(button, { lang: other, dir: dirOf(other), textContent: LANGUAGE_NAMES[other] });
    }
    // A list that is open must stand still.
    if (shown !== languages.join()) list.replaceChildren(...languages.map(option));
    shown = languages.join();
    list.value = spoken;
    list.setAttribute("aria-label", label);
  };
  return { element, show };
}
