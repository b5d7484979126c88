/**
 * The voice of the Debian program espeak-ng.
 * Knows no number and no counter.
 */
import { type ChildProcess, execFile } from "node:child_process";
import { HalFault, systemCode } from "../errors.ts";
import type { SpeechCache } from "./cache.ts";
import type { Speech, SpeechRefusal, Voice } from "./contract.ts";
import { spokenText } from "./spoken-text.ts";

/** Settings of the program; their meaning is told at `EspeakVoiceOptions`. */
export type EspeakSettings = { program: string; wordsPerMinute: number; timeoutMs: number };

/** Loudness of espeak-ng, 0 to 200: its own middle. From 120 on, the loudest samples of announcements touch full scale. */
const LOUDNESS = 100;

/**
 * A voice over espeak-ng: a formant voice, so understood rather than liked.
 * The text goes in by standard input, so nothing in it can be taken for an option.
 */
export class EspeakVoice implements Voice {
  readonly #settings: EspeakSettings;
  readonly #cache: SpeechCache;
  readonly #children = new Set<ChildProcess>();
  #voices: ReadonlyMap<string, string> = new Map();
  #fault: HalFault | undefined;
  #isClosed = false;

  constructor(settings: EspeakSettings, cache: SpeechCache) {
    this.#settings = settings;
    this.#cache = cache;
  }

  /** Opens the cache and asks the program for its voices; a missing program is kept for `speak`. Fault: HAL_VOICE_FOLDER. */
  async open(): Promise<void> {
    await this.#cache.open();
    try {
      this.#voices = parseVoices(await this.#run(["--voices"], ""));
    } catch (error) {
      if (!(error instanceof HalFault)) throw error;
      this.#fault = error;
    }
  }

  languages(): readonly string[] {
    return [...this.#voices.keys()].sort();
  }

  async speak(text: string, language: string): Promise<Speech | SpeechRefusal> {
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "voice");
    if (this.#fault !== undefined) throw this.#fault;
    const voice = this.#voices.get(language);
    if (voice === undefined) return { refused: "no-voice" };
    const spoken = spokenText(text);
    if (spoken === "") throw new HalFault("HAL_VOICE_FAILED", "the text is empty");
    const speed = String(this.#settings.wordsPerMinute);
    const args = ["-v", voice, "-s", speed, "-a", String(LOUDNESS), "-b", "1", "--stdin"];
    return await this.#cache.file(JSON.stringify(["espeak-ng", args, spoken]), async (path) => {
      await this.#run([...args, "-w", path], spoken);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const ends = [...this.#children].map((child) => ended(child));
    for (const child of this.#children) child.kill("SIGKILL");
    await Promise.all(ends);
  }

  #run(args: readonly string[], input: string): Promise<string> {
    const { program, timeoutMs } = this.#settings;
    return new Promise((resolve, reject) => {
      const options = { timeout: timeoutMs, killSignal: "SIGKILL", maxBuffer: 1 << 20 } as const;
      const child = execFile(program, args, options, (error, stdout) => {
        this.#children.delete(child);
        if (error === null) resolve(stdout);
        else reject(this.#faultOf(error));
      });
      this.#children.add(child);
      child.stdin?.on("error", () => undefined); // a program that dies early: its exit is the error
      child.stdin?.end(input);
    });
  }

  #faultOf(error: Error & { killed?: boolean }): HalFault {
    const { program, timeoutMs } = this.#settings;
    if (this.#isClosed) return new HalFault("HAL_CLOSED", "voice", error);
    if (["ENOENT", "EACCES"].includes(systemCode(error)))
      return new HalFault("HAL_VOICE_MISSING", program, error);
    if (error.killed) return new HalFault("HAL_VOICE_SLOW", `${timeoutMs} ms`, error);
    return new HalFault("HAL_VOICE_FAILED", program, error);
  }
}

/**
 * Languages by ISO 639-1 code with the voice to ask for, from the table that `espeak-ng --voices` prints:
 * `Pty Language Age/Gender VoiceName File`. The variety of a language is the plain one, else the first of the best.
 */
function parseVoices(table: string): Map<string, string> {
  const voices = new Map<string, string>();
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  const tags = rows.flatMap(([priority = "", tag = ""]) =>
    /^\d+$/.test(priority) ? [{ priority, tag }] : [],
  );
  tags.sort((one, other) => Number(one.priority) - Number(other.priority) || (one.tag < other.tag ? -1 : 1));
  for (const { tag } of tags) {
    const code = tag.slice(0, 2);
    const isPlain = tag.length === 2;
    if (/^[a-z]{2}(-|$)/.test(tag) && (isPlain || !voices.has(code))) voices.set(code, tag);
  }
  return voices;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
  });
}
