/** The signs by ear. */
import { describe, expect, it } from "vitest";
import { ALL_SIGNS, toneWav } from "../../../hal/speaker/tones.ts";
import { measureBytes } from "../voice/sound.ts";

describe("the signs by ear", () => {
  it.each(ALL_SIGNS)("%s is short, loud enough, and touches no full scale", (sign) => {
    const { seconds, rms, peak } = measureBytes(Buffer.from(toneWav(sign)));
    expect(seconds).toBeLessThan(1);
    expect(rms).toBeGreaterThan(0.1);
    expect(peak).toBeLessThan(0.7);
  });

  it("no two of them are the same, and each is the same every time", () => {
    const wavs = ALL_SIGNS.map((sign) => Buffer.from(toneWav(sign)).toString("base64"));
    expect(new Set(wavs).size).toBe(ALL_SIGNS.length);
    expect(Buffer.from(toneWav("accepted")).toString("base64")).toBe(wavs[ALL_SIGNS.indexOf("accepted")]);
  });
});
