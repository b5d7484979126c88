/**
 * A WAV file taken apart into what a sound card wants, and its volume.
 * Pure; knows no card.
 */
import { HalFault } from "../errors.ts";
import { pcmOf } from "../wav.ts";
import { MOST_SOUND_MS } from "./contract.ts";

/** 16-bit PCM, little-endian, channels interleaved. */
export type Sound = {
  readonly samples: Buffer;
  readonly hertz: number;
  readonly channels: 1 | 2;
  readonly durationMs: number;
};

/**
 * The sound in `wav`. A file whose data are cut off, or whose writer did not know its length, is as long as it is.
 * Faults: HAL_SPEAKER_NOT_SOUND, HAL_SPEAKER_TOO_LONG.
 */
export function soundOf(wav: Uint8Array): Sound {
  const parts = pcmOf(wav);
  if (parts === undefined) throw new HalFault("HAL_SPEAKER_NOT_SOUND", "no RIFF WAVE file");
  const { format, data } = parts;
  if (format === undefined) throw new HalFault("HAL_SPEAKER_NOT_SOUND", "not 16-bit PCM, mono or stereo");
  if (data === undefined) throw new HalFault("HAL_SPEAKER_NOT_SOUND", "no samples in it");
  const frameBytes = 2 * format.channels;
  const samples = data.subarray(0, data.length - (data.length % frameBytes));
  const durationMs = (samples.length / frameBytes / format.hertz) * 1000;
  if (samples.length === 0) throw new HalFault("HAL_SPEAKER_NOT_SOUND", "no samples in it");
  if (durationMs > MOST_SOUND_MS)
    throw new HalFault("HAL_SPEAKER_TOO_LONG", `${Math.round(durationMs / 1000)} s`);
  return { samples, ...format, durationMs };
}

/** The sound at `percent` of its loudness. */
export function quieter(sound: Sound, percent: number): Sound {
  const part = Math.max(0, Math.min(100, percent)) / 100;
  const samples = Buffer.alloc(sound.samples.length);
  for (let at = 0; at < samples.length; at += 2)
    samples.writeInt16LE(Math.round(sound.samples.readInt16LE(at) * part), at);
  return { ...sound, samples };
}

/** The loudest sample, 0 to 1. */
export function peakOf({ samples }: Sound): number {
  let peak = 0;
  for (let at = 0; at < samples.length; at += 2) peak = Math.max(peak, Math.abs(samples.readInt16LE(at)));
  return Math.min(1, peak / 32_767);
}
