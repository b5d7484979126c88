/**
 * The contract of the voice: text and language become a sound file.
 * Knows no number and no counter, and plays nothing: pages and displays play the file.
 */

/** A spoken text. */
export type Speech = {
  /** Absolute path of a RIFF WAV file (16-bit PCM, mono). Stays until the cache folder is emptied. */
  wavPath: string;
  /** Length of the sound. */
  durationMs: number;
};

/** There is no voice for this language, so the call is chimed and shown, not spoken. */
export type SpeechRefusal = { refused: "no-voice" };

/** Length of a text in characters beyond which it is cut off before it is spoken. An announcement has about forty. */
export const MAX_SPOKEN_CHARACTERS = 300;

/**
 * The voice.
 *
 * Promises: the same text, language and voice settings give the same file, made once, also when asked many times at once;
 * a file is whole when its path is given (written aside, then renamed); a language without a voice is a refusal, not a
 * fault; a missing program leaves `languages()` empty and is a fault with plain words at the first `speak`;
 * `speak` ends within the driver's time limit; after `close` no child process is left.
 *
 * Does not promise: a pleasant voice; that the disk has room for ever (the owner of the folder may empty it at any start).
 *
 * Faults: HAL_VOICE_MISSING, HAL_VOICE_FAILED, HAL_VOICE_SLOW, HAL_VOICE_FOLDER, HAL_CLOSED.
 */
export interface Voice {
  /** The languages that can be spoken, as ISO 639-1 codes ("da", "en"), sorted. */
  languages(): readonly string[];
  /** Speaks `text` (plain text, at most {@link MAX_SPOKEN_CHARACTERS}) in `language` (ISO 639-1). */
  speak(text: string, language: string): Promise<Speech | SpeechRefusal>;
  close(): Promise<void>;
}

/** Recorded clips, for any voice. */
export type ClipsOptions = {
  /**
   * Folder of recorded clips: a folder a language (`da`), in it one WAV file (16-bit PCM) a word or a few words, named by these in small
   * letters with `-` between them: `nummer.wav`, `a.wav`, `42.wav`, `skranke-3.wav`; `100-and.wav` is what comes before 42 in 142,
   * `1-ordinal.wav` is `1.`. A sentence of which a clip is missing is said by the voice alone.
   */
  clipsFolder?: string | undefined;
};

/** The Debian program espeak-ng. */
export type EspeakVoiceOptions = ClipsOptions & {
  driver: "espeak-ng";
  /** Folder of the sound files; made when it is missing. */
  cacheFolder: string;
  /** The program. Default "espeak-ng", looked up in PATH. */
  program?: string | undefined;
  /** Speed, 80 to 450. Default 130: slow enough for an old ear. */
  wordsPerMinute?: number | undefined;
  /** Time limit for one text. Default 5000. */
  timeoutMs?: number | undefined;
};

/** A tone instead of speech, without any program. */
export type SimulatedVoiceOptions = ClipsOptions & {
  driver: "simulated";
  cacheFolder: string;
  /** Default ["da", "en"]. */
  languages?: readonly string[] | undefined;
};

/** What `openVoice` takes; `none` refuses every language. */
export type VoiceOptions = EspeakVoiceOptions | SimulatedVoiceOptions | { driver: "none" };
