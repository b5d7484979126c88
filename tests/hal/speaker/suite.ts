/**
 * The contract suite of speakers; every driver runs it.
 * Knows no driver: the far side is an ear and a cable.
 */
import { describe, expect, it, onTestFinished } from "vitest";
import type { HalFault } from "../../../hal/errors.ts";
import { MOST_WAITING, type Speaker } from "../../../hal/speaker/contract.ts";
import { until } from "../until.ts";

/** A sound as it was heard; silence around it is not counted. */
export type Heard = { durationMs: number; peak: number };

export type SpeakerUnderTest = {
  speaker: Speaker;
  heard: () => Promise<Heard[]>;
  plugged: (isPlugged: boolean) => Promise<void>;
};

/** `isSlow`: a sound of five seconds does not end while a test waits. */
export type SpeakerOpener = (rig: { isSlow: boolean; volume: number }) => Promise<SpeakerUnderTest>;

/** A WAV file of one value, so that its length and loudness can be read off; 16-bit PCM. */
export function flatWav(durationMs: number, level = 0.5, { hertz = 22_050, channels = 1 } = {}): Buffer {
  const frames = Math.round((durationMs * hertz) / 1000);
  const bytes = Buffer.alloc(44 + frames * 2 * channels);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(hertz, 24);
  bytes.writeUInt32LE(hertz * 2 * channels, 28);
  bytes.writeUInt16LE(2 * channels, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(frames * 2 * channels, 40);
  for (let at = 44; at < bytes.length; at += 2) bytes.writeInt16LE(Math.round(level * 32_767), at);
  return bytes;
}

const FIVE_SECONDS = flatWav(5000);

/** Runs the contract of speakers on the driver that `open` opens. */
export function speakerSuite(driver: string, open: SpeakerOpener): void {
  const begin = async (rig: Partial<Parameters<SpeakerOpener>[0]> = {}) => {
    const under = await open({ isSlow: false, volume: 100, ...rig });
    onTestFinished(() => under.speaker.close());
    const faults: HalFault[] = [];
    let backs = 0;
    under.speaker.onGone((fault) => faults.push(fault));
    under.speaker.onBack(() => {
      backs += 1;
    });
    return { ...under, faults, backs: () => backs };
  };

  describe(`the contract of speakers, ${driver}`, () => {
    it("sounds are played whole, one at a time, in the order of asking", async () => {
      const { speaker, heard } = await begin();
      const ended: string[] = [];
      const asked = [60, 20, 40].map((ms) =>
        speaker.play(flatWav(ms)).then(({ result }) => void ended.push(`${ms} ${result}`)),
      );
      await Promise.all(asked);
      expect(ended).toEqual(["60 played", "20 played", "40 played"]);
      expect((await heard()).map(({ durationMs }) => Math.round(durationMs))).toEqual([60, 20, 40]);
    });

    it("stereo and other sample rates are played too", async () => {
      const { speaker } = await begin();
      const outcomes = [
        await speaker.play(flatWav(20, 0.5, { hertz: 48_000, channels: 2 })),
        await speaker.play(flatWav(20, 0.5, { hertz: 8000 })),
      ];
      expect(outcomes).toEqual([{ result: "played" }, { result: "played" }]);
    });

    it("the volume holds from the next sound on, and cannot be more than all", async () => {
      const { speaker, heard } = await begin({ volume: 50 });
      await speaker.play(flatWav(20, 0.8));
      speaker.volume(25);
      await speaker.play(flatWav(20, 0.8));
      speaker.volume(900);
      await speaker.play(flatWav(20, 0.8));
      const peaks = (await heard()).map(({ peak }) => Math.round(peak * 100) / 100);
      expect(peaks).toEqual([0.4, 0.2, 0.8]);
    });

    it("stop ends what plays and all that waits, and the next sound is played", async () => {
      const { speaker } = await begin({ isSlow: true });
      const asked = [speaker.play(FIVE_SECONDS), speaker.play(flatWav(20))];
      await new Promise((resolve) => setTimeout(resolve, 100));
      speaker.stop();
      expect(await Promise.all(asked)).toEqual([{ result: "stopped" }, { result: "stopped" }]);
      expect(await speaker.play(flatWav(20))).toEqual({ result: "played" });
    });

    it("a sound that is to come instead stops the others", async () => {
      const { speaker } = await begin({ isSlow: true });
      const slow = speaker.play(FIVE_SECONDS);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await speaker.play(flatWav(20), { order: "instead" })).toEqual({ result: "played" });
      expect(await slow).toEqual({ result: "stopped" });
    });

    it("of too many that wait, the one that has waited longest is left out", async () => {
      const { speaker } = await begin({ isSlow: true });
      const asked = [speaker.play(FIVE_SECONDS)];
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (let count = 0; count <= MOST_WAITING; count += 1) asked.push(speaker.play(flatWav(10)));
      expect(await asked[1]).toEqual({ result: "stopped" });
      speaker.stop();
      await Promise.all(asked);
    });

    it.each([
      ["nothing", new Uint8Array(), "HAL_SPEAKER_NOT_SOUND"],
      ["a text", Buffer.from("no sound at all, just words about one"), "HAL_SPEAKER_NOT_SOUND"],
      ["a file cut off in its head", flatWav(50).subarray(0, 30), "HAL_SPEAKER_NOT_SOUND"],
      ["a file without samples", flatWav(0), "HAL_SPEAKER_NOT_SOUND"],
      ["a sound of more than a minute", flatWav(60_100, 0, { hertz: 8000 }), "HAL_SPEAKER_TOO_LONG"],
    ])("%s is no sound and is refused", async (_, wav, code) => {
      const { speaker, heard } = await begin();
      await expect(speaker.play(wav)).rejects.toMatchObject({ code });
      expect(await heard()).toEqual([]);
    });

    it("a cable that is pulled and put back is told once each, and played on again", async () => {
      const { speaker, plugged, faults, backs } = await begin();
      await plugged(false);
      await until("it is told as gone", () => faults.length === 1);
      expect([faults[0]?.code, speaker.isPresent]).toEqual(["HAL_SPEAKER_GONE", false]);
      expect(await speaker.play(flatWav(20))).toEqual({ result: "failed", code: "HAL_SPEAKER_GONE" });
      await plugged(true);
      await until("it is told as back", () => backs() === 1);
      expect([speaker.isPresent, await speaker.play(flatWav(20))]).toEqual([true, { result: "played" }]);
      expect([faults.length, backs()]).toEqual([1, 1]);
    });

    it("whoever begins to listen while it is gone is told at once", async () => {
      const { speaker, plugged, faults } = await begin();
      await plugged(false);
      await until("it is told as gone", () => faults.length === 1);
      const late: HalFault[] = [];
      speaker.onGone((fault) => late.push(fault));
      expect(late).toEqual(faults);
    });

    it("after close what plays has ended, nothing is told, and a sound is a fault", async () => {
      const { speaker, plugged, faults } = await begin({ isSlow: true });
      const asked = speaker.play(FIVE_SECONDS);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await speaker.close();
      expect(await asked).toEqual({ result: "stopped" });
      await plugged(false);
      await expect(speaker.play(flatWav(20))).rejects.toMatchObject({ code: "HAL_CLOSED" });
      expect(faults).toEqual([]);
    });
  });
}
