/**
 * A speaker over a sound card that plays one sound at a time: the line of sounds, the volume, and a card that comes and goes.
 * Knows no program and no card; both drivers are this and a binding.
 */
import { HalFault } from "../errors.ts";
import { Listeners, type StopListening } from "../listeners.ts";
import { MOST_WAITING, type PlayOptions, type PlayOutcome, type Speaker } from "./contract.ts";
import { quieter, type Sound, soundOf } from "./sound.ts";

/** A sound that plays. `ended` resolves when the card took all of it or `stop` ended it, and rejects with a HalFault. */
export type Playing = { readonly ended: Promise<void>; readonly stop: () => void };

/** A sound card. */
export type SoundCard = {
  /** What is plugged in, as a text that is another one after a plug; cheap enough to be asked every second. */
  readonly pluggedIn: () => Promise<string>;
  /** Tries the card without a sound; not called while one plays. Rejects with a HalFault where nothing could be played. */
  readonly check: () => Promise<void>;
  readonly begin: (sound: Sound, label: string | null) => Playing;
};

/** `checkMs`: how often is looked for a plug; `retryMs`: how often a card that does not work is tried though nothing was plugged. */
export type QueuedOptions = { volume: number; checkMs: number; retryMs: number };

type Asked = {
  readonly sound: Sound;
  readonly label: string | null;
  readonly end: (outcome: PlayOutcome) => void;
};

/** The contract of speakers, over `card`. */
export class QueuedSpeaker implements Speaker {
  readonly #card: SoundCard;
  readonly #options: QueuedOptions;
  readonly #gone = new Listeners<HalFault>();
  readonly #back = new Listeners<void>();
  readonly #waiting: Asked[] = [];
  #percent: number;
  #playing: Playing | undefined;
  #isStopped = false;
  #working: Promise<void> | undefined;
  #fault: HalFault | undefined;
  #plugged = "";
  #sinceTriedMs = 0;
  #look: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(card: SoundCard, options: QueuedOptions) {
    this.#card = card;
    this.#options = options;
    this.#percent = options.volume;
  }

  /** Tries the card once; one that does not work does not reject, it is told as gone. Sounds may be asked for meanwhile, and wait. */
  async open(): Promise<void> {
    await this.#between(async () => {
      this.#plugged = await this.#card.pluggedIn();
      await this.#check();
    });
    this.#lookLater();
  }

  get isPresent(): boolean {
    return this.#fault === undefined && !this.#isClosed;
  }

  async play(wav: Uint8Array, { order = "after", label }: PlayOptions = {}): Promise<PlayOutcome> {
    if (this.#isClosed) throw new HalFault("HAL_CLOSED", "speaker");
    const sound = quieter(soundOf(wav), this.#percent);
    if (order === "instead") this.stop();
    if (this.#fault !== undefined) return { result: "failed", code: this.#fault.code };
    if (this.#waiting.length >= MOST_WAITING) this.#waiting.shift()?.end({ result: "stopped" });
    return await new Promise((end) => {
      this.#waiting.push({ sound, label: label ?? null, end });
      this.#work();
    });
  }

  stop(): void {
    for (const asked of this.#waiting.splice(0)) asked.end({ result: "stopped" });
    this.#isStopped = true;
    this.#playing?.stop();
  }

  volume(percent: number): void {
    this.#percent = percent;
  }

  /** Whoever begins to listen while the card is gone is told at once. */
  onGone(listener: (fault: HalFault) => void): StopListening {
    if (this.#fault !== undefined) listener(this.#fault);
    return this.#gone.add(listener);
  }

  onBack(listener: () => void): StopListening {
    return this.#back.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#look);
    this.#gone.clear();
    this.#back.clear();
    this.stop();
    await this.#working;
  }

  /** One piece of work with the card after the other: sounds in their order, and a try of the card in between. */
  #work(): void {
    this.#working ??= this.#playAll().finally(() => {
      this.#working = undefined;
      if (this.#waiting.length > 0) this.#work();
    });
  }

  async #playAll(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      next.end(await this.#playOne(next));
  }

  async #playOne({ sound, label }: Asked): Promise<PlayOutcome> {
    if (this.#fault !== undefined) return { result: "failed", code: this.#fault.code };
    this.#isStopped = false;
    this.#playing = this.#card.begin(sound, label);
    try {
      await this.#playing.ended;
      return { result: this.#isStopped ? "stopped" : "played" };
    } catch (error) {
      if (!(error instanceof HalFault)) throw error;
      if (this.#isStopped) return { result: "stopped" };
      this.#lost(error);
      return { result: "failed", code: error.code };
    } finally {
      this.#playing = undefined;
    }
  }

  #lookLater(): void {
    if (this.#isClosed) return;
    this.#look = setTimeout(() => void this.#lookNow(), this.#options.checkMs).unref();
  }

  /** While a sound plays the card says by itself what is wrong. */
  async #lookNow(): Promise<void> {
    const plugged = await this.#card.pluggedIn();
    this.#sinceTriedMs += this.#options.checkMs;
    const isDue = this.#fault !== undefined && this.#sinceTriedMs >= this.#options.retryMs;
    if ((plugged !== this.#plugged || isDue) && this.#working === undefined && !this.#isClosed) {
      this.#plugged = plugged;
      await this.#between(() => this.#check());
    }
    this.#lookLater();
  }

  /** Work with the card while no sound plays; those that are asked for meanwhile come after it. */
  async #between(work: () => Promise<void>): Promise<void> {
    this.#working = work().finally(() => {
      this.#working = undefined;
      if (this.#waiting.length > 0) this.#work();
    });
    await this.#working;
  }

  async #check(): Promise<void> {
    this.#sinceTriedMs = 0;
    try {
      await this.#card.check();
    } catch (error) {
      if (!(error instanceof HalFault)) throw error;
      this.#lost(error);
      return;
    }
    const wasGone = this.#fault !== undefined;
    this.#fault = undefined;
    if (wasGone && !this.#isClosed) this.#back.tell();
  }

  #lost(fault: HalFault): void {
    const isNews = this.#fault?.code !== fault.code;
    this.#fault = fault;
    if (isNews && !this.#isClosed) this.#gone.tell(fault);
  }
}
