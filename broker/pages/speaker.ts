/**
 * The language that a phone's page speaks: Danish and English at once, any other as soon as its words have come.
 * Knows no text and no element.
 */
import type { Language } from "../../protocol/terms.ts";

export type Saying<Texts> = { readonly language: Language; readonly texts: Texts };

export type SpeakerOptions<Texts> = {
  readonly atOnce: (language: Language) => Texts;
  /** Rejects when the line is lost. */
  readonly load: (language: Language) => Promise<Texts>;
  /** Words that were waited for have come. */
  readonly come: () => void;
};

/** Until other words have come, everything is said in the language of before; when they do not come, they are asked for again. */
export class Speaker<Texts> {
  readonly #options: SpeakerOptions<Texts>;
  #saying: Saying<Texts>;
  #wanted: Language | null = null;

  constructor(options: SpeakerOptions<Texts>) {
    this.#options = options;
    this.#saying = { language: "da", texts: options.atOnce("da") };
  }

  /** How to say it now, when `language` is wished. */
  say(language: Language): Saying<Texts> {
    if (language === this.#saying.language) return this.#saying;
    if (language === "da" || language === "en")
      this.#saying = { language, texts: this.#options.atOnce(language) };
    else if (this.#wanted !== language) void this.#fetch(language);
    return this.#saying;
  }

  async #fetch(language: Language): Promise<void> {
    this.#wanted = language;
    try {
      const texts = await this.#options.load(language);
      if (this.#wanted === language) this.#saying = { language, texts };
    } catch {
      /* The line is lost, which the page says by itself. */
    }
    this.#wanted = null;
    if (this.#saying.language === language) this.#options.come();
  }
}
