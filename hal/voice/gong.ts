/**
 * The gong before an announcement: two tones, made by arithmetic, so no recording and no licence is involved.
 * Knows no voice and plays nothing.
 */
import { SAMPLE_RATE, wavOf } from "../wav.ts";

/** The tones, high then low (E5 and C5, a falling third), and when each is struck. */
const STROKES = [
  { hertz: 659.25, atSeconds: 0 },
  { hertz: 523.25, atSeconds: 0.6 },
] as const;

/** Partials of a struck bar: multiple of the tone, loudness, and how fast it dies away. */
const PARTIALS = [
  { multiple: 1, loudness: 0.5, decay: 3 },
  { multiple: 2.76, loudness: 0.12, decay: 7 },
] as const;

/** A WAV file of two seconds, 16-bit PCM mono; the same bytes every time. */
export function gongWav(): Uint8Array {
  const seconds = 2;
  const samples = new Float64Array(seconds * SAMPLE_RATE);
  for (const index of samples.keys()) {
    const now = index / SAMPLE_RATE;
    const fadeOut = Math.min(1, (seconds - now) / 0.2); // ends in silence, without a click
    samples[index] = fadeOut * STROKES.reduce((sum, stroke) => sum + strokeAt(stroke, now), 0);
  }
  return wavOf(samples);
}

function strokeAt(stroke: { hertz: number; atSeconds: number }, now: number): number {
  const since = now - stroke.atSeconds;
  if (since < 0) return 0;
  const attack = Math.min(1, since / 0.005);
  return PARTIALS.reduce((sum, { multiple, loudness, decay }) => {
    const wave = Math.sin(2 * Math.PI * stroke.hertz * multiple * since);
    return sum + attack * loudness * Math.exp(-decay * since) * wave;
  }, 0);
}
