/**
 * The spoken words of the calls in a picture, rendered by the display's own voice.
 * Knows no page and no wire; a call is shown at once and never waits for its words.
 */
import { createHash } from "node:crypto";
import type { Voice } from "../../hal/voice/contract.ts";
import type { DisplayPicture } from "../../protocol/snapshots.ts";
import type { Language } from "../../protocol/terms.ts";
import { spokenCall } from "../../protocol/texts/words.ts";

type Words = { readonly text: string; readonly language: Language };

/** More than the 20 calls of a picture in every language. */
const MOST_WORDS = 200;

export class DisplaySpeech {
  readonly #voice: Voice;
  /** By key, the newest last. */
  readonly #words = new Map<string, Words>();

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  /** The picture with the addresses of this display's own sounds instead of the hub's. */
  withSpeech(picture: DisplayPicture): DisplayPicture {
    const voices = new Set(this.#voice.languages());
    const { on = true, languages = picture.languages } = picture.show?.sound ?? {};
    const spoken = languages.filter((language) => on && voices.has(language));
    const calls = picture.calls.map((call) => {
      const room = picture.counters.find(({ counter }) => counter === call.counter)?.room;
      const speech = spoken.map((language) => {
        const text = spokenCall({ ...call, room }, language);
        return { language, url: `/speech/${this.#keyOf({ text, language })}.wav` };
      });
      return { ...call, speech };
    });
    return { ...picture, calls };
  }

  /** Path of the sound behind a key; `null` for a key that no call had. Rejects with the voice's faults. */
  async wavPath(key: string): Promise<string | null> {
    const words = this.#words.get(key);
    if (words === undefined) return null;
    const speech = await this.#voice.speak(words.text, words.language);
    return "refused" in speech ? null : speech.wavPath;
  }

  #keyOf(words: Words): string {
    const key = createHash("sha256")
      .update(`${words.language}\n${words.text}`)
      .digest("base64url")
      .slice(0, 22);
    this.#words.delete(key);
    this.#words.set(key, words);
    const oldest = this.#words.keys().next();
    if (this.#words.size > MOST_WORDS && !oldest.done) this.#words.delete(oldest.value);
    return key;
  }
}
