/**
 * Sound as 16-bit PCM in a RIFF WAV file: written and measured.
 * Knows no voice, no gong and no speaker.
 */

/** Samples a second of what is made here; enough for a voice and a gong. */
export const SAMPLE_RATE = 22_050;

const HEADER_BYTES = 44;

/** A whole WAV file, mono, of `samples` between -1 and 1 (what is louder is cut off). */
export function wavOf(samples: Float64Array): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // mono
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (const [index, sample] of samples.entries()) {
    const limited = Math.max(-1, Math.min(1, sample));
    bytes.writeInt16LE(Math.round(limited * 32_767), HEADER_BYTES + index * 2);
  }
  return bytes;
}

/**
 * Length in milliseconds of a WAV file, or undefined when `bytes` is not a whole one (cut off by a power cut, for example).
 * A decoder: never throws.
 */
export function wavDurationMs(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (chunkName(view, 0) !== "RIFF" || chunkName(view, 8) !== "WAVE") return undefined;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const name = chunkName(view, at);
    const size = view.getUint32(at + 4, true);
    if (at + 8 + size > view.byteLength) return undefined;
    if (name === "fmt " && size >= 16) bytesPerSecond = view.getUint32(at + 16, true);
    if (name === "data") return bytesPerSecond > 0 && size > 0 ? (size / bytesPerSecond) * 1000 : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function chunkName(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return "";
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}
