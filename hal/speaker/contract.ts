/**
 * The contract of the speaker of a stand: plays sounds that are there as WAV.
 * Knows no ticket and makes no sound of its own; feedback tones are in tones.ts, speech in hal/voice.
 */
import type { HalCode, HalFault } from "../errors.ts";
import type { StopListening } from "../listeners.ts";

/** The longest sound in milliseconds; a spoken menu has about twenty seconds. */
export const MOST_SOUND_MS = 60_000;
/** How many sounds may wait; of more, the one that has waited longest is left out. */
export const MOST_WAITING = 8;

export type PlayOptions = {
  /** `instead`: at once, and what plays or waits is stopped; `after`: when all that was asked for before has ended. Default after. */
  order?: "instead" | "after" | undefined;
  /** What a far side calls the sound. No personal data. */
  label?: string | undefined;
};

/**
 * How a sound ended.
 * - `played`: the sound card took all of it.
 * - `stopped`: `stop`, another sound's `instead`, `close` or {@link MOST_WAITING} ended it, perhaps before it began.
 * - `failed`: the card is gone, taken or silent; `code` says which. Nothing of it is kept for later.
 */
export type PlayOutcome = { result: "played" | "stopped" } | { result: "failed"; code: HalCode };

/**
 * The speaker of one stand.
 *
 * Promises: one sound at a time, in the order of asking; `play` never rejects for trouble of the card (that is an outcome) and
 * ends within the sound's length plus the driver's patience, whatever the card does; `volume` holds from the next sound
 * on; `onGone` once when the card disappears, is forbidden or taken (also when it is so at opening; again when the reason changes)
 * and `onBack` once when it can be played on again, without any call of the user: a card that is plugged in or pulled is
 * noticed within 2 s while nothing plays, one that another program frees within 10 s; after `close` nothing is told, no
 * child process and no timer is left, and the card is free.
 *
 * Does not promise: that anybody hears it (a loudspeaker that is switched off or turned down is not seen); the moment at which the
 * air moves (a card holds some 0.1 to 0.5 s); that a stopped sound ends before what the card already holds has sounded.
 *
 * Faults of `play`: HAL_SPEAKER_NOT_SOUND, HAL_SPEAKER_TOO_LONG, HAL_CLOSED.
 */
export interface Speaker {
  /** Plays a WAV file's bytes: 16-bit PCM, one or two channels, at most {@link MOST_SOUND_MS}. */
  play(wav: Uint8Array, options?: PlayOptions): Promise<PlayOutcome>;
  /** Ends what plays, and all that waits. */
  stop(): void;
  /** How loud, in percent of the sound as it is; 100 leaves it so. What is outside 0 to 100 is taken as the nearer end. */
  volume(percent: number): void;
  /** Told HAL_SPEAKER_GONE, HAL_SPEAKER_DENIED, HAL_SPEAKER_BUSY, HAL_SPEAKER_SILENT, HAL_SPEAKER_FAILED or HAL_SPEAKER_MISSING. */
  onGone(listener: (fault: HalFault) => void): StopListening;
  onBack(listener: () => void): StopListening;
  /** Whether a sound would be played at this moment. */
  readonly isPresent: boolean;
  close(): Promise<void>;
}

/** One sound that a simulated speaker began. */
export type HeardSound = {
  label: string | null;
  durationMs: number;
  /** The loudest sample after the volume, 0 to 1. */
  peak: number;
  /** When it began, epoch milliseconds. */
  at: number;
  /** False while it plays, and for good when it was stopped or the cable was pulled. */
  complete: boolean;
};

/** The other side of a simulated speaker: the ear, and the cable. */
export type SpeakerFarSide = {
  /** What was heard, the newest fifty, oldest first. */
  heard: () => readonly HeardSound[];
  /** Pulls the cable (false) or puts it back (true). */
  plugged: (isPlugged: boolean) => void;
};

/** A sound card by way of ALSA: Debian's program aplay (package alsa-utils). */
export type AlsaSpeakerOptions = {
  driver: "alsa";
  /** ALSA's name of the card, as `aplay -L` lists them; one with CARD= in it survives another plug. Default "default". */
  device?: string | undefined;
  /** 0 to 100. Default 80. */
  volume?: number | undefined;
  /** An ALSA configuration to be read instead of the machine's. */
  alsaConfig?: string | undefined;
};

/** What `openSpeaker` takes; `none` is a stand without a speaker. */
export type SpeakerOptions =
  | AlsaSpeakerOptions
  | { driver: "simulated" /** 0 to 100. Default 80. */; volume?: number | undefined }
  | { driver: "none" };
