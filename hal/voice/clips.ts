/**
 * A folder of recorded clips, one WAV file a word or a few words, by language: `da/nummer.wav`, `da/42.wav`, `da/skranke-3.wav`.
 * Knows no sentence of the house and no other voice; what it cannot say whole it does not say at all.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { systemCode } from "../errors.ts";
import { monoOf, wavOf } from "../wav.ts";
import { spokenText } from "./spoken-text.ts";

/** So many words one clip may hold. */
const MOST_WORDS = 6;
/** The silence between two clips, and where the text has a comma, s. */
const GAP_S = 0.06;
const COMMA_S = 0.3;

/** One clip of a sentence and how long it is silent after it. */
type Piece = { readonly name: string; readonly isLastBeforeComma: boolean };
type Found = { readonly pieces: readonly Piece[]; readonly missing: readonly string[] };

/** The words of each part between commas, as clips name them: `["nummer", "a", "42"], ["skranke", "3"]`. */
function phrasesOf(text: string): string[][] {
  return spokenText(text)
    .toLowerCase()
    .split(/[,;]/)
    .map((phrase) => phrase.split(" ").map(wordOf).filter(Boolean))
    .filter((words) => words.length > 0);
}

/** A word as a file's name has it: letters and digits. `1.` is the first, `1-ordinal`. */
function wordOf(word: string): string {
  const ordinal = /^(\d+)\.$/.exec(word)?.[1];
  return ordinal === undefined ? word.replaceAll(/[^\p{L}\p{N}]/gu, "") : `${ordinal}-ordinal`;
}

/** The clips of a word that has none of its own: `142` is `100-and` and `42`. */
function apart(word: string): string[] {
  const [, hundreds, rest] = /^([1-9])(\d\d)$/.exec(word) ?? [];
  if (hundreds === undefined || rest === undefined || rest === "00") return [word];
  return [`${hundreds}00-and`, String(Number(rest))];
}

/** The longest clips first, from the left. */
function found(words: readonly string[], known: ReadonlySet<string>): { names: string[]; missing: string[] } {
  const [names, missing]: [string[], string[]] = [[], []];
  for (let at = 0; at < words.length; ) {
    const lengths = Array.from({ length: Math.min(MOST_WORDS, words.length - at) }, (_, i) => i + 1);
    const most = lengths.findLast((length) => known.has(words.slice(at, at + length).join("-"))) ?? 0;
    const own = words.slice(at, at + most).join("-");
    const parts = most > 0 ? [own] : apart(words[at] as string);
    names.push(...parts);
    missing.push(...parts.filter((part) => !known.has(part)));
    at += Math.max(1, most);
  }
  return { names, missing };
}

/**
 * The clips of one folder, as they were when it was opened.
 * Promises: a text is said with clips alone or not at all; a folder that is not there has no clips; nothing is thrown.
 */
export class Clips {
  readonly #folder: string;
  /** Names by language. */
  readonly #known = new Map<string, Set<string>>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  async open(): Promise<void> {
    for (const language of await namesIn(this.#folder)) {
      if (!/^[a-z]{2}$/.test(language)) continue;
      const files = await namesIn(join(this.#folder, language));
      const names = files.flatMap((file) => (file.endsWith(".wav") ? [file.slice(0, -".wav".length)] : []));
      if (names.length > 0) this.#known.set(language, new Set(names));
    }
  }

  /** Languages with at least one clip, as ISO 639-1 codes. */
  languages(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Names of the clips that `text` needs and that are not there. */
  missing(text: string, language: string): readonly string[] {
    return this.#find(text, language).missing;
  }

  /** What tells this sound from every other: its clips and when they were recorded. `null` when a clip is missing. */
  async keyOf(text: string, language: string): Promise<string | null> {
    const { pieces, missing } = this.#find(text, language);
    if (missing.length > 0 || pieces.length === 0) return null;
    try {
      const recorded = await Promise.all(
        pieces.map(async ({ name }) => (await stat(this.#path(name, language))).mtimeMs),
      );
      return JSON.stringify(["clips", language, pieces, recorded]);
    } catch {
      return null; // taken away since the folder was opened
    }
  }

  /** The sentence as a WAV file; `null` when a clip is missing or is no 16-bit PCM. */
  async wav(text: string, language: string): Promise<Uint8Array | null> {
    const { pieces, missing } = this.#find(text, language);
    if (missing.length > 0) return null;
    const sounds = await Promise.all(pieces.map(({ name }) => this.#sound(name, language)));
    const hertz = sounds[0]?.hertz;
    if (hertz === undefined) return null;
    const samples: number[] = [];
    for (const [at, sound] of sounds.entries()) {
      if (sound === undefined) return null;
      for (const sample of resampled(sound, hertz)) samples.push(sample);
      const silenceS = pieces[at]?.isLastBeforeComma === true ? COMMA_S : GAP_S;
      for (let rest = silenceS * hertz; rest > 1; rest -= 1) samples.push(0);
    }
    return wavOf(Float64Array.from(samples), hertz);
  }

  /** Clips that are there and cannot be played, as `da/42`. Reads all of them. */
  async faulty(): Promise<readonly string[]> {
    const faulty: string[] = [];
    for (const [language, names] of this.#known)
      for (const name of names)
        if ((await this.#sound(name, language)) === undefined) faulty.push(`${language}/${name}`);
    return faulty;
  }

  #find(text: string, language: string): Found {
    const known = this.#known.get(language) ?? new Set<string>();
    const phrases = phrasesOf(text).map((words) => found(words, known));
    return {
      pieces: phrases.flatMap(({ names }) =>
        names.map((name, at) => ({ name, isLastBeforeComma: at === names.length - 1 })),
      ),
      missing: [...new Set(phrases.flatMap(({ missing }) => missing))],
    };
  }

  #path(name: string, language: string): string {
    return join(this.#folder, language, `${name}.wav`);
  }

  async #sound(name: string, language: string): Promise<ReturnType<typeof monoOf>> {
    try {
      return monoOf(await readFile(this.#path(name, language)));
    } catch {
      return undefined; // taken away, or not to be read: as if it were none
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).map((name) => name.normalize("NFC"));
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EACCES"].includes(systemCode(error))) return [];
    throw error;
  }
}

/** A clip at the rate of the sentence's first one, straight lines between its samples. */
function resampled(
  { samples, hertz: own }: NonNullable<ReturnType<typeof monoOf>>,
  hertz: number,
): Float64Array {
  if (own === hertz) return samples;
  const made = new Float64Array(Math.floor((samples.length * hertz) / own));
  for (const index of made.keys()) {
    const at = (index * own) / hertz;
    const [before, part] = [Math.floor(at), at % 1];
    const sample = samples[before] ?? 0;
    made[index] = sample + part * ((samples[before + 1] ?? sample) - sample);
  }
  return made;
}
