/**
 * The short signs that a stand gives by ear, made by arithmetic, so no recording and no licence is involved.
 * Knows no card; what each sign is given for is decided by the stand.
 */
import { SAMPLE_RATE, wavOf } from "../wav.ts";

/** A tone: its pitch, when it begins and how long it lasts, in seconds. */
type Stroke = { readonly hertz: number; readonly at: number; readonly lasts: number };

/**
 * Told apart by shape and not by pitch alone, for ears that hear no high tones: one rising pair, one low tone, three equal ones.
 * All lie between 300 and 1400 Hz, where old ears hear best.
 */
const SIGNS = {
  accepted: [
    { hertz: 784, at: 0, lasts: 0.12 },
    { hertz: 1047, at: 0.1, lasts: 0.22 },
  ],
  refused: [{ hertz: 311, at: 0, lasts: 0.35 }],
  attention: [
    { hertz: 587, at: 0, lasts: 0.16 },
    { hertz: 587, at: 0.25, lasts: 0.16 },
    { hertz: 587, at: 0.5, lasts: 0.16 },
  ],
} as const satisfies Record<string, readonly Stroke[]>;

/** `accepted`: it went well; `refused`: it did not; `attention`: look at the screen, something needs a hand. */
export type Sign = keyof typeof SIGNS;

export const ALL_SIGNS = Object.keys(SIGNS) as readonly Sign[];

/** A WAV file under a second, 16-bit PCM mono; the same bytes every time. */
export function toneWav(sign: Sign): Uint8Array {
  const strokes: readonly Stroke[] = SIGNS[sign];
  const seconds = Math.max(...strokes.map(({ at, lasts }) => at + lasts));
  const samples = new Float64Array(Math.ceil(seconds * SAMPLE_RATE));
  for (const index of samples.keys())
    samples[index] = strokes.reduce((sum, stroke) => sum + sampleOf(stroke, index / SAMPLE_RATE), 0);
  return wavOf(samples);
}

/** Swells and dies away without a click; the second partial makes it sound on small loudspeakers. */
function sampleOf({ hertz, at, lasts }: Stroke, now: number): number {
  const since = now - at;
  if (since < 0 || since > lasts) return 0;
  const shape = Math.min(1, since / 0.008) * Math.min(1, (lasts - since) / 0.06);
  const turn = 2 * Math.PI * hertz * since;
  return shape * (0.4 * Math.sin(turn) + 0.1 * Math.sin(2 * turn));
}
