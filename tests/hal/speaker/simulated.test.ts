/** The simulated speaker keeps the contract of speakers, and its ear hears what a stand plays. */
import { expect, it, onTestFinished } from "vitest";
import { openSpeaker } from "../../../hal/open.ts";
import { flatWav, speakerSuite } from "./suite.ts";

async function opened(volume: number) {
  const { driver: speaker, farSide } = await openSpeaker({ driver: "simulated", volume });
  onTestFinished(() => speaker.close());
  return { speaker, farSide: farSide! };
}

speakerSuite("simulated", async ({ volume }) => {
  const { speaker, farSide } = await opened(volume);
  return {
    speaker,
    heard: () => Promise.resolve(farSide.heard().map(({ durationMs, peak }) => ({ durationMs, peak }))),
    plugged: (isPlugged) => Promise.resolve(farSide.plugged(isPlugged)),
  };
});

it("a cable that is pulled in the middle of a sound fails it, and the ear heard a part", async () => {
  const { speaker, farSide } = await opened(100);
  const asked = speaker.play(flatWav(5000), { label: "long" });
  await Promise.resolve();
  farSide.plugged(false);
  expect(await asked).toEqual({ result: "failed", code: "HAL_SPEAKER_GONE" });
  expect(farSide.heard()).toMatchObject([{ label: "long", complete: false }]);
});

it("a stand without a speaker is calm: every sound ends before it began, and nothing is told", async () => {
  const { driver: speaker, farSide } = await openSpeaker({ driver: "none" });
  speaker.volume(10);
  speaker.stop();
  speaker.onGone(() => undefined)();
  speaker.onBack(() => undefined)();
  expect([await speaker.play(flatWav(10)), speaker.isPresent, farSide]).toEqual([
    { result: "stopped" },
    false,
    undefined,
  ]);
  await speaker.close();
});
