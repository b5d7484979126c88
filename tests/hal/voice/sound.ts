/** Measures a WAV file without the code under test: sox would say the same. Knows no voice. */
import { readFileSync } from "node:fs";

/** Seconds, root mean square and loudest sample (both 0 to 1) of a 16-bit mono file with a plain header. */
export function measure(path: string): { seconds: number; rms: number; peak: number } {
  return measureBytes(readFileSync(path));
}

export function measureBytes(file: Buffer): { seconds: number; rms: number; peak: number } {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 36, 40) !== "data") {
    throw new Error("not a plain WAV file");
  }
  const rate = file.readUInt32LE(24);
  const count = file.readUInt32LE(40) / 2;
  let squares = 0;
  let peak = 0;
  for (let index = 0; index < count; index += 1) {
    const sample = file.readInt16LE(44 + index * 2) / 32_768;
    squares += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { seconds: count / rate, rms: Math.sqrt(squares / count), peak };
}
