/** The gong is a valid sound file, the same every time. */
import { describe, expect, it } from "vitest";
import { gongWav } from "../../../hal/voice/gong.ts";
import { wavDurationMs, wavOf } from "../../../hal/wav.ts";
import { measureBytes } from "./sound.ts";

/** How strongly a tone of `hertz` sounds between two instants (Goertzel's sum, 0 to 1). */
function strength(file: Buffer, hertz: number, [from, to]: [number, number]): number {
  const rate = file.readUInt32LE(24);
  let real = 0;
  let imaginary = 0;
  const first = Math.floor(from * rate);
  const count = Math.floor(to * rate) - first;
  for (let index = 0; index < count; index += 1) {
    const sample = file.readInt16LE(44 + (first + index) * 2) / 32_768;
    real += sample * Math.cos((2 * Math.PI * hertz * index) / rate);
    imaginary += sample * Math.sin((2 * Math.PI * hertz * index) / rate);
  }
  return (2 * Math.hypot(real, imaginary)) / count;
}

describe("the gong", () => {
  const file = Buffer.from(gongWav());

  it("is two seconds of sound below full scale that ends in silence", () => {
    const { seconds, rms, peak } = measureBytes(file);
    expect(seconds).toBe(2);
    expect(rms).toBeGreaterThan(0.05);
    expect(peak).toBeLessThan(0.99);
    expect(Math.abs(file.readInt16LE(file.length - 2))).toBeLessThan(50);
    expect(wavDurationMs(file)).toBe(2000);
  });

  it("is two tones, the high one first and the low one after it", () => {
    expect(strength(file, 659.25, [0.05, 0.55])).toBeGreaterThan(0.1);
    expect(strength(file, 523.25, [0.05, 0.55])).toBeLessThan(0.02);
    expect(strength(file, 523.25, [0.65, 1.15])).toBeGreaterThan(0.1);
  });

  it("is the same bytes every time", () => {
    expect(Buffer.from(gongWav()).equals(file)).toBe(true);
  });
});

describe("a WAV file", () => {
  const whole = wavOf(new Float64Array(2205));

  it("cut off anywhere is no sound", () => {
    for (const length of [0, 3, 11, 12, 20, 43, 44, whole.length - 1]) {
      expect(wavDurationMs(whole.subarray(0, length))).toBeUndefined();
    }
    expect(wavDurationMs(whole)).toBe(100);
  });

  it("without samples is no sound, and neither is anything else", () => {
    expect(wavDurationMs(wavOf(new Float64Array(0)))).toBeUndefined();
    expect(wavDurationMs(Buffer.from("RIFF....AVI LIST"))).toBeUndefined();
  });
});
