/**
 * A voice that hums: a tone for each text, without any program.
 * Knows no language; it says that it speaks those it is told.
 */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { HalFault } from "../errors.ts";
import { SAMPLE_RATE, wavOf } from "../wav.ts";
import type { SpeechCache } from "./cache.ts";
import type { Speech, SpeechRefusal, Voice } from "./contract.ts";
import { spokenText } from "./spoken-text.ts";

/** A simulated voice: the pitch depends on the text, the length on how long the text is (1.5 to 6 s). */
export class SimulatedVoice implements Voice {
  readonly #languages: readonly string[];
  readonly #cache: SpeechCache;
  #isClosed = false;

  constructor(languages: readonly string[], cache: SpeechCache) {
    this.#languages = [...languages].sort();
    this.#cache = cache;
  }

  /** Fault: HAL_VOICE_FOLDER. */
  async open(): Promise<void> {
    await this.#cache.open();
  }

  languages(): readonly string[] {
    return this.#languages;
  }

  async speak(text: string, language: string): Promise<Speech | SpeechRefusal> {
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "voice");
    if (!this.#languages.includes(language)) return { refused: "no-voice" };
    const spoken = spokenText(text);
    if (spoken === "") throw new HalFault("HAL_VOICE_FAILED", "the text is empty");
    const key = JSON.stringify(["simulated", language, spoken]);
    return await this.#cache.file(key, (path) => writeFile(path, hum(key, spoken.length)));
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }
}

function hum(key: string, characters: number): Uint8Array {
  const hertz = 220 + (createHash("sha256").update(key).digest().readUInt16BE(0) % 440);
  const seconds = Math.min(6, Math.max(1.5, characters * 0.08));
  const samples = new Float64Array(Math.floor(seconds * SAMPLE_RATE));
  for (const index of samples.keys()) {
    const now = index / SAMPLE_RATE;
    const loudness = 0.2 * Math.min(1, now / 0.02, (seconds - now) / 0.02);
    samples[index] = loudness * Math.sin(2 * Math.PI * hertz * now);
  }
  return wavOf(samples);
}
