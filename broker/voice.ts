/**
 * The spoken words of calls: an address known at once, a sound rendered in the background.
 * Knows no display; a call never waits for its words.
 */
import { createHash } from "node:crypto";
import type { Speech, SpeechRefusal, Voice } from "../hal/voice/contract.ts";
import type { Language } from "../protocol/terms.ts";
import { spokenCall } from "../protocol/texts/words.ts";
import { type Spoken, spokenLanguages, spokenOf } from "./pictures/topics.ts";
import type { HubState } from "./queue/state.ts";

export type SpokenWords = { readonly language: Language; readonly url: string };
type Words = { readonly text: string; readonly language: Language; sound: Promise<string | null> | null };

export type AnnouncerOptions = {
  readonly voice: Voice;
  /** Told when a sound could not be made; the call is then shown and chimed only. */
  readonly failed: (fault: unknown) => void;
};

/** Calls on the displays: 20, in each language; older words are forgotten. */
const MOST_WORDS = 200;

/** Turns calls into words, and words into sounds. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  /** By key, the newest last. */
  readonly #words = new Map<string, Words>();

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** Where the words of a call are found, in each of these languages that has a voice. The same call has the same addresses. */
  speechOf(call: Spoken, languages: readonly Language[]): SpokenWords[] {
    const voices = new Set(this.#options.voice.languages());
    return languages
      .filter((language) => voices.has(language))
      .map((language) => {
        return { language, url: `/speech/${this.#know(spokenCall(call, language), language)}.wav` };
      });
  }

  /** Starts to make the sounds of a call. */
  prepare(call: Spoken, languages: readonly Language[]): void {
    for (const { url } of this.speechOf(call, languages))
      void this.wav(url.slice("/speech/".length, -".wav".length));
  }

  /** Starts to make the sounds of calls that were just made, in every language that a display speaks. */
  prepareCalls(
    calls: ReadonlySet<number>,
    { location, calls: known }: Pick<HubState, "location" | "calls">,
  ): void {
    const spoken = new Set(location.displays.flatMap((display) => spokenLanguages(location, display)));
    for (const call of known)
      if (calls.has(call.callSeq)) this.prepare(spokenOf(location, call), [...spoken]);
  }

  /** The sound file of a key, when it is made; `null` for a key that no call has, and without a voice. */
  wav(key: string): Promise<string | null> {
    const words = this.#words.get(key);
    if (!words) return Promise.resolve(null);
    words.sound ??= this.#render(words);
    return words.sound;
  }

  async #render(words: Words): Promise<string | null> {
    try {
      const said: Speech | SpeechRefusal = await this.#options.voice.speak(words.text, words.language);
      return "wavPath" in said ? said.wavPath : null;
    } catch (fault) {
      words.sound = null;
      this.#options.failed(fault);
      return null;
    }
  }

  #know(text: string, language: Language): string {
    const key = createHash("sha256").update(`${language}\n${text}`).digest("base64url").slice(0, 22);
    const known = this.#words.get(key);
    this.#words.delete(key);
    this.#words.set(key, known ?? { text, language, sound: null });
    const oldest = this.#words.keys().next();
    if (this.#words.size > MOST_WORDS && !oldest.done) this.#words.delete(oldest.value);
    return key;
  }
}
