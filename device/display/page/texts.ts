/**
 * The words of a display: Danish and English at once, those of another language once a picture asks for it, so that a display
 * loads no more than it shows.
 * Knows no element; a language whose words have not come yet is not shown.
 */
import type { Language } from "../../../protocol/terms.ts";
import { daDisplay } from "../../../protocol/texts/da.ts";
import { type Draft, drafted } from "../../../protocol/texts/draft.ts";
import { enDisplay } from "../../../protocol/texts/en.ts";
import type { DisplayTexts } from "../../../protocol/texts/keys.ts";

type Load = (language: Language) => Promise<DisplayTexts>;
type Late = () => Promise<Draft<DisplayTexts>>;

const LATE: Readonly<Record<Exclude<Language, "da" | "en">, Late>> = {
  de: () => import("../../../protocol/texts/de.ts").then(({ deDisplay }) => deDisplay),
  ar: () => import("../../../protocol/texts/ar.ts").then(({ arDisplay }) => arDisplay),
  uk: () => import("../../../protocol/texts/uk.ts").then(({ ukDisplay }) => ukDisplay),
  pl: () => import("../../../protocol/texts/pl.ts").then(({ plDisplay }) => plDisplay),
  tr: () => import("../../../protocol/texts/tr.ts").then(({ trDisplay }) => trDisplay),
  so: () => import("../../../protocol/texts/so.ts").then(({ soDisplay }) => soDisplay),
};

/** The words of any language. Rejects when the line is lost. */
export async function loadTexts(language: Language): Promise<DisplayTexts> {
  if (language === "da" || language === "en") return language === "da" ? daDisplay : enDisplay;
  return drafted(enDisplay, await LATE[language]());
}

/** The words that are here; `come` is told when more have come. */
export class Texts {
  readonly #here = new Map<Language, DisplayTexts>([
    ["da", daDisplay],
    ["en", enDisplay],
  ]);
  readonly #awaited = new Set<Language>();
  readonly #load: Load;
  readonly #come: () => void;

  constructor(load: Load, come: () => void) {
    this.#load = load;
    this.#come = come;
  }

  /** The words of a language; in English while its own are not here. */
  readonly of = (language: Language): DisplayTexts => this.#here.get(language) ?? enDisplay;

  /** Those of the languages whose words are here; the others are asked for, again at every call until they come. */
  known(languages: readonly Language[]): Language[] {
    for (const language of languages)
      if (!this.#here.has(language) && !this.#awaited.has(language)) void this.#fetch(language);
    return languages.filter((language) => this.#here.has(language));
  }

  async #fetch(language: Language): Promise<void> {
    this.#awaited.add(language);
    try {
      this.#here.set(language, await this.#load(language));
      this.#come();
    } catch {
      /* The line is lost, which the page says by itself. */
    }
    this.#awaited.delete(language);
  }
}
