/**
 * A voice of recorded clips, with another voice for what was not recorded: a sentence is never half one, half the other.
 * Knows no number and no counter.
 */
import { writeFile } from "node:fs/promises";
import { HalFault } from "../errors.ts";
import type { SpeechCache } from "./cache.ts";
import type { Clips } from "./clips.ts";
import type { Speech, SpeechRefusal, Voice } from "./contract.ts";

export type ClipsVoiceParts = { readonly clips: Clips; readonly cache: SpeechCache; readonly other: Voice };

/** Clips first, the other voice for the whole sentence when one is missing. */
export class ClipsVoice implements Voice {
  readonly #parts: ClipsVoiceParts;
  #isClosed = false;

  constructor(parts: ClipsVoiceParts) {
    this.#parts = parts;
  }

  languages(): readonly string[] {
    const { clips, other } = this.#parts;
    return [...new Set([...clips.languages(), ...other.languages()])].sort();
  }

  async speak(text: string, language: string): Promise<Speech | SpeechRefusal> {
    const { clips, cache, other } = this.#parts;
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "voice");
    const key = await clips.keyOf(text, language);
    const wav = key === null ? null : await clips.wav(text, language);
    if (key === null || wav === null) return await other.speak(text, language);
    return await cache.file(key, (path) => writeFile(path, wav));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#parts.other.close();
  }
}
