/** Recorded clips for tests: a hum a word, of its own pitch. Knows no voice. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SAMPLE_RATE, wavOf } from "../../../hal/wav.ts";

/** Seconds of one clip. */
export const CLIP_S = 0.4;

/** Records clips such as `da/nummer`, each louder and higher than the one before it. */
export function recordClips(folder: string, names: readonly string[], hertz: number = SAMPLE_RATE): void {
  for (const [at, name] of names.entries()) {
    const file = join(folder, `${name}.wav`);
    mkdirSync(join(file, ".."), { recursive: true });
    const samples = new Float64Array(CLIP_S * hertz);
    for (const index of samples.keys())
      samples[index] = 0.3 * Math.sin((2 * Math.PI * (200 + 7 * at) * index) / hertz);
    writeFileSync(file, wavOf(samples, hertz));
  }
}
