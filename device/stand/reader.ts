/**
 * Reads sentences aloud: each becomes a sound by the voice, and the sounds are played one after another.
 * Knows no ticket; what is said, and when, is the machine's.
 */
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Speaker } from "../../hal/speaker/contract.ts";
import type { Voice } from "../../hal/voice/contract.ts";

export type ReaderParts = {
  readonly voice: Voice;
  readonly speaker: Speaker;
  /** Where the voice keeps its sounds; `null` for one that keeps none. */
  readonly cacheFolder: string | null;
  readonly problem: (fault: unknown) => void;
};

/** A voice takes at most so many characters at once. */
const LONGEST_PART = 280;
/** Numbers and waits make ever new sentences: of the sounds that are kept the oldest go. */
const MOST_KEPT = 400;

/** Sentences in as few parts as a voice takes at once, so that it need not stop after each. */
function partsOf(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < LONGEST_PART)
      parts[parts.length - 1] = `${last} ${line}`;
    else parts.push(line);
  }
  return parts;
}

/** One voice on one speaker: what is said last is what is heard. */
export class Reader {
  readonly #parts: ReaderParts;
  #turn = 0;
  #rendered = MOST_KEPT;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  languages(): readonly string[] {
    return this.#parts.voice.languages();
  }

  /** Ends what is being said. */
  stop(): void {
    this.#turn += 1;
    this.#parts.speaker.stop();
  }

  /** Says all of it in place of what is being said. `stopped`: something else was said or signed meanwhile. */
  async say(lines: readonly string[], language: string): Promise<"said" | "stopped" | "failed"> {
    this.stop();
    const turn = this.#turn;
    try {
      for (const part of partsOf(lines)) {
        const wav = await this.#sound(part, language);
        if (turn !== this.#turn) return "stopped";
        if (wav === null) return "failed";
        const { result } = await this.#parts.speaker.play(wav, { label: part });
        if (result !== "played") return result;
        if (turn !== this.#turn) return "stopped";
      }
      return "said";
    } catch (fault) {
      if (turn !== this.#turn) return "stopped";
      this.#parts.problem(fault);
      return "failed";
    }
  }

  async close(): Promise<void> {
    this.#turn += 1;
    await this.#parts.voice.close();
  }

  async #sound(part: string, language: string): Promise<Uint8Array | null> {
    const speech = await this.#parts.voice.speak(part, language);
    if ("refused" in speech) return null;
    const wav = await readFile(speech.wavPath);
    await this.#keepFew();
    return wav;
  }

  async #keepFew(): Promise<void> {
    const { cacheFolder: folder } = this.#parts;
    this.#rendered += 1;
    if (folder === null || this.#rendered < MOST_KEPT / 4) return;
    this.#rendered = 0;
    const names = (await readdir(folder)).filter((name) => name.endsWith(".wav"));
    if (names.length <= MOST_KEPT) return;
    const aged = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    );
    aged.sort((one, other) => one.at - other.at);
    for (const { name } of aged.slice(0, names.length - MOST_KEPT))
      await rm(join(folder, name), { force: true });
  }
}
