/**
 * Sound as 16-bit PCM in a RIFF WAV file: written and measured.
 * Knows no voice, no gong and no speaker.
 */

/** Samples a second of what is made here; enough for a voice and a gong. */
export const SAMPLE_RATE = 22_050;

const HEADER_BYTES = 44;

/** A whole WAV file, mono, of `samples` between -1 and 1 (what is louder is cut off), so many of them a second. */
export function wavOf(samples: Float64Array, hertz: number = SAMPLE_RATE): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // mono
  bytes.writeUInt32LE(hertz, 24);
  bytes.writeUInt32LE(hertz * 2, 28);
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

/** 16-bit PCM, little-endian, channels interleaved. */
export type PcmFormat = { readonly hertz: number; readonly channels: 1 | 2 };

/** PCM, and PCM in the extended form that newer programs write. */
const FORMATS: readonly number[] = [1, 0xfffe];

/** What a WAV file holds, its chunks taken apart; `undefined` for anything that is no RIFF WAVE file. A decoder: never throws. */
export function pcmOf(
  wav: Uint8Array,
): { readonly format: PcmFormat | undefined; readonly data: Buffer | undefined } | undefined {
  const bytes = Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength);
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WAVE")
    return undefined;
  let format: PcmFormat | undefined;
  let data: Buffer | undefined;
  for (let at = 12; at + 8 <= bytes.length && data === undefined; ) {
    const name = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const chunk = bytes.subarray(at + 8, at + 8 + size);
    if (name === "fmt ") format = formatOf(chunk);
    if (name === "data") data = chunk;
    at += 8 + size + (size % 2);
  }
  return { format, data };
}

function formatOf(chunk: Buffer): PcmFormat | undefined {
  if (chunk.length < 16) return undefined;
  const [kind, channels, hertz, bits] = [
    chunk.readUInt16LE(0),
    chunk.readUInt16LE(2),
    chunk.readUInt32LE(4),
    chunk.readUInt16LE(14),
  ];
  if (!FORMATS.includes(kind) || bits !== 16 || hertz < 4000 || hertz > 192_000) return undefined;
  return channels === 1 || channels === 2 ? { hertz, channels } : undefined;
}

/** The sound of a WAV file as one channel, -1 to 1; `undefined` for anything that is no 16-bit PCM. A decoder: never throws. */
export function monoOf(
  wav: Uint8Array,
): { readonly samples: Float64Array; readonly hertz: number } | undefined {
  const { format, data } = pcmOf(wav) ?? {};
  if (format === undefined || data === undefined) return undefined;
  const { channels, hertz } = format;
  const samples = new Float64Array(Math.floor(data.length / 2 / channels));
  if (samples.length === 0) return undefined;
  for (const frame of samples.keys()) {
    const left = data.readInt16LE(frame * channels * 2);
    const right = channels === 2 ? data.readInt16LE(frame * 4 + 2) : left;
    samples[frame] = (left + right) / 2 / 32_768;
  }
  return { samples, hertz };
}
