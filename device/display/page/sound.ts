/**
 * The sound of one call: the gong, then its spoken words one language after the other, in the first language alone while others wait.
 * Knows no order of calls: what is still heard when the next one begins is cut off.
 */
import type { DisplayedCall } from "./announce.ts";

/** A file that does not come within this time is done without, ms. */
const FETCH_LIMIT_MS = 4_000;
/** A browser's own voice that never says that it is done is not waited for longer, ms. */
const VOICE_LIMIT_MS = 10_000;

/** What a browser's own voice would say where the hub sends no sound file. */
export type SpokenText = (call: DisplayedCall) => readonly { language: string; text: string }[];

/** How loud a display is. `volume` is in percent. */
export type Loudness = { readonly on: boolean; readonly volume: number; readonly gong: boolean };

type OwnVoice = { readonly volume: number; readonly isCut: (said: number) => boolean };

/** How one call is played. `isHurried`: others wait, so that whatever follows the first language is left out. */
type Playing = Loudness & { readonly isHurried: () => boolean };

/**
 * Plays calls. Promises that `play` always ends, sound or no sound, and never throws: a display without a loudspeaker
 * must go on showing calls. Does not promise that anybody hears it: see `isBlocked`.
 */
export class Sound {
  readonly #context = new AudioContext();
  readonly #volume = this.#context.createGain();
  readonly #spokenText: SpokenText;
  #gong: AudioBuffer | null = null;
  /** What is heard now, and which call it is of, counted. */
  #source: AudioBufferSourceNode | null = null;
  #turn = 0;

  constructor(spokenText: SpokenText) {
    this.#spokenText = spokenText;
    this.#volume.connect(this.#context.destination);
  }

  /** Whether the browser waits for a tap before it lets a page sound. */
  get isBlocked(): boolean {
    return this.#context.state === "suspended";
  }

  /** To be called while the browser handles a tap. */
  async allow(): Promise<void> {
    await this.#context.resume();
  }

  /** True when the sound is over, or there is to be none; false when the browser let none out. */
  async play(call: DisplayedCall, playing: Playing): Promise<boolean> {
    if (!playing.on) return true;
    if (this.isBlocked) return false;
    this.#cut();
    this.#volume.gain.value = playing.volume / 100;
    await this.#played(call, playing);
    return true;
  }

  #cut(): void {
    this.#turn += 1;
    this.#source?.stop();
    this.#source = null;
    if (typeof speechSynthesis !== "undefined") speechSynthesis.cancel();
  }

  async #played(call: DisplayedCall, { gong, volume, isHurried }: Playing): Promise<void> {
    const turn = this.#turn;
    const isCut = (said: number) => turn !== this.#turn || (said > 0 && isHurried());
    if (gong) this.#gong ??= await this.#fetched("/gong.wav");
    const speech = call.speech.map((one) => this.#fetched(one.url));
    if (gong && this.#gong !== null && !isCut(0)) await this.#sound(this.#gong);
    if (speech.length === 0) return this.#ownVoice(call, { volume, isCut });
    for (const [said, one] of speech.entries()) {
      const buffer = await one;
      if (isCut(said)) return;
      if (buffer !== null) await this.#sound(buffer);
    }
  }

  async #fetched(url: string): Promise<AudioBuffer | null> {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_LIMIT_MS) });
      if (!answer.ok) return null;
      return await this.#context.decodeAudioData(await answer.arrayBuffer());
    } catch {
      /* Out of reach or no sound file: the call is shown and chimed all the same. */
      return null;
    }
  }

  #sound(buffer: AudioBuffer): Promise<void> {
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#volume);
    source.start();
    this.#source = source;
    return ended(source, buffer.duration);
  }

  async #ownVoice(call: DisplayedCall, { volume, isCut }: OwnVoice): Promise<void> {
    if (typeof speechSynthesis === "undefined") return;
    for (const [said, { language, text }] of this.#spokenText(call).entries()) {
      if (isCut(said)) return;
      const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
      if (voice !== undefined) await spoken(text, voice, volume / 100);
    }
  }
}

/** The end of a sound, or one second after it should have ended: a machine without a sound card never reports it. */
function ended(source: AudioBufferSourceNode, lengthS: number): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, (lengthS + 1) * 1000);
    source.onended = () => {
      clearTimeout(limit);
      resolve();
    };
  });
}

function spoken(text: string, voice: SpeechSynthesisVoice, volume: number): Promise<void> {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    const limit = setTimeout(resolve, VOICE_LIMIT_MS);
    utterance.voice = voice;
    utterance.volume = volume;
    utterance.lang = voice.lang;
    utterance.onend = utterance.onerror = () => {
      clearTimeout(limit);
      resolve();
    };
    speechSynthesis.speak(utterance);
  });
}
