/**
 * The contract suite of voices; every driver runs it.
 * Knows no driver.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, truncateSync } from "node:fs";
import { basename, dirname, isAbsolute } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Speech, Voice } from "../../../hal/voice/contract.ts";
import { tempFolder } from "../until.ts";
import { measure } from "./sound.ts";

/** Runs the contract of voices on the driver that `open` opens with its cache in `folder`. */
export function voiceSuite(driver: string, open: (folder: string) => Promise<Voice>): void {
  const begin = async (folder?: string) => {
    const cacheFolder = folder ?? (await tempFolder());
    const voice = await open(cacheFolder);
    onTestFinished(() => voice.close());
    const speak = async (text: string, language = "da"): Promise<Speech> => {
      const answer = await voice.speak(text, language);
      if ("refused" in answer) throw new Error(answer.refused);
      return answer;
    };
    return { voice, speak, cacheFolder };
  };
  const hash = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

  describe(`the contract of voices, ${driver}`, () => {
    it("Danish and English announcements are sound of a fitting length and loudness", async () => {
      const { speak } = await begin();
      for (const [text, language] of [
        ["Nummer A 42, skranke 3", "da"],
        ["Number A 42, counter 3", "en"],
      ] as const) {
        const { wavPath, durationMs } = await speak(text, language);
        const { seconds, rms, peak } = measure(wavPath);
        expect(isAbsolute(wavPath)).toBe(true);
        expect(durationMs).toBeCloseTo(seconds * 1000, 0);
        expect(seconds).toBeGreaterThan(1.5);
        expect(seconds).toBeLessThan(6);
        expect(rms).toBeGreaterThan(0.02);
        expect(peak).toBeLessThan(0.99);
      }
    });

    it("every text has its own sound", async () => {
      const { speak } = await begin();
      const numbers = Array.from({ length: 12 }, (_, index) => index + 35);
      const sounds = await Promise.all(numbers.map((number) => speak(`A ${number}, skranke 3`)));
      expect(new Set(sounds.map(({ wavPath }) => hash(wavPath))).size).toBe(numbers.length);
    });

    it("the same text is made once, also when it is asked for ten times at once", async () => {
      const { speak, cacheFolder } = await begin();
      const sounds = await Promise.all(Array.from({ length: 10 }, () => speak("A 42, skranke 3")));
      expect(new Set(sounds.map(({ wavPath }) => wavPath)).size).toBe(1);
      expect(await speak("  A 42,\tskranke\n3 ")).toEqual(sounds[0]);
      expect(readdirSync(cacheFolder)).toEqual([basename(sounds[0]?.wavPath ?? "")]);
    });

    it("the file of an earlier process is used again, and a cut-off one is made again", async () => {
      const first = await begin();
      const { wavPath, durationMs } = await first.speak("A 42, skranke 3");
      const whole = hash(wavPath);
      const second = await begin(dirname(wavPath));
      expect(await second.speak("A 42, skranke 3")).toEqual({ wavPath, durationMs });
      truncateSync(wavPath, 1000);
      const third = await begin(dirname(wavPath));
      expect(await third.speak("A 42, skranke 3")).toEqual({ wavPath, durationMs });
      expect(hash(wavPath)).toBe(whole);
    });

    it("a language without a voice is refused", async () => {
      const { voice } = await begin();
      expect(voice.languages()).toEqual(expect.arrayContaining(["da", "en"]));
      expect(voice.languages()).not.toContain("so");
      expect(await voice.speak("A 42", "so")).toEqual({ refused: "no-voice" });
      expect(await voice.speak("A 42", "--help")).toEqual({ refused: "no-voice" });
    });

    it("nothing to say is a fault, and so is speaking after close", async () => {
      const { voice } = await begin();
      await expect(voice.speak(" \n ", "da")).rejects.toMatchObject({ code: "HAL_VOICE_FAILED" });
      await voice.close();
      await expect(voice.speak("A 42", "da")).rejects.toMatchObject({ code: "HAL_CLOSED" });
    });
  });
}
